"""The steps of a history: what may be done where, told in plain values so that they can be kept."""

from __future__ import annotations

from typing import Literal

import msgspec

Deed = Literal[
    "edit", "locate", "home", "person", "remove", "bring_back", "resolve",
    "export", "import", "look", "receipt", "lose", "double", "cut", "flip", "pass_on",
    "keep", "put_back", "clone", "clock", "revoke",
]  # fmt: skip


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step. Its number names what it makes: record 17, bundle 17, backup 17, clone 17.

    A step whose place, record or file is not there (any more) does nothing, so that steps can be
    left out of a history and the others still have their meaning.
    """

    number: int
    deed: Deed
    at: str
    """The machine on which it is done."""
    what: str = ""
    """The record, file or backup it is done with."""
    field: str = ""
    value: str | None = None
    amount: int = 0
    """Days of a clock, thousandths of a file, or a choice."""
