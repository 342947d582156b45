"""Sections 3 and 4: the card and the causes of poverty, each kept or changed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _, language
from fieldapp.records import CardRating, HouseholdYear
from fieldapp.records.codes import code_list
from fieldapp.records.declare import fields_of
from ui.forms.code_options import code_options
from ui.pages.visit.sections.field_set import CodesField, FieldSet, VisitColumn, label, labelled
from ui.pages.visit.state import VisitState
from ui.style.layouts import column, row, side_by_side
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeField, CodeOption
from ui.widgets.text import Text
from ui.widgets.text_fields import LongTextField

_LABEL = 40


class CardCauses:
    """Card at the left, causes at the right; a new card asks for its reason below."""

    keys = ("card.colour", "card.reason", "cause.main", "cause.others", "cause.note")

    def __init__(self, state: VisitState, form: VisitColumn, fields: FieldSet) -> None:
        names = {name: spec.label(language()) for name, spec in fields_of(HouseholdYear).items()}
        card_name = fields_of(CardRating)["colour"].label(language())
        card = ChoiceChips(card_name, _answers(state.card), single=True)
        main = CodeField(names["main_cause"], code_options("C06", language()))
        others = CodesField(names["other_causes"], code_options("C06", language()))
        causes = column(gap=0.75)
        for name, field, words in (("main", main, _("main")), ("others", others, _("others"))):
            line = row(gap=1)
            top = Qt.AlignmentFlag.AlignTop
            line.addWidget(label(words, _LABEL), 0, top)
            line.addWidget(fields.bind(f"cause.{name}", field), 1, top)
            causes.addLayout(line)
        left = column(
            Text("③ " + card_name, "heading"), fields.bind("card.colour", card), None, gap=1
        )
        right = column(Text("④ " + _("Causes of poverty"), "heading"), causes, None, gap=1)
        both = side_by_side(left, right)
        both.setContentsMargins(0, 8, 0, 0)
        form.add(both)
        reason_name = fields_of(CardRating)["reason_text"].label(language())
        self._reason = QWidget()
        slot = fields.bind("card.reason", LongTextField(reason_name))
        self._reason.setLayout(labelled((reason_name, slot)))
        form.add(self._reason)
        self._note = QWidget()
        note = fields.bind("cause.note", LongTextField(names["cause_note"]))
        self._note.setLayout(labelled((names["cause_note"], note)))
        form.add(self._note)
        self._first_causes: tuple[str, str] | None = None

    def show_state(self, state: VisitState) -> None:
        """Ask for words only where something is changed."""
        causes = (state.text("cause.main"), state.text("cause.others"))
        if self._first_causes is None:
            self._first_causes = causes
        changed = causes != self._first_causes
        self._reason.setVisible(bool(state.text("card.colour")))
        self._note.setVisible(changed or bool(state.text("cause.note")))

    def order(self, state: VisitState) -> Iterator[str]:
        """The keys in the order in which they are keyed."""
        del state
        yield from self.keys


def _answers(card: str) -> tuple[CodeOption, ...]:
    colours = code_list("card_colour")
    keep = _("keep {card}").format(card=colours.label(card, language())) if card else _("no card")
    others = [code.value for code in colours.codes if code.value != card]
    change = [
        CodeOption(value, str(place), colours.label(value, language()))
        for place, value in enumerate(others, 2)
    ]
    return (CodeOption("", "1", keep), *change)
