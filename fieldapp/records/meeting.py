"""The weekly meeting and what it decided. Source: dictionary 3.3."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, R, Record, entity
from fieldapp.records.kinds import Date, ManyOf, OneOf, Ref, Refs, Text, Texts


@entity(20, "meeting", "例会", "Meeting", scope="village")
@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """A meeting of the team with the village, the coverages looked at and the minutes."""

    village: Annotated[str, F(1, Ref("village"), "村", "Village", R)]
    date: Annotated[dt.date, F(2, Date(), "会议日期", "Date", R)]
    place: Annotated[str | None, F(3, Text(100), "地点", "Place")] = None
    chair: Annotated[str | None, F(4, Text(50), "主持人", "Chair", R, sens=1)] = None
    recorder: Annotated[str | None, F(5, Text(50), "记录人", "Recorder", sens=1)] = None
    attendees: Annotated[
        tuple[str, ...] | None, F(6, Texts(), "参会人", "Attendees", R, sens=1)
    ] = None
    absent: Annotated[tuple[str, ...] | None, F(7, Texts(), "缺席人", "Absent", sens=1)] = None
    agenda: Annotated[
        tuple[str, ...] | None, F(8, ManyOf(code_list("meeting_agenda")), "议题", "Agenda")
    ] = None
    summary: Annotated[
        str | None, F(9, Text(2000, multiline=True), "会议内容", "What was discussed")
    ] = None
    coverages: Annotated[
        tuple[str, ...] | None, F(10, Refs("coverage_measure"), "覆盖率通报", "Coverages")
    ] = None
    minutes: Annotated[str | None, F(11, Ref("attachment"), "会议纪要", "Minutes")] = None
    signer: Annotated[str | None, F(12, Text(50), "签字人", "Signer", sens=1)] = None


@entity(21, "meeting_decision", "会议决定", "Decision", scope="meeting")
@dataclass(frozen=True, kw_only=True)
class MeetingDecision(Record):
    """Something a meeting decided: what, by whom, until when, how it stands."""

    meeting: Annotated[str, F(1, Ref("meeting"), "会议", "Meeting", R)]
    text: Annotated[str | None, F(2, Text(500), "决定事项", "Decision", R)] = None
    owner: Annotated[str | None, F(3, Ref("team_member"), "责任人", "Owner", R)] = None
    owner_text: Annotated[
        str | None, F(4, Text(50), "责任人(未登记)", "Owner outside the team", sens=1)
    ] = None
    due: Annotated[dt.date | None, F(5, Date(), "完成期限", "Due", R)] = None
    state: Annotated[str | None, F(6, OneOf(code_list("issue_state")), "状态", "State", R)] = None
    closed_date: Annotated[dt.date | None, F(7, Date(), "办结日期", "Closed on")] = None
    outcome: Annotated[str | None, F(8, Text(500), "结果", "Outcome")] = None
