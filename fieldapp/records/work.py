"""Work with a household: measures and visits. Source: dictionary 3.1 and 3.2."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import C, F, O, R, Record, entity
from fieldapp.records.kinds import (
    Bool3,
    Date,
    DateTime,
    Dec,
    Int,
    ManyOf,
    OneOf,
    Ref,
    Refs,
    Text,
    Texts,
)

_Yuan = Dec(12, 2)
_Long = Text(2000, multiline=True)


@entity(15, "measure_catalog", "措施目录", "Measure catalogue")
@dataclass(frozen=True, kw_only=True)
class MeasureCatalog(Record):
    """A measure that the county offers."""

    code: Annotated[str, F(1, OneOf(code_list("C20")), "措施类别", "Group", R)]
    name: Annotated[str, F(2, Text(60), "措施名称", "Name", R)]
    unit: Annotated[str | None, F(3, Text(10), "单位", "Unit of quantity")] = None
    default_rate: Annotated[Decimal | None, F(4, _Yuan, "标准", "Default rate", O, "元")] = None
    needs_evidence: Annotated[bool | None, F(5, Bool3(), "需佐证", "Needs evidence")] = None
    active_from: Annotated[int | None, F(6, Int(1980, 2100), "启用年度", "Active from")] = None
    active_to: Annotated[int | None, F(7, Int(1980, 2100), "停用年度", "Active to")] = None
    cause_links: Annotated[
        tuple[str, ...] | None, F(8, ManyOf(code_list("C06")), "对应致贫原因", "Answers causes")
    ] = None


@entity(16, "measure", "帮扶措施", "Measure", scope="household")
@dataclass(frozen=True, kw_only=True)
class Measure(Record):
    """A measure promised to a household: what, how much, by whom, until when, with what result."""

    household: Annotated[str, F(1, Ref("household"), "农户", "Household", R)]
    catalog: Annotated[str | None, F(2, OneOf(code_list("C20")), "措施类别", "Group", R)] = None
    title: Annotated[str | None, F(3, Text(60), "措施名称", "Measure", R)] = None
    plan: Annotated[str | None, F(4, Ref("plan"), "帮扶计划", "Plan")] = None
    content: Annotated[str | None, F(5, _Long, "内容", "Content")] = None
    quantity: Annotated[Decimal | None, F(6, Dec(10, 2), "数量", "Quantity")] = None
    unit: Annotated[str | None, F(7, Text(10), "单位", "Unit")] = None
    unit_rate: Annotated[Decimal | None, F(8, _Yuan, "标准", "Rate", O, "元")] = None
    amount_planned: Annotated[Decimal | None, F(9, _Yuan, "计划资金", "Planned", O, "元")] = None
    amount_paid: Annotated[Decimal | None, F(10, _Yuan, "到位资金", "Paid", O, "元")] = None
    funding_unit: Annotated[str | None, F(11, Text(60), "出资单位", "Funding unit")] = None
    helper: Annotated[str | None, F(12, Ref("team_member"), "责任人", "Owner", R)] = None
    start_date: Annotated[dt.date | None, F(13, Date(), "开始日期", "Start", R)] = None
    due_date: Annotated[dt.date | None, F(14, Date(), "到期日期", "Due", R)] = None
    state: Annotated[str | None, F(15, OneOf(code_list("measure_state")), "状态", "State", R)] = (
        None
    )
    expected_income: Annotated[
        Decimal | None, F(16, _Yuan, "预期增收", "Expected income", O, "元")
    ] = None
    result_text: Annotated[str | None, F(17, _Long, "成效", "Result")] = None
    result_income: Annotated[
        Decimal | None, F(18, _Yuan, "实际增收", "Resulting income", O, "元")
    ] = None
    result_date: Annotated[
        dt.date | None, F(19, Date(), "完成日期", "Result date", C, when="done")
    ] = None
    model_ref: Annotated[str | None, F(20, Text(10), "帮扶模式", "Model")] = None
    head_signed: Annotated[
        bool | None, F(21, Bool3(), "户主已签字", "Signed by head", group="signature")
    ] = None
    head_signed_date: Annotated[
        dt.date | None, F(22, Date(), "签字日期", "Signed on", group="signature")
    ] = None
    helper_text: Annotated[
        str | None, F(23, Text(50), "责任人(未登记)", "Owner outside the team")
    ] = None
    reason_text: Annotated[str | None, F(24, Text(200), "说明", "Reason", O)] = None


@entity(18, "visit", "入户走访", "Visit", scope="household")
@dataclass(frozen=True, kw_only=True)
class Visit(Record):
    """One visit to a household: when, who, whom, what was found, asked and answered."""

    household: Annotated[str, F(1, Ref("household"), "走访对象", "Household", R)]
    start_at: Annotated[dt.datetime | None, F(2, DateTime(), "开始时间", "Start", R)] = None
    end_at: Annotated[dt.datetime | None, F(3, DateTime(), "结束时间", "End")] = None
    visitors: Annotated[
        tuple[str, ...] | None, F(4, Refs("team_member"), "走访人", "Visitors", R)
    ] = None
    companions: Annotated[str | None, F(5, Text(100), "陪同人", "Companions")] = None
    place_kind: Annotated[str | None, F(6, OneOf(code_list("place_kind")), "地点", "Place", R)] = (
        None
    )
    people_met: Annotated[
        tuple[str, ...] | None,
        F(7, Texts(), "见面人", "People met", C, sens=1, when="somebody met"),
    ] = None
    nobody_home_reason: Annotated[
        str | None, F(8, Text(100), "未见到人原因", "Why nobody was met", C, when="nobody met")
    ] = None
    purpose: Annotated[
        tuple[str, ...] | None,
        F(9, ManyOf(code_list("visit_purpose")), "走访目的", "Purpose", R),
    ] = None
    weather: Annotated[str | None, F(10, Text(20), "天气", "Weather")] = None
    family_change: Annotated[str | None, F(11, _Long, "家庭变化", "Changes in the family")] = None
    income_problem: Annotated[bool | None, F(12, Bool3(), "收入有问题", "Income problem")] = None
    income_note: Annotated[str | None, F(13, _Long, "收入", "Income")] = None
    food_clothes_problem: Annotated[
        bool | None, F(14, Bool3(), "吃穿有问题", "Food and clothing problem")
    ] = None
    food_clothes: Annotated[str | None, F(15, _Long, "吃穿", "Food and clothing")] = None
    housing_problem: Annotated[bool | None, F(16, Bool3(), "住房有问题", "Housing problem")] = None
    housing: Annotated[str | None, F(17, _Long, "住房", "Housing")] = None
    water_problem: Annotated[bool | None, F(18, Bool3(), "饮水有问题", "Water problem")] = None
    water: Annotated[str | None, F(19, _Long, "饮水", "Water")] = None
    schooling_problem: Annotated[bool | None, F(20, Bool3(), "上学有问题", "Schooling problem")] = (
        None
    )
    schooling: Annotated[str | None, F(21, _Long, "上学", "Schooling")] = None
    medical_problem: Annotated[bool | None, F(22, Bool3(), "看病有问题", "Medical problem")] = None
    medical: Annotated[str | None, F(23, _Long, "看病", "Medical care", O, sens=2)] = None
    policies_enjoyed: Annotated[
        tuple[str, ...] | None, F(24, ManyOf(code_list("C20")), "享受政策", "Policies enjoyed")
    ] = None
    appeal_text: Annotated[str | None, F(25, _Long, "诉求", "Appeal")] = None
    explained_text: Annotated[str | None, F(26, _Long, "宣讲答复", "Explained")] = None
    gps_lat: Annotated[
        Decimal | None, F(27, Dec(9, 6), "纬度", "Latitude", sens=2, group="position")
    ] = None
    gps_lon: Annotated[
        Decimal | None, F(28, Dec(9, 6), "经度", "Longitude", sens=2, group="position")
    ] = None
    photos: Annotated[
        tuple[str, ...] | None,
        F(29, Refs("attachment"), "照片", "Photos", O, sens=2, merge="union"),
    ] = None
    head_signed: Annotated[
        bool | None, F(30, Bool3(), "户主已签字", "Signed by head", group="signature")
    ] = None
    signer_name: Annotated[
        str | None, F(31, Text(50), "签字人", "Signer", sens=1, group="signature")
    ] = None
    sign_kind: Annotated[
        str | None,
        F(32, OneOf(code_list("sign_kind")), "签字方式", "Kind of signature", group="signature"),
    ] = None
    proxy_name: Annotated[
        str | None, F(33, Text(50), "代签人", "Proxy", sens=1, group="signature")
    ] = None
    next_visit_date: Annotated[dt.date | None, F(34, Date(), "下次走访", "Next visit")] = None
    no_pupil: Annotated[bool | None, F(35, Bool3(), "无学生", "No pupil in the family")] = None


@entity(19, "visit_issue", "走访问题", "Visit issue", scope="visit")
@dataclass(frozen=True, kw_only=True)
class VisitIssue(Record):
    """Something raised in a visit that somebody must act on."""

    visit: Annotated[str, F(1, Ref("visit"), "走访", "Visit", R)]
    text: Annotated[str | None, F(2, Text(500), "问题", "Issue", R)] = None
    category: Annotated[
        str | None, F(3, OneOf(code_list("issue_category")), "类别", "Category")
    ] = None
    action: Annotated[str | None, F(4, Text(500), "办理措施", "Action", R)] = None
    owner: Annotated[str | None, F(5, Ref("team_member"), "责任人", "Owner", R)] = None
    owner_text: Annotated[
        str | None, F(6, Text(50), "责任人(未登记)", "Owner outside the team")
    ] = None
    due: Annotated[dt.date | None, F(7, Date(), "办结期限", "Due", R)] = None
    state: Annotated[str | None, F(8, OneOf(code_list("issue_state")), "状态", "State", R)] = None
    closed_date: Annotated[dt.date | None, F(9, Date(), "办结日期", "Closed on")] = None
    outcome: Annotated[str | None, F(10, Text(500), "结果", "Outcome")] = None
