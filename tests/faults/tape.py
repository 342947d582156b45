"""What a process did to its files, as the saboteur recorded it, and disks made from parts of it."""

from __future__ import annotations

import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from typing_extensions import override

if TYPE_CHECKING:
    from _typeshed import SupportsLenAndGetItem

_T = TypeVar("_T")
_HEAD = struct.Struct("=qqqq")
_SECTOR = 512


@dataclass(frozen=True)
class Entry:
    """One change: ``c`` made, ``w`` written, ``t`` cut, ``s`` flushed, ``r`` renamed, ``u``
    removed, ``m`` and ``d`` a folder made and removed, ``!`` a mark."""

    kind: str
    path: str
    place: int
    data: bytes


def read_tape(path: Path) -> Iterator[Entry]:
    """The entries in their order."""
    with path.open("rb") as tape:
        while head := tape.read(_HEAD.size):
            kind, length, place, size = _HEAD.unpack(head)
            yield Entry(chr(kind), tape.read(length).decode(), place, tape.read(size))


@dataclass
class _File:
    """A file apart from its name: what surely is on the disk, and what may not be."""

    sure: bytearray = field(default_factory=bytearray)
    pending: list[Entry] = field(default_factory=list)

    def flush(self) -> None:
        for entry in self.pending:
            _apply(self.sure, entry)
        self.pending.clear()

    def after(self, dice: random.Random | None) -> bytes:
        """All that was done; or, after a power cut, some of what was not flushed."""
        data = bytearray(self.sure)
        share = 1.0 if dice is None else dice.choice((0.0, 0.5, 0.9, 1.0))
        for entry in self.pending:
            if dice is None or dice.random() < share:
                _apply(data, entry)
            elif entry.kind == "w" and dice.random() < 0.5:
                _apply(data, _torn(entry, dice))
        return bytes(data)


@dataclass(frozen=True)
class _Naming:
    """A change of a folder's list of names: from an old name to a new one, either may lack.

    Two names without a file are those of a folder.
    """

    old: str
    new: str
    file: _File | None


class Unlucky(random.Random):
    """Dice by which nothing of what was not flushed has arrived."""

    @override
    def random(self) -> float:
        return 1.0

    @override
    def choice(self, seq: SupportsLenAndGetItem[_T]) -> _T:
        return seq[0]


class Disk:
    """The files below one folder while a tape is played."""

    def __init__(self, folder: Path) -> None:
        self._root = str(folder)
        self._sure: dict[str, _File] = {
            str(path): _File(bytearray(path.read_bytes()))
            for path in folder.rglob("*") if path.is_file()
        }  # fmt: skip
        self._names = dict(self._sure)
        self._namings: list[_Naming] = []

    def play(self, entry: Entry) -> None:
        """Take one entry into account."""
        match entry.kind:
            case "w" | "t":
                self._names.setdefault(entry.path, _File()).pending.append(entry)
            case "s":
                self._flush(entry.path)
            case "c":
                self._name("", entry.path, _File())
            case "r":
                self._name(entry.path, entry.data.decode(), self._names.get(entry.path))
            case "u":
                self._name(entry.path, "", None)
            case _:
                pass

    def lay_out(self, folder: Path, dice: random.Random | None) -> None:
        """Write the disk as it is now; with dice, as a power cut may leave it.

        What was flushed is there. Of the rest some, none or parts of sectors are, in any order;
        of each folder's changes of names, the first so many.
        """
        shutil.rmtree(folder, ignore_errors=True)
        for path, file in self._after(dice).items():
            if not path.endswith("-shm"):  # memory shared by processes, of no meaning later
                target = folder / path.removeprefix(self._root).lstrip("/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.after(dice))

    def _flush(self, path: str) -> None:
        if path in self._names:
            self._names[path].flush()
            return
        kept, moved = [], []
        for naming in self._namings:  # a folder was flushed
            if _folder_of(naming) == path:
                _rename(self._sure, naming)
                moved.append(naming)
            else:
                kept.append(naming)
        self._namings = [_under_new_name(naming, moved) for naming in kept]

    def _name(self, old: str, new: str, file: _File | None) -> None:
        naming = _Naming(old, new, file)
        _rename(self._names, naming)
        self._namings.append(naming)

    def _after(self, dice: random.Random | None) -> dict[str, _File]:
        if dice is None:
            return self._names
        names = dict(self._sure)
        ended: set[str] = set()
        share = dice.choice((0.0, 0.7, 1.0))
        for naming in self._namings:
            folder = _folder_of(naming)
            if folder in ended or dice.random() >= share:
                ended.add(folder)
            else:
                _rename(names, naming)
        return names


def _rename(names: dict[str, _File], naming: _Naming) -> None:
    names.pop(naming.old, None)
    if naming.new and naming.file is None:  # a folder; with it go those of its files that it names
        for path in [path for path in names if path.startswith(f"{naming.old}/")]:
            names[naming.new + path.removeprefix(naming.old)] = names.pop(path)
    if naming.new and naming.file is not None:
        names[naming.new] = naming.file


def _under_new_name(naming: _Naming, moved: list[_Naming]) -> _Naming:
    """A change of a folder's list that has not arrived when the folder itself has a new name."""
    old, new = naming.old, naming.new
    for one in moved:
        if one.new and one.file is None:
            old, new = (
                one.new + path.removeprefix(one.old) if path.startswith(f"{one.old}/") else path
                for path in (old, new)
            )
    return _Naming(old, new, naming.file)


def _folder_of(naming: _Naming) -> str:
    return (naming.new or naming.old).rpartition("/")[0]


def _apply(data: bytearray, entry: Entry) -> None:
    if entry.kind == "t":
        del data[entry.place :]
        data.extend(bytes(entry.place - len(data)))
        return
    data.extend(bytes(max(0, entry.place - len(data))))
    data[entry.place : entry.place + len(entry.data)] = entry.data


def _torn(entry: Entry, dice: random.Random) -> Entry:
    """A write of which only the first sectors arrived."""
    whole = len(entry.data) // _SECTOR
    return Entry("w", entry.path, entry.place, entry.data[: dice.randint(0, whole) * _SECTOR])
