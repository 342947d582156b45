"""The facts of a household or a village as they would be once certain edits are saved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from fieldapp.ports.store import Edit, Store
from fieldapp.records import (
    CoverageMeasure,
    Household,
    HouseholdYear,
    IncomeLine,
    Member,
    MemberYear,
    PublicNotice,
    Village,
    VillageGroup,
    VillageYear,
)
from fieldapp.records.declare import Record, entity_named, entity_of, from_stored, stored_values
from fieldapp.rules.checks.facts import HouseholdFacts, VillageFacts
from fieldapp.rules.checks.gathering import OWN_RECORDS, gathered, scattered

_LOOKED_AT = (Household, MemberYear, IncomeLine, *OWN_RECORDS)
"""The classes of the records that the rules of a household look at."""
_DECLARED = (Village, VillageYear, VillageGroup, CoverageMeasure, PublicNotice)
"""Those that the rules of a village look at."""

_Standing = dict[tuple[type[Record], str], Any]


def as_edited(store: Store, home: HouseholdFacts | None, edits: Iterable[Edit]) -> HouseholdFacts:
    """The facts of ``home`` with these edits laid over them; without one, of the new household.

    Raises:
        IndexError: there is neither a household nor an edit that adds one.
    """
    standing = _standing(home)
    _lay_all(store, standing, _LOOKED_AT, edits)
    homes = [one for (cls, _uid), one in standing.items() if cls is Household]
    uid = home.household.uid if home else homes[-1].uid
    household = next(one for one in homes if one.uid == uid)
    return gathered(household, _own(standing, uid))


def village_as_edited(store: Store, home: VillageFacts, edits: Iterable[Edit]) -> VillageFacts:
    """What is declared of a village with these edits laid over it; households stay counted."""
    own = (home.village, *home.years, *home.groups, *home.coverages, *home.notices)
    standing: _Standing = {(type(one), one.uid): one for one in own}
    _lay_all(store, standing, _DECLARED, edits)
    uid = home.village.uid
    kept: dict[type[Record], list[Any]] = {cls: [] for cls in _DECLARED}
    for (cls, _uid), one in standing.items():
        if cls is Village or one.village == uid:
            kept[cls].append(one)
    groups = tuple(kept[VillageGroup])
    return replace(
        home,
        village=standing[Village, uid],
        years=tuple(sorted(kept[VillageYear], key=lambda one: one.year)),
        groups=groups,
        coverages=tuple(kept[CoverageMeasure]),
        notices=tuple(kept[PublicNotice]),
        counted=replace(home.counted, groups=len(groups)),
    )


def _standing(home: HouseholdFacts | None) -> _Standing:
    if home is None:
        return {}
    found: _Standing = {(Household, home.household.uid): home.household}
    for cls, records in scattered(home).items():
        found |= {(cls, one.uid): one for one in records}
    return found


def _lay_all(
    store: Store, standing: _Standing, looked_at: Collection[type[Record]], edits: Iterable[Edit]
) -> None:
    for edit in edits:
        cls = entity_named(edit.entity).cls
        if cls in looked_at:
            _lay(store, standing, cls, edit)


def _lay(store: Store, standing: _Standing, cls: type[Record], edit: Edit) -> None:
    key = cls, edit.uid
    if edit.alive is False:
        standing.pop(key, None)
        return
    before = standing.get(key)
    if before is None and not edit.fresh:
        before = store.get(cls, edit.uid)
        if isinstance(before, Member):
            years = store.find(MemberYear, member=before.uid)
            standing |= {(MemberYear, year.uid): year for year in years}
    held: Mapping[str, Any] = stored_values(before) if before is not None else {}
    names = entity_of(cls).fields
    if before is not None or _stands_alone(cls, edit):
        whole = {**held, **{n: v for n, v in edit.values.items() if n in names}}
        standing[key] = from_stored(cls, edit.uid, whole)


def _stands_alone(cls: type[Record], edit: Edit) -> bool:
    """Whether an edit says everything without which a record cannot be."""
    needed = (name for name, field in entity_of(cls).fields.items() if field.structural)
    return all(edit.values.get(name) is not None for name in needed)


def _own(standing: _Standing, household: str) -> dict[type[Record], list[Any]]:
    """The records that belong to the household, by class."""
    kept: dict[type[Record], list[Any]] = {cls: [] for cls in _LOOKED_AT}
    for (cls, _uid), one in standing.items():
        kept[cls].append(one)
    for cls in OWN_RECORDS:
        kept[cls] = [one for one in kept[cls] if one.household == household]
    people = {one.uid for one in kept[Member]}
    years = {one.uid for one in kept[HouseholdYear]}
    kept[MemberYear] = [one for one in kept[MemberYear] if one.member in people]
    kept[IncomeLine] = [one for one in kept[IncomeLine] if one.household_year in years]
    return kept
