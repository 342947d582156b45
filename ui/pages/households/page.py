"""The list of households: narrowed by chips and buttons, sorted by any column, read by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from fieldapp.ports.questions import HouseholdRow
from ui.dialogs.judging_host import JudgingHost
from ui.models.frozen_table import FrozenTableModel
from ui.navigation.intents import HouseholdFilter
from ui.pages.households.columns import CONFLICTS, columns
from ui.pages.households.narrowing import CARDS
from ui.pages.households.sections.preview_pane import PreviewPane
from ui.pages.households.state import ListState
from ui.pages.households.view_model import HouseholdsViewModel
from ui.style.layouts import column, row
from ui.widgets.buttons import FilterButton, HintButton, PrimaryButton, QuietButton
from ui.widgets.chips import PillButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel import Panel
from ui.widgets.table import Table
from ui.widgets.text import Text


class MarkTable(Table):
    """A list in which Space marks the row under the cursor and goes on to the next."""

    mark_asked = Signal(object)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space marks; everything else as in every table."""
        if event.key() == Qt.Key.Key_Space and self.current() is not None:
            self.mark_asked.emit(self.current())
            self.go_to(self.currentIndex().row() + 1)
            return
        super().keyPressEvent(event)


class HouseholdsPage(QWidget):
    """Renders a :class:`ListState`; what is pressed goes to the view model."""

    def __init__(self, model: HouseholdsViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self.forms = JudgingHost(self, model.new)
        self._version = -1
        self._terms = model.state.terms
        self._marked: frozenset[str] = frozenset()
        self._rows = FrozenTableModel[HouseholdRow](
            columns(
                lambda: self._terms,
                lambda uid: uid in self._marked,
                lambda uid: model.state.disputed.get(uid, 0),
            )
        )
        self.table = MarkTable(self._rows, _("Households"), framed=True)
        self.preview = PreviewPane()
        self.chips = {card: _chip(card, model) for card, _tone in CARDS}
        self.conflicts = _checkable(self._toggle_conflicts)
        self.groups = FilterButton(_("Group"), [("", _("all"))])
        self.causes = FilterButton(_("Cause"), [("", _("all"))])
        self.visits = FilterButton(_("Visits"), [("", _("all"))])
        self._narrowing = PillButton("", "green")
        self._count = Text("", "quiet")
        self._print = HintButton(_("Print"), "Ctrl+P", show_hint=False)
        self._print.clicked.connect(lambda _checked=False: self._ask_print())
        self._more = HintButton("⋯", show_hint=False)
        self._more.setAccessibleName(_("More"))
        self._menu = QMenu(self)
        acts = {
            "Ctrl+Shift+O": (_("Take in a roster…"), model.roster_wanted),
            "Ctrl+Shift+E": (_("Export the register…"), model.export_wanted),
            "Ctrl+Shift+D": (_("People entered twice…"), model.duplicates_wanted),
        }
        self._more.setToolTip("\n".join(f"{words} ({key})" for key, (words, _s) in acts.items()))
        for key, (words, wanted) in acts.items():
            act = self._menu.addAction(words)
            act.setShortcut(key)
            act.triggered.connect(lambda _checked=False, wanted=wanted: wanted.emit())
            self.addAction(act)
        self._more.clicked.connect(lambda _checked=False: self._drop())
        self._new = HintButton(_("New household"), "Ctrl+Shift+N", kind="primary", show_hint=False)
        self._new.clicked.connect(lambda _checked=False: model.ask_new())
        self._arrange()
        self._connect()
        self.table.sort_by("head")
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do here."""
        return _("↑↓ choose    Enter opens    Space marks    Ctrl+N records a visit")

    def show_state(self, state: ListState) -> None:
        """Show this moment."""
        self._terms = state.terms
        self._show_filters(state)
        if state.marked != self._marked:
            self._marked = state.marked
            self.table.viewport().update()
        if state.version != self._version:
            self._version = state.version
            self._show_rows(state)
        self._count.setText(state.count)
        self._print.setEnabled(bool(state.rows))
        self.preview.show_preview(state.preview)
        if state.register_empty:
            self._layers.setCurrentIndex(2)
        else:
            self._layers.setCurrentIndex(0 if state.rows or not state.loaded else 1)

    def _show_filters(self, state: ListState) -> None:
        shown = {count.card: count for count in state.cards}
        for card, chip in self.chips.items():
            count = shown.get(card)
            chip.setVisible(count is not None)
            if count is not None:
                chip.set_pill(f"✓ {count.words}" if count.on else count.words, count.tone)
                chip.setChecked(count.on)
                chip.setMinimumWidth(chip.sizeHint().width())
        wanted = state.filter
        self.conflicts.set_pill(
            f"✓ {state.conflicts}" if wanted.conflicts else state.conflicts, "red"
        )
        self.conflicts.setChecked(wanted.conflicts)
        self.conflicts.setMinimumWidth(self.conflicts.sizeHint().width())
        self.conflicts.setVisible(bool(state.conflicts) or wanted.conflicts)
        self.groups.set_choices(state.groups, wanted.group)
        self.causes.set_choices(state.causes, wanted.cause)
        self.visits.set_choices(state.visits, wanted.visits)
        self._narrowing.set_pill(f"{state.narrowed} ×", "green")
        self._narrowing.setVisible(bool(state.narrowed))

    def _show_rows(self, state: ListState) -> None:
        current = self.table.current()
        uid = state.chosen or (current.uid if isinstance(current, HouseholdRow) else "")
        self._rows.set_rows(state.rows)
        keys = [column.key for column in self._rows.columns]
        self.table.setColumnHidden(keys.index(CONFLICTS), not state.conflicts)
        place = self._rows.place_of(lambda known: known.uid == uid) if uid else -1
        self.table.go_to(max(place, 0))
        if not state.rows:
            self._model.look_at("")

    def _arrange(self) -> None:
        head = row(
            Text(_("Households"), "title"), row(*self.chips.values(), self.conflicts, gap=1),
            self.groups, self.causes, self.visits, self._narrowing, None, self._count, self._more,
            self._print, self._new, gap=1,
        )  # fmt: skip
        head.insertSpacing(1, 8)
        lists = QWidget()
        self._layers = QStackedLayout(lists)
        self._layers.addWidget(self.table)
        self._layers.addWidget(
            _framed(
                "search", _("No household fits these filters."),
                _("Take a filter away to see more."),
                QuietButton(_("Show all"), "", self._widen),
            )
        )  # fmt: skip
        self._layers.addWidget(
            _framed(
                "households", _("The register is still empty."),
                _("Add the first household, or take in a roster or a bundle under Exchange."),
                PrimaryButton(_("New household"), "", self._model.ask_new, changes=True),
                QuietButton(
                    _("Take in a roster…"), "", self._model.roster_wanted.emit, changes=True
                ),
            )
        )  # fmt: skip
        body = row(gap=2)
        body.addWidget(lists, 1)
        body.addWidget(self.preview)
        layout = column(head, body, gap=2, margin=3)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show_again)
        model.new.wanted.connect(lambda form: self.forms.show_form(form, self._terms.today))
        self.groups.picked.connect(model.set_group)
        self.causes.picked.connect(model.set_cause)
        self.visits.picked.connect(model.set_visits)
        self._narrowing.clicked.connect(self._widen)
        self.table.current_changed.connect(lambda row: model.look_at(row.uid))
        self.table.opened.connect(lambda row: model.household_wanted.emit(row.uid))
        self.table.mark_asked.connect(lambda row: model.toggle_mark(row.uid))
        self.preview.visit_asked.connect(model.visit_wanted)
        self.preview.conflicts_asked.connect(lambda uid: model.matter_wanted.emit("conflicts", uid))
        self.preview.open_asked.connect(model.household_wanted)

    def _show_again(self) -> None:
        self.show_state(self._model.state)

    def _toggle_conflicts(self) -> None:
        wanted = self._model.state.filter
        self._model.narrow(replace(wanted, conflicts=not wanted.conflicts))

    def _widen(self) -> None:
        self._model.narrow(HouseholdFilter())

    def _drop(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _ask_print(self) -> None:
        chosen = self.table.chosen() or [self.table.current()]
        self._model.print_marked([row.uid for row in chosen if isinstance(row, HouseholdRow)])


def _framed(picture: str, sentence: str, what_to_do: str, *buttons: HintButton) -> Panel:
    panel = Panel()
    panel.body.addWidget(EmptyState(picture, sentence, what_to_do, *buttons))
    return panel


def _chip(card: str, model: HouseholdsViewModel) -> PillButton:
    return _checkable(lambda: model.toggle_card(card))


def _checkable(toggle: Callable[[], None]) -> PillButton:
    chip = PillButton("")
    chip.setCheckable(True)
    chip.setToolTip(_("Show only these; press again to show all"))
    chip.clicked.connect(lambda _checked=False: toggle())
    return chip
