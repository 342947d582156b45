"""What a merge would do, household by household: new, changed, or two values side by side."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from fieldapp.ports.questions import Conflict, HouseholdRow
from fieldapp.ports.store import Merged, Store
from fieldapp.records import Member
from fieldapp.records.declare import EntitySpec, entity_named, owner_of
from fieldapp.records.kinds import Stored

MANY = 5000
"""A bundle with more changes is not looked at household by household."""
_AT_ONCE = 500
Fate = Literal["conflicting", "new", "changed"]
_ORDER: tuple[Fate, ...] = ("conflicting", "new", "changed")


@dataclass(frozen=True, slots=True)
class HomeAhead:
    """One household after a merge: records by entity, and the conflicts that would open."""

    household: HouseholdRow
    fate: Fate
    contents: Mapping[str, int]
    conflicts: tuple[Conflict, ...]
    births: Mapping[str, dt.date] = field(default_factory=dict)
    """Of the people with conflicts whose birth day is known: of children less is shown."""


@dataclass
class LookingAhead:
    """Looks at a merge that is taken back at once: ``see`` inside of it, ``homes`` afterwards."""

    store: Store
    _before: Mapping[str, tuple[Stored, ...]] = field(init=False)
    _seen: dict[str, HouseholdRow] = field(init=False, default_factory=dict)
    _contents: dict[str, Counter[str]] = field(init=False, default_factory=dict)
    _left: list[tuple[str, str]] = field(init=False, default_factory=list)
    _conflicts: dict[str, list[Conflict]] = field(init=False, default_factory=dict)
    _births: dict[str, dt.date] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._before = {row.id: row.values for row in self.store.questions.conflicts()}

    def see(self, merged: Merged) -> None:
        """Look while the merge stands."""
        self._left = self._count(merged.touched)
        questions = self.store.questions
        for row in questions.conflicts():
            if row.household is None or self._before.get(row.id) == row.values:
                continue
            whole = questions.conflict(row.id)
            if whole is not None:
                self._conflicts.setdefault(row.household, []).append(whole)
        for uid in {*self._contents, *self._conflicts}:
            found = questions.household(uid)
            if found is not None:
                self._seen[uid] = found
        for one in (one for some in self._conflicts.values() for one in some):
            person = self.store.get(Member, one.uid) if one.entity == "member" else None
            if person is not None and person.birth_date is not None:
                self._births[one.uid] = person.birth_date

    def homes(self) -> tuple[HomeAhead, ...]:
        """What was seen, conflicts first; to be asked once the merge is taken back."""
        self._count(self._left)  # what the merge removes stands again, and tells its household
        questions = self.store.questions
        found = []
        for uid in {*self._contents, *self._conflicts}:
            before = questions.household(uid)
            home = self._seen.get(uid, before)
            if home is None:
                continue
            fate: Fate = "changed" if before else "new"
            conflicts = tuple(self._conflicts.get(uid, ()))
            contents = dict(self._contents.get(uid, {}))
            found.append(
                HomeAhead(
                    home, "conflicting" if conflicts else fate, contents, conflicts, self._births
                )
            )
        return tuple(
            sorted(found, key=lambda one: (_ORDER.index(one.fate), one.household.local_no))
        )

    def _count(self, touched: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Count records by household; returns those that stand nowhere."""
        left: list[tuple[str, str]] = []
        uids: dict[str, list[str]] = {}
        for entity, uid in touched:
            uids.setdefault(entity, []).append(uid)
        for entity, some in uids.items():
            spec = entity_named(entity)
            homes = _homes(self.store, spec, some)
            for uid in some:
                if uid in homes:
                    self._contents.setdefault(homes[uid], Counter())[entity] += 1
                else:
                    left.append((entity, uid))
        return left


def _homes(store: Store, spec: EntitySpec, uids: Collection[str]) -> dict[str, str]:
    """By record the household above it."""
    if spec.name == "household":
        return {uid: uid for uid in uids}
    owner = owner_of(spec)
    if owner in {"", "village"}:
        return {}
    wanted = sorted(uids)
    parents = {
        record.uid: str(getattr(record, spec.scope))
        for at in range(0, len(wanted), _AT_ONCE)
        for record in store.find(spec.cls, uid=wanted[at : at + _AT_ONCE])
    }
    above = _homes(store, entity_named(owner), set(parents.values()))
    return {uid: above[parent] for uid, parent in parents.items() if parent in above}


def summed(parts: Iterable[tuple[HomeAhead, ...]]) -> tuple[HomeAhead, ...]:
    """Several bundles looked at one by one, each household once."""
    found: dict[str, HomeAhead] = {}
    for home in (home for part in parts for home in part):
        uid = home.household.uid
        before = found.get(uid)
        found[uid] = home if before is None else _added(before, home)
    return tuple(
        sorted(found.values(), key=lambda one: (_ORDER.index(one.fate), one.household.local_no))
    )


def _added(one: HomeAhead, other: HomeAhead) -> HomeAhead:
    conflicts = (*one.conflicts, *other.conflicts)
    contents = dict(Counter(one.contents) + Counter(other.contents))
    fate: Fate = min(one.fate, other.fate, key=_ORDER.index)
    births = {**one.births, **other.births}
    return replace(one, fate=fate, contents=contents, conflicts=conflicts, births=births)
