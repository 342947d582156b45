"""What judging costs after a merge that met writes of our own in every household.

Run ``python -m tests.bench.combining_bench``; seconds are those of this process.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from db.store import SqlStore
from fieldapp.changes.operations import RUN_LENGTH
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.ids import SeededIds
from fieldapp.ports.store import Merged, changed, created
from fieldapp.records import Household
from fieldapp.services.checking import Checking
from fieldapp.services.combining import Combining
from fieldapp.services.households import Registers
from tests.bench.comparison_engines import timed
from tests.bench.line import Line
from tests.factories import MORNING, a_household, a_member, a_store, a_village, act

MET = 20_000
MOST_SECONDS = 8.0
"""However many households were met: nobody else can write meanwhile."""


def measure(folder: Path, met: int = MET) -> list[Line]:
    """Both sides write to every household; then the laptop's writes are merged and judged."""
    folder.mkdir(exist_ok=True)
    with closing(a_store(folder / "laptop")) as laptop, closing(a_store(folder / "c")) as county:
        homes = _shared(laptop, county, met)
        seen = laptop.log.have()
        laptop.write_many(act(), (changed(Household, one.uid, phone=one.local_no) for one in homes))
        county.write_many(act(), (changed(Household, one.uid, altitude_m=900) for one in homes))
        merging, merged = timed(lambda: _carried(laptop, county))
        registers = Registers(county, FixedClock(MORNING), SeededIds("combining"), "")
        judging, _ = timed(lambda: Combining(Checking(registers)).note(merged, seen))
    sys.stdout.write(
        f"merging {met:,} edits of households that were edited here: {merging:.2f} s\n"
    )
    return [Line(f"judge after a merge that met {met:,} households", judging, None, MOST_SECONDS)]


def _shared(laptop: SqlStore, county: SqlStore, count: int) -> Sequence[Household]:
    village = a_village()
    homes = [a_household(village, f"H{number:06d}") for number in range(count)]
    people = [a_member(home) for home in homes]
    laptop.write_many(act(), map(created, [village, *homes, *people]))
    _carried(laptop, county)
    return homes


def _carried(laptop: SqlStore, county: SqlStore) -> Merged:
    units, ops = laptop.log.operations(laptop.log.have(), None)
    slices = [ops[at : at + RUN_LENGTH] for at in range(0, len(ops), RUN_LENGTH)]
    return county.log.merge(laptop.log.actors(), units, slices, {})


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--households", type=int, default=MET)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for line in measure(Path(place), given.households):
            sys.stdout.write(line.text() + "\n")
