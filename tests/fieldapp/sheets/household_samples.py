"""Households on paper: one with nothing in it, and one with more than any form has room for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from fieldapp.ports.questions import HouseholdRow
from fieldapp.records import (
    CardRating,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    Plan,
    Village,
)
from fieldapp.rules.household_facts import Person
from fieldapp.rules.income import STANDARD, income_sums
from fieldapp.sheets.household_paper import HouseholdPaper, YearPaper
from tests.fieldapp.sheets.samples import SHEET, UID

LONG = "".join(f"第{number:03d}句韡。" for number in range(250))
"""Two thousand characters that can be counted."""
ROW = HouseholdRow(
    UID, "v", "0163", "", "", "", None, 0, None, None, None, None, None, None, 0, None, None, None,
    0, "active",
)  # fmt: skip
EMPTY = HouseholdPaper(
    dt.date(2016, 11, 23),
    ROW,
    Village(uid="v", name="郑家村"),
    Household(uid=UID, village="v", local_no="0163"),
)
_NAMES = ("欧阳·㛃䶮", "阿依·买买提", "扎西·次仁")


def _people() -> tuple[Person, ...]:
    return tuple(
        Person(
            Member(
                uid=f"p{number}", household=UID, name=f"{_NAMES[number % 3]}{number:02d}号",
                relation="99", sex="2", status="1", birth_date=dt.date(1980, 1, 1),
            ),
            MemberYear(uid=f"y{number}", member=f"p{number}", year=2016, labour="01", dibao=True),
        )
        for number in range(30)
    )  # fmt: skip


def _year() -> YearPaper:
    record = HouseholdYear(
        uid="y", household=UID, year=2016, main_cause="01", cause_note="户" * 500, water_safe=False
    )
    items = ("W1", "B1", "B2", "P1", "T2", "T6a", "E1")
    lines = tuple(
        IncomeLine(
            uid=f"n{number}", household_year="y", item=item, amount=Decimal(1000 + number),
            evidence_note=f"依据{number:02d}" + "据" * 150,
        )
        for number, item in enumerate(items * 3)
    )  # fmt: skip
    sums = income_sums(lines)
    return YearPaper(record, lines, STANDARD, sums, sums.per_head(30))


def _measure(number: int) -> Measure:
    return Measure(
        uid=f"m{number}", household=UID, catalog="01", title=f"措施{number:02d}甲",
        content=LONG if number == 0 else "", state="done", result_text=f"成效{number:02d}乙",
        quantity=Decimal(3), unit="亩",
    )  # fmt: skip


EXTREME = replace(
    EMPTY,
    row=replace(ROW, head_name=_NAMES[0], card="RED", people=30, group="三组"),
    home=replace(EMPTY.home, address_detail="长" * 100, hh_class="REG", is_martyr_army=False),
    persons=_people(),
    years=(_year(),),
    ratings=(CardRating(uid="c", household=UID, scheme="s", colour="RED", reason_text="由" * 500),),
    plans=(Plan(uid="pl", household=UID, year=2016, needs_text=LONG),),
    measures=tuple(_measure(number) for number in range(25)),
    visits=tuple(replace(SHEET, visit_ordinal=number, appeal=LONG) for number in range(1, 21)),
)
