"""One household, one policy: the yearly plan of help. Source: dictionary 3.1."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.declare import F, O, R, Record, entity
from fieldapp.records.kinds import Date, Dec, Int, Ref, Text


@entity(17, "plan", "一户一策帮扶计划", "Plan", scope="household")
@dataclass(frozen=True, kw_only=True)
class Plan(Record):
    """What help a household is to get in a year; its measures point to it."""

    household: Annotated[str, F(1, Ref("household"), "农户", "Household", R)]
    year: Annotated[int, F(2, Int(1980, 2100), "年度", "Year", R)]
    prepared_by: Annotated[str | None, F(3, Ref("team_member"), "制定人", "Prepared by", R)] = None
    goal_income_per_head: Annotated[
        Decimal | None, F(4, Dec(12, 2), "人均纯收入目标", "Goal per head", O, "元")
    ] = None
    needs_text: Annotated[str | None, F(5, Text(2000, multiline=True), "帮扶需求", "Needs", O)] = (
        None
    )
    agreed_with_head: Annotated[
        dt.date | None, F(6, Date(), "与户主商定日期", "Agreed with head on")
    ] = None
    village_review: Annotated[dt.date | None, F(7, Date(), "村级审核日期", "Village review")] = None
    township_review: Annotated[dt.date | None, F(8, Date(), "乡镇审核日期", "Township review")] = (
        None
    )
    version: Annotated[int | None, F(9, Int(1), "版次", "Version")] = None
