"""Who looked at what is masked by default, and why; it goes to the county with the bundles."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fieldapp.records.codes import code_list, define
from fieldapp.records.declare import F, R, Record, entity
from fieldapp.records.kinds import DateTime, Int, OneOf, Ref, Text

define(
    "access_way",
    """
    reveal | 查看 | Looked at
    export | 导出 | Exported
    """,
)
define(
    "access_reason",
    """
    check | 核对证件或信息 | Check a paper or an answer
    benefit | 发放补助资金 | Pay out a benefit
    insurance | 办理参保报销 | Insurance or reimbursement
    contact | 联系农户 | Reach the household
    correct | 更正差错 | Correct an error
    inspection | 上级检查核实 | Inspection from above
    office | 按规定报送 | Reporting that is prescribed
    other | 其他 | Other
    """,
)


@entity(40, "access_entry", "查看记录", "Look at a masked field", scope="village")
@dataclass(frozen=True, kw_only=True)
class AccessEntry(Record):
    """One look at a masked field, or one export with such fields; the value itself is not kept.

    ``what`` names the field as ``entity/field``, for an export the kind of file.
    """

    village: Annotated[str | None, F(1, Ref("village"), "村", "Village")] = None
    household: Annotated[str | None, F(2, Ref("household"), "农户", "Household")] = None
    record: Annotated[str | None, F(3, Text(40), "对象", "Record")] = None
    what: Annotated[str, F(4, Text(80), "查看内容", "Field or file", R)]
    way: Annotated[str | None, F(5, OneOf(code_list("access_way")), "方式", "Way", R)] = None
    person: Annotated[str | None, F(6, Text(50), "查看人", "Who", R, sens=1)] = None
    at: Annotated[dt.datetime | None, F(7, DateTime(), "查看时间", "When", R)] = None
    reason: Annotated[
        str | None, F(8, OneOf(code_list("access_reason")), "查看事由", "Reason", R)
    ] = None
    note: Annotated[str | None, F(9, Text(200), "事由说明", "What for", sens=1)] = None
    rows: Annotated[int | None, F(10, Int(0), "导出行数", "Rows exported")] = None
