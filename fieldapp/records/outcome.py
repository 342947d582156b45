"""Exit from poverty, public notices, monitoring afterwards. Source: dictionary 3.7."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import C, F, O, R, Record, entity
from fieldapp.records.kinds import Bool3, Date, Dec, Int, ManyOf, OneOf, Ref, Refs, Text, Texts

_Yuan = Dec(12, 2)
_Evidence = Text(200)


@entity(29, "exit_review", "脱贫验收", "Exit review", scope="household")
@dataclass(frozen=True, kw_only=True)
class ExitReview(Record):
    """The review of a household that may leave poverty; people decide, nothing passes by itself."""

    household: Annotated[str, F(1, Ref("household"), "农户", "Household", R)]
    year: Annotated[int, F(2, Int(1980, 2100), "年度", "Year", R)]
    per_head_income: Annotated[
        Decimal | None, F(3, _Yuan, "人均纯收入", "Net income per head", R, "元", sens=1)
    ] = None
    line_used: Annotated[
        Decimal | None, F(4, _Yuan, "对照标准", "Line used", R, "元", group="line")
    ] = None
    line_source: Annotated[
        str | None, F(5, Text(200), "标准来源", "Source of the line", R, group="line")
    ] = None
    food: Annotated[bool | None, F(6, Bool3(), "不愁吃", "Food", R, group="food")] = None
    food_evidence: Annotated[
        str | None, F(7, _Evidence, "不愁吃依据", "Evidence, food", group="food")
    ] = None
    clothes: Annotated[bool | None, F(8, Bool3(), "不愁穿", "Clothes", R, group="clothes")] = None
    clothes_evidence: Annotated[
        str | None, F(9, _Evidence, "不愁穿依据", "Evidence, clothes", group="clothes")
    ] = None
    schooling: Annotated[
        bool | None, F(10, Bool3(), "义务教育有保障", "Schooling", R, group="schooling")
    ] = None
    schooling_evidence: Annotated[
        str | None, F(11, _Evidence, "义务教育依据", "Evidence, schooling", group="schooling")
    ] = None
    medical: Annotated[
        bool | None, F(12, Bool3(), "基本医疗有保障", "Medical care", R, group="medical")
    ] = None
    medical_evidence: Annotated[
        str | None, F(13, _Evidence, "基本医疗依据", "Evidence, medical care", group="medical")
    ] = None
    housing: Annotated[
        bool | None, F(14, Bool3(), "住房安全有保障", "Housing", R, group="housing")
    ] = None
    housing_evidence: Annotated[
        str | None, F(15, _Evidence, "住房安全依据", "Evidence, housing", group="housing")
    ] = None
    water: Annotated[bool | None, F(16, Bool3(), "饮水安全", "Water", R, group="water")] = None
    water_evidence: Annotated[
        str | None, F(17, _Evidence, "饮水安全依据", "Evidence, water", group="water")
    ] = None
    village_meeting_date: Annotated[
        dt.date | None, F(18, Date(), "村民主评议日期", "Village meeting", R)
    ] = None
    check_date: Annotated[dt.date | None, F(19, Date(), "入户核实日期", "Checked on", R)] = None
    household_agrees: Annotated[
        bool | None, F(20, Bool3(), "农户认可", "Household agrees", R, group="agreement")
    ] = None
    signer_name: Annotated[
        str | None, F(21, Text(50), "签字人", "Signer", sens=1, group="agreement")
    ] = None
    sign_kind: Annotated[
        str | None,
        F(22, OneOf(code_list("sign_kind")), "签字方式", "Kind of signature", group="agreement"),
    ] = None
    notice_from: Annotated[
        dt.date | None, F(23, Date(), "公示开始", "Notice from", R, group="notice")
    ] = None
    notice_to: Annotated[
        dt.date | None, F(24, Date(), "公示结束", "Notice to", R, group="notice")
    ] = None
    result: Annotated[
        str | None, F(25, OneOf(code_list("review_result")), "验收结果", "Result", R)
    ] = None
    announced_date: Annotated[dt.date | None, F(26, Date(), "公告日期", "Announced on")] = None
    evidence: Annotated[
        tuple[str, ...] | None, F(27, Refs("attachment"), "佐证材料", "Evidence", merge="union")
    ] = None


@entity(30, "public_notice", "公示", "Public notice", scope="village")
@dataclass(frozen=True, kw_only=True)
class PublicNotice(Record):
    """A list shown to the village for objections; its rows are masked before they get here."""

    village: Annotated[str, F(1, Ref("village"), "村", "Village", R)]
    title: Annotated[str, F(2, Text(100), "公示标题", "Title", R)]
    kind: Annotated[str | None, F(3, OneOf(code_list("notice_kind")), "公示类别", "Kind", R)] = None
    rows: Annotated[tuple[str, ...] | None, F(4, Texts(), "公示名单", "Rows", R, sens=1)] = None
    place: Annotated[str | None, F(5, Text(100), "公示地点", "Place", R)] = None
    from_date: Annotated[dt.date | None, F(6, Date(), "公示开始", "From", R, group="period")] = None
    to_date: Annotated[dt.date | None, F(7, Date(), "公示结束", "To", R, group="period")] = None
    objection_phone: Annotated[
        str | None, F(8, Text(20), "异议电话", "Phone for objections", R)
    ] = None
    objections: Annotated[
        tuple[str, ...] | None, F(9, Texts(), "异议记录", "Objections", sens=1, merge="union")
    ] = None
    signers: Annotated[tuple[str, ...] | None, F(10, Texts(), "签字人", "Signers", sens=1)] = None
    stamp_note: Annotated[str | None, F(11, Text(100), "盖章情况", "Stamp")] = None


@entity(31, "monitoring_case", "监测对象", "Monitoring case", scope="household")
@dataclass(frozen=True, kw_only=True)
class MonitoringCase(Record):
    """A household watched because it may fall, or fall back, into poverty."""

    household: Annotated[str, F(1, Ref("household"), "农户", "Household", R)]
    monitoring_class: Annotated[
        str | None,
        F(2, OneOf(code_list("C35")), "监测对象类型", "Class", R,
          headings="监测对象类型 监测对象类别 易返贫致贫户(监测对象)类型"),
    ] = None  # fmt: skip
    risks: Annotated[
        tuple[str, ...] | None,
        F(3, ManyOf(code_list("C06")), "致贫返贫风险", "Risks", R,
          headings="致贫返贫风险 致贫/返贫风险"),
    ] = None  # fmt: skip
    found_by: Annotated[
        str | None, F(4, OneOf(code_list("found_by")), "识别方式", "Found by", R)
    ] = None
    found_date: Annotated[
        dt.date | None, F(5, Date(), "风险识别时间", "Found on", R, headings="风险识别时间")
    ] = None
    income_reference: Annotated[
        Decimal | None, F(6, _Yuan, "收入参考值", "Income reference", O, "元", sens=1)
    ] = None
    range_used: Annotated[
        Decimal | None, F(7, _Yuan, "监测范围标准", "Range used", O, "元", group="range")
    ] = None
    range_source: Annotated[
        str | None, F(8, Text(200), "监测范围来源", "Source of the range", group="range")
    ] = None
    housing_problem: Annotated[bool | None, F(9, Bool3(), "住房有问题", "Housing problem", R)] = (
        None
    )
    schooling_problem: Annotated[
        bool | None, F(10, Bool3(), "义务教育有问题", "Schooling problem", R)
    ] = None
    water_problem: Annotated[bool | None, F(11, Bool3(), "饮水有问题", "Water problem", R)] = None
    medical_problem: Annotated[
        bool | None, F(12, Bool3(), "基本医疗有问题", "Medical problem", R)
    ] = None
    measures: Annotated[
        tuple[str, ...] | None, F(13, Refs("measure"), "帮扶措施", "Measures", merge="union")
    ] = None
    removed: Annotated[
        bool | None,
        F(14, Bool3(), "风险是否消除", "Removed", R, group="removed", headings="风险是否消除"),
    ] = None
    removed_way: Annotated[
        str | None,
        F(15, OneOf(code_list("removed_way")), "消除方式", "How removed", C, when="removed",
          group="removed"),
    ] = None  # fmt: skip
    removed_date: Annotated[
        dt.date | None,
        F(16, Date(), "风险消除时间", "Removed on", C, when="removed", group="removed",
          headings="风险消除时间"),
    ] = None  # fmt: skip
    contact: Annotated[str | None, F(17, Text(50), "监测联系人", "Contact", sens=1)] = None
