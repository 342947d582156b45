"""The blocks of the visit sheet, from the head block to the card opinion, and its signatures."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.foundation.i18n import N_
from fieldapp.sheets.form import Form
from fieldapp.sheets.head_block import head_table
from fieldapp.sheets.photo_strip import PhotoStrip
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import Row, Table
from fieldapp.sheets.values import FINDING_KEYS, Finding, FindingKey, Promise, VisitSheet
from fieldapp.sheets.words import WIDE_SPACE, Words

BLOCKS = ("household", "promises", "findings", "measures", "issues", "photos", "opinion")
"""The names of its blocks, in their order."""
_PHOTOS = 2
"""Of a visit on its sheet; the others stay in the register."""
_LABELS: dict[FindingKey, str] = {
    "food_clothes": N_("Food, dress"),
    "housing": N_("Housing"),
    "water": N_("Water"),
    "schooling": N_("Schooling"),
    "medical": N_("Medical care"),
    "income": N_("Income"),
}
_MEASURES = (0.312, 0.115, 0.13, 0.178, 0.115, 0.15)
_ISSUES = (0.31, 0.267, 0.13, 0.178, 0.115)


def visit_blocks(sheet: VisitSheet, form: Form) -> Iterator[tuple[str, Table | PhotoStrip]]:
    """All blocks with their names, in the order of the sheet; without photos no such block."""
    yield "household", head_table(sheet, form)
    yield "promises", Table((_promises(sheet, form),))
    yield "findings", Table((*_findings(sheet, form), *_texts(sheet, form)))
    yield "measures", _measures(sheet, form)
    yield "issues", _issues(sheet, form)
    if sheet.photos:
        yield "photos", PhotoStrip(sheet.photos[:_PHOTOS], form.words)
    yield "opinion", Table((_opinion(sheet, form),))


def visit_signatures(sheet: VisitSheet, words: Words) -> Signatures:
    """The three lines to sign on."""
    kind = words.code("sign_kind", sheet.sign_kind) or words.gettext("thumbprint")
    head = words.details(words.gettext("Head signs"), (kind,))
    return Signatures(
        (
            words.colon(head),
            words.colon(words.gettext("Visitor signs")),
            words.colon(words.gettext("Village official signs")),
        ),
        words.day_to_write(),
    )


def _promises(sheet: VisitSheet, form: Form) -> Row:
    lines = (_promise(promise, form.words) for promise in sheet.promises)
    return form.line(form.words.gettext("Promised last time"), "\n".join(lines))


def _promise(promise: Promise, words: Words) -> str:
    due = words.gettext("by {day}", day=words.day(promise.due)) if promise.due else ""
    boxes = (
        words.box(words.gettext("kept"), ticked=promise.state == "done"),
        words.box(words.gettext("not kept"), ticked=promise.state == "not_done"),
    )
    return words.parts((*boxes, words.details(promise.title, (promise.owner, due))))


def _findings(sheet: VisitSheet, form: Form) -> Iterator[Row]:
    given = {finding.key: finding for finding in sheet.findings}
    pairs = [
        (form.words.gettext(_LABELS[key]), _finding(given.get(key, Finding(key)), form.words))
        for key in FINDING_KEYS
    ]
    yield form.pairs((form.label, form.value) * 3, *pairs[:3])
    yield form.pairs((form.label, form.value) * 3, *pairs[3:])


def _finding(finding: Finding, words: Words) -> str:
    pupils = finding.key == "schooling"
    known = None if finding.not_applicable else finding.problem
    boxes = [
        words.box(words.gettext("good"), ticked=known is False),
        words.box(words.gettext("poor"), ticked=known is True),
    ]
    if finding.not_applicable or (pupils and known is None):
        none = words.gettext("no pupil") if pupils else words.gettext("not applicable")
        boxes.append(words.box(none, ticked=finding.not_applicable))
    return words.parts(boxes[:2]) + "".join(f"\n{box}" for box in boxes[2:])


def _texts(sheet: VisitSheet, form: Form) -> Iterator[Row]:
    words = form.words
    noted = (
        words.named(words.gettext(_LABELS[finding.key]), finding.text) for finding in sheet.findings
    )
    situation = "\n".join(filter(None, (*sheet.situation, *noted)))
    yield form.line(words.gettext("Situation"), situation, room=57, stretch=3)
    yield form.line(words.gettext("Appeal"), sheet.appeal, room=33, stretch=2)
    yield form.line(words.gettext("Answer"), sheet.answer, room=33, stretch=2)


def _measures(sheet: VisitSheet, form: Form) -> Table:
    words = form.words
    lines = [
        (
            line.title,
            words.number(line.quantity, line.unit),
            line.helper,
            words.day(line.due),
            words.code("measure_state", line.state),
            "",
        )
        for line in sheet.measures
    ]
    header = (
        words.gettext("Measure"),
        words.gettext("Quantity"),
        words.gettext("By whom"),
        words.gettext("Due"),
        words.gettext("State"),
        words.gettext("Head signs"),
    )
    return form.listing(_MEASURES, header, lines, least=3)


def _issues(sheet: VisitSheet, form: Form) -> Table:
    words = form.words
    lines = [
        (
            line.text,
            line.action,
            line.owner,
            words.day(line.due),
            words.code("issue_state", line.state),
        )
        for line in sheet.issues
    ]
    header = (
        words.gettext("Problem met"),
        words.gettext("What is done"),
        words.gettext("By whom"),
        words.gettext("Due"),
        words.gettext("State"),
    )
    return form.listing(_ISSUES, header, lines, least=2)


def _opinion(sheet: VisitSheet, form: Form) -> Row:
    words = form.words
    new_card = words.code("card_colour", sheet.new_card) or WIDE_SPACE * 3
    change = words.colon(words.gettext("change to")) + new_card
    opinion = words.apart(
        (
            words.box(words.gettext("unchanged"), ticked=sheet.card_unchanged is True),
            words.box(change, ticked=sheet.card_unchanged is False),
            words.colon(words.gettext("reason")) + sheet.card_reason,
        )
    )
    next_visit = words.day(sheet.next_visit) or words.day_to_write()
    label, value = form.label, form.value
    return form.pairs(
        (label, 2 * value + label - 20, label, value + 20),
        (words.gettext("Card opinion"), opinion),
        (words.gettext("Next visit"), next_visit),
    )
