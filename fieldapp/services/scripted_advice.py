"""Scripted use of models and county settings: ``model.assign``, ``setting.set``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.records import CountySetting
from fieldapp.rules.card_advice import read_card_rules
from fieldapp.rules.checks.settings import read_settings, setting_names
from fieldapp.rules.entry.limits import SETTING as LIMITS
from fieldapp.rules.entry.limits import read_limits
from fieldapp.rules.income import SETTING as INCOME
from fieldapp.rules.income import read_formula
from fieldapp.rules.models import read_model, shipped
from fieldapp.services.advice import CARD_RULES, SLOT, THRESHOLDS, Advice
from fieldapp.services.county_settings import set_setting
from fieldapp.services.desk import Desk
from fieldapp.services.lookup import the_household, the_village

Line = Mapping[str, object]


def _assign(desk: Desk, line: Line) -> str:
    """Without ``measures`` the model's own are promised, with what stands in ``set``."""
    advice = Advice(desk.registers)
    village = None if line.get("village") is None else str(line["village"])
    home = the_household(desk.store, str(line["household"]), village).uid
    model = advice.catalogue().model(str(line["model"]))
    given = line.get("measures")
    shared = line.get("set", {})
    if given is None and isinstance(shared, Mapping):
        given = [{"catalog": m.catalog, "title": m.zh, **shared} for m in model.measures]
    if not isinstance(given, list):
        raise Refused("bad_value", field="measures", expected="[…]")
    return ",".join(advice.assign(home, model.id, given)[0])


def _set(desk: Desk, line: Line) -> str:
    """Only settings that something reads may be set, and only values that it understands."""
    name, value = str(line["name"]), line["value"]
    if name == THRESHOLDS:
        _set_thresholds(desk, value, line.get("village"))
        return name
    if name.startswith(_SLOTS):
        text = msgspec.json.encode(value).decode()
        Advice(desk.registers).fill_slot(read_model(text, shipped().thresholds))
        return name
    if name not in _READERS:
        raise Refused("unknown_setting", name=name, known=" · ".join((THRESHOLDS, *_READERS)))
    _READERS[name](msgspec.json.encode(value).decode())
    year, source = line.get("year"), line.get("source")
    set_setting(
        desk.registers,
        name,
        value,
        year=year if isinstance(year, int) else None,
        source=None if source is None else str(source),
    )
    return name


def _set_thresholds(desk: Desk, value: object, village: object) -> None:
    if not isinstance(value, Mapping):
        raise Refused("bad_value", field=THRESHOLDS, expected="{…}")
    where = None if village is None else the_village(desk.store, str(village)).uid
    for name, figure in value.items():
        try:
            number = None if figure is None else Decimal(str(figure))
        except InvalidOperation:
            raise Refused("bad_value", field=str(name), expected="5") from None
        Advice(desk.registers).set_threshold(str(name), number, where)


def _check_reader(name: str) -> Callable[[str], object]:
    """Judges a setting of the checks."""

    def read(text: str) -> object:
        try:
            return read_settings([CountySetting(uid="", name=name, value=text)], (), 0)
        except ValueError as error:
            raise Refused("check_setting_unreadable", part=str(error)) from None

    return read


_SLOTS = SLOT.format("M")
_READERS: dict[str, Callable[[str], object]] = {
    CARD_RULES: read_card_rules,
    INCOME: read_formula,
    LIMITS: read_limits,
    **{name: _check_reader(name) for name in setting_names()},
}

VERBS: dict[str, Callable[[Desk, Line], str]] = {"model.assign": _assign, "setting.set": _set}
"""What a line may do, by its ``do``."""
