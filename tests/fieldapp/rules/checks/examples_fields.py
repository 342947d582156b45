"""For each rule about a single field: facts with which it holds, and facts that break it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from fieldapp.rules.checks.facts import Around, HouseholdFacts, PersonFacts
from tests.fieldapp.rules.checks.made_facts import (
    around,
    child,
    home_of,
    measure,
    person,
    spouse,
)

Facts = HouseholdFacts | PersonFacts
Example = tuple[Facts, Facts] | tuple[Facts, Facts, Around]
FINE = home_of()
IN_THE_HILLS = around(heights={"village": (800, 1400)})


def own(**fields: object) -> HouseholdFacts:
    return home_of(household=fields)


def with_measure(**fields: object) -> HouseholdFacts:
    return home_of(measures=(measure(**fields),))  # type: ignore[arg-type]  # any field


def year(**fields: object) -> HouseholdFacts:
    return home_of(year=fields)


EXAMPLES: dict[str, Example] = {
    "V-FLD/account": (own(bank_account="6217000000000000000"), own(bank_account="62170000")),
    "V-FLD/altitude": (own(altitude_m=1500), own(altitude_m=1501), IN_THE_HILLS),
    "V-FLD/years": (own(first_identified="2014-06", exit_year=2016, return_year=2016),
                    own(first_identified="2014-06", exit_year=2013)),
    "V-FLD/reason": (own(not_exit_reason="07"), own(not_exit_reason="07", exit_status="05")),
    "V-FLD/consent": (FINE, own(consent_date=None)),
    "V-FLD/relocated": (year(relocated=True, moved_people=2),
                        year(relocated=False, moved_people=2)),
    "V-FLD/health": (person(year={"health": ("02", "04")}), person(year={"health": ("01", "02")})),
    "V-FLD/left": (person(birth_date=dt.date(1950, 1, 1), year={"left_behind": "elder"}),
                   person(year={"left_behind": "child"})),
    "V-FLD/due": (with_measure(start_date=dt.date(2016, 4, 1), due_date=dt.date(2016, 4, 1)),
                  with_measure(start_date=dt.date(2016, 4, 1), due_date=dt.date(2016, 3, 31))),
    "V-FLD/paid": (with_measure(amount_planned=Decimal(100), amount_paid=Decimal(100)),
                   with_measure(amount_planned=Decimal(100), amount_paid=Decimal(101))),
    "V-FLD/result": (with_measure(state="done", result_date=dt.date(2016, 10, 1)),
                     with_measure(state="done")),
    "V-FLD/signed": (with_measure(state="done", head_signed=True), with_measure(state="done")),
}  # fmt: skip
MORE_THAT_HOLD: dict[str, tuple[Facts, ...]] = {
    "V-FLD/altitude": (own(altitude_m=5000),),
    "V-FLD/consent": (home_of(
        person(id_number=None, year={"health": None}),
        spouse(id_number=None, year={"health": None}), household={"consent_date": None},
    ),),
    "V-FLD/left": (child(15, year={"left_behind": "child"}), person(year={"left_behind": "no"})),
    "V-FLD/paid": (with_measure(
        amount_planned=Decimal(100), amount_paid=Decimal(101), reason_text="加做一处"
    ),),
    "V-FLD/relocated": (year(moved_people=2),),
}  # fmt: skip
