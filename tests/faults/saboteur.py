"""The saboteur: a few hundred lines of C between a process and its files, built where it is used.

It needs Linux and a C compiler; :func:`why_not` says what is missing. A process that is to fail
is started with it before libc; what fails, and when, is told through ``ctypes``.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.templates import template_folder
from tests.two_desks import MADE, desks_for_others

_SOURCE = Path(__file__).with_suffix(".c")
_COMPILERS = ("cc", "gcc", "clang")


def why_not() -> str:
    """Why no file can be made to fail here; empty when it can."""
    if not sys.platform.startswith("linux"):
        return "only Linux lets a library stand before libc"
    if not any(map(shutil.which, _COMPILERS)):
        return "there is no C compiler (Debian: gcc, libc6-dev)"
    return ""


@cache
def built() -> Path:
    """The saboteur as a library."""
    compiler = next(found for name in _COMPILERS if (found := shutil.which(name)))
    library = template_folder("saboteur") / "saboteur.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(_SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


def with_saboteur(module: str, *arguments: str) -> subprocess.Popen[str]:
    """Start ``python -m module`` with the saboteur before libc; its output is read line by line."""
    surroundings = {
        **os.environ,
        "LD_PRELOAD": str(built()),
        "PYTHONPATH": os.pathsep.join(sys.path),
        MADE: str(desks_for_others()),
    }
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=surroundings, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


class Saboteur:
    """The one that stands before this process's libc."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.saboteur_counted.restype = ctypes.c_long

    def watch(self, folder: Path) -> None:
        """Count calls on files below this folder, and on no others."""
        self._library.saboteur_watch(f"{folder}{os.sep}".encode())

    def fill_up(self, call: int) -> None:
        """Let there be no room from this call on, of those that need any; half of it is done."""
        self._library.saboteur_full(ctypes.c_long(call))

    def fail_writing(self, call: int, number: int) -> None:
        """Let this call end with an error, of those that change or flush anything."""
        self._library.saboteur_faulty(ctypes.c_long(call), number, 0, 0)

    def fail_reading(self, call: int, number: int) -> None:
        """Let this call end with an error, of those that read or open to read."""
        self._library.saboteur_faulty(ctypes.c_long(call), number, 0, 1)

    def protect(self, call: int, number: int) -> None:
        """Let this call and all that follow end with an error, of those that change anything."""
        self._library.saboteur_faulty(ctypes.c_long(call), number, 1, 0)

    def pull_out(self, call: int, number: int) -> None:
        """Let this call and all that follow end with an error, whatever they are."""
        self._library.saboteur_faulty(ctypes.c_long(call), number, 1, 2)

    def die(self, call: int, *, in_half: bool) -> None:
        """End the process at this call, of those that change anything; or half-way through it."""
        self._library.saboteur_dead(ctypes.c_long(call), int(in_half))

    def rest(self) -> None:
        """Let everything pass from now on."""
        self._library.saboteur_rest()

    def counted(self) -> int:
        """Calls of the kind in question since the plan was made."""
        return int(self._library.saboteur_counted())

    def record(self, descriptor: int) -> None:
        """Write every change to this open file, beside letting it happen."""
        self._library.saboteur_record(descriptor)

    def mark(self, text: str) -> None:
        """Write this text between the recorded changes."""
        self._library.saboteur_mark(text.encode())
