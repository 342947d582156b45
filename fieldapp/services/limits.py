"""What the county sets for the entry of records and for what falls due: kept in its settings."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done, Store
from fieldapp.rules.entry.limits import SETTING, Limits, limits_of, read_limits
from fieldapp.services.county_settings import set_setting, setting_text, setting_years
from fieldapp.services.households import Registers


def load_limits(store: Store, day: dt.date) -> Limits:
    """The figures that hold on a day; the usual ones while the county set none that can be read."""
    try:
        return limits_of(setting_years(store, SETTING), day.year)
    except Refused:
        return Limits()


def set_limit(registers: Registers, name: str, figure: int | None) -> Done:
    """Set one figure for every year; without a figure the usual one holds again.

    Raises:
        Refused: ``limits_unreadable``, ``county_only``.
    """
    text = setting_text(registers.store, SETTING)
    known = asdict(read_limits(text)) if text else {}
    wanted = {**known, name: getattr(Limits(), name) if figure is None else figure}
    read_limits(msgspec.json.encode(wanted).decode())
    return set_setting(registers, SETTING, wanted)
