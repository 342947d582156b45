"""For each rule about a person: facts with which it holds, and facts that break it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fieldapp.rules.checks.facts import Around, Holder, PersonFacts, RegisterFacts
from tests.fieldapp.rules.checks.made_facts import (
    DISABILITY_CARD,
    FEMALE_ID,
    MALE_ID,
    around,
    child,
    household,
    person,
    spouse,
)

Example = tuple[PersonFacts, PersonFacts] | tuple[PersonFacts, PersonFacts, Around]


def shared_with(**other: str) -> Around:
    """Somebody else holds the same ID number."""
    values = {"uid": "other", "household": "home", "local_no": "H00002", "village": "village",
              "village_name": "郑家村", "name": "何大才", **other}  # fmt: skip
    own = Holder("head", "home", "H00001", "village", "郑家村", "何二才")
    return around(register=RegisterFacts({MALE_ID: (own, Holder(**values))}))


def with_id(number: str, **fields: object) -> PersonFacts:
    return person(id_number=number, **fields)  # type: ignore[arg-type]  # any field


EXAMPLES: dict[str, Example] = {
    "V-ID1/length": (person(), with_id("99990019600101001")),
    "V-ID1/old": (person(), with_id("999900600101001")),
    "V-ID2/checksum": (with_id("11010519491231002x", birth_date=None, sex="2"),
                       with_id("110105194912310021")),
    "V-ID3/birth": (person(), with_id("420526209912310017")),
    "V-ID4/sex": (person(), with_id(FEMALE_ID)),
    "V-ID4/birth": (person(), person(birth_date=dt.date(1961, 1, 1))),
    "V-ID5/household": (with_id(FEMALE_ID), person(), shared_with()),
    "V-ID5/village": (with_id(FEMALE_ID), person(), shared_with(household="other home")),
    "V-ID5/county": (with_id(FEMALE_ID), person(),
                     shared_with(household="far", village="far", village_name="古夫村")),
    "V-ID6/damaged": (person(), with_id("9.999E+17")),
    "V-DC/number": (
        spouse(year={"health": ("04",), "disability_card": DISABILITY_CARD}),
        spouse(year={"health": ("04",), "disability_card": FEMALE_ID + "93"}),
    ),
    "V-DC/missing": (
        spouse(year={"health": ("04",), "disability_card": DISABILITY_CARD}),
        spouse(year={"health": ("02", "04")}),
    ),
    "V-DC/health": (
        spouse(year={"health": ("04",), "disability_card": DISABILITY_CARD}),
        spouse(year={"disability_card": DISABILITY_CARD}),
    ),
    "V-PH/member": (person(phone="0717-2588123"), person(phone="2588123")),
    "V-HH2/sex": (spouse(), spouse(sex="1")),
    "V-REL/sex": (child(10), child(10, relation="04")),
    "V-REL2/elder": (
        spouse(relation="12", birth_date=dt.date(1940, 1, 1)),
        spouse(relation="12", birth_date=dt.date(1947, 1, 1)),
    ),
    "V-REL2/child": (
        spouse(relation="03", birth_date=dt.date(1974, 1, 1)),
        spouse(relation="03", birth_date=dt.date(1973, 12, 31)),
    ),
    "V-NUL/ethnic": (person(), person(ethnic=None)),
    "V-NUL/health": (person(), person(year={"health": None})),
    "V-EDU/both": (child(10, at=2018), child(10, at=2018, year={"education": "02"})),
    "V-EDU/neither": (person(), person(year={"education": None})),
    "V-SCH/empty": (child(10), child(10, year={"school_status": None})),
    "V-SCH/early": (child(15, year={"school_status": "07"}),
                    child(14, year={"school_status": "07"})),
    "V-SCH/late": (child(19), child(20)),
    "V-SCH/same": (
        child(14, year={"school_status": "05"}, grades_before=("05", "04")),
        child(14, year={"school_status": "05"}, grades_before=("05", "05")),
    ),
    "V-LAB/empty": (child(15), child(16)),
    "V-LAB/able": (person(year={"labour": "04", "health": ("02",)}),
                   person(year={"labour": "04"})),
    "V-LAB/working": (person(year={"labour": "03"}),
                      person(year={"labour": "03", "work_months": 3, "work_area": "01"})),
    "V-WRK/months": (person(year={"work_months": 12, "work_area": "01"}),
                     person(year={"work_months": 13, "work_area": "01"})),
    "V-WRK/place": (person(year={"work_months": 6, "work_area": "04"}),
                    person(year={"work_area": "04"})),
    "V-WRK/nowhere": (person(year={"work_months": 6, "work_place": "广东东莞"}),
                      person(year={"work_months": 6})),
    "V-INS/both": (person(), person(year={"ins_employee_medical": True})),
    "V-INS/neither": (person(year={"ins_resident_medical": None}),
                      person(year={"ins_resident_medical": False})),
    "V-INS/serious": (person(home=household(hh_class="EXIT")),
                      person(home=household(hh_class="EXIT"), year={"ins_serious": False})),
}  # fmt: skip

MORE_THAT_HOLD: dict[str, tuple[PersonFacts, ...]] = {
    "V-ID1/length": (with_id(DISABILITY_CARD, id_type="09"), person(id_number=None)),
    "V-ID2/checksum": (with_id("999900196001010037"),),
    "V-REL/sex": (person(relation="99", sex="2"), child(10, relation="X1")),
    "V-EDU/both": (child(10, year={"education": "02"}),),
    "V-EDU/neither": (child(2, year={"education": "06", "school_status": None}),),
    "V-SCH/same": (child(10, grades_before=("03", "03")),),
    "V-HH2/sex": (replace(spouse(), head=None),),
    "V-NUL/ethnic": (person(home=household(hh_class="GEN"), ethnic=None),),
}
"""Facts near the edge that break nothing."""
