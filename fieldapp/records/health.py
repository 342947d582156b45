"""Health records the team needs: chronic illness, vaccination, mothers. Source: dictionary 3.6.

Everything here is sensitive and belongs to the village doctor.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, Need, O, R, Record, entity
from fieldapp.records.kinds import Bool3, Date, Dec, Int, Kind, ManyOf, OneOf, Ref, Text

_ZERO = Decimal(0)
_Kg = Dec(5, 1, _ZERO)
_Dose = Dec(8, 2, _ZERO)
_Advice = Text(500, multiline=True)
_Rating = OneOf(code_list("follow_up_rating"))
_Salt = OneOf(code_list("salt_intake"))


def _f(no: int, kind: Kind, zh: str, en: str, need: Need = O, unit: str = "") -> F:
    return F(no, kind, zh, en, need, unit, sens=2)


def _drug(no: int, kind: Kind, zh: str, en: str, which: int) -> F:
    return F(no, kind, f"药物{which}{zh}", f"Drug {which}, {en}", sens=2, group=f"drug{which}")


@entity(24, "chronic_card", "慢性病卡", "Chronic-disease card", scope="member")
@dataclass(frozen=True, kw_only=True)
class ChronicCard(Record):
    """The card of a person with a chronic disease."""

    member: Annotated[str, F(1, Ref("member"), "患者", "Person", R)]
    disease: Annotated[
        str | None, _f(2, OneOf(code_list("chronic_disease")), "病种", "Disease", R)
    ] = None
    diagnosed_date: Annotated[dt.date | None, _f(3, Date(), "确诊日期", "Diagnosed on")] = None
    institution: Annotated[str | None, _f(4, Text(100), "确诊机构", "Diagnosed at")] = None
    card_no: Annotated[str | None, _f(5, Text(30), "慢性病卡号", "Card number")] = None
    issue_date: Annotated[dt.date | None, _f(6, Date(), "发卡日期", "Issued on", R)] = None
    valid_to: Annotated[dt.date | None, _f(7, Date(), "有效期至", "Valid to")] = None
    doctor: Annotated[str | None, _f(8, Text(50), "责任医生", "Doctor", R)] = None


@entity(25, "chronic_followup", "慢性病随访", "Chronic follow-up", scope="card")
@dataclass(frozen=True, kw_only=True)
class ChronicFollowup(Record):
    """One follow-up: how the person is, what was measured, what is taken and advised."""

    card: Annotated[str, F(1, Ref("chronic_card"), "慢性病卡", "Card", R)]
    date: Annotated[dt.date, _f(2, Date(), "随访日期", "Date", R)]
    way: Annotated[str | None, _f(3, OneOf(code_list("C31")), "随访方式", "Way", R)] = None
    symptoms: Annotated[
        tuple[str, ...] | None, _f(4, ManyOf(code_list("C32")), "症状", "Symptoms", R)
    ] = None
    sbp: Annotated[
        int | None,
        F(5, Int(60, 260), "收缩压", "Systolic", R, "mmHg", sens=2, group="blood_pressure"),
    ] = None
    dbp: Annotated[
        int | None,
        F(6, Int(30, 160), "舒张压", "Diastolic", R, "mmHg", sens=2, group="blood_pressure"),
    ] = None
    height_cm: Annotated[Decimal | None, _f(7, _Kg, "身高", "Height", O, "厘米")] = None
    weight_now: Annotated[Decimal | None, _f(8, _Kg, "体重", "Weight", R, "公斤")] = None
    weight_goal: Annotated[Decimal | None, _f(9, _Kg, "目标体重", "Goal weight", O, "公斤")] = None
    heart_rate: Annotated[int | None, _f(10, Int(20, 250), "心率", "Heart rate", O, "次/分")] = None
    smoke_now: Annotated[int | None, _f(11, Int(0, 200), "日吸烟量", "Smokes", R, "支")] = None
    smoke_goal: Annotated[
        int | None, _f(12, Int(0, 200), "目标日吸烟量", "Goal, smoking", R, "支")
    ] = None
    drink_now: Annotated[Decimal | None, _f(13, _Kg, "日饮酒量", "Drinks", R, "两")] = None
    drink_goal: Annotated[
        Decimal | None, _f(14, _Kg, "目标日饮酒量", "Goal, drinking", R, "两")
    ] = None
    exercise_times: Annotated[
        int | None, _f(15, Int(0, 50), "每周运动次数", "Exercise a week", O, "次")
    ] = None
    exercise_minutes: Annotated[
        int | None, _f(16, Int(0, 600), "每次运动时间", "Exercise each time", O, "分钟")
    ] = None
    salt: Annotated[str | None, _f(17, _Salt, "摄盐情况", "Salt")] = None
    mind: Annotated[str | None, _f(18, _Rating, "心理调整", "State of mind")] = None
    compliance: Annotated[str | None, _f(19, _Rating, "遵医行为", "Follows advice")] = None
    drug_compliance: Annotated[
        str | None, _f(20, OneOf(code_list("C33")), "服药依从性", "Takes drugs", R)
    ] = None
    reaction: Annotated[bool | None, _f(21, Bool3(), "药物不良反应", "Adverse reaction", R)] = None
    followup_class: Annotated[
        str | None, _f(22, OneOf(code_list("C34")), "此次随访分类", "Class of this follow-up", R)
    ] = None
    drug1_name: Annotated[str | None, _drug(23, Text(50), "名称", "name", 1)] = None
    drug1_times: Annotated[int | None, _drug(24, Int(0, 24), "每日次数", "times a day", 1)] = None
    drug1_mg: Annotated[Decimal | None, _drug(25, _Dose, "每次毫克", "mg each time", 1)] = None
    drug2_name: Annotated[str | None, _drug(26, Text(50), "名称", "name", 2)] = None
    drug2_times: Annotated[int | None, _drug(27, Int(0, 24), "每日次数", "times a day", 2)] = None
    drug2_mg: Annotated[Decimal | None, _drug(28, _Dose, "每次毫克", "mg each time", 2)] = None
    drug3_name: Annotated[str | None, _drug(29, Text(50), "名称", "name", 3)] = None
    drug3_times: Annotated[int | None, _drug(30, Int(0, 24), "每日次数", "times a day", 3)] = None
    drug3_mg: Annotated[Decimal | None, _drug(31, _Dose, "每次毫克", "mg each time", 3)] = None
    referral: Annotated[str | None, _f(32, Text(200), "转诊", "Referral")] = None
    next_date: Annotated[dt.date | None, _f(33, Date(), "下次随访日期", "Next follow-up", R)] = None
    doctor: Annotated[str | None, _f(34, Text(50), "随访医生", "Doctor", R)] = None


@entity(26, "vaccination", "预防接种", "Vaccination", scope="member")
@dataclass(frozen=True, kw_only=True)
class Vaccination(Record):
    """One dose given, or due, to a child of 0-6 years."""

    member: Annotated[str, F(1, Ref("member"), "儿童", "Child", R)]
    vaccine: Annotated[str, _f(2, Text(50), "疫苗名称", "Vaccine", R)]
    dose_no: Annotated[int | None, _f(3, Int(1, 20), "剂次", "Dose", R)] = None
    date: Annotated[dt.date | None, _f(4, Date(), "接种日期", "Given on", R)] = None
    site: Annotated[str | None, _f(5, Text(40), "接种部位", "Site")] = None
    batch: Annotated[str | None, _f(6, Text(40), "批号", "Batch")] = None
    expiry: Annotated[dt.date | None, _f(7, Date(), "有效期", "Expiry")] = None
    maker: Annotated[str | None, _f(8, Text(100), "生产企业", "Maker")] = None
    vaccinator: Annotated[str | None, _f(9, Text(50), "接种医生", "Vaccinator")] = None
    due_date: Annotated[dt.date | None, _f(10, Date(), "应种日期", "Due on")] = None


@entity(27, "maternal", "孕产妇", "Maternal record", scope="member")
@dataclass(frozen=True, kw_only=True)
class Maternal(Record):
    """One pregnancy, from the last period to the check 42 days after birth."""

    member: Annotated[str, F(1, Ref("member"), "孕产妇", "Woman", R)]
    lmp: Annotated[dt.date | None, _f(2, Date(), "末次月经", "Last period", R)] = None
    due_date: Annotated[dt.date | None, _f(3, Date(), "预产期", "Due date", R)] = None
    gravida: Annotated[int | None, _f(4, Int(1, 30), "孕次", "Gravida", R)] = None
    para: Annotated[int | None, _f(5, Int(0, 30), "产次", "Para", R)] = None
    first_visit_week: Annotated[
        int | None, _f(6, Int(1, 45), "首次产检孕周", "Week of first visit", R, "周")
    ] = None
    risk_text: Annotated[str | None, _f(7, _Advice, "高危因素", "Risks", R)] = None
    birth_date: Annotated[dt.date | None, _f(8, Date(), "分娩日期", "Birth")] = None
    postnatal_date: Annotated[dt.date | None, _f(9, Date(), "产后访视日期", "Postnatal visit")] = (
        None
    )
    day42_date: Annotated[dt.date | None, _f(10, Date(), "产后42天检查", "42-day check")] = None


@entity(28, "maternal_visit", "产前随访", "Antenatal visit", scope="maternal")
@dataclass(frozen=True, kw_only=True)
class MaternalVisit(Record):
    """One antenatal visit."""

    maternal: Annotated[str, F(1, Ref("maternal"), "孕产妇", "Maternal record", R)]
    visit_no: Annotated[int, _f(2, Int(1, 20), "次数", "Visit number", R)]
    date: Annotated[dt.date | None, _f(3, Date(), "随访日期", "Date", R)] = None
    week: Annotated[int | None, _f(4, Int(1, 45), "孕周", "Week", R, "周")] = None
    weight: Annotated[Decimal | None, _f(5, _Kg, "体重", "Weight", R, "公斤")] = None
    sbp: Annotated[
        int | None,
        F(6, Int(60, 260), "收缩压", "Systolic", R, "mmHg", sens=2, group="blood_pressure"),
    ] = None
    dbp: Annotated[
        int | None,
        F(7, Int(30, 160), "舒张压", "Diastolic", R, "mmHg", sens=2, group="blood_pressure"),
    ] = None
    finding: Annotated[str | None, _f(8, _Advice, "检查结果", "Finding", R)] = None
    advice: Annotated[str | None, _f(9, _Advice, "指导", "Advice", R)] = None
    referral: Annotated[str | None, _f(10, Text(200), "转诊", "Referral")] = None
    next_date: Annotated[dt.date | None, _f(11, Date(), "下次随访日期", "Next visit", R)] = None
    doctor: Annotated[str | None, _f(12, Text(50), "随访医生", "Doctor", R)] = None
