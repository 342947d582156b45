"""For each rule about a household: facts with which it holds, and facts that break it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from fieldapp.records import Pairing
from fieldapp.rules.checks.facts import Around, HouseholdFacts, RegisterFacts
from tests.fieldapp.rules.checks.made_facts import (
    around,
    case,
    child,
    home_of,
    lines,
    measure,
    person,
    rating,
    spouse,
    visit,
)

Example = tuple[HouseholdFacts, HouseholdFacts] | tuple[HouseholdFacts, HouseholdFacts, Around]
FINE = home_of()
HELPER_IS_POOR = around(register=RegisterFacts(poor_helpers=frozenset({"poor helper"})))
IN_FOUR_HOUSEHOLDS = around(register=RegisterFacts(phones={"13800000000": 4}))


def exited(**year: object) -> HouseholdFacts:
    return home_of(household={"hh_class": "EXIT"}, year=year)


def exited_with(one: object) -> HouseholdFacts:
    return home_of(person(), one, household={"hh_class": "EXIT"})  # type: ignore[arg-type]  # a person


def declaring(**year: object) -> HouseholdFacts:
    """6,000 yuan earned, 1,000 spent, two people."""
    return home_of(year={name: Decimal(str(value)) for name, value in year.items()})


FILLED = {
    "cause": "main_cause", "power": "power_home", "coop": "coop_member",
    "distance": "road_distance_km", "road": "entry_road", "area": "house_area_m2",
    "hard": "water_hard", "water": "water_safe", "fuel": "fuel", "toilet": "toilet_sanitary",
}  # fmt: skip
EXAMPLES: dict[str, Example] = {
    "V-HH1/empty": (FINE, home_of(person(status="2", status_date=dt.date(2016, 1, 1)))),
    "V-HH1/none": (FINE, home_of(spouse())),
    "V-HH1/many": (FINE, home_of(person(), person("何大才", uid="second"))),
    "V-HH1/link": (FINE, home_of(household={"head_member": "spouse"})),
    "V-HH2/many": (FINE, home_of(person(), spouse(), spouse(uid="second"))),
    **{f"V-NUL/{part}": (FINE, home_of(year={name: None})) for part, name in FILLED.items()},
    "V-NUL/year": (FINE, replace(FINE, year=None, lines=())),
    "V-PH/household": (FINE, home_of(household={"phone": "12345"})),
    "V-PH/shared": (home_of(household={"phone": "13900000000"}), FINE, IN_FOUR_HOUSEHOLDS),
    "V-WRK/wages": (home_of(person(year={"work_months": 6}), lines=lines(W1=9000)),
                    home_of(lines=lines(W1=9000))),
    "V-WRK/unpaid": (home_of(person(year={"work_months": 6}), lines=lines(W1=9000)),
                     home_of(person(year={"work_months": 6}))),
    "V-CAU/illness": (home_of(person(year={"health": ("02",)}), year={"main_cause": "01"}),
                      home_of(year={"main_cause": "01"})),
    "V-CAU/schooling": (home_of(person(), child(10), year={"main_cause": "03"}),
                        home_of(year={"main_cause": "03"})),
    "V-CAU/disability": (home_of(person(year={"health": ("04",)}), year={"main_cause": "02"}),
                         home_of(year={"main_cause": "02"})),
    "V-CAU/same": (home_of(year={"other_causes": ("09",)}),
                   home_of(year={"other_causes": ("07", "09")})),
    "V-CAU/many": (home_of(year={"other_causes": ("08", "09")}),
                   home_of(year={"other_causes": ("08", "09", "10")})),
    "V-DB/member": (home_of(person(year={"dibao": True}), household={"poor_attribute": "DB"}),
                    home_of(household={"poor_attribute": "DB"})),
    "V-DB/money": (home_of(household={"poor_attribute": "DB"}, lines=lines(T2=1980)),
                   home_of(household={"poor_attribute": "DB"})),
    "V-DB/general": (home_of(household={"poor_attribute": "01"}),
                     home_of(household={"poor_attribute": "01"}, lines=lines(T2=1980))),
    "V-DB/able": (home_of(person(year={"labour": "04"}), household={"poor_attribute": "06"}),
                  home_of(person(), household={"poor_attribute": "06"})),
    "V-DB/both": (home_of(lines=lines(T2=1980)), home_of(lines=lines(T2=1980, T3=4000))),
    "V-INC/cost": (FINE, home_of(lines=lines(B1=6000))),
    "V-INC/size_start": (FINE, home_of(year={"size_year_start": 3})),
    "V-INC/low": (FINE, home_of(lines=lines(B1=1000, E1=1000))),
    "V-INC/high": (home_of(lines=lines(B1=200_100, E1=100)),
                   home_of(lines=lines(B1=200_103, E1=100))),
    "V-INC/net": (declaring(declared_net=5000), declaring(declared_net=6000)),
    "V-INC/gross": (declaring(declared_gross=6000), declaring(declared_gross=7000)),
    "V-INC/per_head": (declaring(declared_per_head=2500), declaring(declared_per_head=3000)),
    "V-INC/size": (FINE, home_of(year={"size_year_end": 3})),
    "V-LND/farmland": (home_of(year={"farmland": Decimal(100)}),
                       home_of(year={"farmland": Decimal(101)})),
    "V-LND/woodland": (home_of(year={"woodland": Decimal(140)}),
                       home_of(year={"woodland": Decimal(141)})),
    "V-LND/irrigated": (home_of(year={"irrigated": Decimal(5)}),
                        home_of(year={"irrigated": Decimal("5.1")})),
    "V-DST/road": (home_of(year={"road_distance_km": Decimal(50)}),
                   home_of(year={"road_distance_km": Decimal("50.01")})),
    "V-SAF/house": (exited(house_grade="B"), exited(house_grade="C")),
    "V-SAF/water": (exited(), exited(water_safe=False)),
    "V-SAF/fetching": (exited(), exited(water_hard=True)),
    "V-SAF/school": (exited_with(child(10)),
                     exited_with(child(10, year={"school_status": "01"}))),
    "V-SAF/area": (exited(), exited(house_area_m2=Decimal(0))),
    "V-SAF/income": (
        home_of(household={"hh_class": "EXIT"}, lines=lines(B1=6904, E1=1000)),
        home_of(household={"hh_class": "EXIT"}, lines=lines(B1=6903, E1=1000)),
    ),
    "V-HLP/none": (FINE, home_of(pairings=())),
    "V-HLP/poor": (
        FINE,
        home_of(pairings=(Pairing(uid="p", household="home", team_member="poor helper"),)),
        HELPER_IS_POOR,
    ),
    "V-CON/illness": (home_of(year={"main_cause": "01"}, measures=(measure("07"),)),
                      home_of(year={"main_cause": "01"})),
    "V-CON/schooling": (home_of(year={"other_causes": ("03",)}, measures=(measure("05"),)),
                        home_of(year={"other_causes": ("03",)})),
    "V-CON/removed": (
        home_of(cases=(case(removed=True, removed_way="help"),)),
        home_of(cases=(case(removed=True, removed_way="help"),), measures=()),
    ),
    "V-CRD/none": (FINE, home_of(ratings=(rating(valid_to=dt.date(2016, 6, 1)),))),
    "V-CRD/overlap": (
        home_of(ratings=(rating(valid_to=dt.date(2016, 6, 1)),
                         rating("YELLOW", "new", valid_from=dt.date(2016, 6, 1)))),
        home_of(ratings=(rating(valid_to=dt.date(2016, 7, 1)),
                         rating("YELLOW", "new", valid_from=dt.date(2016, 6, 1)))),
    ),
    "V-CRD/reason": (FINE, home_of(ratings=(rating(reason_text=None),))),
    "V-VIS/end": (FINE, home_of(visits=(visit("2016-11-01T09:00", "2016-11-01T08:00"),))),
    "V-VIS/future": (FINE, home_of(visits=(visit("2016-11-24T09:00"),))),
    "V-VIS/early": (FINE, home_of(visits=(visit("2015-10-07T09:00"),))),
    "V-VIS/none": (home_of(visits=(visit("2016-10-09T09:00"),)),
                   home_of(visits=(visit("2016-10-08T09:00"),))),
    "V-VIS/never": (FINE, home_of(visits=())),
}  # fmt: skip

MORE_THAT_HOLD: dict[str, tuple[HouseholdFacts, ...]] = {
    "V-NUL/fuel": (home_of(household={"hh_class": "GEN"}, year={"fuel": None}),),
    "V-CAU/illness": (home_of(person(year={"health": None}), year={"main_cause": "01"}),),
    "V-INC/size": (
        home_of(person(), spouse(status="2", status_date=dt.date(2016, 12, 1))),
        home_of(
            person(), spouse(status="2", status_date=dt.date(2016, 5, 1)),
            year={"size_year_end": 1},
        ),
    ),
    "V-INC/net": (declaring(declared_net="5000.60"),),
    "V-INC/low": (home_of(lines=lines(B1=1001, E1=1000)),),
    "V-INC/size_start": (
        home_of(person(), spouse(status="4", status_date=dt.date(2016, 5, 1)),
                year={"size_year_start": 1}),
        home_of(person(), spouse(), year={"size_year_start": 2}),
    ),
    "V-CRD/none": (home_of(household={"hh_class": "GEN"}, ratings=()),),
    "V-HLP/none": (home_of(household={"hh_class": "GEN"}, pairings=()),),
    "V-VIS/never": (home_of(ratings=(rating("GENERAL"),), visits=()),),
    "V-SAF/house": (home_of(year={"house_grade": "D"}),),
}  # fmt: skip
"""Facts near the edge that break nothing."""
