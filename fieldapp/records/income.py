"""Income of a household by item, and the poverty lines. Source: dictionary 2.4 and 3.8."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, O, R, Record, entity
from fieldapp.records.kinds import Bool3, Dec, Int, OneOf, Ref, Text

_Yuan = Dec(12, 2)


@entity(12, "income_line", "收入明细", "Income line", scope="household_year")
@dataclass(frozen=True, kw_only=True)
class IncomeLine(Record):
    """One item of income or cost in a household's year; the sums are computed, never typed."""

    household_year: Annotated[str, F(1, Ref("household_year"), "户年度", "Household year", R)]
    item: Annotated[str, F(2, OneOf(code_list("C19")), "收支项目", "Item", R)]
    amount: Annotated[Decimal | None, F(3, _Yuan, "金额", "Amount", R, "元", sens=1)] = None
    quantity: Annotated[Decimal | None, F(4, Dec(10, 2), "数量", "Quantity", group="price")] = None
    unit: Annotated[str | None, F(5, Text(10), "单位", "Unit", group="price")] = None
    unit_price: Annotated[
        Decimal | None, F(6, _Yuan, "单价", "Unit price", O, "元", group="price")
    ] = None
    cost_rate: Annotated[
        Decimal | None, F(7, Dec(5, 2, Decimal(0)), "成本比例", "Cost share", O, "%")
    ] = None
    member: Annotated[str | None, F(8, Ref("member"), "家庭成员", "Member")] = None
    evidence_note: Annotated[str | None, F(9, Text(200), "依据", "Evidence")] = None
    counts_in_net: Annotated[bool | None, F(10, Bool3(), "计入纯收入", "Counts in net")] = None


@entity(32, "poverty_line", "贫困标准", "Poverty line")
@dataclass(frozen=True, kw_only=True)
class PovertyLine(Record):
    """The poverty line of a year and region; a line without a source stays marked unverified."""

    year: Annotated[int, F(1, Int(1980, 2100), "年度", "Year", R)]
    region: Annotated[str, F(2, Text(40), "地区", "Region", R)]
    concept: Annotated[
        str | None, F(3, OneOf(code_list("income_concept")), "收入口径", "Concept", R)
    ] = None
    value: Annotated[Decimal | None, F(4, _Yuan, "标准", "Line", R, "元")] = None
    source: Annotated[str | None, F(5, Text(200), "来源", "Source")] = None
    verified: Annotated[bool | None, F(6, Bool3(), "已核实", "Verified", R)] = None
