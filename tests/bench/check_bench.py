"""How the checks grow with the register, how many rules a second they ask, and their memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench.line import Line
from tests.bench.start_bench import surroundings

LINEAR = 1.4
"""A household of the whole register may cost so much more than one of its first tenth."""
MOST_MEMORY = 1000.0
MOST_SECONDS = 0.020
"""For the check of one household of a large register."""
_OURS = """
import sys
import time
from pathlib import Path
from fieldapp.bootstrap import Opener
from fieldapp.services.checking import Checking
desk = Opener().desk(Path(sys.argv[1]), None)
checking = Checking(desk.registers)
facts = desk.store.questions.facts
homes = facts.homes()
marks = []
class Watching:
    cancelled = False
    def progress(self, done, total):
        marks.append((done, time.process_time()))
report = checking.register(None, Watching())
first = marks[0][1]
at, then = next(mark for mark in marks if mark[0] >= len(homes) // 10)
tenth = (then - first) * len(homes) / at / 10
whole = marks[-1][1] - first
import re
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(len(homes), report.rules, tenth, whole, int(peak[1]) / 1024)
"""

_ONE = """
import statistics
import sys
import time
from pathlib import Path
from fieldapp.bootstrap import Opener
from fieldapp.services.checking import Checking
desk = Opener().desk(Path(sys.argv[1]), None)
checking = Checking(desk.registers)
homes = desk.store.questions.facts.homes()
taken = []
for home in homes[:: max(1, len(homes) // 50)]:
    began = time.process_time()
    checking.household(home)
    taken.append(time.process_time() - began)
print(len(homes), statistics.median(taken))
"""


def of_one_household(large: Path) -> Line:
    """Processor time of the check of a single household, as its page asks for it."""
    done = subprocess.run(
        [sys.executable, "-c", _ONE, str(large)],
        env=surroundings(large),
        check=True,
        capture_output=True,
        text=True,
    )
    homes, taken = map(float, done.stdout.split())
    return Line(f"check of one of {homes:.0f} households", taken, None, MOST_SECONDS, "ms")


def measure(large: Path) -> list[Line]:
    """Processor time of the whole beside ten times its first tenth, and the peak of memory."""
    done = subprocess.run(
        [sys.executable, "-c", _OURS, str(large)],
        env=surroundings(large),
        check=True,
        capture_output=True,
        text=True,
    )
    homes, rules, tenth, whole, peak = map(float, done.stdout.split())
    speed = f"{rules / whole:,.0f} rules a second"
    return [
        Line(f"checks of {homes:.0f} households, {speed}", whole, 10 * tenth, LINEAR),
        of_one_household(large),
        Line(f"memory of the checks of {homes:.0f} households", peak, None, MOST_MEMORY, "MB"),
    ]
