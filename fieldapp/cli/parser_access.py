"""The arguments of looks at masked fields."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from fieldapp.foundation.i18n import _, language
from fieldapp.records.codes import code_list
from fieldapp.services.looking_up import REASONS

if TYPE_CHECKING:
    from fieldapp.cli.parser import Commands

_Ways: TypeAlias = "argparse._SubParsersAction[Any]"  # noqa: SLF001  it has no other name
_Adding = Callable[[_Ways, str, str], argparse.ArgumentParser]


def looking_up(commands: Commands, add: _Adding) -> None:
    """``access``."""
    access = add(commands, "access", _("masked fields: look at one, or read who looked"))
    ways = access.add_subparsers(dest="way", required=True, metavar=_("COMMAND"))
    add(ways, "list", _("team leader and county: who looked at what, when and why"))
    look = add(ways, "reveal", _("show one masked value; the look is put on record"))
    look.add_argument("number", metavar=_("NO"))
    look.add_argument("field", metavar=_("FIELD"), help="id_number, phone, bank_account …")
    look.add_argument("--member", metavar=_("NAME"), help=_("whose, if not the household's own"))
    look.add_argument("--village")
    words = code_list("access_reason")
    look.add_argument(
        "--reason", required=True, choices=REASONS, metavar=_("REASON"),
        help=" · ".join(f"{one} {words.label(one, language())}" for one in REASONS),
    )  # fmt: skip
    look.add_argument("--note", default="", metavar=_("TEXT"), help=_("what for, in a few words"))
