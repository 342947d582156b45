"""How long the program takes to its unlock page, beside a bare window with an empty table."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from subprocess import DEVNULL, PIPE

from fieldapp.bootstrap import Opener
from fieldapp.services.demonstration import make_demonstration
from tests.bench.line import Line

LIMIT = 1.5
_TRIES = 9
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QTableWidget(0, 8))
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, lambda: (print("SHOWN", flush=True), app.quit()))
app.exec()
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from fieldapp.cli.window import make_program
program = make_program(Path(sys.argv[1]), "zh_CN")
program.window.show()
QTimer.singleShot(0, lambda: (print("SHOWN", flush=True), program.app.quit()))
program.app.exec()
program.stop()
"""


def measure(folder: Path) -> list[Line]:
    """The best of several starts each, taken in turn; the first of each makes the byte code."""
    workspace = folder / "small"
    make_demonstration(Opener().founding(), workspace, households=20, role="county")
    bare: list[float] = []
    ours: list[float] = []
    for _ in range(_TRIES):
        bare.append(_seconds(BARE, workspace))
        ours.append(_seconds(OURS, workspace))
    return [Line("start to the unlock page", min(ours), min(bare), LIMIT)]


def surroundings(workspace: Path) -> dict[str, str]:
    """The environment of a measured program: offscreen, its byte code kept as when installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    bytecode = str(workspace / "bytecode")
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": bytecode}


def _seconds(program: str, workspace: Path) -> float:
    """Seconds from starting the process until its window has been shown and painted."""
    command = [sys.executable, "-c", program, str(workspace)]
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=surroundings(workspace), stdout=PIPE, stderr=DEVNULL, text=True
    ) as child:
        told = child.stdout.readline() if child.stdout else ""
        taken = time.perf_counter() - began
        child.communicate()
    if told.strip() != "SHOWN":
        raise RuntimeError(told)
    return taken
