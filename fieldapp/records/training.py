"""Training and health lectures. Source: dictionary 3.4."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, O, R, Record, entity
from fieldapp.records.kinds import Date, Dec, Int, OneOf, Ref, Refs, Text


@entity(22, "training", "培训讲座", "Training", scope="village")
@dataclass(frozen=True, kw_only=True)
class Training(Record):
    """A course or lecture held for villagers and who took part."""

    village: Annotated[str, F(1, Ref("village"), "村", "Village", R)]
    title: Annotated[str, F(2, Text(100), "培训名称", "Title", R)]
    kind: Annotated[str | None, F(3, OneOf(code_list("training_kind")), "培训类别", "Kind", R)] = (
        None
    )
    date: Annotated[dt.date | None, F(4, Date(), "培训日期", "Date", R)] = None
    hours: Annotated[Decimal | None, F(5, Dec(5, 1, Decimal(0)), "学时", "Hours", O, "小时")] = None
    place: Annotated[str | None, F(6, Text(100), "地点", "Place")] = None
    organiser: Annotated[str | None, F(7, Text(100), "组织单位", "Organiser")] = None
    teacher: Annotated[str | None, F(8, Text(50), "授课人", "Teacher", sens=1)] = None
    attendees: Annotated[
        tuple[str, ...] | None, F(9, Refs("member"), "参训人员", "Attendees", merge="union")
    ] = None
    count: Annotated[int | None, F(10, Int(0), "参训人数", "Number attending", O, "人")] = None
    materials: Annotated[str | None, F(11, Text(500), "培训材料", "Materials")] = None
    photos: Annotated[
        tuple[str, ...] | None, F(12, Refs("attachment"), "照片", "Photos", merge="union")
    ] = None
