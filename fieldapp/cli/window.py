"""Opens the window; only light rooms are read before it stands."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_data_path

from fieldapp import VERSION
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.key_file import KEY_FILE, demonstration_passphrase
from fieldapp.services.preferences import load_preferences

if TYPE_CHECKING:
    from fieldapp.foundation.jobs import Job
    from fieldapp.services.backups import Restoring
    from fieldapp.services.desk import Desk
    from ui.pages.beginning.view_model import Ways
    from ui.pages.unlock.rescue import Rescue
    from ui.program import Opener, Program, ProgramOptions

_LOG_BYTES = 256 * 1024
_A_DAY = 86_400.0
_TOO_LONG = 400 * _A_DAY
"""Seconds: within these the clock is not doubted, and nothing heavy is read to say so."""


def default_folder(named: str | None) -> Path:
    """The workspace folder: named, from the environment, or the platform's usual place."""
    found = named or os.environ.get("FIELDAPP_WORKSPACE")
    return Path(found) if found else user_data_path("fieldapp", appauthor=False) / "workspace"


def window_folder(named: str | None) -> Path:
    """The workspace of the window: as a command's, else the one chosen in the window last."""
    if named or os.environ.get("FIELDAPP_WORKSPACE"):
        return default_folder(named)
    chosen = load_preferences(_preferences()).workspace
    return Path(chosen) if chosen else default_folder(None)


def open_window(folder: Path, language: str | None) -> int:
    """Show the window until it is closed; returns the exit status.

    A folder without a workspace is where one is begun; a second window on a workspace is told
    ``store_held`` when it is opened.

    Raises:
        WorldFailed: ``key_file_damaged``.
    """
    from fieldapp.foundation.occupancy import this_is

    this_is("window")
    program = make_program(folder, language)
    program.turned.connect(keep_log)
    program.show()
    if (folder / KEY_FILE).is_file():
        keep_log(folder)
    return program.app.exec()


def make_program(folder: Path, language: str | None, *, shipped_font: bool = False) -> Program:
    """The program on a workspace, not shown yet; a demonstration has its passphrase typed in.

    Raises:
        WorldFailed: ``key_file_damaged``.
    """
    from ui.program import Elsewhere, Program

    def ways() -> Ways:
        from fieldapp.cli.beginning import ways

        return ways(default_folder(None), folder)

    def turn(chosen: Path) -> tuple[Opener, ProgramOptions]:
        from fieldapp.cli.beginning import remember

        opener, options = _opener(chosen), _options(chosen, language, shipped_font=shipped_font)
        remember(_preferences(), chosen)
        return opener, replace(options, elsewhere=elsewhere)

    elsewhere = Elsewhere(ways, turn)
    options = replace(_options(folder, language, shipped_font=shipped_font), elsewhere=elsewhere)
    return Program(_opener(folder), options, sys.argv[:1])


def _opener(folder: Path) -> Opener:
    """Opens this workspace, unless another window has it."""

    def opener(passphrase: str, job: Job | None = None) -> Desk:
        from fieldapp.bootstrap import Opener
        from fieldapp.foundation.occupancy import others

        for holder in others(folder):
            if holder.program == "window":  # two would keep each other's drafts
                raise Refused("store_held", **holder.facts())
        return Opener().desk(folder, passphrase, job)

    return opener


def _options(folder: Path, language: str | None, *, shipped_font: bool) -> ProgramOptions:
    """How the program begins on this folder."""
    from ui.program import ProgramOptions

    there = (folder / KEY_FILE).is_file()
    preferences = _preferences()
    kept = load_preferences(preferences)
    return ProgramOptions(
        workspace=str(folder),
        passphrase=demonstration_passphrase(folder) if there else "",
        there=there,
        language=language or kept.language,
        theme=kept.theme,
        preferences=preferences,
        version=VERSION,
        shipped_font=shipped_font,
        rescue=_rescue(folder),
        clock=lambda: _clock_doubt(folder),
    )


def _preferences() -> Path:
    return user_config_path("fieldapp", appauthor=False) / "preferences.json"


def _clock_doubt(folder: Path) -> tuple[str, str]:
    """Whether the clock can be right by when the store was last written; told before it opens."""
    try:
        written = max(path.stat().st_mtime for path in folder.glob("store.db*"))
    except (OSError, ValueError):
        return "", ""
    if -_A_DAY < time.time() - written < _TOO_LONG:
        return "", ""
    from fieldapp.foundation.clock import SystemClock, local_time
    from fieldapp.services.own_clock import clock_against, doubt_words

    doubt = clock_against(local_time(written), SystemClock().now())
    return doubt_words(doubt) if doubt else ("", "")


def _rescue(folder: Path) -> Rescue:
    """What helps who cannot open this workspace; the heavy rooms are read when it is used."""
    from ui.pages.unlock.rescue import Rescue

    def restoring() -> Restoring:
        from fieldapp.bootstrap import Opener
        from fieldapp.services.backups import Restoring

        opener = Opener()
        return Restoring(opener.store, opener.clock)

    def with_file(file: Path, one_time: str, new: str) -> None:
        from fieldapp.services.recovery import recover_laptop

        recover_laptop(folder, file, one_time, new)

    def with_words(words: str, new: str) -> None:
        from fieldapp.services.recovery import recover_from_paper

        recover_from_paper(folder, words, new)

    return Rescue(
        with_file,
        with_words,
        lambda file, passphrase, place: restoring().preview(file, passphrase, place),
        lambda file, passphrase, place: restoring().restore(file, place, passphrase),
    )


def keep_log(folder: Path) -> None:
    """Keep a small log beside the store; it never holds a person's data."""
    import logging
    from logging.handlers import RotatingFileHandler

    logger = logging.getLogger("fieldapp")
    for earlier in [one for one in logger.handlers if isinstance(one, RotatingFileHandler)]:
        logger.removeHandler(earlier)
        earlier.close()
    handler = RotatingFileHandler(
        folder / "program.log", maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
