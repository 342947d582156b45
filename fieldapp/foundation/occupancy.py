"""Which programs have a workspace open: a small file for each, that its process keeps locked.

A process that ends, however it ends, lets go of its lock; what it left behind is swept away by
the next one. The files name a process and a computer, never a person.
"""

from __future__ import annotations

import contextlib
import os
import platform
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
from filelock import FileLock, Timeout

from fieldapp.foundation.clock import Clock, SystemClock
from fieldapp.foundation.i18n import N_, _

Program = Literal["window", "command"]
FOLDER = "in-use"
_LOCK, _TOLD = ".lock", ".json"
_CLOCK = SystemClock()
_WORDS = {"window": N_("the window"), "command": N_("a command")}
_this: dict[str, Program] = {"program": "command"}
_entered: list[Path] = []
"""The workspaces that this process has open, the last one last."""


class Holder(msgspec.Struct, frozen=True):
    """A program that has a workspace open."""

    program: Program
    process: int
    computer: str
    since: str

    def facts(self) -> dict[str, object]:
        """What an error says of it."""
        return {
            "program": _(_WORDS[self.program]), "process": self.process,
            "computer": self.computer, "since": self.since,
        }  # fmt: skip


@dataclass(frozen=True)
class Presence:
    """This process in a workspace, until it leaves."""

    folder: Path
    lock: FileLock

    def leave(self) -> None:
        """Let go; twice is once."""
        if self.folder in _entered:
            _entered.remove(self.folder)
        self.lock.release()
        _sweep(Path(self.lock.lock_file))


def this_is(program: Program) -> None:
    """Say under which name this process is found."""
    _this["program"] = program


def enter(folder: Path, clock: Clock = _CLOCK) -> Presence | None:
    """Be found in this workspace by others; ``None`` where nothing can be written."""
    place = folder / FOLDER
    name = f"{os.getpid()}-{secrets.token_hex(4)}"
    lock = FileLock(place / f"{name}{_LOCK}")
    holder = Holder(
        _this["program"], os.getpid(), platform.node(),
        clock.now().isoformat(" ", timespec="minutes"),
    )  # fmt: skip
    try:
        place.mkdir(exist_ok=True)
        lock.acquire(timeout=0)
        (place / f"{name}{_TOLD}").write_bytes(msgspec.json.encode(holder))
    except (OSError, Timeout):
        lock.release()
        return None
    _entered.append(folder)
    return Presence(folder, lock)


def others(folder: Path | None = None) -> list[Holder]:
    """Who else has a workspace open, without a folder the one opened last; the oldest first."""
    if folder is None:
        folder = _entered[-1] if _entered else None
    found = [] if folder is None else list(_living(folder / FOLDER))
    elsewhere = [h for h in found if (h.process, h.computer) != (os.getpid(), platform.node())]
    return sorted(elsewhere, key=lambda holder: holder.since)


def _living(place: Path) -> Iterator[Holder]:
    for told in sorted(place.glob(f"*{_TOLD}")):
        lock = told.with_suffix(_LOCK)
        trying = FileLock(lock)
        with contextlib.suppress(OSError, Timeout, msgspec.DecodeError):
            if lock.name.startswith(f"{os.getpid()}-"):
                continue  # one's own lock would be had twice
            try:
                trying.acquire(timeout=0)
            except Timeout:
                yield msgspec.json.decode(told.read_bytes(), type=Holder)
                continue
            trying.release()
            _sweep(lock)


def _sweep(lock: Path) -> None:
    for left in (lock.with_suffix(_TOLD), lock):
        with contextlib.suppress(OSError):
            left.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        lock.parent.rmdir()
