"""What the county asks its teams, and what it says of the visits it received."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fieldapp.records.codes import code_list
from fieldapp.records.declare import F, R, Record, entity
from fieldapp.records.kinds import DateTime, OneOf, Ref, Text

_Long = Text(1000, multiline=True)


@entity(38, "question", "提问", "Question", scope="household")
@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """A question about a household: asked, answered, closed, each with who and when.

    ``about`` names what is asked about as ``entity/uid/field``; without a field the whole record.
    """

    household: Annotated[str, F(1, Ref("household"), "农户", "Household", R)]
    about: Annotated[str, F(2, Text(120), "所问内容", "About", R)]
    text: Annotated[str | None, F(3, _Long, "问题", "Question", R, sens=1)] = None
    laptop: Annotated[str | None, F(4, Text(64), "问哪台电脑", "Asked laptop")] = None
    laptop_name: Annotated[str | None, F(5, Text(100), "电脑名称", "Name of the laptop")] = None
    asked_by: Annotated[str | None, F(6, Text(50), "提问人", "Asked by", R, sens=1)] = None
    asked_at: Annotated[dt.datetime | None, F(7, DateTime(), "提问时间", "Asked at", R)] = None
    answer: Annotated[str | None, F(8, _Long, "答复", "Answer", sens=1, group="answer")] = None
    right_value: Annotated[
        str | None, F(9, _Long, "正确的值", "Right value", sens=1, group="answer")
    ] = None
    answered_by: Annotated[
        str | None, F(10, Text(50), "答复人", "Answered by", sens=1, group="answer")
    ] = None
    answered_at: Annotated[
        dt.datetime | None, F(11, DateTime(), "答复时间", "Answered at", group="answer")
    ] = None
    closed_by: Annotated[
        str | None, F(12, Text(50), "了结人", "Closed by", sens=1, group="closing")
    ] = None
    closed_at: Annotated[
        dt.datetime | None, F(13, DateTime(), "了结时间", "Closed at", group="closing")
    ] = None


@entity(39, "visit_review", "走访审核", "Visit review", scope="visit")
@dataclass(frozen=True, kw_only=True)
class VisitReview(Record):
    """What the county said of a visit as it then was; a later review does not replace it.

    ``seen`` is the digest of what was read, so that everybody can tell whether it was corrected.
    """

    visit: Annotated[str, F(1, Ref("visit"), "走访", "Visit", R)]
    verdict: Annotated[str, F(2, OneOf(code_list("review_verdict")), "审核结论", "Verdict", R)]
    comment: Annotated[str | None, F(3, _Long, "审核意见", "Comment", sens=1)] = None
    reviewer: Annotated[str | None, F(4, Text(50), "审核人", "Reviewer", R, sens=1)] = None
    reviewed_at: Annotated[dt.datetime | None, F(5, DateTime(), "审核时间", "Reviewed at", R)] = (
        None
    )
    seen: Annotated[str | None, F(6, Text(64), "所审内容", "What was read")] = None
    reply: Annotated[str | None, F(7, _Long, "回复", "Reply", sens=1, group="reply")] = None
    replied_by: Annotated[
        str | None, F(8, Text(50), "回复人", "Replied by", sens=1, group="reply")
    ] = None
    replied_at: Annotated[
        dt.datetime | None, F(9, DateTime(), "回复时间", "Replied at", group="reply")
    ] = None
