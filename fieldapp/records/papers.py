"""Files kept with the records, data-quality findings, exchange files. Source: dictionary 3.9."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, O, R, Record, entity
from fieldapp.records.kinds import Bool3, Date, DateTime, Int, OneOf, Ref, Text, Texts


@entity(33, "attachment", "附件", "Attachment", scope="village")
@dataclass(frozen=True, kw_only=True)
class Attachment(Record):
    """A photo or paper kept beside the records; its content is named by its hash."""

    village: Annotated[str, F(1, Ref("village"), "村", "Village", R)]
    sha256: Annotated[str, F(2, Text(64), "文件摘要", "SHA-256", R)]
    kind: Annotated[
        str | None, F(3, OneOf(code_list("attachment_kind")), "附件类别", "Kind", R)
    ] = None
    size: Annotated[int | None, F(4, Int(0), "文件大小", "Size", R, "字节")] = None
    taken_at: Annotated[dt.datetime | None, F(5, DateTime(), "拍摄时间", "Taken at")] = None
    taken_by: Annotated[str | None, F(6, Text(50), "拍摄人", "Taken by", sens=1)] = None
    household: Annotated[str | None, F(7, Ref("household"), "农户", "Household")] = None
    visit: Annotated[str | None, F(8, Ref("visit"), "走访", "Visit")] = None
    caption: Annotated[str | None, F(9, Text(200), "说明", "Caption", sens=1)] = None
    strip_position: Annotated[
        bool | None, F(10, Bool3(), "公开时去除定位", "Position removed in public exports")
    ] = None


@entity(34, "dq_issue", "数据质量问题", "Data-quality issue", scope="village")
@dataclass(frozen=True, kw_only=True)
class DqIssue(Record):
    """A finding that a person has looked at: corrected, or explained."""

    village: Annotated[str, F(1, Ref("village"), "村", "Village", R)]
    rule: Annotated[str, F(2, Text(20), "规则", "Rule", R)]
    subject_entity: Annotated[str | None, F(3, Text(40), "对象类别", "Entity", R)] = None
    subject: Annotated[str | None, F(4, Text(40), "对象", "Record", R)] = None
    severity: Annotated[
        str | None, F(5, OneOf(code_list("rule_severity")), "级别", "Severity", R)
    ] = None
    message: Annotated[str | None, F(6, Text(500), "问题", "Message", R, sens=1)] = None
    state: Annotated[
        str | None, F(7, OneOf(code_list("dq_state")), "状态", "State", R, group="state")
    ] = None
    explanation: Annotated[
        str | None,
        F(8, Text(500, multiline=True), "情况说明", "Explanation", sens=1, group="state"),
    ] = None
    by: Annotated[str | None, F(9, Text(50), "处理人", "By", sens=1, group="state")] = None
    when: Annotated[dt.date | None, F(10, Date(), "处理日期", "When", group="state")] = None
    facts_digest: Annotated[
        str | None, F(11, Text(64), "事实摘要", "Digest of the facts", group="state")
    ] = None


@entity(35, "sync_bundle", "数据包", "Sync bundle", scope="village", shared=False)
@dataclass(frozen=True, kw_only=True)
class SyncBundle(Record):
    """What was handed over for a village: what it counted, for whom, and its receipt."""

    village: Annotated[str, F(1, Ref("village"), "村", "Village", R)]
    number: Annotated[str, F(2, Text(40), "编号", "Number", R)]
    period_start: Annotated[dt.date | None, F(3, Date(), "期间起", "Period from", R)] = None
    period_end: Annotated[dt.date | None, F(4, Date(), "期间止", "Period to", R)] = None
    counts: Annotated[
        tuple[str, ...] | None, F(5, Texts(), "各类记录数", "Records by entity", R)
    ] = None
    households: Annotated[int | None, F(6, Int(0), "户数", "Households", R, "户")] = None
    people: Annotated[int | None, F(7, Int(0), "人数", "People", R, "人")] = None
    red_households: Annotated[int | None, F(8, Int(0), "红卡户数", "Red", R, "户")] = None
    red_people: Annotated[int | None, F(9, Int(0), "红卡人数", "Red, people", R, "人")] = None
    yellow_households: Annotated[int | None, F(10, Int(0), "黄卡户数", "Yellow", R, "户")] = None
    yellow_people: Annotated[int | None, F(11, Int(0), "黄卡人数", "Yellow, people", R, "人")] = (
        None
    )
    general_households: Annotated[int | None, F(12, Int(0), "一般农户数", "Others", R, "户")] = None
    general_people: Annotated[
        int | None, F(13, Int(0), "一般农户人数", "Others, people", R, "人")
    ] = None
    app_version: Annotated[str | None, F(14, Text(20), "程序版本", "App version", R)] = None
    dictionary_version: Annotated[
        str | None, F(15, Text(20), "数据字典版本", "Dictionary version", R)
    ] = None
    sha256: Annotated[str | None, F(16, Text(64), "文件摘要", "SHA-256", R)] = None
    created_by: Annotated[str | None, F(17, Text(50), "制作人", "Created by", R, sens=1)] = None
    encrypted_for: Annotated[str | None, F(18, Text(100), "接收方", "Encrypted for", R)] = None
    receipt: Annotated[str | None, F(19, Text(200), "回执", "Receipt", O)] = None
