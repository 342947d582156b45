"""The list of scenarios, each with its tests and what became of them.

Run ``make scenarios``, or ``python -m tests.scenarios`` with arguments for pytest.
"""

from __future__ import annotations

import contextlib
import re
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
ELSEWHERE = (FOLDER.parent / "db" / "test_upgrade.py",)
"""Scenarios that stand with what they are about."""
SCENARIOS = {
    1: "Any order of bundles", 2: "The same bundle again", 3: "A bundle that never came",
    4: "Update before record, child before parent", 5: "Overlapping bundles",
    6: "A bundle half a year late", 7: "An old bundle of the county", 8: "A bundle carried along",
    9: "Cut or lengthened", 10: "Flipped bits, bad sectors", 11: "An altered bundle",
    12: "Unknown or revoked sender", 13: "Another county", 14: "Bombs",
    15: "Names that address paths", 16: "Hostile values", 17: "Photos that do not fit",
    18: "Invented pasts", 19: "Writing in the name of others", 20: "Stray files and programs",
    21: "Wrong clocks", 22: "A clock a century ahead", 23: "A cloned disk",
    24: "A laptop put back", 25: "The county put back", 26: "One family or number twice",
    27: "Power cuts", 28: "Full, pulled and protected sticks", 29: "Several things at once",
    30: "Very many bundles", 31: "Values side by side", 32: "There and back again",
    33: "Removals", 34: "Decisions", 35: "Answers that stay whole",
    36: "Broken rules and lost parents", 37: "A household that moves",
    38: "Bundles of other versions", 39: "Changed fields and codes", 40: "Years of absence",
    41: "Keys that change", 42: "The log as the truth",
}  # fmt: skip
_NUMBER = re.compile(r"test_s_(\d\d)_")


class Results:
    """Gathers what became of every test, by the number of its scenario."""

    def __init__(self) -> None:
        self.by_number: dict[int, dict[str, bool]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test has passed when its every phase has; a skipped one has not."""
        found = _NUMBER.search(report.nodeid)
        if found:
            test = report.nodeid.split("::")[-1].split("[")[0]
            tests = self.by_number.setdefault(int(found[1]), {})
            tests[test] = tests.get(test, True) and report.passed


def main(arguments: list[str]) -> int:
    """Run the scenarios and print the list; 0 when every one has passed."""
    results = Results()
    with contextlib.redirect_stdout(sys.stderr):
        pytest.main(["-q", "--no-header", *map(str, (FOLDER, *ELSEWHERE)), *arguments], [results])
    passed = 0
    for number, title in SCENARIOS.items():
        tests = results.by_number.get(number, {})
        good = bool(tests) and all(tests.values())
        passed += good
        sys.stdout.write(f"S-{number:02d}  {_word(tests)}  {title}\n")
        for test, fine in tests.items():
            sys.stdout.write(f"      {'' if fine else 'FAILED '}{test}\n")
    sys.stdout.write(f"\n{passed} of {len(SCENARIOS)} scenarios pass.\n")
    return int(passed < len(SCENARIOS))


def _word(tests: dict[str, bool]) -> str:
    if not tests:
        return "no test"
    return "passes " if all(tests.values()) else "FAILS  "


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
