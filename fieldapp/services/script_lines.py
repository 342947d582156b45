"""Reading the parts of a scripted line: the household it names, days, texts, groups of fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from fieldapp.foundation.errors import Refused
from fieldapp.services.desk import Desk
from fieldapp.services.lookup import the_household

Line = Mapping[str, object]


def home(desk: Desk, line: Line, name: str = "household") -> str:
    """The uid of the household that a line names by number or id."""
    return the_household(desk.store, str(line[name]), text(line, "village")).uid


def fields(line: Line, name: str) -> Mapping[str, object]:
    """A group of fields; raises ``bad_value`` when it is anything else."""
    given = line[name]
    if not isinstance(given, Mapping):
        raise Refused("bad_value", field=name, expected="{…}")
    return given


def day(line: Line, name: str) -> dt.date:
    """A day; raises ``bad_value``."""
    try:
        return dt.date.fromisoformat(str(line[name]))
    except ValueError:
        raise Refused("bad_value", field=name, expected="2016-03-01") from None


def text(line: Line, name: str) -> str | None:
    """A text, or ``None`` where it was not given."""
    value = line.get(name)
    return None if value is None else str(value)
