"""Set up the project's own environment and run its commands; needs Python 3.11 and pip alone.

    python packaging/setup_env.py run            open the window on a demonstration village
    python packaging/setup_env.py test [ARGS]    every check; ARGS go to pytest
    python packaging/setup_env.py lint           the checks without the tests
    python packaging/setup_env.py bench          measure the promises about speed
    python packaging/setup_env.py faults         kill, fill up, alter and search; prints a table
    python packaging/setup_env.py audit          static security check, audit of dependencies
    python packaging/setup_env.py screens        leave a picture of every page in out/
    python packaging/setup_env.py scenarios      what may happen to laptops and sticks, tested
    python packaging/setup_env.py soak           play random histories of the exchange, 20 minutes
    python packaging/setup_env.py translations   merge and compile the translations
    python packaging/setup_env.py env            set up and do nothing

The environment lies in ``.venv`` and is made again when the locked dependencies change.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

from system_packages import ensure_compiler, ensure_qt, ensure_screen, ensure_virtual_screen

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
IN_WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if IN_WINDOWS else "bin/python")
PROGRAMS = PYTHON.parent
OLDEST_PYTHON = (3, 11)

Command = list[str | Path]

# One process for every core; the tests of a file stay together and share what is costly to make.
SIDE_BY_SIDE = ["--numprocesses", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]

LOCKS = {
    "run": ROOT / "packaging" / "requirements.txt",
    "test": ROOT / "packaging" / "requirements-dev.txt",
}
CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "lint-imports": ["lint-imports", "--no-cache"],
}


def main(arguments: list[str]) -> int:
    """Carry out one command; return its exit status."""
    command, *rest = arguments or ["help"]
    commands = {
        "run": run,
        "test": test,
        "lint": lint,
        "bench": bench,
        "faults": faults,
        "audit": audit,
        "screens": screens,
        "scenarios": scenarios,
        "soak": soak,
        "translations": translations,
        "env": set_up_only,
    }
    if command not in commands:
        print(__doc__)
        return 0 if command in {"help", "-h", "--help"} else 2
    if sys.version_info < OLDEST_PYTHON:
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 4
    return commands[command](rest)


def run(arguments: list[str]) -> int:
    """Open the window on a demonstration workspace."""
    if not prepare("run"):
        return 4
    ensure_screen()
    return _in_environment([PYTHON, "-m", "fieldapp", "run-demo", *arguments])


def test(arguments: list[str]) -> int:
    """Run the checks, then the tests; the last line is pytest's summary."""
    if not prepare("test"):
        return 4
    failed = _failed_checks()
    if failed:
        print(f"\nFailed before the tests: {', '.join(failed)}", file=sys.stderr)
        return 1
    ensure_compiler()
    surroundings = {"FIELDAPP_TEST_XVFB": "1"} if ensure_virtual_screen() else {}
    print("== pytest", flush=True)
    return _in_environment([PYTHON, "-m", "pytest", *SIDE_BY_SIDE, *arguments], **surroundings)


def lint(_arguments: list[str]) -> int:
    """Run the checks without the tests."""
    return 4 if not prepare("test") else int(bool(_failed_checks()))


def bench(arguments: list[str]) -> int:
    """Measure the promises about speed."""
    return _with_tools([PYTHON, "-m", "tests.bench", *arguments])


def faults(arguments: list[str]) -> int:
    """Let the machine fail in every way that can be made here; print what became of the work."""
    ensure_compiler()
    return _with_tools([PYTHON, "-m", "tests.faults", *arguments])


def audit(_arguments: list[str]) -> int:
    """Look for unsafe code and unsafe versions; without data on versions it says so."""
    return _with_tools([PYTHON, ROOT / "packaging" / "security_checks.py"])


def screens(arguments: list[str]) -> int:
    """Leave pictures of the main job, then of two laptops and their county, in out/."""
    done = _in_environment([PYTHON, "-m", "fieldapp", "run-demo", "--offscreen", *arguments])
    walk = "tests.journeys.exchange_walk"
    return done or _with_tools([PYTHON, "-m", walk, ROOT / "out" / "exchange"])


def scenarios(arguments: list[str]) -> int:
    """Run the scenarios of the exchange and print each with its tests and their result."""
    return _with_tools([PYTHON, "-m", "tests.scenarios", *arguments])


def soak(arguments: list[str]) -> int:
    """Play random histories of the exchange, judged by an oracle; print what was found."""
    return _with_tools([PYTHON, "-m", "tests.soak", *arguments])


def translations(_arguments: list[str]) -> int:
    """Merge the parts of the translations and compile them."""
    return _with_tools([PYTHON, ROOT / "packaging" / "make_translations.py"])


def set_up_only(_arguments: list[str]) -> int:
    """Set up for developing and do nothing else."""
    return 0 if prepare("test") else 4


def prepare(purpose: str) -> bool:
    """Make ``.venv`` fit for ``purpose`` ("run" or "test"); tell whether it is."""
    if _stamp(purpose).is_file() and _stamp(purpose).read_text() == _fingerprint():
        return True
    started = time.monotonic()
    print(f"Setting up {VENV.name}; this takes a minute the first time.", flush=True)
    steps: list[Command] = [
        [sys.executable, "-m", "venv", "--without-pip", VENV],
        _pip("--require-hashes", "--requirement", LOCKS[purpose]),
        _pip("--no-build-isolation", "--editable", ROOT),
    ]
    for step in steps:
        if subprocess.run(step, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
            print(f"Set-up stopped at: {' '.join(map(str, step))}", file=sys.stderr)
            return False
    if not ensure_qt(PYTHON):
        return False
    for served in ("run", purpose):  # whoever can test can also run
        _stamp(served).write_text(_fingerprint())
    print(f"Set up in {time.monotonic() - started:.0f} s.", flush=True)
    return True


def _pip(*arguments: str | Path) -> Command:
    """Return a call of the machine's pip that installs into ``.venv``."""
    pip: Command = [sys.executable, "-m", "pip", "--python", PYTHON, "--disable-pip-version-check"]
    return [*pip, "install", "--quiet", "--no-deps", *arguments]


def _stamp(purpose: str) -> Path:
    return VENV / f"ready-to-{purpose}"


def _fingerprint() -> str:
    """Return a text that changes whenever the environment has to be made again."""
    read = [*LOCKS.values(), ROOT / "pyproject.toml"]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in read)).hexdigest()
    return f"{digest} {sys.version} {ROOT}"


def _failed_checks() -> list[str]:
    failed = []
    for title, (program, *arguments) in CHECKS.items():
        print(f"== {title}", flush=True)
        checking: Command = [PROGRAMS / program, *arguments]
        if _in_environment(checking):
            failed.append(title)
    return failed


def _with_tools(command: Command) -> int:
    return _in_environment(command) if prepare("test") else 4


def _in_environment(command: Command, **extra: str) -> int:
    """Run a program of the environment in the project's folder; return its exit status."""
    path = os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", "")])
    surroundings = {**os.environ, "VIRTUAL_ENV": str(VENV), "PATH": path, **extra}
    return subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
