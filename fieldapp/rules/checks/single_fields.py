"""V-FLD: what the tables of the dictionary ask of single fields beside its list of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldapp.foundation.i18n import N_
from fieldapp.records import Household, HouseholdYear, Member, MemberYear
from fieldapp.records.codes import code_list
from fieldapp.records.declare import fields_of
from fieldapp.rules.checks.facts import Around, HouseholdFacts, PersonFacts
from fieldapp.rules.checks.findings import Hit, Labelled, hit, label_of, of_household, of_person

_ACCOUNT = re.compile(r"[0-9]{16,19}", re.ASCII)
_HEALTHY = "01"
_DONE = "done"
_ELDER, _CHILD = "elder", "child"
_ELDER_FROM, _CHILD_UNDER = 60, 16
_LEFT_BEHIND = {code.value: code for code in code_list("left_behind").codes}
_SENSITIVE_OF_YEAR = tuple(name for name, spec in fields_of(MemberYear).items() if spec.sens > 1)


@of_household("V-FLD/account", "W", N_("the bank account is not a number of 16 to 19 digits"))
def bank_account(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    account = home.household.bank_account
    if account and not _ACCOUNT.fullmatch(account):
        yield hit(home.household, "bank_account")


@of_household(
    "V-FLD/altitude",
    "W",
    N_("the house lies at {altitude} m, the village between {low} and {high} m"),
)
def altitude(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    height = home.household.altitude_m
    low, high = around.heights_of(home.household.village)
    if height is None or low is None or high is None:
        return
    beside = around.settings.altitude_tolerance
    if not low - beside <= height <= high + beside:
        yield hit(home.household, "altitude_m", altitude=height, low=low, high=high)


@of_household("V-FLD/years", "W", N_("“{later}” {then} lies before “{earlier}” {first}"))
def years_in_order(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    own = home.household
    identified = int(own.first_identified[:4]) if own.first_identified else None
    known = {"first_identified": identified, "exit_planned_year": own.exit_planned_year,
             "exit_year": own.exit_year, "return_year": own.return_year}  # fmt: skip
    for earlier, later in (
        ("first_identified", "exit_planned_year"), ("first_identified", "exit_year"),
        ("exit_year", "return_year"),
    ):  # fmt: skip
        first, then = known[earlier], known[later]
        if first is not None and then is not None and then < first:
            yield hit(
                own, later, earlier=label_of(Household, earlier), later=label_of(Household, later),
                first=str(first), then=str(then),
            )  # fmt: skip


@of_household("V-FLD/reason", "W", N_("out of poverty, and yet with a reason why it is not"))
def reason_after_exit(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if home.exited and home.household.not_exit_reason:
        yield hit(home.household, "not_exit_reason")


@of_household("V-FLD/consent", "W", N_("“{field}” is recorded, but the household's consent is not"))
def consent(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if home.household.consent_date is not None:
        return
    found = next(_sensitive(home), None)
    if found is not None:
        yield hit(home.household, "consent_date", field=found)


def _sensitive(home: HouseholdFacts) -> Iterator[Labelled]:
    """Labels of sensitive fields that are filled."""
    if home.household.bank_account:
        yield label_of(Household, "bank_account")
    for person in home.living:
        if person.member.id_number:
            yield label_of(Member, "id_number")
        for name in _SENSITIVE_OF_YEAR if person.year else ():
            if getattr(person.year, name):
                yield label_of(MemberYear, name)


@of_household(
    "V-FLD/relocated", "W", N_("“{field}” is filled in, but the household was not relocated")
)
def not_relocated(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    if home.year is None or home.year.relocated is not False:
        return
    for name in ("move_way", "settlement", "settlement_place", "moved_in", "moved_people"):
        if getattr(home.year, name) is not None:
            yield hit(home.year, name, field=label_of(HouseholdYear, name))


@of_person("V-FLD/health", "W", N_("healthy and ill or disabled at the same time"))
def healthy_and_ill(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    health = (person.year.health if person.year else None) or ()
    if person.year and _HEALTHY in health and len(health) > 1:
        yield hit(person.year, "health")


@of_person("V-FLD/left", "W", N_("“{left}”, but aged {age}"))
def left_behind(person: PersonFacts, around: Around) -> Iterator[Hit]:
    del around
    year, age = person.year, person.age
    if year is None or age is None:
        return
    too_young = year.left_behind == _ELDER and age < _ELDER_FROM
    too_old = year.left_behind == _CHILD and age >= _CHILD_UNDER
    if too_young or too_old:
        yield hit(year, "left_behind", left=_LEFT_BEHIND[year.left_behind or ""], age=age)


@of_household("V-FLD/due", "W", N_("“{measure}” is due on {due}, before it starts on {start}"))
def due_before_start(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    for one in home.measures:
        if one.start_date and one.due_date and one.due_date < one.start_date:
            named = one.title or ""
            yield hit(one, "due_date", measure=named, due=one.due_date, start=one.start_date)


@of_household(
    "V-FLD/paid", "W", N_("“{measure}”: {paid} yuan paid, {planned} planned, and no reason")
)
def more_paid_than_planned(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    for one in home.measures:
        paid, planned = one.amount_paid, one.amount_planned
        if paid is not None and planned is not None and paid > planned and not one.reason_text:
            yield hit(one, "amount_paid", measure=one.title or "", paid=paid, planned=planned)


@of_household("V-FLD/result", "W", N_("“{measure}” is done, but not on which day"))
def done_without_day(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    for one in home.measures:
        if one.state == _DONE and one.result_date is None:
            yield hit(one, "result_date", measure=one.title or "")


@of_household("V-FLD/signed", "W", N_("“{measure}” is done, but the head has not signed"))
def done_without_signature(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    for one in home.measures:
        if one.state == _DONE and not one.head_signed:
            yield hit(one, "head_signed", measure=one.title or "")
