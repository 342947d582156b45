"""People who may be entered twice: found, merged, or remembered as two."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import language
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Done, Edit, changed, created, removed
from fieldapp.records import (
    CardRating,
    DqIssue,
    Household,
    HouseholdYear,
    Member,
    MemberYear,
    Pairing,
)
from fieldapp.records.declare import record_of
from fieldapp.rules.duplicates import STRENGTHS, Likeness, Person, likeness, pairs
from fieldapp.rules.identity import tidy_id
from fieldapp.rules.life_events import lives_here
from fieldapp.rules.pinyin import name_pinyin
from fieldapp.services.families import Family, any_family
from fieldapp.services.following import following, joined_years
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_record
from fieldapp.services.values import read_fields

RULE = "V-DUP"
COMPARED = (
    "name", "sex", "id_type", "id_number", "birth_date", "ethnic", "political", "phone",
    "national_person_no", "identified_at", "status", "note",
)  # fmt: skip
"""Fields that are chosen one by one in a merge; the day and reason of a status go with it."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two records that may be one person, with the households they stand in."""

    one: Member
    other: Member
    one_home: HouseholdRow
    other_home: HouseholdRow
    likeness: Likeness

    @property
    def key(self) -> str:
        """Names the pair, whichever of them stands first."""
        return " ".join(sorted((self.one.uid, self.other.uid)))


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Somebody in the register whom the person being typed may be."""

    person: Member
    home: HouseholdRow
    likeness: Likeness


@dataclass(frozen=True)
class Duplicates:
    """What can be done about people who may be entered twice."""

    registers: Registers

    def found(self, village: str | None = None) -> tuple[Suspicion, ...]:
        """Every pair that nobody has told apart yet, the most certain first."""
        store = self.registers.store
        places = {home.uid: home.village for home in store.find(Household)}
        members = {m.uid: m for m in store.find(Member) if m.household in places}
        people = (_person(m, places[m.household]) for m in members.values())
        told_apart = {issue.facts_digest for issue in store.find(DqIssue, rule=RULE)}
        found = []
        for first, second, alike in pairs(people):
            here = village is None or village in {first.village, second.village}
            one, other = members[first.uid], members[second.uid]
            if here and _digest(one, other) not in told_apart:
                homes = [self._row(member.household) for member in (one, other)]
                if homes[0] and homes[1]:
                    found.append(Suspicion(one, other, homes[0], homes[1], alike))
        return tuple(sorted(found, key=_rank))

    def like(
        self, village: str, values: Mapping[str, object], *, but: str | None = None
    ) -> tuple[Resemblance, ...]:
        """Who in the register a person being typed may be, the likeliest first.

        ``values`` are typed values by field; ``but`` is the person's own record.
        """
        typed = _typed(values, village)
        if typed is None:
            return ()
        store = self.registers.store
        near: dict[str, Member] = {}
        for asked in _questions(typed):
            near.update((person.uid, person) for person in store.find(Member, **asked))
        found = []
        for person in near.values():
            home = self._row(person.household)
            if person.uid != but and home is not None:
                alike = likeness(typed, _person(person, home.village))
                if alike is not None:
                    found.append(Resemblance(person, home, alike))
        return tuple(sorted(found, key=lambda r: STRENGTHS.index(r.likeness.strength)))

    def not_the_same(self, one: str, other: str, why: str | None = None) -> Done:
        """Remember that both are different people, until what was compared changes."""
        store = self.registers.store
        first, second = sorted(
            (the_record(store, Member, uid) for uid in (one, other)), key=lambda m: m.uid
        )
        home = the_record(store, Household, first.household)
        alike = likeness(*(_person(m, home.village) for m in (first, second)))
        issue = DqIssue(
            uid=self.registers.ids.uid(), village=home.village, rule=RULE,
            subject_entity="member", subject=first.uid, severity="W",
            message=alike.sentence(language()) if alike else None, state="explained",
            explanation=(why or "").strip() or None, by=self.registers.author or None,
            when=self.registers.clock.now().date(), facts_digest=_digest(first, second),
        )  # fmt: skip
        return self._write("duplicate.explain", [created(issue)])

    def merge(self, keep: str, drop: str, taken: Collection[str] = ()) -> Done:
        """Two records become one; whatever points to ``drop`` points to ``keep`` then.

        ``taken`` names the fields whose value comes from ``drop``. When both are heads, their
        households are one that was entered twice and become one as well.

        Raises:
            Refused: ``same_record``, ``other_village``, ``duplicate_is_head``,
                ``duplicate_is_last``, ``unknown_field``.
        """
        if keep == drop:
            raise Refused("same_record")
        store = self.registers.store
        kept, dropped = (the_record(store, Member, uid) for uid in (keep, drop))
        families = [any_family(store, person.household) for person in (kept, dropped)]
        if families[0].home.village != families[1].home.village:
            raise Refused("other_village")
        if not set(taken) <= set(COMPARED):
            raise Refused("unknown_field", entity="member", field=", ".join(taken))
        edits = self._one_person(kept, dropped, taken)
        if both_heads(kept, dropped, families[0], families[1]):
            edits += self._one_household(families[0], families[1], {drop})
        else:
            _may_go(dropped, families[1])
        return self._write("member.merge", edits)

    def _one_person(self, kept: Member, dropped: Member, taken: Collection[str]) -> list[Edit]:
        store = self.registers.store
        names = [*taken, *(("status_date", "status_reason") if "status" in taken else ())]
        if "name" in taken:
            names.append("name_pinyin")
        values = {name: getattr(dropped, name) for name in names}
        return [
            *([changed(Member, kept.uid, **values)] if values else []),
            *joined_years(store, MemberYear, "member", dropped.uid, kept.uid),
            *following(store, "member", dropped.uid, kept.uid),
            removed(Member, dropped.uid),
        ]

    def _one_household(self, kept: Family, dropped: Family, gone: set[str]) -> list[Edit]:
        """The other household goes; people who surely are entered twice become one as well."""
        store, today = self.registers.store, self.registers.clock.now().date()
        edits: list[Edit] = []
        village, old, new = kept.home.village, dropped.home.uid, kept.home.uid
        for person in dropped.members:
            twin = _twin(person, kept, village)
            if person.uid not in gone and twin is not None:
                gone = {*gone, person.uid}
                edits += self._one_person(twin, person, ())
        edits += joined_years(store, HouseholdYear, "household", old, new)
        has_card = any(r.valid_to is None for r in store.find(CardRating, household=new))
        helpers = {p.team_member for p in store.find(Pairing, household=new, end_date=None)}
        going = {("member", uid) for uid in gone}
        edits += [
            edit
            for edit in following(store, "household", old, new)
            if (edit.entity, edit.uid) not in going
        ]
        for rating in store.find(CardRating, household=old, valid_to=None):
            if has_card:
                until = max(today, rating.valid_from or today)
                edits.append(changed(CardRating, rating.uid, valid_to=until))
        for pairing in store.find(Pairing, household=old, end_date=None):
            if pairing.team_member in helpers:
                until = max(today, pairing.start_date or today)
                edits.append(changed(Pairing, pairing.uid, end_date=until))
        return [*edits, removed(Household, old)]

    def _row(self, household: str) -> HouseholdRow | None:
        return self.registers.store.questions.household(household)

    def _write(self, reason: str, edits: list[Edit]) -> Done:
        return self.registers.store.write(self.registers.act(reason), edits)


def both_heads(one: Member, other: Member, first: Family, second: Family) -> bool:
    """Whether two records are the heads of two households."""
    apart = first.home.uid != second.home.uid
    return apart and (first.home.head_member, second.home.head_member) == (one.uid, other.uid)


def _may_go(dropped: Member, family: Family) -> None:
    """Nobody who goes may leave a household without its head or without anybody."""
    if not lives_here(dropped):
        return
    if not family.without({dropped.uid}):
        raise Refused("duplicate_is_last", number=family.home.local_no)
    if family.home.head_member == dropped.uid:
        raise Refused("duplicate_is_head", number=family.home.local_no)


def _twin(person: Member, family: Family, village: str) -> Member | None:
    """The one of a family who surely is the same person."""
    alike = [
        known
        for known in family.members
        if (found := likeness(_person(known, village), _person(person, village))) is not None
        and found.strength == "certain"
    ]
    return alike[0] if len(alike) == 1 else None


def _person(member: Member, village: str) -> Person:
    return Person(
        member.uid, member.household, village, member.name, member.name_pinyin or "",
        member.sex or "", member.birth_date, member.id_number or "",
    )  # fmt: skip


def _typed(values: Mapping[str, object], village: str) -> Person | None:
    """What is typed so far, as far as it is enough to compare."""
    told = {n: values.get(n) for n in ("name", "sex", "id_number", "birth_date")}
    given = read_fields(Member, {n: value for n, value in told.items() if value is not None})
    name = str(given.get("name") or "")
    if not name and not given.get("id_number"):
        return None
    typed = record_of(Member, "", {**given, "household": "", "name": name})
    return _person(typed, village)


def _questions(typed: Person) -> Iterable[dict[str, object]]:
    if typed.id_number:
        yield {"id_number": tidy_id(typed.id_number)}
    if typed.name:
        yield {"name": typed.name}
        if heard := name_pinyin(typed.name):
            yield {"name_pinyin": heard}


def _digest(one: Member, other: Member) -> str:
    """Names the pair together with what was compared, in 64 hexadecimal digits."""
    facts = [
        f"{m.uid}|{m.name}|{m.sex}|{m.birth_date}|{m.id_number}"
        for m in sorted((one, other), key=lambda m: m.uid)
    ]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def _rank(found: Suspicion) -> tuple[object, ...]:
    return (
        STRENGTHS.index(found.likeness.strength), found.one_home.local_no,
        found.other_home.local_no, found.key,
    )  # fmt: skip
