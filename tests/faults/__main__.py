"""Lets the machine fail in every way that can be made here, and prints what became of the work."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from subprocess import Popen

from tests.faults import damage, every_call, power_cut
from tests.faults.acts import ACTS
from tests.faults.evening import look_at_a_day
from tests.faults.full_disk import ACTS as TO_FILL
from tests.faults.full_disk import fill, small_disk
from tests.faults.kills import PACKING, WORKS, kill_at_random
from tests.faults.mishaps import MISHAPS
from tests.faults.plain_text import CODES, search
from tests.faults.refusals import CASES, refuse
from tests.faults.saboteur import why_not
from tests.faults.table import Line, Table

EVERY, FULL = 0, 1000
SELDOM = 5
"""Packing the log is begun a few times a year, and long in being laid out."""
SAMPLED = 40
"""Places at which reading fails, and at which a write stops half-way: many, and much alike."""


_CHECKS = Path(__file__).parents[2] / "packaging" / "security_checks.py"
PARTS = (
    "kills",
    "small disk",
    "plain text",
    "refusals",
    "damage",
    "mishaps",
    "security",
    "every call",
)


def main() -> int:
    """Print the table; status 1 when a promise was not kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--kills",
        type=int,
        default=1000,
        help="of saving, importing, merging, upgrading and backing up together",
    )
    parser.add_argument("--places", type=int, default=EVERY, help="calls that fail; 0: every one")
    parser.add_argument("--cuts", type=int, default=400, help="moments of power cuts; 0: every one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=PARTS, nargs="*", default=PARTS)
    parser.add_argument("--work", choices=list(WORKS), nargs="*", default=list(WORKS))
    given = parser.parse_args()
    table = Table()
    table.head()
    full = given.kills >= FULL and given.places == EVERY
    with tempfile.TemporaryDirectory() as folder:
        for line in _lines(Path(folder), given):
            table.tell(line)
            if full:  # at once: a run that is ended keeps what it has seen
                table.record()
    return int(not table.kept)


def _lines(folder: Path, given: argparse.Namespace) -> Iterator[Line]:
    """Every line; what runs under the saboteur runs beside the rest."""
    running = None if why_not() or "every call" not in given.only else _started(given)
    parts: dict[str, Callable[[], Iterable[Line]]] = {
        "kills": lambda: _kills(folder, given.work, given.kills, given.seed),
        "small disk": lambda: _full_disk(folder),
        "plain text": lambda: [_plain_text(folder), _day(folder)],
        "refusals": lambda: _refusals(folder),
        "damage": lambda: _damage(folder),
        "mishaps": lambda: _mishaps(folder),
        "security": lambda: [_security()],
        "every call": lambda: _sabotaged(running),
    }
    for name, part in parts.items():
        if name in given.only:
            yield from part()


def _sabotaged(running: tuple[Popen[str], Popen[str]] | None) -> Iterator[Line]:
    if running is None:
        yield _not_tried("every call, and power cuts", why_not())
        return
    cutting, failing = running
    yield _power_cut(power_cut.outcome(cutting))
    yield from map(_called, every_call.outcomes(failing))


def _not_tried(what: str, why: str) -> Line:
    return Line(what, 0, 0, 0, 0, f"not tried: {why}", 0, good=True)


def _started(given: argparse.Namespace) -> tuple[Popen[str], Popen[str]]:
    few = min(given.places or SAMPLED, SAMPLED)
    places = {
        "disk full": given.places, "write error": given.places, "read error": few,
        "kill": given.places, "kill half-way": few, "read-only folder": EVERY,
        "stick pulled out": given.places,
    }  # fmt: skip
    return power_cut.start(given.cuts, given.seed), every_call.start(ACTS, places)


def _kills(folder: Path, works: list[str], kills: int, seed: int) -> Iterator[Line]:
    for name in works:
        kind = WORKS[name]
        (folder / name).mkdir()
        began = time.monotonic()
        share = kills // (len(WORKS) - 1) // (SELDOM if name == PACKING else 1)
        done = kill_at_random(kind, folder / name, max(1, share), seed)
        yield Line(
            f"kill -9 at random while {name}", done.kills, done.confirmed, done.lost, done.damaged,
            "", time.monotonic() - began, not done.lost and not done.damaged,
        )  # fmt: skip


def _full_disk(folder: Path) -> Iterator[Line]:
    disk = folder / "disk"
    disk.mkdir()
    with small_disk(disk) as mounted:
        if not mounted:
            yield _not_tried("a small disk", "none can be mounted here")
            return
        for name, work in TO_FILL.items():
            began = time.monotonic()
            done = fill(disk, work, steps=SAMPLED)
            yield Line(
                f"a small disk, filled during {name}", done.places, done.places - done.refused, 0,
                done.between, " ".join(["disk_full", *done.unnamed]), time.monotonic() - began,
                not done.between and not done.unnamed,
            )  # fmt: skip


def _plain_text(folder: Path) -> Line:
    began = time.monotonic()
    done = search(folder / "searched")
    return Line(
        "every file searched for what is in the store", done.files, 0, 0, 0,
        f"{done.texts:,} texts in {len(CODES)} encodings, found in"
        f" {' '.join(done.found) or 'none'}",
        time.monotonic() - began, not done.found,
    )  # fmt: skip


def _day(folder: Path) -> Line:
    began = time.monotonic()
    done = look_at_a_day(folder / "day")
    everything = f", {done.gone} gone by evening" if done.recorded else " that are left"
    return Line(
        "every byte written in a day at the window", done.files, 0, 0, len(done.found),
        f"files{everything}; crashes too; {done.texts:,} texts, found in"
        f" {' '.join(done.found) or 'none'}",
        time.monotonic() - began, not done.found,
    )  # fmt: skip


def _refusals(folder: Path) -> Iterator[Line]:
    for case, (_spoil, _passphrase, expected) in CASES.items():
        began = time.monotonic()
        found = refuse(case, folder)
        yield Line(
            f"{case}, then opened", 1, 0, 0, int(not found.unchanged), found.code,
            time.monotonic() - began, found.unchanged and found.code == expected,
        )  # fmt: skip


def _damage(folder: Path) -> Iterator[Line]:
    with damage.target(folder / "damage") as (target, place):
        for name, sweep in damage.SWEEPS.items():
            began = time.monotonic()
            found = sweep(target)
            yield Line(
                f"a bundle with {name}", found.tries, found.opened, 0, found.beyond,
                f"{len(target.data):,} bytes; " + _counted(found.codes),
                time.monotonic() - began,
                not (found.opened or found.beyond or found.wrong),
            )  # fmt: skip
        began = time.monotonic()
        tries, wrong = damage.held_and_unchanged(target, place, 1)
        yield Line(
            "damaged copies imported", tries, 0, 0, wrong, "held, nothing merged",
            time.monotonic() - began, not wrong,
        )  # fmt: skip


def _mishaps(folder: Path) -> Iterator[Line]:
    for name, happens in MISHAPS.items():
        began = time.monotonic()
        found = happens(folder / name)
        seconds = time.monotonic() - began
        yield Line(name, 1, 0, int(not found.good), 0, found.found, seconds, found.good)


def _security() -> Line:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(_CHECKS)], check=False, capture_output=True, text=True
    )
    told = "; ".join(done.stdout.splitlines()[:3]) or done.stderr[-200:]
    return Line(
        "static security check, audit of dependencies", 2, 0, 0, 0, told,
        time.monotonic() - began, not done.returncode,
    )  # fmt: skip


def _power_cut(cut: power_cut.Cut) -> Line:
    return Line(
        "power cut during saves, import, merge, backup …", cut.disks, cut.confirmed, cut.lost,
        cut.damaged, f"{cut.entries:,} recorded changes, three sittings"
        + "".join(f"; {fault}" for fault in cut.faults[:3]),
        cut.seconds, not cut.lost and not cut.damaged,
    )  # fmt: skip


def _called(found: every_call.Outcome) -> Line:
    faults = "".join(f"; {what} at {calls[:5]}" for what, calls in found.faults.items())
    every = "" if found.tries >= found.calls else f" of {found.calls:,} calls"
    return Line(
        f"{found.plan} during {found.act}", found.tries, found.done, found.lost,
        found.between + found.stuck, (_counted(found.codes) + every).strip()
        + ("" if found.kept else faults),
        found.seconds, found.kept,
    )  # fmt: skip


def _counted(codes: dict[str, int]) -> str:
    return ", ".join(f"{code} {number:,}" for code, number in sorted(codes.items()))


if __name__ == "__main__":
    sys.exit(main())
