"""What stands around a record while the rules judge it: its owner, its like, what is below it."""

from __future__ import annotations

from dataclasses import replace

from fieldapp.ports.store import Store
from fieldapp.records import ChronicCard, Household, Maternal, Member, Pairing
from fieldapp.records.declare import (
    EntitySpec,
    Record,
    children_of,
    entity_named,
    entity_of,
    owner_of,
)
from fieldapp.rules.entry.limits import SETTING, limits_of
from fieldapp.rules.entry.remark import Around
from fieldapp.services.county_settings import setting_years
from fieldapp.services.households import Registers

_JUDGED_WITH_CHILDREN = (ChronicCard, Maternal)


def around(registers: Registers, record: Record) -> Around:
    """What the rules need beside a record."""
    spec = entity_of(type(record))
    owner = str(getattr(record, spec.scope)) if spec.scope else ""
    found = around_owner(registers, spec, owner, record.uid)
    if not isinstance(record, Pairing):
        return found
    return replace(found, second_homes=_second_homes(registers.store, record))


def around_owner(registers: Registers, spec: EntitySpec, owner: str, uid: str = "") -> Around:
    """What stands around a record of an owner that is there already, or not yet."""
    store = registers.store
    above = store.get(entity_named(owner_of(spec)).cls, owner) if owner else None
    siblings = (
        [r for r in store.find(spec.cls, **{spec.scope: owner}) if r.uid != uid] if owner else []
    )
    below: list[Record] = []
    if uid and spec.cls in _JUDGED_WITH_CHILDREN:
        for child in children_of(spec.name):
            below += store.find(child.cls, **{child.scope: uid})
    today = registers.clock.now().date()
    return Around(
        today=today,
        owner=above,
        person=above if isinstance(above, Member) else None,
        siblings=siblings,
        below=below,
        limits=limits_of(setting_years(store, SETTING), today.year),
    )


def _second_homes(store: Store, pairing: Pairing) -> int:
    """In how many other households with an open pairing the helper is second."""
    held = store.find(Pairing, team_member=pairing.team_member, rank="second")
    homes = {p.household for p in held if p.end_date is None and p.uid != pairing.uid}
    return sum(store.get(Household, uid) is not None for uid in homes)
