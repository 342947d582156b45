"""Coverages of a village: network, roads, health checks. Source: dictionary 1.4."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, R, Record, entity
from fieldapp.records.kinds import Date, Dec, OneOf, Ref, Text

_Quantity = Dec(12, 2, Decimal(0))


@entity(4, "coverage_measure", "覆盖率", "Coverage", scope="village")
@dataclass(frozen=True, kw_only=True)
class CoverageMeasure(Record):
    """A coverage on a day as numerator and denominator; the percentage is computed, never typed."""

    village: Annotated[str, F(1, Ref("village"), "村", "Village", R)]
    date: Annotated[dt.date, F(2, Date(), "日期", "Date", R)]
    kind: Annotated[str | None, F(3, OneOf(code_list("coverage_kind")), "覆盖类别", "Kind", R)] = (
        None
    )
    numerator: Annotated[
        Decimal | None, F(4, _Quantity, "已覆盖数", "Covered", R, group="coverage")
    ] = None
    denominator: Annotated[
        Decimal | None, F(5, _Quantity, "应覆盖数", "Of", R, group="coverage")
    ] = None
    unit: Annotated[str | None, F(6, Text(20), "单位", "Unit", R, group="coverage")] = None
    definition: Annotated[str | None, F(7, Text(500), "统计口径", "Definition", R)] = None
    source: Annotated[str | None, F(8, Text(200), "来源", "Source")] = None
