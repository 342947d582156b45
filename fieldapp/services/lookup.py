"""Finding the record that a person means: a household by its number, a village by its name."""

from __future__ import annotations

from collections.abc import Sequence

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import language
from fieldapp.ports.store import RecordT, Store
from fieldapp.records import Household, TeamMember, Village, VillageGroup
from fieldapp.records.declare import children_of, entity_of


def the_village(store: Store, name: str | None) -> Village:
    """The village of that name; without a name the only one held."""
    found = store.find(Village) if name is None else store.find(Village, name=name)
    if not found:
        raise Refused("unknown_village", village=name or "")
    if len(found) > 1:
        raise Refused("several_villages")
    return found[0]


def the_household(store: Store, number: str, village: str | None = None) -> Household:
    """The household of that local number or uid."""
    by_uid = store.get(Household, number)
    if by_uid is not None:
        return by_uid
    where = {} if village is None else {"village": the_village(store, village).uid}
    found = store.find(Household, local_no=number, **where)
    if not found:
        raise Refused("unknown_household", number=number)
    if len(found) > 1:
        raise Refused("ambiguous_household", number=number)
    return found[0]


def the_record(store: Store, cls: type[RecordT], uid: str) -> RecordT:
    """The record of that uid."""
    found = store.get(cls, uid)
    if found is None:
        raise Refused("unknown_record", entity=entity_of(cls).label(language()), uid=uid)
    return found


def beneath(store: Store, entity: str, uids: Sequence[str]) -> list[tuple[str, str]]:
    """Every record that belongs to these, by entity and uid, the deepest first."""
    found: list[tuple[str, str]] = []
    for spec in children_of(entity) if uids else ():
        below = [row.uid for row in store.find(spec.cls, **{spec.scope: list(uids)})]
        found += [*beneath(store, spec.name, below), *((spec.name, uid) for uid in below)]
    return found


def group_named(store: Store, village: str, name: str | None) -> VillageGroup | None:
    """The group of a village by name, or ``None``."""
    if not name:
        return None
    found = store.find(VillageGroup, village=village, name=name)
    return found[0] if found else None


def person_named(store: Store, name: str) -> TeamMember:
    """The team member of that name or uid."""
    found = store.find(TeamMember, name=name) or store.find(TeamMember, uid=name)
    if not found:
        raise Refused("unknown_person")
    return found[0]
