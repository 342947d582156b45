"""The yearly snapshot of a household: causes, land, livestock, living. Source: dictionary 2.3."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import C, F, O, R, Record, entity
from fieldapp.records.kinds import Bool3, Date, Dec, Int, ManyOf, OneOf, Ref, Text

_ZERO = Decimal(0)
_Mu = Dec(8, 2, _ZERO)
_Yuan = Dec(12, 2)
_REG = "registered"


@entity(11, "household_year", "户年度快照", "Household year", scope="household")
@dataclass(frozen=True, kw_only=True)
class HouseholdYear(Record):
    """One household in one year."""

    household: Annotated[str, F(1, Ref("household"), "农户", "Household", R)]
    year: Annotated[int, F(2, Int(1980, 2100), "年度", "Year", R)]

    main_cause: Annotated[
        str | None,
        F(3, OneOf(code_list("C06")), "主要致贫原因", "Main cause of poverty", C, when=_REG,
          headings="主要致贫原因 致贫原因 致贫原因1 致贫主因"),
    ] = None  # fmt: skip
    other_causes: Annotated[
        tuple[str, ...] | None,
        F(4, ManyOf(code_list("C06")), "其他致贫原因", "Other causes",
          headings="其他致贫原因 次要致贫原因 致贫原因2 致贫原因3"),
    ] = None  # fmt: skip
    cause_note: Annotated[str | None, F(5, Text(500), "致贫原因说明", "Note on causes")] = None

    farmland: Annotated[
        Decimal | None,
        F(6, _Mu, "耕地面积", "Farmland", O, "亩", nat="AAC301", headings="耕地面积 耕地 田地"),
    ] = None
    irrigated: Annotated[
        Decimal | None,
        F(7, _Mu, "有效灌溉面积", "Irrigated", O, "亩", nat="AAC302", headings="有效灌溉面积"),
    ] = None
    woodland: Annotated[
        Decimal | None,
        F(8, _Mu, "林地面积", "Woodland", O, "亩", nat="AAC303", headings="林地面积 林地"),
    ] = None
    returned_farmland: Annotated[
        Decimal | None,
        F(9, _Mu, "退耕还林面积", "Returned farmland", O, "亩", nat="AAC304",
          headings="退耕还林面积 退耕还林"),
    ] = None  # fmt: skip
    fruit: Annotated[
        Decimal | None,
        F(10, _Mu, "林果面积", "Fruit land", O, "亩", nat="AAC305", headings="林果面积"),
    ] = None
    grassland: Annotated[
        Decimal | None,
        F(11, _Mu, "牧草地面积", "Grassland", O, "亩", nat="AAC306", headings="牧草地面积"),
    ] = None
    water: Annotated[
        Decimal | None,
        F(12, _Mu, "水面面积", "Water area", O, "亩", nat="AAC307", headings="水面面积"),
    ] = None
    pigs: Annotated[int | None, F(13, Int(0), "猪", "Pigs", O, "头")] = None
    cattle: Annotated[int | None, F(14, Int(0), "牛", "Cattle", O, "头")] = None
    sheep: Annotated[int | None, F(15, Int(0), "羊", "Sheep", O, "只")] = None
    poultry: Annotated[int | None, F(16, Int(0), "家禽", "Poultry", O, "只")] = None
    bee_colonies: Annotated[int | None, F(17, Int(0), "蜂群", "Bee colonies", O, "箱")] = None
    sheds: Annotated[bool | None, F(18, Bool3(), "有圈舍", "Sheds")] = None
    production_tools: Annotated[str | None, F(19, Text(200), "生产工具", "Tools")] = None
    surplus_labour: Annotated[bool | None, F(20, Bool3(), "有富余劳力", "Surplus labour")] = None

    house_area_m2: Annotated[
        Decimal | None,
        F(21, Dec(7, 2, _ZERO), "住房面积", "House area", C, "平方米", nat="AAC317", when=_REG,
          headings="住房面积 面积"),
    ] = None  # fmt: skip
    house_structure: Annotated[
        str | None,
        F(22, OneOf(code_list("C23")), "房屋结构", "House structure", headings="房屋结构"),
    ] = None
    house_built_year: Annotated[
        int | None, F(23, Int(1800, 2100), "建房时间", "Built in", headings="建房时间")
    ] = None
    house_grade: Annotated[
        str | None,
        F(24, OneOf(code_list("C22")), "危房等级", "House grade", C, nat="AAC322", when=_REG,
          headings="是否危房 危房户 危房级别 危房等级 房屋安全等级"),
    ] = None  # fmt: skip
    house_rebuilt_year: Annotated[
        int | None, F(25, Int(1980, 2100), "危房改造年度", "Rebuilt in")
    ] = None
    rebuild_subsidy: Annotated[
        Decimal | None, F(26, _Yuan, "危房改造补助", "Rebuilding subsidy", O, "元")
    ] = None
    water_hard: Annotated[
        bool | None,
        F(27, Bool3(), "饮水是否困难", "Water hard to fetch", C, nat="AAC311", when=_REG,
          headings="饮水是否困难 饮水困难"),
    ] = None  # fmt: skip
    water_safe: Annotated[
        bool | None,
        F(28, Bool3(), "饮水是否安全", "Water safe", C, nat="AAC312", when=_REG,
          headings="饮水是否安全 是否解决安全饮用水 是否实现安全饮水"),
    ] = None  # fmt: skip
    water_source: Annotated[
        str | None, F(29, OneOf(code_list("C30")), "饮水来源", "Water source")
    ] = None
    power_home: Annotated[
        bool | None,
        F(30, Bool3(), "是否通生活用电", "Household power", C, nat="AAC313", when=_REG,
          headings="是否通生活用电 通电情况"),
    ] = None  # fmt: skip
    power_production: Annotated[
        bool | None,
        F(31, Bool3(), "是否通生产用电", "Production power", C, nat="AAC308", when=_REG,
          headings="是否通生产用电"),
    ] = None  # fmt: skip
    tv: Annotated[
        bool | None,
        F(32, Bool3(), "是否通广播电视", "TV or radio", nat="AAC314", headings="是否通广播电视"),
    ] = None
    broadband: Annotated[bool | None, F(33, Bool3(), "是否通宽带", "Broadband")] = None
    fuel: Annotated[
        str | None,
        F(34, OneOf(code_list("C10")), "主要燃料类型", "Main fuel", C, nat="AAC320", when=_REG,
          headings="主要燃料类型 燃料类型"),
    ] = None  # fmt: skip
    toilet_sanitary: Annotated[
        bool | None,
        F(35, Bool3(), "有无卫生厕所", "Sanitary toilet", C, nat="AAC319", when=_REG,
          headings="有无卫生厕所 厕所类型"),
    ] = None  # fmt: skip
    entry_road: Annotated[
        str | None,
        F(36, OneOf(code_list("C11")), "入户路类型", "Entry road", C, nat="AAC316", when=_REG,
          headings="入户路类型"),
    ] = None  # fmt: skip
    road_distance_km: Annotated[
        Decimal | None,
        F(37, Dec(5, 2, _ZERO), "与村主干路距离", "Distance to main road", C, "公里",
          nat="AAC315", when=_REG, headings="与村主干路距离 距村主干道"),
    ] = None  # fmt: skip
    coop_member: Annotated[
        bool | None,
        F(38, Bool3(), "是否加入农民专业合作社", "Co-op member", C, nat="AAC084", when=_REG,
          headings="是否加入农民专业合作社 是否加入农民专业合作组织"),
    ] = None  # fmt: skip
    lead_firm: Annotated[
        bool | None,
        F(39, Bool3(), "是否有龙头企业带动", "Lead firm", nat="AAC088",
          headings="是否有龙头企业带动"),
    ] = None  # fmt: skip
    local_leader: Annotated[
        bool | None,
        F(40, Bool3(), "是否有创业致富带头人带动", "Local entrepreneur", nat="AAC089",
          headings="是否有创业致富带头人带动"),
    ] = None  # fmt: skip

    relocated: Annotated[
        bool | None,
        F(41, Bool3(), "是否搬迁户", "Relocated",
          headings="是否搬迁户 易地搬迁 是否易地扶贫搬迁户"),
    ] = None  # fmt: skip
    move_way: Annotated[
        str | None, F(42, OneOf(code_list("C12a")), "搬迁方式", "Move way", headings="搬迁方式")
    ] = None
    settlement: Annotated[
        str | None, F(43, OneOf(code_list("C12b")), "安置方式", "Settlement", headings="安置方式")
    ] = None
    settlement_place: Annotated[
        str | None,
        F(44, OneOf(code_list("C12c")), "安置地点", "Settlement place", headings="安置地点"),
    ] = None
    moved_in: Annotated[dt.date | None, F(45, Date(), "入住时间", "Moved in")] = None
    moved_people: Annotated[int | None, F(46, Int(0), "搬迁人口", "People moved", O, "人")] = None
    move_difficulty: Annotated[
        str | None, F(47, OneOf(code_list("C12d")), "搬迁困难", "Difficulty")
    ] = None

    size_year_start: Annotated[
        int | None, F(48, Int(0, 60), "年初人口", "Size at year start", R, "人", sens=1)
    ] = None
    size_year_end: Annotated[
        int | None, F(49, Int(0, 60), "年末人口", "Size at year end", R, "人", sens=1)
    ] = None
    income_concept: Annotated[
        str | None, F(50, OneOf(code_list("income_concept")), "收入口径", "Income concept", R)
    ] = None
    income_period_start: Annotated[
        dt.date | None, F(51, Date(), "收入期间起", "Income period from", R)
    ] = None
    income_period_end: Annotated[
        dt.date | None, F(52, Date(), "收入期间止", "Income period to", R)
    ] = None
    declared_per_head: Annotated[
        Decimal | None,
        F(53, _Yuan, "登记人均纯收入", "Declared net income per head", O, "元", sens=1,
          nat="AAC082", headings="人均纯收入 年人均纯收入 家庭年人均纯收入 人均年收入"),
    ] = None  # fmt: skip
    declared_net: Annotated[
        Decimal | None,
        F(54, _Yuan, "登记纯收入", "Declared net income", O, "元", sens=1, nat="AAC079",
          headings="纯收入 家庭纯收入"),
    ] = None  # fmt: skip
    declared_gross: Annotated[
        Decimal | None,
        F(55, _Yuan, "登记总收入", "Declared gross income", O, "元", sens=1, nat="AAC081",
          headings="年总收入 家庭总收入 年收入"),
    ] = None  # fmt: skip
    formula_version: Annotated[str | None, F(56, Text(20), "收入公式版本", "Formula version")] = (
        None
    )
