"""A valid visit sheet of synthetic people, to be varied by the tests."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from fieldapp.sheets.values import (
    Finding,
    Footer,
    IssueLine,
    MeasureLine,
    Printed,
    Promise,
    VisitSheet,
)
from fieldapp.sheets.visit_sheet import visit_sheets

UID = "018f0000-0000-7000-8000-000000000163"
FOOTER = Footer(dt.datetime.fromisoformat("2016-11-23T10:31"), "王芳", 1, "masked")
SHEET = VisitSheet(
    household_uid=UID,
    local_no="0163",
    head_name="贺长青",
    county="兴山县",
    village="郑家村",
    group="3 组",
    visit_ordinal=12,
    card="RED",
    people=3,
    address="郑家村三组 12 号",
    altitude_m=1120,
    phone_masked="138****1234",
    main_cause="07",
    other_causes=("10",),
    income_per_head=Decimal("2240.00"),
    income_year=2016,
    helper="王芳",
    start_at=dt.datetime.fromisoformat("2016-11-23T09:30"),
    end_at=dt.datetime.fromisoformat("2016-11-23T10:25"),
    visitors=("王芳", "陈刚"),
    people_met=("户主", "妻子"),
    place_kind="home",
    purposes=("measure", "policy"),
    promises=(
        Promise("蜂箱 10 只", "农业局", dt.date(2016, 11, 15), "not_done"),
        Promise("联系养蜂培训", state="done"),
    ),
    findings=(
        Finding("food_clothes", problem=False),
        Finding("housing", problem=False),
        Finding("water", problem=True, text="枯水期要到三百米外挑水，冬春尤难。"),
        Finding("schooling", not_applicable=True),
        Finding("medical", problem=True, text="咳喘加重，每月药费约一百二十元。"),
        Finding("income", problem=False),
    ),
    situation=("白芍三亩长势好，愿意继续养蜂，家里有旧蜂桶四只。",),
    appeal="蜂箱尽快到位；想参加春季养蜂班。",
    answer="说明慢性病卡办理条件；小额信贷贴息政策。",
    measures=(
        MeasureLine("养殖土蜂", Decimal(10), "箱", "王芳", dt.date(2017, 5, 31), "running"),
        MeasureLine("办理慢性病卡", Decimal(1), "人", "村医", dt.date(2016, 12, 5), "planned"),
    ),
    issues=(IssueLine("枯水期吃水难", "报镇水利站", "陈刚", dt.date(2017, 3, 31), "open"),),
    card_unchanged=True,
    next_visit=dt.date(2016, 12, 10),
    sign_kind="thumbprint",
)

Printer = Callable[..., Printed]


def village(count: int) -> Iterator[VisitSheet]:
    """``count`` different sheets, made one at a time."""
    for number in range(count):
        yield replace(
            SHEET,
            household_uid=f"018f0000-0000-7000-8000-{number:012d}",
            local_no=f"{number:04d}",
            head_name=f"贺{chr(0x4E00 + number % 900)}青",
            address=f"郑家村三组 {number} 号",
        )


def pdf(
    values: Iterable[VisitSheet], *, language: str = "zh_CN", printer: Printer = visit_sheets
) -> bytes:
    """The bytes of the printed file."""
    out = io.BytesIO()
    printer(values, out, language=language, footer=FOOTER)
    return out.getvalue()
