"""What the operating system itself must bring: Qt's libraries and the tools of the journeys."""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

# Debian names; PySide6 brings everything else along.
QT_PACKAGES = [
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libglib2.0-0",
    "libx11-6",
    "libxcb1",
    "libxkbcommon0",
]
SCREEN_PACKAGES = [
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
]
JOURNEY_PACKAGES = [*SCREEN_PACKAGES, "xvfb", "xdotool", "poppler-utils"]

COMPILER_PACKAGES = ["gcc", "libc6-dev"]

SCREEN_LIBRARIES = [
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-shape.so.0",
    "libxcb-xkb.so.1",
    "libxkbcommon-x11.so.0",
]
JOURNEY_PROGRAMS = ["Xvfb", "xdotool", "pdftoppm"]
COMPILERS = ["cc", "gcc", "clang"]


def has_display() -> bool:
    """Tell whether a window could be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def ensure_qt(python: Path) -> bool:
    """Make Qt load in the environment of ``python``; tell whether it does."""
    if _qt_complaint(python) and sys.platform.startswith("linux"):
        _bring(QT_PACKAGES, "Qt needs libraries of the system")
    complaint = _qt_complaint(python)
    if complaint:
        print(f"Qt cannot be loaded: {complaint}", file=sys.stderr)
    return not complaint


def ensure_screen() -> None:
    """On Linux with a display, bring what Qt needs to draw on it."""
    on_x = sys.platform.startswith("linux") and os.environ.get("DISPLAY")
    if on_x and _missing_libraries():
        _bring(SCREEN_PACKAGES, "Qt needs more libraries to open a window")


def ensure_virtual_screen() -> bool:
    """Bring the virtual screen and the tools of the journeys; tell whether they are here."""
    if not sys.platform.startswith("linux"):
        return False
    if not _journeys_ready():
        _bring(JOURNEY_PACKAGES, "the journeys use a virtual screen and otherwise run without one")
    return _journeys_ready()


def ensure_compiler() -> None:
    """On Linux, bring what builds the saboteur, by which the tests let files fail."""
    if sys.platform.startswith("linux") and not any(map(shutil.which, COMPILERS)):
        _bring(COMPILER_PACKAGES, "tests in which files fail are left out without a C compiler")


def _journeys_ready() -> bool:
    return all(map(shutil.which, JOURNEY_PROGRAMS)) and not _missing_libraries()


def _qt_complaint(python: Path) -> str:
    """Return the last line of what Qt says when it is loaded; empty when all is well."""
    loading = "import PySide6.QtWidgets, PySide6.QtPrintSupport, PySide6.QtSvg"
    tried = subprocess.run([python, "-c", loading], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else tried.stderr.strip().rpartition("\n")[2]


def _missing_libraries() -> list[str]:
    return [name for name in SCREEN_LIBRARIES if not _loads(name)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _bring(packages: list[str], why: str) -> None:
    """Install Debian packages where that is possible; otherwise say what to install."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not (shutil.which("apt-get") and _is_root()):
        if shutil.which("apt-get"):
            print(f"{why}; install them with: sudo {' '.join(command)}", file=sys.stderr)
        else:
            listed = ", ".join(packages)
            print(f"{why}; install what Debian calls: {listed}", file=sys.stderr)
        return
    print(f"{why}: installing {', '.join(packages)}", flush=True)
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], command):
        done = subprocess.run(
            step, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        if done.returncode != 0:
            print(f"{' '.join(step)} failed:\n{done.stderr.decode()}", file=sys.stderr)


def _is_root() -> bool:
    return platform.system() != "Windows" and os.geteuid() == 0
