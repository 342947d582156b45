"""How much of a person a roster shows to whom it is made for. Source: dictionary section 8."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from fieldapp.records import Household, HouseholdYear, Member, MemberYear, MonitoringCase
from fieldapp.records.declare import FieldSpec, Record, fields_of
from fieldapp.rules.masks import is_child, is_public, mask_of, masked, masked_id, masked_name
from fieldapp.spreadsheets.roster import RosterHousehold, RosterMember, Values

Level = Literal["full", "masked", "public"]
"""Whole numbers for the office; numbers masked as on the screen; nothing personal but names."""

_NUMBERS = ("id_number", "phone")
_Shown = Callable[[type[Record], Values], Values]


def masked_roster(
    household: RosterHousehold, level: Level, today: dt.date, *, children: bool
) -> RosterHousehold:
    """A household of a roster as ``level`` shows it.

    ``full`` hides the numbers of a child under fourteen unless ``children`` are open to whoever
    exports. ``masked`` keeps numbers in part and leaves out health, bank and address. ``public``
    leaves out everything personal, causes, incomes and children under fourteen; names are as in a
    notice.
    """
    if level == "full":
        return household if children else _without_children(household, today)
    if level == "masked":
        return replace(
            _by(household, _partly),
            head_id=masked_id(household.head_id) if household.head_id else None,
            members=tuple(_partly_member(member, today) for member in household.members),
        )
    grown = [m for m in household.members if not is_child(_born(m), today)]
    return replace(
        _by(household, _openly),
        head_name=masked_name(household.head_name) or None,
        head_id=None,
        incomes={},
        helper={},
        members=tuple(_open_member(member) for member in grown),
    )


def _without_children(household: RosterHousehold, today: dt.date) -> RosterHousehold:
    heads = [m for m in household.members if m.fields.get("id_number") == household.head_id]
    young = household.head_id and any(is_child(_born(m), today) for m in heads)
    return replace(
        household,
        head_id="*" * len(household.head_id or "") if young else household.head_id,
        members=tuple(
            replace(m, fields={**m.fields, **_stars(m.fields)}) if is_child(_born(m), today) else m
            for m in household.members
        ),
    )


def _stars(values: Values) -> Values:
    specs = fields_of(Member)
    shown = {n: masked(specs[n], values.get(n), health=False, child=True) for n in _NUMBERS}
    return {name: stars for name, stars in shown.items() if stars}


def _by(household: RosterHousehold, shown: _Shown) -> RosterHousehold:
    return replace(
        household,
        fields=shown(Household, household.fields),
        year_fields=shown(HouseholdYear, household.year_fields),
        monitoring=shown(MonitoringCase, household.monitoring),
    )


def _partly(cls: type[Record], values: Values, *, child: bool = False) -> Values:
    specs = fields_of(cls)
    return {
        name: masked(specs[name], value, health=False, child=child) or value
        for name, value in values.items()
        if mask_of(specs[name]) not in {"hidden", "health"}
    }


def _partly_member(member: RosterMember, today: dt.date) -> RosterMember:
    child = is_child(_born(member), today)
    return replace(
        member,
        fields=_partly(Member, member.fields, child=child),
        year_fields=_partly(MemberYear, member.year_fields),
    )


def _openly(cls: type[Record], values: Values) -> Values:
    specs: Mapping[str, FieldSpec] = fields_of(cls)
    return {name: value for name, value in values.items() if is_public(specs[name])}


def _open_member(member: RosterMember) -> RosterMember:
    return replace(
        member,
        fields={**_openly(Member, member.fields), "name": masked_name(member.name)},
        year_fields=_openly(MemberYear, member.year_fields),
        incomes={},
    )


def _born(member: RosterMember) -> dt.date | None:
    born = member.fields.get("birth_date")
    return born if isinstance(born, dt.date) else None
