"""What a command gets: the parsed arguments, the workspace on demand, and where to speak."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from fieldapp.bootstrap import Opener
from fieldapp.cli.window import default_folder
from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.i18n import _
from fieldapp.foundation.jobs import Progress, WatchedJob
from fieldapp.foundation.vault import read_key_file
from fieldapp.services.desk import Desk

Result = Mapping[str, object] | list[dict[str, object]]


@dataclass
class Context:
    """One run of the command line."""

    arguments: argparse.Namespace
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    opener: Opener = field(default_factory=Opener)

    @property
    def json(self) -> bool:
        """Whether one JSON document is asked for."""
        return bool(self.arguments.json)

    @cached_property
    def folder(self) -> Path:
        """The workspace folder."""
        return default_folder(self.arguments.workspace)

    @cached_property
    def desk(self) -> Desk:
        """The opened workspace."""
        demonstration = read_key_file(self.folder).demonstration is not None
        given = self.given_passphrase()
        if given is None and not demonstration:
            given = self.ask(_("Passphrase: "))
        opened = self.opener.desk(self.folder, given, self.job())
        author = self.arguments.author
        return opened.for_(author) if author else opened

    def close(self) -> None:
        """Let go of the workspace, when it was opened."""
        if "desk" in vars(self):
            self.desk.store.close()

    def given_passphrase(self) -> str | None:
        """The passphrase from a file or the environment."""
        named = self.arguments.passphrase_file
        if named:
            try:
                text = Path(named).read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError):
                raise WorldFailed("file_missing", file=Path(named).name) from None
            return (text.splitlines() or [""])[0]
        return self.environment.get("FIELDAPP_PASSPHRASE") or None

    def new_passphrase(self) -> str:
        """The passphrase for a new workspace."""
        given = self.given_passphrase()
        if given is not None:
            return given
        first = self.ask(_("New passphrase: "))
        if first != self.ask(_("Once more: ")):
            raise Refused("passphrases_differ")
        return first

    def invite_passphrase(self) -> str:
        """The passphrase of a starting file."""
        given = self.environment.get("FIELDAPP_INVITE_PASSPHRASE")
        return given or self.ask(_("Passphrase of the starting file: "))

    def ask(self, prompt: str) -> str:
        """Ask on the terminal without showing what is typed."""
        if not sys.stdin or not sys.stdin.isatty():
            raise Refused("passphrase_needed")
        return getpass.getpass(prompt)

    def job(self) -> WatchedJob:
        """A job whose bar is shown on a terminal only."""
        return WatchedJob(_bar if sys.stderr.isatty() else None)


def _bar(progress: Progress) -> None:
    if progress.total:
        share = progress.done * 30 // progress.total
        end = "\n" if progress.done >= progress.total else ""
        sys.stderr.write(f"\r[{'#' * share}{'.' * (30 - share)}] {progress.done}{end}")
        sys.stderr.flush()


def as_json(value: object) -> str:
    """One JSON document, readable by people."""
    return msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2).decode()


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(text + "\n")


def warn(text: str) -> None:
    """A line on the error stream, where it does not disturb the result."""
    sys.stderr.write(text + "\n")
