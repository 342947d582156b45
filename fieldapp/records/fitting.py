"""Whether a value that came from elsewhere can stand in a field at all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping

from fieldapp.records.kinds import Date, DateTime, Kind, ManyOf, Refs, Stored, Texts


def fits(kind: Kind, stored: Stored) -> bool:
    """Whether a field of this kind could read the stored form back.

    A faulty or hostile program may have written anything; what does not fit stays in the log.
    """
    if stored is None:
        return True
    if kind.sql == "int":
        return isinstance(stored, int)
    if not isinstance(stored, str) or "\0" in stored:
        return False
    load = _LOADERS.get(type(kind))
    if load is None:
        return True
    try:
        load(stored)
    except (ValueError, RecursionError):
        return False
    return True


def _listed(stored: str) -> list[str]:
    found = json.loads(stored)
    if not isinstance(found, list) or not all(isinstance(part, str) for part in found):
        raise ValueError(stored)
    return found


_LOADERS: Mapping[type[Kind], Callable[[str], object]] = {
    Date: dt.date.fromisoformat,
    DateTime: dt.datetime.fromisoformat,
    **dict.fromkeys((ManyOf, Texts, Refs), _listed),
}
