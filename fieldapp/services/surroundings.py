"""What stands around a record while the rules judge it: its owner, its like, what is below it."""

from __future__ import annotations

from dataclasses import replace

from fieldapp.ports.store import Store
from fieldapp.records import ChronicCard, Household, Maternal, Member, Pairing, TeamMember
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
from fieldapp.rules.visit_cadence import CARE_CARDS
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
    store = registers.store
    return replace(
        found,
        helper_is_poor=_is_poor(store, record.team_member),
        second_homes=_second_homes(store, record),
    )


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


def _is_poor(store: Store, helper: str) -> bool:
    """Whether a helper is a member of a household with a red or yellow card, by ID number."""
    person = store.get(TeamMember, helper)
    if person is None or not person.id_number:
        return False
    homes = {m.household for m in store.find(Member, id_number=person.id_number)}
    rows = [store.questions.household(uid) for uid in sorted(homes)]
    return any(row is not None and row.card in CARE_CARDS for row in rows)


def _second_homes(store: Store, pairing: Pairing) -> int:
    """In how many other households with an open pairing the helper is second."""
    held = store.find(Pairing, team_member=pairing.team_member, rank="second")
    homes = {p.household for p in held if p.end_date is None and p.uid != pairing.uid}
    return sum(store.get(Household, uid) is not None for uid in homes)
