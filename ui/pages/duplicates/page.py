"""Pairs that may be one person at the left, the two records side by side at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column, FrozenTableModel
from ui.pages.duplicates.state import Comparison, DuplicatesState, FieldRow, PairRow, Side
from ui.pages.duplicates.view_model import DuplicatesViewModel
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import FilterButton, LinkButton, PrimaryButton, QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel import Panel
from ui.widgets.table import Table
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField

_SIDES: dict[int, Side] = {1: "one", 2: "other"}
_KEYS: dict[int, Side] = {Qt.Key.Key_Left: "one", Qt.Key.Key_Right: "other"}


class SideTable(Table):
    """Fields of two records; Left and Right, or a click on a value, take that side."""

    side_asked = Signal(str, str)

    def __init__(self, model: FrozenTableModel[FieldRow], name: str) -> None:
        super().__init__(model, name)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.clicked.connect(self._clicked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose; everything else as in every table."""
        side, line = _KEYS.get(event.key()), self.current()
        if side is not None and isinstance(line, FieldRow):
            self.side_asked.emit(line.key, side)
            return
        super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        side, line = _SIDES.get(index.column()), self.current()
        if side is not None and isinstance(line, FieldRow):
            self.side_asked.emit(line.key, side)


class DuplicatesPage(QWidget):
    """Renders a :class:`DuplicatesState`; what is pressed goes to the view model."""

    def __init__(self, model: DuplicatesViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._shown = DuplicatesState()
        self._told = Text("", "quiet")
        self._strength = FilterButton(_("How likely"), [("", _("all"))])
        self._strength.picked.connect(model.narrow)
        self._pairs = FrozenTableModel[PairRow](_pair_columns())
        self.table = Table(self._pairs, _("People entered twice"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.current_changed.connect(self._moved)
        self._fields = FrozenTableModel[FieldRow](_field_columns())
        self.fields = SideTable(self._fields, _("Both records"))
        self.fields.side_asked.connect(model.choose)
        self.table.opened.connect(lambda _line: self._compare())
        self._reasons = Text("", "strong", wrap=True)
        self._note = Text("", "quiet", wrap=True)
        self.why = TextField(_("Why they are different people"), _("such as: cousins (optional)"))
        self._one = LinkButton("", "", lambda: self._open("one"))
        self._other = LinkButton("", "", lambda: self._open("other"))
        self._arrange()
        model.changed.connect(lambda: self.show_state(model.state))
        self.show_state(model.state)

    def refresh(self) -> None:
        """Compare again; called each time the page comes to the front."""
        self._model.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do here."""
        return _(
            "↑↓ choose    Enter compares    ←→ take that value    Ctrl+Enter merges    Esc back"
        )

    def show_state(self, state: DuplicatesState) -> None:
        """Show this moment."""
        self._told.setText(state.told)
        self._strength.set_choices(state.strengths or [("", _("all"))], state.strength)
        if state.rows != self._shown.rows:
            self._pairs.set_rows(state.rows)
        self._layers.setCurrentIndex(0 if state.rows or not state.looked else 1)
        previous, self._shown = self._shown, state
        self._show_comparison(state.comparison, previous.comparison)

    def _show_comparison(self, now: Comparison | None, before: Comparison | None) -> None:
        self._right.setVisible(now is not None)
        if now is None:
            return
        place = max(self.fields.currentIndex().row(), 0)
        same = before is not None and before.key == now.key
        self._fields.set_rows(now.rows)
        self.fields.go_to(place if same else 0)
        self._reasons.setText(now.reasons)
        self._note.setText(now.note)
        self._one.set_text(_("Open the left one: {name}").format(name=now.one))
        self._other.set_text(_("Open the right one: {name}").format(name=now.other))
        if not same:
            self.why.set_value("")
        self.table.go_to(self._pairs.place_of(lambda line: line.key == now.key))

    def _arrange(self) -> None:
        model = self._model
        head = row(
            LinkButton(f"‹ {_('Back')}", "Esc", model.back_wanted.emit),
            Text(_("People entered twice"), "title"), self._told, None, self._strength,
            QuietButton(_("Compare again"), "Ctrl+R", model.load), gap=1.5,
        )  # fmt: skip
        left = Panel(flush=True)
        inside = QWidget()
        self._layers = QStackedLayout(inside)
        self._layers.addWidget(self.table)
        self._layers.addWidget(
            EmptyState(
                "ok", _("Nobody seems to be entered twice."),
                _("People are compared by ID number, sound of the name, birth date and village."),
            )
        )  # fmt: skip
        left.body.addWidget(inside)
        self._right = Panel(_("Is it the same person?"))
        body = self._right.body
        body.addWidget(self._reasons)
        body.addWidget(self.fields, 1)
        body.addLayout(row(self._one, self._other, None))
        body.addWidget(self._note)
        apart = QuietButton(_("Different people"), "Ctrl+D", self._tell_apart, changes=True)
        line = row(gap=1)
        line.addWidget(self.why, 1)
        line.addWidget(apart)
        body.addLayout(line)
        same = PrimaryButton(_("The same: merge"), "Ctrl+Enter", model.merge, changes=True)
        body.addLayout(row(None, same))
        layout = column(head, side_by_side(left, self._right, shares=(1, 1)), gap=2)
        layout.setContentsMargins(24, 16, 24, 20)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _moved(self, line: object) -> None:
        if isinstance(line, PairRow):
            self._model.look_at(line.key)

    def _compare(self) -> None:
        self.fields.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, side: Side) -> None:
        now = self._shown.comparison
        if now is not None:
            uid = now.one_household if side == "one" else now.other_household
            self._model.household_wanted.emit(uid)

    def _tell_apart(self) -> None:
        self._model.tell_apart(self.why.value())


def _pair_columns() -> tuple[Column[PairRow], ...]:
    return (
        Column(
            _("How likely"), lambda r: r.strength, key="strength", chip=lambda r: r.tone, width=88
        ),
        Column(_("One"), lambda r: r.one, key="one", quiet=lambda r: r.one_place, width=128),
        Column(
            _("The other"), lambda r: r.other, key="other", quiet=lambda r: r.other_place,
            width=128,
        ),
        Column(_("Why"), lambda r: r.reasons, key="reasons", width=0),
    )  # fmt: skip


def _field_columns() -> tuple[Column[FieldRow], ...]:
    def mark(line: FieldRow, side: Side) -> str:
        value = line.one if side == "one" else line.other
        if not line.differs:
            return value
        return f"● {value}" if line.side == side else f"○ {value}"

    def tone(line: FieldRow, side: Side) -> str:
        if not line.differs:
            return "quiet"
        return "accent" if line.side == side else ""

    return (
        Column(_("Field"), lambda r: r.label, key="field", tone=lambda _r: "quiet", width=104),
        Column(
            _("Left record"), lambda r: mark(r, "one"), key="one", tone=lambda r: tone(r, "one"),
            width=206,
        ),
        Column(
            _("Right record"), lambda r: mark(r, "other"), key="other",
            tone=lambda r: tone(r, "other"), width=0,
        ),
    )  # fmt: skip
