"""Every byte that a day at the window wrote, searched for what the day was about.

Files that are gone by evening are searched too: on a stolen disk they still are.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from fieldapp.bootstrap import Opener
from tests.faults.day import DRAFT
from tests.faults.plain_text import PEOPLE, READABLE, is_in, lay_photo, texts_of
from tests.faults.saboteur import built, why_not
from tests.faults.tape import read_tape
from tests.fieldapp.spreadsheets.made_sheets import national_export
from tests.register_village import PASSPHRASE, open_village

_PATIENCE = 240


@dataclass(frozen=True)
class Evening:
    """How many files were written and how many of them are gone, and where a text was found."""

    files: int
    gone: int
    texts: int
    found: tuple[str, ...]
    recorded: bool


def look_at_a_day(folder: Path) -> Evening:
    """Let a day go by with everything that programs write below ``folder``, and search it."""
    home, paper, out = (folder / name for name in ("home", "paper", "out"))
    for made in (home, paper, out):
        made.mkdir(parents=True)
    national_export(paper / "roster.xlsx", households=8)
    lay_photo(paper / "photo.jpg")
    workspace = home / "workspace"
    open_village(workspace).store.close()
    day = ["-m", "tests.faults.day", str(workspace), str(paper), str(out)]
    status, told = live(home, day, folder / "tape")
    if status != -signal.SIGABRT:
        raise RuntimeError(f"{status}: {told[-2000:]}")
    written = written_in(folder / "tape", out)
    left = {str(path): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    texts = _texts_afterwards(workspace)
    everything = (*left.items(), *written.items())
    found = {Path(path).name for path, data in everything if tells(data, texts)}
    gone = set(written) - set(left)
    return Evening(
        len({*written, *left}), len(gone), len(texts), tuple(sorted(found)),
        (folder / "tape").exists(),
    )  # fmt: skip


def live(home: Path, arguments: list[str], tape: Path) -> tuple[int, str]:
    """Run Python in a home of its own; what it prints goes to a file there, as on a desktop.

    Returns its status and what it printed.
    """
    (home / "tmp").mkdir()
    surroundings = {
        **os.environ, "HOME": str(home), "TMPDIR": str(home / "tmp"),
        "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(home / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path]),
    }  # fmt: skip
    for name in [name for name in surroundings if name.startswith("XDG_")]:
        surroundings[name] = str(home / "tmp")
    if not why_not():
        surroundings |= {
            "LD_PRELOAD": str(built()), "SABOTEUR_WATCH": f"{home.parent}{os.sep}",
            "SABOTEUR_TAPE": str(tape),
        }  # fmt: skip
    with (home / "session-errors").open("wb") as errors:
        done = subprocess.run(
            [sys.executable, *arguments],
            env=surroundings, cwd=home, stdout=errors, stderr=errors, timeout=_PATIENCE,
            check=False,
        )  # fmt: skip
    return done.returncode, (home / "session-errors").read_text("utf-8")


def written_in(tape: Path, out: Path) -> dict[str, bytes]:
    """What was written to each file, in the order of writing; nothing without a tape."""
    kept: defaultdict[str, bytearray] = defaultdict(bytearray)
    if tape.exists():
        for entry in read_tape(tape):
            if entry.kind == "w" and not Path(entry.path).is_relative_to(out):
                kept[entry.path] += entry.data
    return {path: bytes(data) for path, data in kept.items()}


def _texts_afterwards(workspace: Path) -> set[str]:
    """What the workspace holds by evening, and what was only typed."""
    desk = Opener().desk(workspace, PASSPHRASE)
    try:
        return texts_of(desk, *PEOPLE) | {DRAFT}
    finally:
        desk.store.close()


def tells(data: bytes, texts: set[str]) -> bool:
    """Whether data say anything about these texts, or are a document of a kind all can open."""
    return data.startswith(READABLE) or is_in(data, texts)
