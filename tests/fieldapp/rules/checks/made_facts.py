"""Facts that break no rule; an example names only what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from fieldapp.records import (
    CardRating,
    CardScheme,
    CoverageMeasure,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    MonitoringCase,
    Pairing,
    PublicNotice,
    Village,
    VillageYear,
    Visit,
)
from fieldapp.rules.checks.facts import (
    Around,
    Counted,
    HouseholdFacts,
    PersonFacts,
    RegisterFacts,
    VillageFacts,
)
from fieldapp.rules.checks.settings import CheckSettings, Subsidy

TODAY = dt.date(2016, 11, 23)
MALE_ID, FEMALE_ID = "999900196001010010", "999900196001010029"
BORN = dt.date(1960, 1, 1)
DISABILITY_CARD = FEMALE_ID + "43"
ADULT = {
    "education": "02", "school_status": None, "health": ("01",), "labour": "01",
    "ins_resident_medical": True, "ins_employee_medical": False, "ins_serious": True,
    "dibao": False, "tekun": False,
}  # fmt: skip
SETTINGS = CheckSettings(
    lines={(2015, "net"): Decimal(2855), (2016, "net"): Decimal(2952)},
    tea_subsidy=Subsidy(Decimal(3), Decimal(1000), Decimal(3000)),
)


def household(**fields: object) -> Household:
    values = {
        "status": "active", "hh_class": "REG", "head_member": "head", "phone": "13800000000",
        "consent_date": dt.date(2015, 11, 1),
    }  # fmt: skip
    return Household(uid="home", village="village", local_no="H00001", **{**values, **fields})  # type: ignore[arg-type]  # a test names any field


def person(
    name: str = "何二才",
    *,
    home: Household | None = None,
    year: dict[str, object] | None = None,
    at: int = 2016,
    grades_before: Sequence[str] = (),
    head: Member | None = None,
    **fields: object,
) -> PersonFacts:
    """A grown man who heads his household; ``grades_before`` are the years before, newest first."""
    values: dict[str, object] = {
        "sex": "1", "id_type": "01", "id_number": MALE_ID, "birth_date": BORN, "relation": "01",
        "ethnic": "01", "status": "1",
    }  # fmt: skip
    uid = str(fields.pop("uid", "head"))
    member = Member(uid=uid, household="home", name=name, **{**values, **fields})  # type: ignore[arg-type]  # a test names any field
    now = MemberYear(uid=f"{uid}-{at}", member=uid, year=at, **{**ADULT, **(year or {})})  # type: ignore[arg-type]  # a test names any field
    before = tuple(
        MemberYear(uid=f"{uid}-{at - n}", member=uid, year=at - n, school_status=grade)
        for n, grade in enumerate(grades_before, 1)
    )
    return PersonFacts(member, home or household(), head or member, now, before)


def child(age: int, **changes: object) -> PersonFacts:
    """A son of that age, who goes to primary school."""
    born = dt.date(2016 - age, 8, 1)
    year = {"education": None, "school_status": "03", "labour": None}
    given = changes.pop("year", {})
    assert isinstance(given, dict)
    head = person().member
    values = {"relation": "03", "birth_date": born, "id_number": None, "uid": "child", **changes}
    return person("何小才", year={**year, **given}, head=head, **values)  # type: ignore[arg-type]  # a test names any field


def spouse(**changes: object) -> PersonFacts:
    values = {"relation": "02", "sex": "2", "id_number": FEMALE_ID, "uid": "spouse", **changes}
    return person("郑春", head=person().member, **values)  # type: ignore[arg-type]  # a test names any field


def home_of(*people: PersonFacts, **changes: object) -> HouseholdFacts:
    """A registered household in order; ``changes`` replace its parts."""
    own = household(**_taken(changes, "household"))
    living = people or (person(), spouse())
    year: dict[str, object] = {
        "main_cause": "07", "power_home": True, "coop_member": False, "farmland": Decimal(5),
        "irrigated": Decimal(1), "woodland": Decimal(20), "road_distance_km": Decimal(2),
        "entry_road": "03", "house_area_m2": Decimal(90), "house_grade": "1",
        "water_hard": False, "water_safe": True, "fuel": "01", "toilet_sanitary": True,
        "size_year_end": len(living), "income_concept": "net",
    }  # fmt: skip
    year |= _taken(changes, "year")
    snapshot = HouseholdYear(uid="year", household="home", year=2016, **year)  # type: ignore[arg-type]  # a test names any field
    facts = HouseholdFacts(
        own,
        tuple(replace(one, household=own) for one in living),
        snapshot,
        lines(B1=6000, E1=1000),
        (rating(),),
        (measure(),),
        (Pairing(uid="pairing", household="home", team_member="helper"),),
        (visit("2016-11-01T09:00", "2016-11-01T10:00"),),
    )
    return replace(facts, **changes)  # type: ignore[arg-type]  # a test replaces any part


def _taken(changes: dict[str, object], name: str) -> dict[str, object]:
    given = changes.pop(name, {})
    assert isinstance(given, dict)
    return given


def lines(**amounts: int) -> tuple[IncomeLine, ...]:
    return tuple(
        IncomeLine(uid=item, household_year="year", item=item, amount=Decimal(amount))
        for item, amount in amounts.items()
    )


def rating(colour: str = "RED", uid: str = "rating", **fields: object) -> CardRating:
    values = {"valid_from": dt.date(2015, 12, 1), "reason_text": "无稳定收入", **fields}
    return CardRating(uid=uid, household="home", scheme="scheme", colour=colour, **values)  # type: ignore[arg-type]  # a test names any field


def measure(catalog: str = "01", **fields: object) -> Measure:
    uid = f"measure-{catalog}"
    return Measure(uid=uid, household="home", catalog=catalog, title="养蜂", **fields)  # type: ignore[arg-type]  # a test names any field


def visit(start: str, end: str | None = None) -> Visit:
    return Visit(
        uid="visit",
        household="home",
        start_at=dt.datetime.fromisoformat(start),
        end_at=dt.datetime.fromisoformat(end) if end else None,
    )


def case(**fields: object) -> MonitoringCase:
    return MonitoringCase(uid="case", household="home", **fields)  # type: ignore[arg-type]  # a test names any field


def village(*years: VillageYear, **changes: object) -> VillageFacts:
    own = Village(uid="village", name="郑家村", area_km2=Decimal("15.56"))
    return replace(VillageFacts(own, years), **changes)  # type: ignore[arg-type]  # a test replaces any part


def figures(year: int = 2016, **fields: object) -> VillageYear:
    values = {"people_total": 1000, "households_total": 300, **fields}
    return VillageYear(uid=f"figures-{year}", village="village", year=year, **values)  # type: ignore[arg-type]  # a test names any field


def counted(**fields: object) -> Counted:
    return Counted(**{"households": 300, "people": 1000, **fields})  # type: ignore[arg-type]  # a test names any field


def notice(*rows: str) -> PublicNotice:
    return PublicNotice(uid="notice", village="village", title="红黄卡公示", rows=rows)


def scheme(**fields: object) -> CardScheme:
    return CardScheme(uid="scheme", name="郑家村卡别", **fields)  # type: ignore[arg-type]  # a test names any field


def coverage(**fields: object) -> CoverageMeasure:
    values = {"numerator": Decimal(40), "denominator": Decimal(100), "unit": "户", **fields}
    return CoverageMeasure(uid="coverage", village="village", date=TODAY, **values)  # type: ignore[arg-type]  # a test names any field


def around(**changes: object) -> Around:
    values: dict[str, object] = {
        "settings": SETTINGS, "register": RegisterFacts(), "arrival": dt.date(2015, 10, 8),
    }  # fmt: skip
    return Around(TODAY, **{**values, **changes})  # type: ignore[arg-type]  # a test names any field
