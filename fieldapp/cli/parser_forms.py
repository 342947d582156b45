"""The arguments of the county's forms, and the kinds of sheets that can be printed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, TypeAlias

from fieldapp.foundation.i18n import _
from fieldapp.services.sheet_kinds import SHEET_KINDS

_Ways: TypeAlias = Any
"""What subparsers are added to; argparse has no name for it that one may use."""
_Adding = Callable[[_Ways, str, str], argparse.ArgumentParser]
OWN = "form:"


def forms(commands: _Ways, add: _Adding) -> None:
    """``forms``."""
    made = add(commands, "forms", _("the county's own forms, and its changes of sheets"))
    ways = made.add_subparsers(dest="way", required=True, metavar=_("COMMAND"))
    add(ways, "list", _("the templates of the county, and the examples"))
    look = add(ways, "check", _("examine a form (.toml, .docx, .xlsx), keep nothing"))
    look.add_argument("file")
    for way in ("import", "add"):
        take = add(ways, way, _("county: keep forms (.toml with the logo beside, .docx, .xlsx)"))
        take.add_argument("file", nargs="+")
        take.add_argument("--name", default="", help=_("of one office form, to print it by"))
    give = add(ways, "export", _("write a template or an example as a file"))
    give.add_argument("name", metavar=_("NAME"))
    give.add_argument("-o", "--output", required=True)
    add(ways, "remove", _("county: use a template no more")).add_argument("name")


def sheet_kind(given: str) -> str:
    """A shipped kind, or ``form:NAME``."""
    if given in SHEET_KINDS or (given.startswith(OWN) and len(given) > len(OWN)):
        return given
    raise argparse.ArgumentTypeError(f"{given} ({' · '.join(SHEET_KINDS)} · {OWN}{_('NAME')})")
