"""The tables of the visit sheet, from the head block to the signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldapp.foundation.i18n import N_
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.tables import ROW, SIZE, Cell, Row, Table
from fieldapp.sheets.values import FINDING_KEYS, Finding, FindingKey, Promise, VisitSheet
from fieldapp.sheets.words import Words

BODY_WIDTH = 481.9
"""170 mm: A4 with margins of 20 mm."""

_LABELS: dict[FindingKey, str] = {
    "food_clothes": N_("Food, clothes"),
    "housing": N_("Housing"),
    "water": N_("Water"),
    "schooling": N_("Schooling"),
    "medical": N_("Medical care"),
    "income": N_("Income"),
}
_MEASURES = (0.312, 0.115, 0.13, 0.178, 0.115, 0.15)
_ISSUES = (0.31, 0.267, 0.13, 0.178, 0.115)


class VisitBlocks:
    """Makes the tables of one visit.

    ``by_hand`` adds the empty lines of a sheet to be written on; without ``roomy`` no more room
    is left than the text and one line each need.
    """

    def __init__(
        self, sheet: VisitSheet, words: Words, *, by_hand: bool, roomy: bool = True
    ) -> None:
        self._sheet = sheet
        self._words = words
        self._by_hand = by_hand
        self._roomy = roomy
        self._label = 63.0 if words.language.startswith("zh") else 74.0
        self._value = BODY_WIDTH / 3 - self._label

    def tables(self) -> Iterator[Table]:
        """All tables, in the order of the sheet."""
        yield self._head()
        yield Table((self._line(self._words.gettext("Promised last time"), self._promises()),))
        yield Table((*self._findings(), *self._texts()))
        yield self._measures()
        yield self._issues()
        yield Table((self._opinion(),))

    def signatures(self) -> Signatures:
        """The three lines to sign on."""
        words = self._words
        kind = words.code("sign_kind", self._sheet.sign_kind) or words.gettext("thumbprint")
        head = words.details(words.gettext("Signature of head of household"), (kind,))
        return Signatures(
            (
                words.colon(head),
                words.colon(words.gettext("Signature of visitor")),
                words.colon(words.gettext("Signature of village official")),
            ),
            words.day_to_write(),
        )

    # --- head block

    def _head(self) -> Table:
        sheet, words = self._sheet, self._words
        label, value = self._label, self._value
        merged = value + label + value
        six = (label, value) * 3
        four = (label, merged, label, value)
        halves = (label, value, label, merged)
        return Table(
            (
                self._row(
                    six,
                    (words.gettext("Head of household"), sheet.head_name),
                    (words.gettext("Card"), words.code("card_colour", sheet.card)),
                    (words.gettext("People"), self._people()),
                ),
                self._row(
                    four,
                    (words.gettext("Address"), self._address()),
                    (words.gettext("Phone"), sheet.phone_masked),
                ),
                self._row(
                    four,
                    (words.gettext("Causes of poverty"), self._causes()),
                    (words.gettext("Income per head"), self._income()),
                ),
                self._row(
                    halves,
                    (words.gettext("Helper"), sheet.helper),
                    (words.gettext("Time of visit"), words.span(sheet.start_at, sheet.end_at)),
                ),
                self._row(
                    halves,
                    (words.gettext("Visitors"), words.names(sheet.visitors)),
                    (words.gettext("People met"), self._met()),
                ),
            )
        )

    def _people(self) -> str:
        if self._sheet.people is None:
            return ""
        return self._words.gettext("{count} in all", count=self._sheet.people)

    def _address(self) -> str:
        words, altitude = self._words, self._sheet.altitude_m
        if altitude is None:
            return self._sheet.address
        metres = words.gettext("altitude {metres} m", metres=words.number(altitude))
        return words.details(self._sheet.address, (metres,))

    def _causes(self) -> str:
        sheet, words = self._sheet, self._words
        return words.apart(
            (
                words.named(words.gettext("Main cause"), words.code("C06", sheet.main_cause)),
                words.named(words.gettext("Other causes"), words.codes("C06", sheet.other_causes)),
            )
        )

    def _income(self) -> str:
        sheet, words = self._sheet, self._words
        if sheet.income_per_head is None:
            return ""
        year = "" if sheet.income_year is None else str(sheet.income_year)
        amount = words.number(sheet.income_per_head, words.gettext("yuan"))
        return words.details(amount, (year,))

    def _met(self) -> str:
        sheet, words = self._sheet, self._words
        met = words.names(sheet.people_met)
        if sheet.nobody_home_reason:
            met = words.named(words.gettext("Nobody met"), sheet.nobody_home_reason)
        place = words.code("place_kind", sheet.place_kind)
        purposes = words.codes("visit_purpose", sheet.purposes)
        return words.apart(
            (
                met,
                words.named(words.gettext("Place"), place),
                words.named(words.gettext("Purpose"), purposes),
            )
        )

    # --- what was found and said

    def _promises(self) -> str:
        return "\n".join(self._promise(promise) for promise in self._sheet.promises)

    def _promise(self, promise: Promise) -> str:
        words = self._words
        due = words.gettext("by {day}", day=words.day(promise.due)) if promise.due else ""
        boxes = (
            words.box(words.gettext("kept"), ticked=promise.state == "done"),
            words.box(words.gettext("not kept"), ticked=promise.state == "not_done"),
        )
        return words.parts((*boxes, words.details(promise.title, (promise.owner, due))))

    def _findings(self) -> Iterator[Row]:
        given = {finding.key: finding for finding in self._sheet.findings}
        pairs = [
            (self._words.gettext(_LABELS[key]), self._finding(given.get(key, Finding(key))))
            for key in FINDING_KEYS
        ]
        yield self._row((self._label, self._value) * 3, *pairs[:3])
        yield self._row((self._label, self._value) * 3, *pairs[3:])

    def _finding(self, finding: Finding) -> str:
        words = self._words
        known = None if finding.not_applicable else finding.problem
        boxes = [
            words.box(words.gettext("in order"), ticked=known is False),
            words.box(words.gettext("a problem"), ticked=known is True),
        ]
        if finding.not_applicable or (finding.key == "schooling" and known is None):
            none = words.gettext("no pupil" if finding.key == "schooling" else "not applicable")
            boxes.append(words.box(none, ticked=finding.not_applicable))
        return words.parts(boxes[:2]) + "".join(f"\n{box}" for box in boxes[2:])

    def _texts(self) -> Iterator[Row]:
        sheet, words = self._sheet, self._words
        noted = (
            words.named(words.gettext(_LABELS[finding.key]), finding.text)
            for finding in sheet.findings
        )
        situation = "\n".join(filter(None, (*sheet.situation, *noted)))
        yield self._line(words.gettext("Situation"), situation, room=57, stretch=3)
        yield self._line(words.gettext("Appeal"), sheet.appeal, room=33, stretch=2)
        yield self._line(words.gettext("Answer, explained"), sheet.answer, room=33, stretch=2)

    # --- what is to be done

    def _measures(self) -> Table:
        sheet, words = self._sheet, self._words
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
            words.gettext("Responsible"),
            words.gettext("Due"),
            words.gettext("State"),
            words.gettext("Head signs"),
        )
        return self._list(_MEASURES, header, lines, least=3)

    def _issues(self) -> Table:
        sheet, words = self._sheet, self._words
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
            words.gettext("Responsible"),
            words.gettext("Due"),
            words.gettext("State"),
        )
        return self._list(_ISSUES, header, lines, least=2)

    def _opinion(self) -> Row:
        sheet, words = self._sheet, self._words
        new_card = words.code("card_colour", sheet.new_card) or "\u3000" * 3
        change = words.colon(words.gettext("change to")) + new_card
        opinion = words.apart(
            (
                words.box(words.gettext("unchanged"), ticked=sheet.card_unchanged is True),
                words.box(change, ticked=sheet.card_unchanged is False),
                words.colon(words.gettext("reason")) + sheet.card_reason,
            )
        )
        next_visit = words.day(sheet.next_visit) or words.day_to_write()
        label, value = self._label, self._value
        return self._row(
            (label, 2 * value + label - 10, label, value + 10),
            (words.gettext("Card opinion"), opinion),
            (words.gettext("Next visit"), next_visit),
        )

    # --- rows

    def _list(
        self,
        shares: tuple[float, ...],
        header: tuple[str, ...],
        lines: list[tuple[str, ...]],
        *,
        least: int,
    ) -> Table:
        """A table of lines under a header, with an empty line at its end to write on."""
        empty = max(least - len(lines), 2 if self._by_hand else 1) if self._roomy else 1
        lines = [*lines, *[("",) * len(shares)] * empty]
        widths = tuple(share * BODY_WIDTH for share in shares)
        return Table(
            tuple(Row(tuple(map(Cell, line)), widths) for line in lines),
            Row(tuple(Cell(text, label=True) for text in header), widths),
        )

    def _line(self, label: str, text: str, *, room: float = ROW, stretch: float = 0) -> Row:
        cells = (Cell(label, label=True), Cell(text))
        widths = (self._label, BODY_WIDTH - self._label)
        return Row(cells, widths, room if self._roomy else ROW, stretch)

    def _row(self, widths: tuple[float, ...], *pairs: tuple[str, str]) -> Row:
        cells = (each for label, text in pairs for each in (Cell(label, label=True), Cell(text)))
        return Row(tuple(cells), widths)


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on side by side, with room for a thumbprint and the date under each."""

    labels: tuple[str, ...]
    day: str
    height: float = 68

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the labels on their lines and the dates under them."""
        gap = 13.5
        width = (BODY_WIDTH - gap * (len(self.labels) - 1)) / len(self.labels)
        base = top - 46
        for label in self.labels:
            pen.text(left, base + 6, label, SIZE)
            pen.line(left, base, left + width)
            pen.right(left + width, base - 16, self.day, SIZE)
            left += width + gap
