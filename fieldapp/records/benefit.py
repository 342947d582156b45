"""Subsidies, grants and waivers a household receives. Source: dictionary 3.5."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, O, R, Record, entity
from fieldapp.records.kinds import Date, Dec, Int, OneOf, Ref, Text

_Yuan = Dec(12, 2, Decimal(0))


@entity(23, "benefit", "补贴减免", "Benefit", scope="household")
@dataclass(frozen=True, kw_only=True)
class Benefit(Record):
    """Money or a waiver under a policy; a basis nobody stated is recorded as not stated."""

    household: Annotated[str, F(1, Ref("household"), "农户", "Household", R)]
    member: Annotated[str | None, F(2, Ref("member"), "受益人", "Member")] = None
    type: Annotated[str | None, F(3, OneOf(code_list("benefit_type")), "补贴类别", "Type", R)] = (
        None
    )
    policy_ref: Annotated[str | None, F(4, Text(200), "政策依据", "Policy", R)] = None
    basis: Annotated[
        str | None, F(5, OneOf(code_list("benefit_basis")), "计发方式", "Basis", R)
    ] = None
    quantity: Annotated[Decimal | None, F(6, Dec(10, 2, Decimal(0)), "数量", "Quantity")] = None
    rate: Annotated[Decimal | None, F(7, _Yuan, "标准", "Rate", O, "元")] = None
    cap: Annotated[Decimal | None, F(8, _Yuan, "上限", "Cap", O, "元")] = None
    amount: Annotated[Decimal | None, F(9, _Yuan, "金额", "Amount", R, "元", sens=1)] = None
    year: Annotated[int | None, F(10, Int(1980, 2100), "年度", "Year", R)] = None
    payer: Annotated[str | None, F(11, Text(100), "发放单位", "Payer")] = None
    channel: Annotated[
        str | None, F(12, OneOf(code_list("benefit_channel")), "发放方式", "Channel")
    ] = None
    paid_date: Annotated[dt.date | None, F(13, Date(), "发放日期", "Paid on")] = None
    proof: Annotated[str | None, F(14, Ref("attachment"), "凭证", "Proof")] = None
    signer: Annotated[str | None, F(15, Text(50), "签领人", "Signer", sens=1)] = None
