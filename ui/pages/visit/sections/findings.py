"""Section 2: what was seen, a tile for each thing and words for those that need them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _, language
from fieldapp.records import Visit
from fieldapp.records.declare import fields_of
from fieldapp.rules.visit_form import FINDINGS
from ui.forms.code_options import code_options
from ui.pages.visit.sections.field_set import CodesField, FieldSet, VisitColumn, labelled
from ui.pages.visit.state import VisitState
from ui.style.tokens import GRID
from ui.widgets.finding import FindingState, ToggleFinding
from ui.widgets.text_fields import LongTextField

_TILE_WORDS = 64


def words_of(finding: str) -> str:
    """The field that holds the words of a finding."""
    return "income_note" if finding == "income" else finding


class FindingTile(ToggleFinding):
    """A finding; + asks for words about it even when all is well."""

    words_asked = Signal()

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Plus opens the line for words."""
        if e.key() == Qt.Key.Key_Plus:
            self.words_asked.emit()
            return
        super().keyPressEvent(e)


class Findings:
    """Six tiles; below them a line of words for each problem, then the policies enjoyed."""

    def __init__(self, state: VisitState, form: VisitColumn, fields: FieldSet) -> None:
        del state
        self._lines: dict[str, QWidget] = {}
        self._asked: set[str] = set()
        form.section("② " + _("What was seen"), _("1 good   2 problem   + words"))
        tiles = QGridLayout()
        tiles.setContentsMargins(0, 0, 0, 0)
        tiles.setSpacing(GRID)
        across = _tiles_across(form)
        for place, name in enumerate(FINDINGS):
            tile = FindingTile(_name(name), _states(name), "—")
            tile.words_asked.connect(lambda name=name: self._ask(name))
            fields.bind_bare(f"visit.{name}_problem", tile)
            tiles.addWidget(tile, place // across, place % across)
        form.add(tiles)
        for name in FINDINGS:
            field = LongTextField(_name(name))
            line = QWidget()
            slot = fields.bind(f"visit.{words_of(name)}", field)
            line.setLayout(labelled((_name(name), slot)))
            self._lines[name] = line
            form.add(line)
        policies = fields_of(Visit)["policies_enjoyed"].label(language())
        enjoyed = CodesField(policies, code_options("C20", language()))
        form.add(labelled((policies, fields.bind("visit.policies_enjoyed", enjoyed))))

    def show_state(self, state: VisitState) -> None:
        """Show lines for problems, for what has words, and where words were asked for."""
        for name, line in self._lines.items():
            wanted = (
                state.text(f"visit.{name}_problem") == "problem"
                or bool(state.text(f"visit.{words_of(name)}"))
                or name in self._asked
            )
            line.setVisible(wanted)

    def order(self, state: VisitState) -> Iterator[str]:
        """The keys in the order in which they are keyed."""
        del state
        yield from (f"visit.{name}_problem" for name in FINDINGS)
        yield from (f"visit.{words_of(name)}" for name in FINDINGS)
        yield "visit.policies_enjoyed"

    def _ask(self, name: str) -> None:
        self._asked.add(name)
        self._lines[name].show()


def _tiles_across(form: VisitColumn) -> int:
    """All six beside each other where their words fit, else three."""
    widest = max(form.fontMetrics().horizontalAdvance(_name(name)) for name in FINDINGS)
    return len(FINDINGS) if widest <= _TILE_WORDS else len(FINDINGS) // 2


def _name(finding: str) -> str:
    return fields_of(Visit)[words_of(finding)].label(language())


def _states(finding: str) -> tuple[FindingState, ...]:
    known = (FindingState("ok", _("good"), "ok"), FindingState("problem", _("problem"), "error"))
    if finding == "schooling":
        return (*known, FindingState("none", _("no pupil"), "quiet"))
    return known
