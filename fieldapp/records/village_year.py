"""The declared figures of a village in one year. Source: dictionary 1.3.

They are kept as the source states them and are never corrected: the checks compare them with each
other and with the register.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, O, R, Record, entity
from fieldapp.records.kinds import Bool3, Date, Dec, Int, OneOf, Ref, Text

_ZERO = Decimal(0)


def _count(no: int, zh: str, en: str, unit: str, nat: str = "") -> F:
    return F(no, Int(0), zh, en, O, unit, nat=nat)


def _people(no: int, zh: str, en: str, nat: str = "") -> F:
    return _count(no, zh, en, "人", nat)


def _homes(no: int, zh: str, en: str, nat: str = "") -> F:
    return _count(no, zh, en, "户", nat)


def _mu(no: int, zh: str, en: str, nat: str = "") -> F:
    return F(no, Dec(10, 2, _ZERO), zh, en, O, "亩", nat=nat)


def _yuan(no: int, zh: str, en: str, unit: str = "元", nat: str = "") -> F:
    return F(no, Dec(12, 2, _ZERO), zh, en, O, unit, nat=nat)


def _km(no: int, zh: str, en: str, nat: str) -> F:
    return F(no, Dec(8, 2, _ZERO), zh, en, O, "公里", nat=nat)


def _share(no: int, zh: str, en: str) -> F:
    return F(no, Dec(5, 2, _ZERO), zh, en, O, "%")


@entity(3, "village_year", "村年度情况", "Village year", scope="village")
@dataclass(frozen=True, kw_only=True)
class VillageYear(Record):
    """What a source declares about a village in one year."""

    village: Annotated[str, F(1, Ref("village"), "村", "Village", R)]
    year: Annotated[int, F(2, Int(1980, 2100), "年度", "Year", R)]
    as_of_date: Annotated[dt.date | None, F(3, Date(), "截止日期", "As of", R)] = None
    source_note: Annotated[str | None, F(4, Text(200), "来源", "Source", R)] = None

    households_total: Annotated[
        int | None, F(5, Int(0), "总户数", "Households", R, "户", nat="AAD005")
    ] = None
    people_total: Annotated[
        int | None, F(6, Int(0), "总人口数", "People", R, "人", nat="AAD010")
    ] = None
    groups_total: Annotated[
        int | None, F(7, Int(0), "自然村(村民小组)数", "Village groups", R, "个", nat="AAD006")
    ] = None

    poor_households: Annotated[int | None, _homes(8, "贫困户数", "Poor households", "B31")] = None
    poor_people: Annotated[int | None, _people(9, "贫困人口数", "Poor people", "B41")] = None
    red_households: Annotated[int | None, _homes(10, "红卡户数", "Red-card households")] = None
    red_people: Annotated[int | None, _people(11, "红卡人口数", "Red-card people")] = None
    yellow_households: Annotated[int | None, _homes(12, "黄卡户数", "Yellow-card households")] = (
        None
    )
    yellow_people: Annotated[int | None, _people(13, "黄卡人口数", "Yellow-card people")] = None
    general_households: Annotated[int | None, _homes(14, "一般农户数", "General households")] = None
    general_people: Annotated[int | None, _people(15, "一般农户人口数", "General people")] = None
    poor_share: Annotated[
        Decimal | None, _share(16, "贫困人口占比(来源所载)", "Share of the poor as stated")
    ] = None

    dibao_households: Annotated[
        int | None, _homes(17, "低保户数", "Dibao households", "AAD008")
    ] = None
    wubao_households: Annotated[
        int | None, _homes(18, "五保户数", "Wubao households", "AAD009")
    ] = None
    dibao_people: Annotated[int | None, _people(19, "低保人口数", "Dibao people", "AAD012")] = None
    wubao_people: Annotated[int | None, _people(20, "五保人口数", "Wubao people", "AAD013")] = None
    minority_people: Annotated[
        int | None, _people(21, "少数民族人口数", "Minorities", "AAD014")
    ] = None
    women: Annotated[int | None, _people(22, "妇女人口数", "Women", "AAD015")] = None
    disabled_people: Annotated[int | None, _people(23, "残疾人口数", "Disabled", "AAD016")] = None
    labour_people: Annotated[int | None, _people(24, "劳动力人数", "Labour", "AAD017")] = None
    migrant_people: Annotated[
        int | None, _people(25, "外出务工人数", "Migrant workers", "AAD018")
    ] = None
    left_behind_children: Annotated[
        int | None, _people(26, "留守儿童人数", "Children left behind", "B47")
    ] = None
    empty_nest_elders: Annotated[
        int | None, _people(27, "空巢老人人数", "Empty-nest elders", "B48")
    ] = None
    long_ill: Annotated[int | None, _people(28, "长期患病人数", "Long-term ill")] = None
    left_behind_elder_share: Annotated[
        Decimal | None, _share(29, "留守老人占比(来源所载)", "Share of elders left behind")
    ] = None
    left_behind_child_share: Annotated[
        Decimal | None, _share(30, "留守儿童占比(来源所载)", "Share of children left behind")
    ] = None

    edu_illiterate: Annotated[int | None, _people(31, "文盲半文盲人数", "Illiterate")] = None
    edu_primary: Annotated[int | None, _people(32, "小学文化人数", "Primary school")] = None
    edu_junior: Annotated[int | None, _people(33, "初中文化人数", "Junior middle school")] = None
    edu_senior: Annotated[int | None, _people(34, "高中文化人数", "Senior middle school")] = None
    edu_college: Annotated[int | None, _people(35, "大专及以上人数", "College or above")] = None
    edu_base: Annotated[
        str | None,
        F(36, OneOf(code_list("education_base")), "文化程度统计范围", "Base of the schooling"),
    ] = None

    land_unit: Annotated[
        str | None,
        F(37, OneOf(code_list("land_unit")), "面积单位(来源所载)", "Land unit as stated"),
    ] = None
    land_total: Annotated[Decimal | None, _mu(38, "土地总面积", "Land")] = None
    farmland: Annotated[Decimal | None, _mu(39, "耕地面积", "Farmland", "AAD019")] = None
    irrigated: Annotated[Decimal | None, _mu(40, "有效灌溉面积", "Irrigated", "AAD027")] = None
    dry_land: Annotated[Decimal | None, _mu(41, "旱地面积", "Dry land")] = None
    paddy: Annotated[Decimal | None, _mu(42, "水田面积", "Paddy")] = None
    woodland: Annotated[Decimal | None, _mu(43, "林地面积", "Woodland", "AAD021")] = None
    returned_farmland: Annotated[
        Decimal | None, _mu(44, "退耕还林面积", "Returned farmland", "AAD022")
    ] = None
    fruit: Annotated[Decimal | None, _mu(45, "林果面积", "Fruit land", "AAD023")] = None
    grassland: Annotated[Decimal | None, _mu(46, "牧草地面积", "Grassland", "AAD024")] = None
    water: Annotated[Decimal | None, _mu(47, "水面面积", "Water area", "AAD025")] = None

    net_income_per_head: Annotated[
        Decimal | None, _yuan(48, "农民人均纯收入", "Net income per head", nat="AAD301")
    ] = None
    collective_income: Annotated[
        Decimal | None, _yuan(49, "村级集体经济收入", "Collective income", "万元", "AAD302")
    ] = None
    poor_income: Annotated[Decimal | None, _yuan(50, "贫困户收入", "Income of the poor")] = None
    general_income: Annotated[Decimal | None, _yuan(51, "一般农户收入", "Income of others")] = None
    income_basis: Annotated[
        str | None,
        F(52, OneOf(code_list("income_basis")), "收入统计口径", "Basis of the incomes"),
    ] = None

    road_village_to_town_unpaved_km: Annotated[
        Decimal | None, _km(53, "到乡镇未通沥青(水泥)路里程", "Unpaved to township", "AAD321")
    ] = None
    groups_without_paved_road: Annotated[
        int | None, _count(54, "未通沥青(水泥)路自然村数", "Groups unpaved", "个", "AAD322")
    ] = None
    group_road_unpaved_km: Annotated[
        Decimal | None, _km(55, "自然村未通沥青(水泥)路里程", "Unpaved to groups", "AAD324")
    ] = None
    town_road_paved: Annotated[
        bool | None, F(56, Bool3(), "到乡镇通沥青(水泥)路", "Paved to township", nat="AAD328")
    ] = None
    bus_service: Annotated[
        bool | None, F(57, Bool3(), "是否通客运班车", "Bus service", nat="AAD323")
    ] = None
    hh_water_unsafe: Annotated[
        int | None, _homes(58, "未实现饮水安全户数", "Without safe water", "AAD331")
    ] = None
    hh_water_hard: Annotated[int | None, _homes(59, "饮水困难户数", "Water hard", "AAD332")] = None
    groups_no_power: Annotated[
        int | None, _count(60, "未通生活用电自然村数", "Groups without power", "个", "AAD355")
    ] = None
    hh_no_power: Annotated[
        int | None, _homes(61, "未通生活用电户数", "Homes without power", "AAD356")
    ] = None
    hh_unsafe_house: Annotated[int | None, _homes(62, "危房户数", "Unsafe houses", "AAD361")] = None
    coops: Annotated[int | None, _count(63, "合作社个数", "Co-ops", "个", "AAD371")] = None
    hh_in_coop: Annotated[int | None, _homes(64, "入社贫困户数", "Poor in co-ops", "AAD372")] = None
    tourism_hh: Annotated[int | None, _homes(65, "乡村旅游户数", "Rural tourism", "AAD381")] = None
    farmstay_hh: Annotated[int | None, _homes(66, "农家乐户数", "Farm stays", "AAD382")] = None
    tourism_jobs: Annotated[
        int | None, _people(67, "乡村旅游从业人员数", "Tourism jobs", "AAD383")
    ] = None
    clinics: Annotated[int | None, _count(68, "卫生室个数", "Clinics", "个", "AAD391")] = None
    public_toilets: Annotated[
        int | None, _count(69, "公共厕所个数", "Public toilets", "个", "AAD392")
    ] = None
    doctors: Annotated[int | None, _people(70, "执业(助理)医师数", "Doctors", "AAD393")] = None
    garbage_points: Annotated[
        int | None, _count(71, "垃圾集中堆放点个数", "Garbage points", "个", "AAD394")
    ] = None
    culture_rooms: Annotated[
        int | None, _count(72, "文化(图书)室个数", "Culture rooms", "个", "AAD401")
    ] = None
    hh_tv: Annotated[int | None, _homes(73, "通广播电视户数", "Homes with TV", "AAD402")] = None
    hh_broadband: Annotated[
        int | None, _homes(74, "通宽带户数", "Homes with broadband", "AAD411")
    ] = None
    hh_phone_online: Annotated[
        int | None, _homes(75, "手机上网户数", "Homes online by phone", "AAD413")
    ] = None
    people_resident_medical: Annotated[
        int | None, _people(76, "参加居民医保人数", "With medical insurance", "AAD311")
    ] = None
    people_pension: Annotated[
        int | None, _people(77, "参加养老保险人数", "With pension insurance", "AAD313")
    ] = None
    medical_aid_times: Annotated[
        int | None, _count(78, "医疗救助人次", "Times of medical aid", "人次", "AAD312")
    ] = None
    party_members: Annotated[int | None, _people(79, "党员人数", "Party members", "AAD037")] = None
    graduate_officials: Annotated[
        int | None, _people(80, "大学生村官人数", "Graduate officials", "AAD038")
    ] = None
    committee_members: Annotated[int | None, _people(81, "村委会成员人数", "Committee members")] = (
        None
    )
    poverty_officials: Annotated[int | None, _people(82, "扶贫专干人数", "Poverty officials")] = (
        None
    )
    group_leaders: Annotated[int | None, _people(83, "村民小组组长人数", "Group leaders")] = None
    officials_schooling_stated: Annotated[
        int | None, _people(84, "已载学历的干部人数", "Officials whose schooling is stated")
    ] = None
    households_visited: Annotated[int | None, _homes(85, "走访户数", "Households visited")] = None
    households_visited_over: Annotated[
        bool | None, F(86, Bool3(), "走访户数前有超过二字(来源所载)", "Stated as more than this")
    ] = None
