"""What a county may set otherwise for the entry of records: days of a notice, visits a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from fieldapp.foundation.errors import Refused

SETTING = "record.limits"
"""The name of the county setting."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures that rules of the entry compare with; every one at least 1."""

    notice_days: int = 7
    """So many days a public notice is shown, both ends counted."""
    second_homes: int = 5
    """In so many households with an open pairing somebody may be second helper."""
    followups_a_year: int = 4
    antenatal_visits: int = 5


def read_limits(text: str) -> Limits:
    """The limits in a setting's JSON text, such as ``{"notice_days": 5}``.

    Raises:
        Refused: ``limits_unreadable``.
    """
    try:
        given = msgspec.json.decode(text, type=dict[str, int])
        limits = Limits(**given)
    except (msgspec.DecodeError, TypeError):
        raise Refused("limits_unreadable", known=" · ".join(Limits.__slots__)) from None
    if min(given.values(), default=1) < 1:
        raise Refused("limits_unreadable", known=" · ".join(Limits.__slots__))
    return limits


def limits_of(settings: Iterable[tuple[int | None, str]], year: int) -> Limits:
    """The limits of a year: what was set for it, else what was set for all, else the usual.

    Raises:
        Refused: ``limits_unreadable``.
    """
    texts = dict(settings)
    found = texts.get(year, texts.get(None))
    return Limits() if found is None else read_limits(found)
