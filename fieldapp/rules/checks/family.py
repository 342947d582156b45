"""V-HH1, V-HH2, V-REL, V-REL2: the head, the spouse, and kinship that can be."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.foundation.i18n import N_
from fieldapp.records import Member
from fieldapp.records.codes import Code, code_list
from fieldapp.rules.checks.facts import (
    HEAD,
    SPOUSE,
    Around,
    HouseholdFacts,
    PersonFacts,
    full_years,
)
from fieldapp.rules.checks.findings import Hit, hit, label_of, of_household, of_person
from fieldapp.rules.identity import FEMALE, MALE

_FEMALE = frozenset({"04", "05", "08", "10", "12", "14", "16", "18", "20", "X2", "X5", "X7"})
_MALE = frozenset({"03", "06", "07", "09", "11", "13", "15", "17", "19", "X3", "X4", "X6"})
_ELDERS = frozenset({"11", "12", "13", "14", "15", "16", "17", "18", "19", "20"})
_YOUNGER = frozenset({"03", "04", "07", "08", "09", "10", "X6", "X7"})
"""Children and grandchildren of the head; who married in may be of any age."""
_CODES = {code.value: code for code in code_list("C01").codes}
_SEXES = {code.value: code for code in code_list("C02").codes}


def _relation(member: Member) -> Code | str:
    return _CODES.get(member.relation or "", "")


@of_household("V-HH1/empty", "E", N_("the household has no member"))
def no_member(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if not home.living:
        yield hit(home.household, "head_member")


def _heads(home: HouseholdFacts) -> list[Member]:
    return [person.member for person in home.living if person.member.relation == HEAD]


@of_household("V-HH1/none", "E", N_("nobody of the {people} members is the head"))
def no_head(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if home.living and not _heads(home):
        yield hit(home.household, "head_member", people=len(home.living))


@of_household("V-HH1/many", "E", N_("{count} members are recorded as head: {names}"))
def many_heads(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    heads = _heads(home)
    if len(heads) > 1:
        names = "、".join(member.name for member in heads)
        yield hit(home.household, "head_member", count=len(heads), names=names)


@of_household(
    "V-HH1/link", "E", N_("the head named for the household is not the member recorded as head")
)
def head_elsewhere(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    heads = _heads(home)
    if len(heads) == 1 and home.household.head_member != heads[0].uid:
        yield hit(home.household, "head_member")


@of_household("V-HH2/many", "E", N_("{count} members are recorded as spouse of the head: {names}"))
def many_spouses(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    found = [person.member for person in home.living if person.member.relation == SPOUSE]
    if len(found) > 1:
        names = "、".join(member.name for member in found)
        yield hit(found[1], "relation", count=len(found), names=names)


@of_person("V-HH2/sex", "W", N_("head and spouse are both recorded as {sex}"))
def spouse_of_same_sex(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    member, head = person.member, person.head
    if member.relation != SPOUSE or head is None:
        return
    if member.sex in {MALE, FEMALE} and member.sex == head.sex:
        yield hit(member, "sex", sex=_SEXES[member.sex or ""])


@of_person("V-REL/sex", "E", N_("“{relation}” of the head, but recorded as {sex}"))
def relation_and_sex(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    member = person.member
    wrong = (member.relation in _FEMALE and member.sex == MALE) or (
        member.relation in _MALE and member.sex == FEMALE
    )
    if wrong:
        yield hit(member, "relation", relation=_relation(member), sex=_SEXES[member.sex or ""])


@of_person(
    "V-REL2/elder",
    "W",
    N_("{relation}, but only {years} years older than the head ({born}, {head})"),
)
def elder_too_young(person: PersonFacts, around: Around) -> Iterator[Hit]:
    years = _years_older_than_head(person)
    member, head = person.member, person.head
    if member.relation not in _ELDERS or years is None or head is None:
        return
    if years < around.settings.generation_years:
        yield _apart(member, head, years)


@of_person(
    "V-REL2/child",
    "W",
    N_("{relation}, but only {years} years younger than the head ({born}, {head})"),
)
def child_too_old(person: PersonFacts, around: Around) -> Iterator[Hit]:
    years = _years_older_than_head(person)
    member, head = person.member, person.head
    if member.relation not in _YOUNGER or years is None or head is None:
        return
    if -years < around.settings.generation_years:
        yield _apart(member, head, -years)


def _apart(member: Member, head: Member, years: int) -> Hit:
    return hit(
        member, "birth_date", relation=_relation(member), years=years,
        born=member.birth_date or label_of(Member, "birth_date"),
        head=head.birth_date or label_of(Member, "birth_date"),
    )  # fmt: skip


def _years_older_than_head(person: PersonFacts) -> int | None:
    head = person.head
    if head is None or head.birth_date is None or person.member.birth_date is None:
        return None
    own, heads = person.member.birth_date, head.birth_date
    return full_years(own, heads) if own <= heads else -full_years(heads, own)
