"""People who work with the households: team members and helpers. Source: dictionary 1.5."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, O, R, Record, entity
from fieldapp.records.kinds import Bool3, Date, OneOf, Ref, Text


@entity(6, "team_member", "帮扶队员", "Team member", scope="village")
@dataclass(frozen=True, kw_only=True)
class TeamMember(Record):
    """A resident team member, first secretary or helper."""

    name: Annotated[
        str,
        F(
            1, Text(50), "姓名", "Name", R, sens=1,
            headings="帮扶责任人 帮扶人 帮扶干部 结对干部",
        ),
    ]  # fmt: skip
    village: Annotated[str | None, F(2, Ref("village"), "村", "Village")] = None
    sex: Annotated[str | None, F(3, OneOf(code_list("C02")), "性别", "Sex", R)] = None
    phone: Annotated[
        str | None, F(4, Text(20), "联系电话", "Phone", R, sens=1, headings="帮扶人电话")
    ] = None
    id_number: Annotated[str | None, F(5, Text(22), "证件号码", "ID number", sens=2)] = None
    political_status: Annotated[
        str | None, F(6, OneOf(code_list("C09")), "政治面貌", "Political status")
    ] = None
    education: Annotated[str | None, F(7, OneOf(code_list("C26")), "学历", "Schooling")] = None
    unit: Annotated[
        str | None,
        F(8, Text(100), "单位", "Unit", R, headings="帮扶单位 单位名称 帮扶(选派)单位名称"),
    ] = None
    unit_address: Annotated[str | None, F(9, Text(100), "单位地址", "Unit address")] = None
    unit_level: Annotated[
        str | None, F(10, OneOf(code_list("C25")), "隶属关系", "Level of the unit")
    ] = None
    post: Annotated[str | None, F(11, Text(50), "职务", "Post")] = None
    rank: Annotated[str | None, F(12, OneOf(code_list("C27")), "职级", "Rank")] = None
    skill: Annotated[str | None, F(13, OneOf(code_list("C28")), "技术特长", "Skill")] = None
    role: Annotated[str | None, F(14, OneOf(code_list("C24")), "角色", "Role", R)] = None
    resident_in_village: Annotated[bool | None, F(15, Bool3(), "是否驻村", "Lives in village")] = (
        None
    )
    start_date: Annotated[dt.date | None, F(16, Date(), "帮扶开始时间", "From", R)] = None
    end_date: Annotated[dt.date | None, F(17, Date(), "帮扶结束时间", "Until", O)] = None
