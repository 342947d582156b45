"""The power fails at every moment of three sittings: each disk that may be left is opened.

``python -m tests.faults.power_cut CUTS SEED`` runs under the saboteur and prints JSON.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from fieldapp.foundation.ids import RandomIds
from fieldapp.services.backups import SUFFIX
from fieldapp.services.desk import Desk, open_desk
from fieldapp.services.profile import ledger
from tests.faults.acts import (
    Act,
    Looking,
    Place,
    back_up,
    bring_in,
    carry,
    keep_photo,
    lay_out,
    lay_out_bundle,
    lay_out_photo,
    lay_out_roster,
    merge,
    pack_log,
    restore,
    state_of,
)
from tests.faults.saboteur import Saboteur, with_saboteur
from tests.faults.tape import Disk, Unlucky, read_tape
from tests.two_desks import COUNTY, telephone

_SAVES = 6
_MARK = "|"


class Cut(msgspec.Struct, frozen=True):
    """How the disks stood that a power cut may have left."""

    entries: int
    disks: int
    confirmed: int
    lost: int
    damaged: int
    seconds: float
    faults: tuple[str, ...] = ()


def _saves(place: Place, desk: Desk, confirm: Callable[[str], None]) -> None:
    for number in range(_SAVES):
        telephone(desk, "0163", f"139000{number:05}")
        confirm("a save")


def _first(place: Place, desk: Desk, confirm: Callable[[str], None]) -> None:
    _saves(place, desk, confirm)
    bring_in(place, desk)
    confirm("an import")


def _second(place: Place, desk: Desk, confirm: Callable[[str], None]) -> None:
    merge(place, desk)
    confirm("a merge")
    keep_photo(place, desk)
    confirm("a photo")
    back_up(place, desk)
    confirm("a backup")
    restore(place, desk)
    confirm("a restore")


def _third(place: Place, desk: Desk, confirm: Callable[[str], None]) -> None:
    _saves(place, desk, confirm)
    carry(place, desk)
    confirm("a bundle")
    pack_log(place, desk)
    confirm("a packing")


_SITTINGS = (_first, _second, _third)


def _laid(place: Place) -> None:
    lay_out_roster(place)
    lay_out_bundle(place)
    lay_out_photo(place)


_ACT = Act(COUNTY, merge, _laid)


def main() -> None:
    """Cut the power everywhere, and print what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        found = _cut(Path(folder), int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(msgspec.json.encode(found).decode())
    sys.stdout.flush()
    os._exit(0)


def _record(place: Place, path: Path) -> None:
    """Go through the sittings; each confirmed act is marked with the state of the records."""
    saboteur, ids = Saboteur(), RandomIds()
    saboteur.watch(place.folder)
    with path.open("wb") as tape:
        saboteur.record(tape.fileno())
        for sitting in _SITTINGS:
            opened = place.desk(COUNTY)
            desk = open_desk(opened.folder, opened.store, opened.clock, ids, opened.copying)
            sitting(place, desk, partial(_mark, saboteur, place, desk))
            desk.store.close()
        saboteur.record(-1)


def _recorded(place: Place, path: Path) -> None:
    """The sittings in a process of their own, as far as they are from this one's open files."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _record(place, path)
            status = 0
        finally:
            os._exit(status)
    if os.waitpid(child, 0)[1]:
        raise RuntimeError("the sittings were not finished")


def _mark(saboteur: Saboteur, place: Place, desk: Desk, name: str) -> None:
    saboteur.mark(f"{name}{_MARK}{state_of(place, desk, COUNTY)}")


def start(cuts: int, seed: int) -> subprocess.Popen[str]:
    """Begin to open what is left when the power fails.

    ``cuts`` moments at most, spread over the sittings, and after every confirmed act; 0 takes
    every moment. Each is opened twice: with all that was done, and with what a cut may leave.
    """
    return with_saboteur(__name__, str(cuts), str(seed))


def outcome(running: subprocess.Popen[str]) -> Cut:
    """What became of it.

    Raises:
        RuntimeError: the process did not finish.
    """
    said, _ = running.communicate()
    if running.returncode:
        raise RuntimeError(running.returncode)
    return msgspec.json.decode(said, type=Cut)


def _cut(folder: Path, cuts: int, seed: int) -> Cut:
    began = time.monotonic()
    laid = lay_out(_ACT, folder / "laid")
    looking = Looking(_ACT)
    before = looking.look(laid).digest
    disk, tape = Disk(laid.folder), folder / "tape"
    _recorded(laid, tape)
    Saboteur().watch(folder / "left")  # nothing there waits for a flush
    entries = list(read_tape(tape))
    states = [before, *(entry.path.split(_MARK)[1] for entry in entries if entry.kind == "!")]
    watching = _Watching(Place(folder / "left"), looking, states)
    step = max(1, len(entries) // cuts) if cuts else 1
    dice = random.Random(seed)
    for number, entry in enumerate(entries):
        if entry.kind == "!":
            watching.confirmed.append(entry.path.split(_MARK)[0])
            watching.judge(number, disk, Unlucky())
            continue
        disk.play(entry)
        if number % step == 0:
            for luck in (None, dice):
                watching.judge(number, disk, luck)
    return Cut(
        len(entries), watching.disks, len(watching.confirmed), watching.lost, watching.damaged,
        time.monotonic() - began, tuple(watching.faults),
    )  # fmt: skip


class _Watching:
    """Judges disk after disk, knowing what had been confirmed by then."""

    def __init__(self, place: Place, looking: Looking, states: list[str]) -> None:
        self._place, self._looking, self._states = place, looking, states
        self.confirmed: list[str] = []
        self.disks = self.lost = self.damaged = 0
        self.faults: list[str] = []

    def judge(self, number: int, disk: Disk, luck: random.Random | None) -> None:
        """Open what is left: all that was confirmed, and at most the act that was going on."""
        disk.lay_out(self._place.folder, luck)
        for name in ("inbox", "stick"):
            (self._place.folder / COUNTY / name).mkdir(parents=True, exist_ok=True)
        seen = self._looking.look(self._place)
        at = len(self.confirmed)
        lost = seen.digest not in self._states[at : at + 2] or not self._files()
        self.disks += 1
        self.lost += lost
        self.damaged += bool(seen.faults)
        if lost or seen.faults:
            self.faults.append(f"{number}: {seen.faults} {'lost' if lost else ''}")

    def _files(self) -> bool:
        """Backup and bundle are there once they were confirmed."""
        county = self._place.folder / COUNTY
        backups = list(county.rglob(f"*{SUFFIX}"))
        if "a backup" in self.confirmed and not backups:
            return False
        if "a bundle" not in self.confirmed:
            return True
        desk = self._place.desk(COUNTY)
        lines = [line for line in ledger(desk.store) if line.way == "out"]
        desk.store.close()
        return bool(lines)


if __name__ == "__main__":
    main()
