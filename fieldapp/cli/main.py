"""Runs one command: parses, calls, prints, and turns every error into a sentence and a status."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing

from fieldapp.cli import (
    asking,
    checking,
    exchange,
    forms,
    looking_up,
    manual,
    register,
    safekeeping,
    setting_up,
    showing,
    spreadsheets,
)
from fieldapp.cli.context import Context, Result, as_json, say
from fieldapp.cli.parser import build_parser
from fieldapp.cli.window import open_window, window_folder
from fieldapp.cli.words import as_text
from fieldapp.foundation.errors import FieldappError, sentence
from fieldapp.foundation.i18n import LANGUAGES, language, set_language
from fieldapp.foundation.jobs import Cancelled

COMMANDS: Mapping[str, Callable[[Context], Result]] = {
    "init": setting_up.init,
    "invite": setting_up.make_invite,
    "demo": setting_up.demo,
    "roster import": spreadsheets.roster_import,
    "roster export": spreadsheets.roster_export,
    "roster undo": spreadsheets.roster_undo,
    "register export": spreadsheets.register_export,
    "register import": spreadsheets.register_import,
    "apply": register.apply,
    "show": register.show,
    "list": register.listing,
    "search": register.search,
    "stats": register.stats,
    "check": checking.check,
    "print": register.print_sheets,
    "bundle export": exchange.bundle_export,
    "bundle inspect": exchange.bundle_inspect,
    "bundle import": exchange.bundle_import,
    "bundle parked": exchange.bundle_parked,
    "bundle undo": exchange.bundle_undo,
    "bundle history": exchange.bundle_history,
    "bundle relay": exchange.bundle_relay,
    "conflicts list": exchange.conflicts_list,
    "conflicts resolve": exchange.conflicts_resolve,
    "conflicts ask": asking.conflicts_ask,
    "questions list": asking.questions_list,
    "questions answer": asking.questions_answer,
    "questions close": asking.questions_close,
    "review list": asking.review_list,
    "review accept": asking.review_accept,
    "review return": asking.review_return,
    "review correct": asking.review_correct,
    "device list": exchange.device_list,
    "device revoke": exchange.device_revoke,
    "device keys": exchange.device_keys,
    "device villages": exchange.device_villages,
    "access list": looking_up.listing,
    "access reveal": looking_up.reveal,
    "forms list": forms.forms_list,
    "forms check": forms.forms_check,
    "forms import": forms.forms_import,
    "forms add": forms.forms_import,
    "forms export": forms.forms_export,
    "forms remove": forms.forms_remove,
    "backup": safekeeping.backup,
    "restore": safekeeping.restore,
    "recover": safekeeping.recover,
    "compact": safekeeping.compact,
    "doctor": safekeeping.doctor,
    "manual": manual.manual,
    "self-test": showing.self_test,
    "run-demo": showing.run_demo,
}
WAITING = 1
"""Exit status: done, and something waits for a person."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line; returns the exit status of the public interface."""
    set_language(_wanted_language(arguments))
    as_document = "--json" in arguments
    try:
        given = build_parser().parse_args(arguments)
        set_language(given.lang or language())
        context = Context(given)
        name = _name(given)
        if not name:
            return open_window(window_folder(given.workspace), language())
        with closing(context):
            result = COMMANDS[name](context)
    except FieldappError as error:
        _tell(error, as_document=as_document)
        return error.exit_status
    except Cancelled:
        return 3
    say(as_json(result) if as_document else as_text(result))
    return _status(result)


def _name(given: argparse.Namespace) -> str:
    if not given.command:
        return ""
    way = getattr(given, "way", None)
    return f"{given.command} {way}" if way else str(given.command)


def _wanted_language(arguments: Sequence[str]) -> str:
    """The language to speak before the arguments are understood."""
    for at, word in enumerate(arguments[:-1]):
        if word == "--lang" and arguments[at + 1] in LANGUAGES:
            return arguments[at + 1]
    named = os.environ.get("FIELDAPP_LANG", "")
    return named if named in LANGUAGES else "zh_CN"


def _status(result: Result) -> int:
    """1 when findings, conflicts or held parts wait for a person."""
    if not isinstance(result, Mapping):
        return 0
    bundles = result.get("bundles")
    waits = isinstance(bundles, list) and any(
        one["quarantined"] or one["conflicts"] > 0 for one in bundles
    )
    waits = waits or bool(result.get("waiting"))
    return WAITING if waits or result.get("problems") or result.get("ok") is False else 0


def _tell(error: FieldappError, *, as_document: bool) -> None:
    message, hint = sentence(error, language())
    if as_document:
        say(as_json({"error": {"code": error.code, "message": message, "hint": hint}}))
    else:
        sys.stderr.write(f"{message}\n{hint}\n" if hint else f"{message}\n")
