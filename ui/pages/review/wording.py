"""Puts visits and what is said of them into the words of the review page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.services.asking import state_of as question_of
from fieldapp.services.reviewing import WAITING, Case, Reviewed, State
from ui.models.conflict_words import QUESTION_TONES, answered_words, asked_words, question_word
from ui.models.moments import moment_words
from ui.models.review_words import STATE_TONES, replied_words, said_words, state_word
from ui.models.visit_passages import Passage, passages
from ui.models.wording import NOTHING, dotted, joined
from ui.pages.review.state import PassageRow, ReviewCase, ReviewLine, Said
from ui.widgets.buttons import Choices


def told(found: Sequence[Reviewed]) -> str:
    """How many visits wait."""
    count = sum(one.state in WAITING for one in found)
    return _n("{count} visit to review", "{count} visits to review", count).format(count=count)


def show_choices() -> Choices:
    """Which visits are shown, as filter."""
    return (
        ("waiting", _("not yet reviewed")), ("findings", _("with findings")),
        ("returned", _("returned")), ("corrected", _("corrected")), ("accepted", _("accepted")),
        ("", _("all")),
    )  # fmt: skip


def takes(one: Reviewed, show: str) -> bool:
    """Whether a visit belongs to what is shown."""
    if show == "waiting":
        return one.state in WAITING
    if show == "findings":
        return one.state in WAITING and bool(one.problems)
    return show in {"", one.state}


def period_choices() -> Choices:
    """The spans of time, as filter."""
    return (("", _("any time")), ("week", _("last 7 days")), ("month", _("last 30 days")))


def period_begins(period: str, today: dt.date) -> dt.date:
    """The first day of a span of time."""
    days = {"week": 7, "month": 30}.get(period)
    return dt.date.min if days is None else today - dt.timedelta(days=days)


def village_choices(found: Sequence[Reviewed], names: Mapping[str, str]) -> Choices:
    """The villages that visits came from, as filter."""
    held = sorted({one.village for one in found}, key=lambda uid: names.get(uid, ""))
    return (("", _("all")), *((uid, names.get(uid, "…")) for uid in held))


def visitor_choices(found: Sequence[Reviewed]) -> Choices:
    """Everybody who visited, as filter."""
    names = sorted({name for one in found for name in one.row.visitors})
    return (("", _("all")), *((name, name) for name in names))


def review_line(one: Reviewed, today: dt.date) -> ReviewLine:
    """One line of the inbox."""
    row = one.row
    return ReviewLine(
        row.uid, str(row.start_at or ""), state_word(one.state), STATE_TONES[one.state],
        row.head_name or row.local_no, row.local_no, moment_words(row.start_at, today),
        joined(row.visitors), one.laptop, len(one.problems),
    )  # fmt: skip


def review_case(one: Reviewed, case: Case, today: dt.date) -> ReviewCase:
    """The visit in hand beside the one before."""
    row, before = one.row, case.before
    now = passages(case.visit, case.issues, joined(row.visitors), today)
    earlier: tuple[Passage, ...] = ()
    if before is not None:
        earlier = passages(before, case.before_issues, joined(case.before_visitors), today)
    return ReviewCase(
        key=row.uid,
        title=row.head_name or row.local_no,
        place=dotted(row.group, row.local_no, moment_words(row.start_at, today), one.laptop),
        state=state_word(case.state),
        tone=STATE_TONES[case.state],
        before=moment_words(before.start_at, today) if before else "",
        rows=tuple(_beside(now, earlier)),
        findings=tuple(problem.sentence(language()) for problem in case.problems),
        said=(*_asked(case, today), *_said(case, today)),
        waits=case.state in WAITING,
    )


def _beside(now: Sequence[Passage], earlier: Sequence[Passage]) -> Iterator[PassageRow]:
    """Passages with the same label beside each other, in the order of the form."""
    left, right = _by_label(now), _by_label(earlier)
    for label in dict.fromkeys([*left, *right]):
        mine, other = left.get(label), right.get(label)
        words, before = (mine.text if mine else NOTHING), (other.text if other else NOTHING)
        differs = bool(earlier) and words != before
        yield PassageRow(label, words, mine.tone if mine else "quiet", before, differs)


def _by_label(found: Sequence[Passage]) -> dict[str, Passage]:
    """One passage a label; several under one label stand below each other."""
    held: dict[str, Passage] = {}
    for passage in found:
        before = held.get(passage.label)
        text = f"{before.text}\n{passage.text}" if before else passage.text
        held[passage.label] = Passage(passage.label, text, passage.tone)
    return held


def _asked(case: Case, today: dt.date) -> Iterator[Said]:
    for question in case.questions:
        state = question_of(question)
        if question.answered_at is not None:
            yield Said(
                answered_words(question, today), question.answer or "", question_word(state),
                QUESTION_TONES[state],
            )  # fmt: skip
        yield Said(
            asked_words(question, today), question.text or "", question_word("open"),
            QUESTION_TONES["open" if state == "open" else "closed"],
        )  # fmt: skip


def _said(case: Case, today: dt.date) -> Iterator[Said]:
    for review in case.reviews:
        if review.replied_at is not None:
            yield Said(
                replied_words(review, today), review.reply or "", state_word("corrected"),
                STATE_TONES["corrected"],
            )  # fmt: skip
        state: State = "accepted" if review.verdict == "accepted" else "returned"
        yield Said(
            said_words(review, today), review.comment or "", state_word(state), STATE_TONES[state]
        )  # fmt: skip
