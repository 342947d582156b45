"""Places: the village and its groups. Source: dictionary 1.1 and 1.2."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import C, F, O, R, Record, entity
from fieldapp.records.kinds import Bool3, Dec, Int, OneOf, Ref, Text


@entity(1, "village", "村", "Village")
@dataclass(frozen=True, kw_only=True)
class Village(Record):
    """An administrative village with its address chain."""

    name: Annotated[str, F(1, Text(40), "村名", "Village name", R, nat="AAD001")]
    area_code: Annotated[
        str | None,
        F(2, Text(12), "行政村代码", "Village statistical code", C, when="known"),
    ] = None
    township_name: Annotated[str | None, F(3, Text(40), "乡镇", "Township", R)] = None
    county_name: Annotated[str | None, F(4, Text(40), "县", "County", R)] = None
    city_name: Annotated[str | None, F(5, Text(40), "市", "City", R)] = None
    province_name: Annotated[str | None, F(6, Text(40), "省", "Province", R)] = None
    village_type: Annotated[
        str | None, F(7, OneOf(code_list("C29")), "村属性", "Village attribute", nat="AAD004")
    ] = None
    terrain: Annotated[str | None, F(8, Text(40), "地形地貌", "Terrain", nat="AAD036")] = None
    development_direction: Annotated[
        str | None, F(9, Text(100), "发展方向", "Development direction", nat="AAD035")
    ] = None
    altitude_min_m: Annotated[
        int | None, F(10, Int(0, 5000), "海拔下限", "Lowest altitude", O, "米")
    ] = None
    altitude_max_m: Annotated[
        int | None, F(11, Int(0, 5000), "海拔上限", "Highest altitude", O, "米")
    ] = None
    area_km2: Annotated[
        Decimal | None, F(12, Dec(8, 2, Decimal(0)), "面积", "Land area", O, "平方公里")
    ] = None
    longitude: Annotated[
        Decimal | None, F(13, Dec(9, 6), "经度", "Longitude", nat="AAR101", group="position")
    ] = None
    latitude: Annotated[
        Decimal | None, F(14, Dec(9, 6), "纬度", "Latitude", nat="AAR102", group="position")
    ] = None
    designation: Annotated[
        str | None, F(15, OneOf(code_list("C29")), "贫困村级别", "Designation")
    ] = None


@entity(2, "village_group", "村民小组", "Village group", scope="village")
@dataclass(frozen=True, kw_only=True)
class VillageGroup(Record):
    """A group (natural village) of a village."""

    village: Annotated[str, F(1, Ref("village"), "村", "Village", R)]
    name: Annotated[
        str, F(2, Text(40), "组名", "Group name", R, headings="自然村 村民小组 村组 组 小组 屯")
    ]
    leader_name: Annotated[str | None, F(3, Text(50), "组长", "Leader", sens=1)] = None
    leader_phone: Annotated[str | None, F(4, Text(20), "组长电话", "Leader's phone", sens=1)] = None
    households: Annotated[int | None, F(5, Int(0), "户数", "Households", O, "户")] = None
    people: Annotated[int | None, F(6, Int(0), "人数", "People", O, "人")] = None
    altitude_min_m: Annotated[
        int | None, F(7, Int(0, 5000), "海拔下限", "Lowest altitude", O, "米")
    ] = None
    altitude_max_m: Annotated[
        int | None, F(8, Int(0, 5000), "海拔上限", "Highest altitude", O, "米")
    ] = None
    hardened_road: Annotated[bool | None, F(9, Bool3(), "通硬化路", "Hardened road")] = None
    street_lamps: Annotated[bool | None, F(10, Bool3(), "有路灯", "Street lamps")] = None
    bus: Annotated[bool | None, F(11, Bool3(), "通客车", "Bus")] = None
