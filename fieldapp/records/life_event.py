"""What happens in a family, with its day: births, deaths, marriages, splits.."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, R, Record, entity
from fieldapp.records.kinds import Date, OneOf, Ref, Refs, Text


@entity(37, "life_event", "家庭大事", "Life event", scope="household")
@dataclass(frozen=True, kw_only=True)
class LifeEvent(Record):
    """One dated event of a household; a split, merge or marriage stands on both households."""

    household: Annotated[str, F(1, Ref("household"), "农户", "Household", R)]
    kind: Annotated[str, F(2, OneOf(code_list("life_event_kind")), "事件", "Event", R)]
    date: Annotated[dt.date | None, F(3, Date(), "日期", "Date", R)] = None
    member: Annotated[str | None, F(4, Ref("member"), "家庭成员", "Member")] = None
    other_household: Annotated[str | None, F(5, Ref("household"), "另一户", "Other household")] = (
        None
    )
    moved: Annotated[
        tuple[str, ...] | None, F(6, Refs("member"), "随迁成员", "Members who moved")
    ] = None
    note: Annotated[str | None, F(7, Text(500, multiline=True), "说明", "Note", sens=1)] = None
