"""The people of a household, and each of them year by year. Source: dictionary 2.5."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import C, F, O, R, Record, entity
from fieldapp.records.kinds import Bool3, Date, Int, ManyOf, OneOf, Ref, Text


@entity(13, "member", "家庭成员", "Member", scope="household")
@dataclass(frozen=True, kw_only=True)
class Member(Record):
    """One person of a household."""

    household: Annotated[str, F(1, Ref("household"), "农户", "Household", R)]
    name: Annotated[
        str,
        F(2, Text(50), "姓名", "Name", R, sens=1, nat="AAB002",
          headings="姓名 成员姓名 家庭成员 人员姓名"),
    ]  # fmt: skip
    name_pinyin: Annotated[str | None, F(3, Text(120), "姓名拼音", "Name in pinyin", O, sens=1)] = (
        None
    )
    sex: Annotated[
        str | None, F(4, OneOf(code_list("C02")), "性别", "Sex", R, nat="AAB003", headings="性别")
    ] = None
    id_type: Annotated[
        str | None,
        F(5, OneOf(code_list("C03")), "证件类型", "ID type", R, nat="AAB018", headings="证件类型"),
    ] = None
    id_number: Annotated[
        str | None,
        F(6, Text(22), "证件号码", "ID number", R, sens=2, nat="AAB004",
          headings="证件号码 身份证号 身份证号码 公民身份号码 身份证 证件号 "
          "身份证号码或残疾证号码"),
    ] = None  # fmt: skip
    id_missing_reason: Annotated[
        str | None, F(7, Text(100), "无证件原因", "Why there is no ID number")
    ] = None
    birth_date: Annotated[
        dt.date | None,
        F(8, Date(), "出生日期", "Birth date", R, sens=1, headings="出生日期 出生年月 出生时间"),
    ] = None
    relation: Annotated[
        str | None,
        F(9, OneOf(code_list("C01")), "与户主关系", "Relation to head", R, nat="AAB006",
          headings="与户主关系 关系 家庭关系 与户主的关系"),
    ] = None  # fmt: skip
    ethnic: Annotated[
        str | None,
        F(10, OneOf(code_list("C04")), "民族", "Ethnic group", R, nat="AAB007", headings="民族"),
    ] = None
    political: Annotated[
        str | None,
        F(11, OneOf(code_list("C09")), "政治面貌", "Political status", nat="AAK033",
          headings="政治面貌 党员"),
    ] = None  # fmt: skip
    phone: Annotated[
        str | None,
        F(12, Text(20), "人联系电话", "Phone", sens=1, nat="AAB031",
          headings="人联系电话 成员联系电话"),
    ] = None  # fmt: skip
    national_person_no: Annotated[
        str | None,
        F(13, Text(30), "人编号", "National person number", nat="AAB001",
          headings="人编号 人口编号 成员编号 家庭成员编号"),
    ] = None  # fmt: skip
    status: Annotated[
        str | None,
        F(14, OneOf(code_list("C13")), "生存状态", "Status", R, nat="AAB015",
          group="status"),
    ] = None  # fmt: skip
    status_date: Annotated[
        dt.date | None, F(15, Date(), "变更日期", "Date of change", group="status")
    ] = None
    status_reason: Annotated[
        str | None, F(16, OneOf(code_list("C13r")), "变更原因", "Reason of change", group="status")
    ] = None
    identified_at: Annotated[
        str | None, F(17, Text(10), "人员识别时间", "Identified", headings="人员识别时间")
    ] = None
    note: Annotated[str | None, F(18, Text(500), "成员备注", "Note", headings="成员备注")] = None


@entity(14, "member_year", "成员年度信息", "Member year", scope="member")
@dataclass(frozen=True, kw_only=True)
class MemberYear(Record):
    """One person in one year: schooling, health, work, insurance."""

    member: Annotated[str, F(1, Ref("member"), "成员", "Member", R)]
    year: Annotated[int, F(2, Int(1980, 2100), "年度", "Year", R)]
    education: Annotated[
        str | None,
        F(3, OneOf(code_list("C05")), "文化程度", "Education", C, nat="AAB008",
          when="not in school", headings="文化程度 学历 受教育程度"),
    ] = None  # fmt: skip
    school_status: Annotated[
        str | None,
        F(4, OneOf(code_list("C05b")), "在校生状况", "School status", C, nat="AAB009",
          when="age 6-23", headings="在校生状况 在校生情况 在校生状态 是否在校 就读年级"),
    ] = None  # fmt: skip
    school_name: Annotated[str | None, F(5, Text(60), "学校", "School", headings="学校")] = None
    dropout_reason: Annotated[
        str | None,
        F(6, Text(100), "失学或辍学原因", "Reason for dropping out",
          headings="失学或辍学原因 失辍学原因"),
    ] = None  # fmt: skip
    health: Annotated[
        tuple[str, ...] | None,
        F(7, ManyOf(code_list("C07")), "健康状况", "Health", R, sens=2, nat="AAB017",
          headings="健康状况 健康情况 身体状况 健康状况或疾病类型"),
    ] = None  # fmt: skip
    disease_name: Annotated[
        str | None,
        F(8, Text(60), "疾病名称", "Disease", sens=2, nat="ABB001", headings="疾病名称 病种"),
    ] = None
    disease_grade: Annotated[
        str | None, F(9, Text(20), "疾病等级", "Disease grade", sens=2, nat="ABB002")
    ] = None
    disability_card: Annotated[
        str | None,
        F(10, Text(22), "残疾证号", "Disability card", C, sens=2, when="disabled",
          headings="残疾证号 残疾证号码"),
    ] = None  # fmt: skip
    labour: Annotated[
        str | None,
        F(11, OneOf(code_list("C08")), "劳动技能", "Labour capacity", C, nat="AAB010",
          when="age 16-65", headings="劳动技能 劳动能力 劳动力 有无劳动能力 劳动力状况"),
    ] = None  # fmt: skip
    work_area: Annotated[
        str | None,
        F(12, OneOf(code_list("C08b")), "务工区域", "Work area", nat="AAB011",
          headings="务工区域 务工情况 务工状况"),
    ] = None  # fmt: skip
    work_place: Annotated[
        str | None,
        F(13, Text(100), "务工地点", "Work place", nat="AAB025",
          headings="务工所在地 务工地点 务工地"),
    ] = None  # fmt: skip
    employer: Annotated[
        str | None,
        F(14, Text(100), "务工企业名称", "Employer", nat="AAB029",
          headings="务工企业名称 务工单位 工作单位"),
    ] = None  # fmt: skip
    work_months: Annotated[
        int | None,
        F(15, Int(0, 99), "务工时间", "Months worked", C, "月", nat="AAB012",
          when="works away", headings="务工时间 务工时长 上年务工时间"),
    ] = None  # fmt: skip
    public_post: Annotated[
        str | None, F(16, OneOf(code_list("C21")), "公益岗位", "Public post", headings="公益岗位")
    ] = None
    ins_resident_medical: Annotated[
        bool | None,
        F(17, Bool3(), "城乡居民基本医疗保险", "Resident medical insurance", R, nat="AAB013",
          headings="是否参加城乡居民基本医疗保险 参加新型农村合作医疗 新农合 居民医保 "
          "是否参加新型农村合作医疗(城乡居民基本医疗保险)"),
    ] = None  # fmt: skip
    ins_employee_medical: Annotated[
        bool | None,
        F(18, Bool3(), "城镇职工基本医疗保险", "Employee medical insurance", R,
          headings="是否参加城镇职工基本医疗保险"),
    ] = None  # fmt: skip
    ins_serious: Annotated[
        bool | None,
        F(19, Bool3(), "大病保险", "Serious-illness insurance", nat="AAB022",
          headings="是否参加大病保险 大病医疗"),
    ] = None  # fmt: skip
    ins_commercial: Annotated[
        bool | None,
        F(20, Bool3(), "商业补充医疗保险", "Commercial insurance", nat="AAB067",
          headings="是否参加商业补充医疗保险"),
    ] = None  # fmt: skip
    ins_accident: Annotated[
        bool | None, F(21, Bool3(), "意外保险", "Accident insurance", nat="AAB066")
    ] = None
    pension_resident: Annotated[
        bool | None,
        F(22, Bool3(), "城乡居民基本养老保险", "Resident pension", nat="AAB014",
          headings="是否参加城乡居民基本养老保险 新农保 养老保险"),
    ] = None  # fmt: skip
    pension_employee: Annotated[
        bool | None, F(23, Bool3(), "城镇职工基本养老保险", "Employee pension")
    ] = None
    dibao: Annotated[
        bool | None,
        F(24, Bool3(), "是否享受低保", "Minimum living allowance", R, nat="AAB030",
          headings="是否享受低保 低保 是否享受农村居民最低生活保障 低保人口"),
    ] = None  # fmt: skip
    tekun: Annotated[
        bool | None,
        F(25, Bool3(), "是否特困供养人员", "Extreme-hardship support", R, nat="ABB003",
          headings="是否享受五保 五保 是否特困供养人员"),
    ] = None  # fmt: skip
    mandarin: Annotated[
        bool | None, F(26, Bool3(), "是否会讲普通话", "Speaks Mandarin", nat="AAB065")
    ] = None
    left_behind: Annotated[
        str | None, F(27, OneOf(code_list("left_behind")), "留守情况", "Left behind")
    ] = None
    willing_training: Annotated[
        bool | None, F(28, Bool3(), "愿意参加培训", "Willing to train", O, group="willing")
    ] = None
    willing_training_date: Annotated[
        dt.date | None, F(29, Date(), "询问日期", "Asked on", group="willing")
    ] = None
