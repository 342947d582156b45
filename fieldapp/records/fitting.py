"""Whether a value that came from elsewhere can stand in a field at all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from functools import partial

from fieldapp.records.kinds import Date, DateTime, Kind, ManyOf, Refs, Stored, Texts


def fits(kind: Kind, stored: Stored) -> bool:
    """Whether a field of this kind could read the stored form back.

    A faulty or hostile program may have written anything; what does not fit stays in the log.
    """
    return stored is None or fitter(kind)(stored)


def fitter(kind: Kind) -> Callable[[Stored], bool]:
    """What decides whether a value, not an empty one, fits a field of this kind."""
    if kind.sql == "int":
        return _is_number
    load = _LOADERS.get(type(kind))
    return _is_text if load is None else partial(_is_loaded, load)


def _is_number(stored: Stored) -> bool:
    return isinstance(stored, int)


def _is_text(stored: Stored) -> bool:
    return isinstance(stored, str) and "\0" not in stored


def _is_loaded(load: Callable[[str], object], stored: Stored) -> bool:
    if not isinstance(stored, str) or "\0" in stored:
        return False
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
