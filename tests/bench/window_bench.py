"""How much memory the open window takes at a large register, beside a bare window (Linux)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from fieldapp.bootstrap import Opener
from tests.bench.line import Line
from tests.bench.start_bench import BARE

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
program.opened.connect(lambda: (program.window.navigator.go("households"),
                                QTimer.singleShot(3000, program.app.quit)))
program.unlock(program.unlock_page.passphrase.text())
program.app.exec()
program.stop()
"""


def measure(large: Path) -> list[Line]:
    """Peak resident memory of both programs."""
    desk = Opener().desk(large, None)
    households = desk.store.questions.stats().total.households
    desk.store.close()
    bare, ours = _megabytes(BARE, large), _megabytes(OURS, large)
    name = f"memory of the window with a list of {households} households"
    return [Line(name, ours, bare, LIMIT, "MB")]


def _megabytes(program: str, workspace: Path) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", program + _REPORT, str(workspace)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout.split()[-1])
