"""How much memory the open window takes at a large register, beside a bare window (Linux)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fieldapp.bootstrap import Opener
from tests.bench.line import Line
from tests.bench.start_bench import BARE, surroundings

LIMIT = 150.0
_REPORT = """
import re
from pathlib import Path
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(int(peak[1]) / 1024)
"""
"""The peak of this program alone: what getrusage tells also holds its parent's."""
OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from fieldapp.cli.window import make_program
program = make_program(Path(sys.argv[1]), "zh_CN")
program.show()
shown = 0
def opened():
    program.wiring.models.households.changed.connect(listed)
    program.window.navigator.go("households")
def listed():
    global shown
    state = program.wiring.models.households.state
    if state.preview is not None:
        shown = len(state.rows)
        QTimer.singleShot(500, program.app.quit)
program.opened.connect(opened)
QTimer.singleShot(1000, lambda: program.unlock(program.unlock_page.passphrase.text()))
program.app.exec()
program.stop()
print(shown)
"""


def measure(large: Path) -> list[Line]:
    """Peak resident memory of both programs."""
    desk = Opener().desk(large, None)
    households = desk.store.questions.stats().total.households
    desk.store.close()
    bare = min(_megabytes(BARE, large)[1] for _ in range(2))
    measured = [_megabytes(OURS, large) for _ in range(2)]  # the first one makes the byte code
    if {shown for shown, _peak in measured} != {str(households)}:
        raise RuntimeError(measured)
    ours = min(peak for _shown, peak in measured)
    name = f"memory of the window with a list of {households} households"
    return [Line(name, ours, bare, LIMIT, "MB")]


def _megabytes(program: str, workspace: Path) -> tuple[str, float]:
    """What the program told before, and its peak."""
    done = subprocess.run(
        [sys.executable, "-c", program + _REPORT, str(workspace)],
        env=surroundings(workspace),
        check=True,
        capture_output=True,
        text=True,
    )
    told, peak = done.stdout.split()[-2:]
    return told, float(peak)
