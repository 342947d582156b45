"""The front door: ``fieldapp`` opens the window, ``fieldapp COMMAND`` works without one."""

from __future__ import annotations

import argparse
import os
import sys

from fieldapp import VERSION
from fieldapp.foundation.crash import keep_memory_off_the_disk, tell_without_messages
from fieldapp.foundation.i18n import LANGUAGES


def main() -> int:
    """Run the program; returns its exit status."""
    begin()
    window = _window_wanted(sys.argv[1:])
    if window is None:
        from fieldapp.cli.main import run

        return run(sys.argv[1:])
    return _open(window)


def begin() -> None:
    """What comes first, whatever is wanted: Chinese can be printed, faults tell nothing private."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # Chinese must be printable whatever the console's code page
            reconfigure(encoding="utf-8", errors="replace")
    keep_memory_off_the_disk()
    tell_without_messages(VERSION, _tell_fault)


def _window_wanted(arguments: list[str]) -> argparse.Namespace | None:
    """The options of the window, or ``None`` when a command is given; read without heavy rooms."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--workspace")
    parser.add_argument("--lang", choices=LANGUAGES, default=os.environ.get("FIELDAPP_LANG"))
    try:
        given, others = parser.parse_known_args(arguments)
    except (argparse.ArgumentError, SystemExit):
        return None
    return None if others else given


def _tell_fault(report: str) -> None:
    from fieldapp.foundation.i18n import _

    about = _("This report holds no personal data. Copy it and send it to the county office.")
    sys.stderr.write(f"{_('The program made a mistake.')} {about}\n{report}\n")


def _open(given: argparse.Namespace) -> int:
    from fieldapp.cli.window import open_window, window_folder
    from fieldapp.foundation.errors import FieldappError, sentence

    language = given.lang if given.lang in LANGUAGES else None
    try:
        return open_window(window_folder(given.workspace), language)
    except FieldappError as error:
        sys.stderr.write("\n".join(sentence(error, language or "zh_CN")) + "\n")
        return error.exit_status


if __name__ == "__main__":
    sys.exit(main())
