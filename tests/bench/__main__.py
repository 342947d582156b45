"""Measures every promise about speed beside its floor; status 1 when one is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench import (
    check_bench,
    combining_bench,
    comparison_bench,
    export_bench,
    import_bench,
    postgres_bench,
    search_bench,
    sheets_bench,
    start_bench,
    visit_bench,
    window_bench,
)
from tests.bench.large_village import large_village
from tests.bench.line import Line


def main() -> int:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--households", type=int, default=40_000)
    parser.add_argument("--village", type=Path, help="keep the large village here between runs")
    given = parser.parse_args()
    head = f"{'what':<58} {'measured':>12} {'floor':>12} {'ratio':>9} {'limit':>8}"
    sys.stdout.write(f"{head}\n{'-' * len(head)}\n")
    lines: list[Line] = []

    def tell(found: list[Line]) -> None:
        for line in found:
            sys.stdout.write(line.text() + "\n")
            sys.stdout.flush()
        lines.extend(found)

    with tempfile.TemporaryDirectory() as folder:
        tell(start_bench.measure(Path(folder)))
        tell(sheets_bench.measure(Path(folder)))
        tell(import_bench.measure(Path(folder)))
        tell(visit_bench.measure(Path(folder)))
        tell(comparison_bench.measure(Path(folder) / "comparison"))
        tell(combining_bench.measure(Path(folder) / "combining"))
        tell(postgres_bench.measure(Path(folder) / "server"))
        large = large_village(given.village or Path(folder) / "large", given.households)
        tell(search_bench.measure(large))
        tell(check_bench.measure(large))
        tell(export_bench.measure(large))
        tell(window_bench.measure(large))
    return int(not all(line.kept for line in lines))


if __name__ == "__main__":
    sys.exit(main())
