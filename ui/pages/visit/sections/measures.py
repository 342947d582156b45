"""Section 5: the measures promised so far with their state, and rows for new ones."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _, language
from fieldapp.records import Measure
from fieldapp.records.declare import fields_of
from ui.forms.code_options import code_options
from ui.pages.visit.sections.field_set import FieldSet, NameField, VisitColumn, labelled
from ui.pages.visit.state import MeasureLine, VisitState
from ui.style.layouts import row, rule
from ui.style.tokens import GRID
from ui.widgets.code_field import CodeField
from ui.widgets.date_field import DateField
from ui.widgets.text import Elided, Text
from ui.widgets.text_fields import NumberField, TextField

_COLUMNS = ("title", "quantity", "helper", "due_date", "state")
_WIDTHS = (0, 100, 80, 108, 100)
"""Pixels of the columns; the first takes what is left."""
_NEW = ("title", "catalog", "quantity", "unit", "helper", "due_date", "state")


class Measures:
    """A table whose cells are keyed; the last row is empty and waits for a new measure."""

    def __init__(self, state: VisitState, form: VisitColumn, fields: FieldSet) -> None:
        self._fields = fields
        self._names = {name: spec.label(language()) for name, spec in fields_of(Measure).items()}
        self._details: dict[str, tuple[QWidget, QWidget]] = {}
        self._new: dict[str, tuple[list[QWidget], QWidget]] = {}
        self._first_due = {
            line.uid: state.text(f"measure.{line.uid}.due") for line in state.measures
        }
        form.section("⑤ " + _("Measures"))
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._header())
        for line in state.measures:
            self._held(line, state)
        form.add(self._column)

    def show_state(self, state: VisitState) -> None:
        """Add rows for new measures; ask for results and reasons where they are due."""
        for uid in state.new_measures:
            if uid not in self._new:
                self._fresh(uid, state)
            cells, group = self._new[uid]
            named = bool(state.text(f"new_measure.{uid}.title").strip())
            group.setVisible(named)
            for cell in cells:
                cell.setVisible(named)
        for uid, (result, reason) in self._details.items():
            chosen = state.text(f"measure.{uid}.state")
            moved = state.text(f"measure.{uid}.due") != self._first_due[uid]
            result.setVisible(chosen == "done")
            told = bool(state.text(f"measure.{uid}.reason"))
            reason.setVisible(chosen == "stopped" or (moved and chosen != "done") or told)

    def order(self, state: VisitState) -> Iterator[str]:
        """The keys in the order in which they are keyed."""
        for line in state.measures:
            for name in ("due", "state", "result_date", "result", "reason"):
                yield f"measure.{line.uid}.{name}"
        for uid in state.new_measures:
            yield from (f"new_measure.{uid}.{name}" for name in _NEW)

    def _header(self) -> QWidget:
        head = QFrame()
        head.setProperty("panel", "sunken")
        grid = _grid()
        grid.setContentsMargins(1, 3, 1, 3)
        for place, name in enumerate(_COLUMNS):
            words = Text(self._names[name], "caption")
            words.setIndent(4)
            _place(grid, words, place)
        head.setLayout(grid)
        return head

    def _held(self, line: MeasureLine, state: VisitState) -> None:
        key = f"measure.{line.uid}"
        grid = _grid()
        title = Elided(line.title, "strong")
        title.setIndent(4)
        _place(grid, title, 0)
        for place, words in ((1, line.quantity), (2, line.owner)):
            shown = Elided(words)
            shown.setIndent(4)
            _place(grid, shown, place)
        due = DateField(self._names["due_date"], state.today, "future")
        chosen = CodeField(self._names["state"], code_options("measure_state", language()))
        for place, (name, field) in enumerate((("due", due), ("state", chosen)), 3):
            self._fields.bind_bare(f"{key}.{name}", field)
            _place(grid, field, place)
        self._column.addLayout(grid)
        result, reason = self._result(key, state), self._reason(key)
        self._details[line.uid] = (result, reason)
        self._column.addWidget(result)
        self._column.addWidget(reason)
        self._column.addWidget(rule())

    def _result(self, key: str, state: VisitState) -> QWidget:
        line = QWidget()
        day = DateField(self._names["result_date"], state.today, "past")
        words = TextField(self._names["result_text"])
        line.setLayout(
            labelled(
                (self._names["result_date"], self._fields.bind(f"{key}.result_date", day)),
                (self._names["result_text"], self._fields.bind(f"{key}.result", words)),
                shares=(1, 2),
            )
        )
        return line

    def _reason(self, key: str) -> QWidget:
        line = QWidget()
        field = TextField(self._names["reason_text"])
        line.setLayout(
            labelled((self._names["reason_text"], self._fields.bind(f"{key}.reason", field)))
        )
        return line

    def _fresh(self, uid: str, state: VisitState) -> None:
        names = self._names
        made: dict[str, QWidget] = {
            "title": TextField(names["title"], _("+ new measure")),
            "quantity": NumberField(names["quantity"], decimals=2),
            "unit": TextField(names["unit"], names["unit"]),
            "helper": NameField(names["helper"], state.team),
            "due_date": DateField(names["due_date"], state.today, "future"),
            "state": CodeField(names["state"], code_options("measure_state", language())),
            "catalog": CodeField(names["catalog"], code_options("C20", language())),
        }
        for name in _NEW:
            self._fields.bind_bare(f"new_measure.{uid}.{name}", made[name])
            self._fields.move(f"new_measure.{uid}.{name}", state.text(f"new_measure.{uid}.{name}"))
        amount = row(gap=0.5)
        amount.addWidget(made["quantity"], 1)
        amount.addWidget(made["unit"], 1)
        how_much = QWidget()
        how_much.setLayout(amount)
        cells = [how_much, made["helper"], made["due_date"], made["state"]]
        grid = _grid()
        for place, cell in enumerate((made["title"], *cells)):
            _place(grid, cell, place)
        self._column.addLayout(grid)
        group = QWidget()
        group.setLayout(labelled((names["catalog"], made["catalog"])))
        self._column.addWidget(group)
        self._new[uid] = (cells, group)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GRID)
    grid.setColumnStretch(0, 1)
    for place, width in enumerate(_WIDTHS):
        grid.setColumnMinimumWidth(place, width)
    return grid


def _place(grid: QGridLayout, cell: QWidget, place: int) -> None:
    """Put a cell into its column, as wide as the column is in every row."""
    if _WIDTHS[place]:
        cell.setFixedWidth(_WIDTHS[place])
    grid.addWidget(cell, 0, place)
