"""The register: household, members, and the yearly snapshot of both, as records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Edit, changed, created
from fieldapp.records.household import Household
from fieldapp.records.household_year import HouseholdYear
from fieldapp.records.income import IncomeLine
from fieldapp.records.member import Member, MemberYear
from fieldapp.rules.pinyin import name_pinyin
from fieldapp.services.demo_village import wellbeing
from fieldapp.services.demo_village.changes import REGISTERED
from fieldapp.services.demo_village.families import Family
from fieldapp.services.demo_village.houses import IMPROVED_IN, Home, home_of
from fieldapp.services.demo_village.livelihoods import (
    Budget,
    Means,
    budget_of,
    means_of,
    size_at_end,
    size_at_start,
)
from fieldapp.services.demo_village.people import DIED, LIVING, MOVED_IN, MOVED_OUT, Person
from fieldapp.services.demo_village.promises import cause_note, done_codes

FORMULA = "net-1"
_PHONES_AWAY = 10_000_000
_GROUP_NAMES = "一二三四五"


def phone_of(number: int) -> str:
    """A telephone number in a range that is given to nobody, different for each ``number``."""
    return f"154{number * 7_919_113 % 100_000_000:08d}"


def household_edits(family: Family, village: str, group: str) -> Iterator[Edit]:
    """A household with the members it had when it was registered."""
    registered = family.poor
    yield created(
        Household(
            uid=family.uid,
            village=village,
            local_no=family.local_no,
            group=group,
            head_member=family.head.uid,
            hh_class="REG" if registered else "GEN",
            address_detail=f"郑家村{_GROUP_NAMES[family.group]}组{family.no}号",
            altitude_m=family.altitude,
            phone=phone_of(family.no),
            poor_attribute=family.attribute,
            standard_used="1" if registered else None,
            first_identified="2014-01" if registered else None,
            exit_planned_year=family.dice("exit").choice((2016, 2017, 2017, 2018))
            if registered
            else None,
            exit_status="04" if registered else None,
            is_martyr_army=family.dice("army").often(0.01),
            is_family_planning=False,
            consent_date=REGISTERED,
            status="active",
        )
    )
    for person in family.people:
        if _registered(person):
            yield created(_member(family, person, LIVING))


def _member(family: Family, person: Person, status: str) -> Member:
    age = person.age(REGISTERED)
    return Member(
        uid=person.uid,
        household=family.uid,
        name=person.name,
        name_pinyin=name_pinyin(person.name),
        sex=person.sex,
        id_type="01",
        id_number=person.id_number,
        birth_date=person.birth,
        relation=person.relation,
        ethnic=person.ethnic,
        political="01" if person.party else "13" if age >= 14 else None,
        phone=_own_phone(family, person),
        status=status,
        status_date=person.joined,
        status_reason="married_in" if person.joined else None,
    )


def _own_phone(family: Family, person: Person) -> str | None:
    """Who works away has a telephone of his own."""
    if not person.work_area:
        return None
    return phone_of(_PHONES_AWAY + family.no * 10 + family.people.index(person))


def change_edits(family: Family) -> Iterator[Edit]:
    """Births, weddings and deaths after the registration."""
    for person in family.people:
        if person.birth > REGISTERED:
            yield created(_member(family, person, LIVING))
        elif person.joined:
            yield created(_member(family, person, MOVED_IN))
        elif person.left:
            yield changed(
                Member,
                person.uid,
                status=person.left_as,
                status_date=person.left,
                status_reason="died" if person.left_as == DIED else "married_out",
            )


def year_edits(family: Family, year: int, ids: Ids) -> Iterator[Edit]:
    """A household's year: the snapshot, from 2015 on the income by item and every member's year."""
    means, home = means_of(family), home_of(family)
    budget = budget_of(family, means, year)
    snapshot = _snapshot(family, year, ids.uid(), means, home)
    if year == 2014:  # the first form asked for the sums alone
        yield created(_with_sums(snapshot, budget))
        return
    yield created(snapshot)
    for line in budget.lines:
        yield created(
            IncomeLine(
                uid=ids.uid(),
                household_year=snapshot.uid,
                item=line.item,
                amount=Decimal(line.amount),
                member=line.member,
            )
        )
    for person in family.people:
        here = person.left_as != MOVED_OUT and person.present(dt.date(year, 11, 1))
        if here and (year > REGISTERED.year or _registered(person)):
            yield created(_member_year(family, person, year, ids.uid(), budget))


def _registered(person: Person) -> bool:
    """Whether the person stands in the first register; later ones are entered a year after."""
    return person.birth <= REGISTERED and person.joined is None


def _snapshot(family: Family, year: int, uid: str, means: Means, home: Home) -> HouseholdYear:
    mended = done_codes(family) if year >= IMPROVED_IN else frozenset()
    return HouseholdYear(
        uid=uid,
        household=family.uid,
        year=year,
        main_cause=family.main_cause,
        other_causes=family.other_causes or None,
        cause_note=cause_note(family) if family.poor and year > 2014 else None,
        farmland=means.farmland,
        irrigated=means.irrigated,
        woodland=means.woodland,
        returned_farmland=means.returned,
        fruit=means.fruit,
        pigs=means.pigs,
        cattle=means.cattle,
        sheep=means.sheep,
        poultry=means.poultry,
        bee_colonies=means.bees,
        sheds=means.pigs > 0 or means.cattle > 0 or means.sheep > 0,
        production_tools=home.tools,
        surplus_labour=len(wellbeing.able_at_home(family.people, year)) > 2,
        house_area_m2=home.area,
        house_structure=home.structure,
        house_built_year=home.built,
        house_grade="1" if "house" in mended else home.grade,
        house_rebuilt_year=IMPROVED_IN if "house" in mended else None,
        rebuild_subsidy=Decimal(15000) if "house" in mended else None,
        water_hard=home.water_hard and "water" not in mended,
        water_safe=home.water_safe or "water" in mended,
        water_source="tap" if "water" in mended else home.water_source,
        power_home=True,
        power_production=home.power,
        tv=home.tv,
        broadband=home.broadband or (year >= IMPROVED_IN and family.no % 7 == 0),
        fuel=home.fuel,
        toilet_sanitary=home.toilet or "toilet" in mended,
        entry_road="03" if "road" in mended else home.road,
        road_distance_km=home.distance_km,
        coop_member=home.coop or (family.poor and year >= IMPROVED_IN and family.no % 5 == 0),
        lead_firm=False,
        local_leader=year >= IMPROVED_IN and family.no % 9 == 0,
        relocated=False,
        size_year_start=size_at_start(family, year),
        size_year_end=size_at_end(family, year),
        income_concept="net",
        income_period_start=dt.date(year - 1, 10, 1),
        income_period_end=dt.date(year, 9, 30),
        formula_version=FORMULA if year > 2014 else None,
    )


def _with_sums(snapshot: HouseholdYear, budget: Budget) -> HouseholdYear:
    gross = sum(line.amount for line in budget.lines if line.item[0] != "E")
    return replace(
        snapshot,
        declared_per_head=Decimal(budget.per_head),
        declared_net=Decimal(budget.net),
        declared_gross=Decimal(gross),
    )


def _member_year(family: Family, person: Person, year: int, uid: str, budget: Budget) -> MemberYear:
    status, school = wellbeing.school_of(person, year)
    studies = person.at_school(year) or status == "02"
    months = budget.months.get(person.uid)
    away = months is not None and not person.post
    age = person.age(dt.date(year, 9, 1))
    adult = age >= 16 and not studies
    card = bool(person.disability)
    return MemberYear(
        uid=uid,
        member=person.uid,
        year=year,
        education=None if studies else person.education if age >= 6 else "06",
        school_status=status,
        school_name=school,
        health=person.health,
        disease_name=person.disease,
        disability_card=person.id_number + person.disability if card else None,
        labour=wellbeing.labour(person, year),
        work_area=person.work_area if away else "01" if months else None,
        work_place=person.work_place if away else "本村" if months else None,
        employer=None if away or not months else "郑家村村民委员会",
        work_months=months,
        public_post=person.post if months and not away else None,
        ins_resident_medical=not person.employee,
        ins_employee_medical=person.employee,
        ins_serious=not person.employee,
        ins_commercial=family.poor and year >= IMPROVED_IN,
        ins_accident=person.work_area == "04" or None,
        pension_resident=(adult and not person.employee) if age >= 16 else None,
        pension_employee=person.employee if age >= 16 else None,
        dibao=person.dibao,
        tekun=person.tekun,
        mandarin=age >= 6 and (age < 55 or person.education > "02"),
        left_behind=_left_behind(family, age, year),
        willing_training=person.willing if family.poor and age >= 18 else None,
        willing_training_date=_ASKED if family.poor and age >= 18 and year == 2016 else None,
    )


_ASKED = dt.date(2016, 4, 12)


def _left_behind(family: Family, age: int, year: int) -> str:
    if 16 <= age < 60 or not any(p.work_area for p in family.people):
        return "no"
    hands = [p for p in wellbeing.able_at_home(family.people, year) if 18 <= p.age(_ASKED) < 60]
    if hands:
        return "no"
    return "child" if age < 16 else "elder"
