"""The meeting record (例会记录): who was there, three coverages, what was decided by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fieldapp.records import CoverageMeasure, Meeting, MeetingDecision, Village
from fieldapp.rules.derived import percent
from fieldapp.sheets.document import FlowSheet
from fieldapp.sheets.form import Columns, Form, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.page_frame import Heading, place_line
from fieldapp.sheets.paper import BODY_WIDTH
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import Cell, Row, Table

_ROOM_TO_WRITE = 90.0
_SIGN_ROOM = 30.0
_ABREAST = 3
_EMPTY_SEATS = 12
_LEAST = 3
BLOCKS = ("about", "coverages", "decisions", "attendance")
"""The names of its blocks, in their order."""


@dataclass(frozen=True)
class MeetingPaper:
    """A meeting; without one a form to be filled by hand. ``names`` are team members by uid."""

    village: Village
    meeting: Meeting | None = None
    coverages: tuple[CoverageMeasure, ...] = ()
    decisions: tuple[MeetingDecision, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def meeting_title(words: FormWords) -> str:
    """The title of the sheet."""
    return words.gettext("Meeting Record")


def meeting_sheet(paper: MeetingPaper, words: FormWords) -> FlowSheet:
    """The record of one meeting."""
    village, meeting = paper.village, paper.meeting
    heading = Heading(
        meeting_title(words),
        place_line(words, village.county_name or "", village.township_name or "", village.name),
        words.shown(meeting, "date") or words.day_to_write(),
    )
    labels = ("Chair", "Recorder")
    ending = Signatures(
        tuple(words.colon(words.gettext(label)) for label in labels), words.day_to_write()
    )
    blocks = (
        _about(meeting, words),
        coverage_table(paper.coverages, words, _LEAST),
        _decisions(paper, words),
        _attendance(meeting, words),
    )
    bookmark = words.shown(meeting, "date") or meeting_title(words)
    return FlowSheet(heading, bookmark, blocks, ending, names=BLOCKS)


def _about(meeting: Meeting | None, words: FormWords) -> Table:
    form = Form(words, by_hand=meeting is None)

    def shown(name: str) -> tuple[str, str]:
        return words.label(Meeting, name), words.shown(meeting, name)

    widths = (form.label, form.value) * 3
    return Table(
        (
            form.pairs(widths, shown("place"), shown("chair"), shown("recorder")),
            form.line(*shown("agenda")),
            form.line(*shown("absent")),
            form.line(*shown("summary"), room=_ROOM_TO_WRITE),
        )
    )


def coverage_table(coverages: Sequence[CoverageMeasure], words: FormWords, least: int = 0) -> Table:
    """Numerator, denominator, percentage and definition; ``least`` lines at least."""
    names = ("kind", "date", "numerator", "denominator", "unit")
    header = (
        *(words.label(CoverageMeasure, name) for name in names), "%",
        words.label(CoverageMeasure, "definition"),
    )  # fmt: skip
    lines: list[tuple[str, ...]] = [
        (
            words.shown(one, "kind"), words.date(one.date), words.shown(one, "numerator"),
            words.shown(one, "denominator"), one.unit or "",
            words.number(percent(one.numerator, one.denominator)), one.definition or "",
        )
        for one in coverages
    ]  # fmt: skip
    lines += [("",) * len(header)] * (least - len(lines))
    return listing(
        Columns((1.5, 1.25, 1, 1, 0.7, 0.8, 2.6), header, "lmrrmrl"), lines, size=9,
        caption=words.gettext("Coverages"),
    )  # fmt: skip


def _decisions(paper: MeetingPaper, words: FormWords) -> Table:
    names = ("text", "owner", "due", "state")
    header = (words.gettext("#"), *(words.label(MeetingDecision, name) for name in names))
    lines: list[tuple[str, ...]] = [
        (
            str(number), one.text or "", paper.names.get(one.owner or "", one.owner_text or ""),
            words.date(one.due), words.shown(one, "state"),
        )
        for number, one in enumerate(paper.decisions, start=1)
    ]  # fmt: skip
    lines += [("",) * len(header)] * (_LEAST - len(lines))
    return listing(
        Columns((0.5, 5.4, 1.3, 1.3, 1.1), header, "mllml"), lines, size=9,
        caption=words.gettext("Decisions"),
    )  # fmt: skip


def _attendance(meeting: Meeting | None, words: FormWords) -> Table:
    """Everybody with room to sign, three abreast; empty places for those who are not listed."""
    attended = (meeting.attendees or ()) if meeting else ()
    seats = [*attended, *[""] * (0 if attended else _EMPTY_SEATS)]
    seats += [""] * (-len(seats) % _ABREAST)
    label, value = BODY_WIDTH / _ABREAST * 0.45, BODY_WIDTH / _ABREAST * 0.55
    rows = tuple(
        Row(
            tuple(cell for name in seats[at : at + _ABREAST] for cell in (Cell(name), Cell())),
            (label, value) * _ABREAST,
            _SIGN_ROOM,
        )
        for at in range(0, len(seats), _ABREAST)
    )
    return Table(rows, caption=words.gettext("Those present sign beside their name"))
