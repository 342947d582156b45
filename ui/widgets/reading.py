"""Whether whoever is at the keyboard only looks: then what changes records stands greyed."""

from __future__ import annotations

from fieldapp.foundation.i18n import _

_state = {"reading": False}


def set_reading(*, reading: bool) -> None:
    """Grey, or no longer grey, what changes records; holds for what is made from now on."""
    _state["reading"] = reading


def is_reading() -> bool:
    """Whether nothing may be changed."""
    return _state["reading"]


def why() -> str:
    """Why something is greyed."""
    return _("County reader: looks only, changes nothing. F9 changes the person.")
