"""Lets the machine fail in every way that can be made here, and prints what became of the work."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.full_disk import ACTS, fill, small_disk
from tests.faults.kills import WORKS, kill_at_random
from tests.faults.plain_text import search
from tests.faults.refusals import CASES, refuse


def main() -> int:
    """Print the table; status 1 when a promise was not kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=1000, help="of all kinds of work together")
    parser.add_argument("--places", type=int, default=60, help="where the disk is full")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = [
            *_kills(Path(folder), max(1, given.kills // len(WORKS)), given.seed),
            *_full_disk(Path(folder), given.places),
            _plain_text(Path(folder)),
            *_refusals(Path(folder)),
        ]
    return int(not all(kept))


def _kills(folder: Path, kills: int, seed: int) -> list[bool]:
    kept = []
    for name, kind in WORKS.items():
        (folder / name).mkdir()
        done = kill_at_random(kind, folder / name, kills, seed)
        kept.append(
            _tell(
                f"kill -9 while {name}",
                f"{done.kills} kills, {done.confirmed} confirmed,"
                f" {done.lost} lost, {done.damaged} to repair",
                good=not done.lost and not done.damaged,
            )
        )
    return kept


def _full_disk(folder: Path, places: int) -> list[bool]:
    disk = folder / "disk"
    disk.mkdir()
    with small_disk(disk) as mounted:
        if not mounted:
            return [_tell("full disk", "no small disk can be mounted here", good=True)]
        kept = []
        for name, work in ACTS.items():
            done = fill(disk, work, steps=places)
            others = f", told as {' '.join(done.unnamed)}" if done.unnamed else ""
            kept.append(
                _tell(
                    f"full disk during {name}",
                    f"{done.places} places, {done.refused} refused,"
                    f" {done.between} in between{others}",
                    good=not done.between,
                )
            )
        return kept


def _plain_text(folder: Path) -> bool:
    done = search(folder / "searched")
    return _tell(
        "readable without the key",
        f"{done.files} files, {done.texts} texts, found in {' '.join(done.found) or 'none'}",
        good=not done.found,
    )


def _refusals(folder: Path) -> list[bool]:
    kept = []
    for case, (_spoil, _passphrase, expected) in CASES.items():
        found = refuse(case, folder)
        state = "unchanged" if found.unchanged else "CHANGED"
        good = found.unchanged and found.code == expected
        kept.append(_tell(case, f"{found.code}, {state}", good=good))
    return kept


def _tell(what: str, found: str, *, good: bool) -> bool:
    sys.stdout.write(f"{what:<36} {found:<70} {'kept' if good else 'BROKEN'}\n")
    sys.stdout.flush()
    return good


if __name__ == "__main__":
    sys.exit(main())
