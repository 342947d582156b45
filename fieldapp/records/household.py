"""The household and its card ratings. Source: dictionary 2.1 and 2.2."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import C, F, O, R, Record, entity
from fieldapp.records.kinds import Bool3, Date, Dec, Int, ManyOf, Month, OneOf, Ref, Refs, Text


@entity(8, "household", "农户", "Household", scope="village")
@dataclass(frozen=True, kw_only=True)
class Household(Record):
    """A household of the village register: what does not change from year to year."""

    village: Annotated[str, F(1, Ref("village"), "村", "Village", R)]
    local_no: Annotated[
        str, F(2, Text(20), "本地户号", "Local number", R, headings="本地户号 户号")
    ]
    group: Annotated[str | None, F(3, Ref("village_group"), "组", "Group", R)] = None
    national_hh_no: Annotated[
        str | None,
        F(
            4, Text(30), "户编号", "National household number", C, when="registered",
            nat="AAC001", headings="户编号 户编码 户码 家庭编号",
        ),
    ] = None  # fmt: skip
    head_member: Annotated[str | None, F(5, Ref("member"), "户主", "Head", R, nat="AAC029")] = None
    hh_class: Annotated[
        str | None,
        F(6, OneOf(code_list("C14")), "户类型", "Household class", R, headings="户类型 户别 类型"),
    ] = None
    address_detail: Annotated[
        str | None, F(7, Text(100), "家庭住址", "Address", sens=1, headings="家庭住址 住址 地址")
    ] = None
    gps_lat: Annotated[
        Decimal | None, F(8, Dec(9, 6), "纬度", "Latitude", sens=2, group="position")
    ] = None
    gps_lon: Annotated[
        Decimal | None, F(9, Dec(9, 6), "经度", "Longitude", sens=2, group="position")
    ] = None
    altitude_m: Annotated[
        int | None,
        F(10, Int(0, 5000), "海拔", "Altitude", O, "米", sens=2, headings="海拔 海拔高度"),
    ] = None
    phone: Annotated[
        str | None,
        F(
            11, Text(20), "户联系电话", "Household phone", C, when="registered", sens=1,
            nat="AAR012", headings="户联系电话 联系电话 电话 手机 手机号 联系方式",
        ),
    ] = None  # fmt: skip
    bank_name: Annotated[
        str | None,
        F(12, Text(50), "开户银行", "Bank", sens=2, nat="AAQ002", headings="开户银行 开户行"),
    ] = None
    bank_account: Annotated[
        str | None,
        F(
            13, Text(30), "银行账号", "Bank account", sens=2, nat="AAC004",
            headings="银行账号 银行卡号 一卡通账号 卡号",
        ),
    ] = None  # fmt: skip
    poor_attribute: Annotated[
        str | None,
        F(
            14, OneOf(code_list("C15")), "贫困户属性", "Poor attribute", C, when="registered",
            headings="贫困户属性 户属性 贫困属性",
        ),
    ] = None  # fmt: skip
    standard_used: Annotated[
        str | None,
        F(
            15, OneOf(code_list("C16")), "识别标准", "Standard used", C, when="registered",
            headings="识别标准",
        ),
    ] = None  # fmt: skip
    first_identified: Annotated[
        str | None,
        F(16, Month(), "首次识别时间", "First identified", headings="首次识别时间 识别时间"),
    ] = None
    exit_planned_year: Annotated[
        int | None,
        F(17, Int(2000, 2100), "计划脱贫年度", "Planned exit year", headings="计划脱贫年度"),
    ] = None
    exit_year: Annotated[
        int | None,
        F(18, Int(2000, 2100), "脱贫年度", "Exit year", headings="脱贫年度 脱贫时间"),
    ] = None
    return_year: Annotated[
        int | None, F(19, Int(2000, 2100), "返贫年度", "Return year", headings="返贫年度")
    ] = None
    exit_status: Annotated[
        str | None,
        F(
            20, OneOf(code_list("C17")), "脱贫状态", "Exit status",
            headings="脱贫属性 脱贫状态 是否脱贫",
        ),
    ] = None  # fmt: skip
    not_exit_reason: Annotated[
        str | None, F(21, OneOf(code_list("C18")), "不脱贫原因", "Reason not exited")
    ] = None
    is_martyr_army: Annotated[
        bool | None, F(22, Bool3(), "军烈属", "Martyr or army family", headings="军烈属")
    ] = None
    is_family_planning: Annotated[
        bool | None, F(23, Bool3(), "计生户", "Family-planning household", headings="计生户")
    ] = None
    consent_date: Annotated[
        dt.date | None,
        F(24, Date(), "告知同意日期", "Consent date", R, when="sensitive data", group="consent"),
    ] = None
    consent_file: Annotated[
        str | None, F(25, Ref("attachment"), "同意书", "Consent paper", group="consent")
    ] = None
    status: Annotated[
        str | None, F(26, OneOf(code_list("household_status")), "户状态", "Status", R)
    ] = None
    note: Annotated[str | None, F(27, Text(500), "备注", "Note", headings="备注 说明")] = None
    declared_size: Annotated[
        int | None,
        F(
            28, Int(0, 60), "登记人口", "Declared size", O, "人", sens=1,
            headings="人数 家庭人口 家庭人口数 人口 家庭成员数",
        ),
    ] = None  # fmt: skip


@entity(9, "card_scheme", "卡别方案", "Card scheme")
@dataclass(frozen=True, kw_only=True)
class CardScheme(Record):
    """A local scheme of cards; what a colour means is for the county to write."""

    name: Annotated[str, F(1, Text(60), "方案名称", "Name", R)]
    issued_by: Annotated[str | None, F(2, Text(60), "发布单位", "Issued by", R)] = None
    document_no: Annotated[str | None, F(3, Text(60), "文号", "Document number", R)] = None
    valid_from: Annotated[dt.date | None, F(4, Date(), "生效日期", "Valid from", R)] = None
    definition_text: Annotated[
        str | None, F(5, Text(2000, multiline=True), "卡别定义", "Definition")
    ] = None
    colours: Annotated[
        tuple[str, ...] | None, F(6, ManyOf(code_list("card_colour")), "卡别", "Colours", R)
    ] = None


@entity(10, "card_rating", "卡别评定", "Card rating", scope="household")
@dataclass(frozen=True, kw_only=True)
class CardRating(Record):
    """What card a household holds from a day on, why, and who decided; never computed."""

    household: Annotated[str, F(1, Ref("household"), "农户", "Household", R)]
    scheme: Annotated[str, F(2, Ref("card_scheme"), "卡别方案", "Scheme", R)]
    colour: Annotated[
        str | None,
        F(
            3, OneOf(code_list("card_colour")), "卡别", "Card", R, sens=1,
            headings="卡别 卡类型 红黄卡 红卡/黄卡 分类",
        ),
    ] = None  # fmt: skip
    valid_from: Annotated[dt.date | None, F(4, Date(), "起始日期", "Valid from", R)] = None
    valid_to: Annotated[dt.date | None, F(5, Date(), "终止日期", "Valid to", O)] = None
    reason_text: Annotated[
        str | None, F(6, Text(500, multiline=True), "评定理由", "Reason", R, sens=1)
    ] = None
    evidence: Annotated[
        tuple[str, ...] | None, F(7, Refs("attachment"), "佐证材料", "Evidence", merge="union")
    ] = None
    proposed_by: Annotated[str | None, F(8, Ref("team_member"), "提出人", "Proposed by", R)] = None
    village_review_date: Annotated[
        dt.date | None, F(9, Date(), "村级评议日期", "Village review date")
    ] = None
    village_review_result: Annotated[
        str | None, F(10, Text(200), "村级评议结果", "Village review result")
    ] = None
    township_approval_date: Annotated[
        dt.date | None, F(11, Date(), "乡镇审核日期", "Township approval date")
    ] = None
    approved_by: Annotated[str | None, F(12, Text(50), "审批人", "Approved by")] = None
    previous_colour: Annotated[
        str | None, F(13, OneOf(code_list("card_colour")), "原卡别", "Previous card")
    ] = None
    visit: Annotated[str | None, F(14, Ref("visit"), "走访", "Visit")] = None
    income_snapshot: Annotated[
        Decimal | None, F(15, Dec(12, 2), "评定时人均纯收入", "Income when rated", O, "元", sens=1)
    ] = None
    suggested_colour: Annotated[
        str | None,
        F(16, OneOf(code_list("card_colour")), "按县定条件建议卡别", "Suggested card", sens=1,
          group="suggestion"),
    ] = None  # fmt: skip
    suggestion_text: Annotated[
        str | None,
        F(17, Text(500, multiline=True), "建议理由", "Why it was suggested", sens=1,
          group="suggestion"),
    ] = None  # fmt: skip
