"""Conflicts at the left; at the right every value side by side, and what was asked about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.pages.merge.deciding import DecidingPanel
from ui.pages.merge.state import ConflictLine, MergeState
from ui.pages.merge.view_model import MergeViewModel
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import FilterButton, QuietButton
from ui.widgets.decision_list import DecisionList
from ui.widgets.inbox import Inbox
from ui.widgets.panel import Panel
from ui.widgets.text import Text
from ui.widgets.text_fields import FilterField

_KEYS = 5
"""So many values can be kept with a figure key."""


class MergePage(QWidget):
    """Renders a :class:`MergeState`; what is pressed goes to the view model."""

    print_asked = Signal()

    def __init__(self, model: MergeViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._make_filters()
        self._inbox = Inbox(_("Conflicts"), _columns())
        self._inbox.current_changed.connect(self._moved)
        self._inbox.opened.connect(lambda _line: model.open_household())
        self.table = self._inbox.table
        self.deciding = DecidingPanel(model)
        self.left = DecisionList(_("Bring the household back"), _("Remove them too"))
        self.left.taken.connect(model.left.bring_back)
        self.left.declined.connect(model.left.remove_too)
        self._arrange()
        self._listen()
        model.changed.connect(self._changed)
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.load()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do here."""
        return _(
            "↑↓ choose    1 2 keep that value    B keep both    T type the truth    "
            "A ask the team    Enter household"
        )

    def show_state(self, state: MergeState) -> None:
        """Show this moment."""
        self._village.set_choices(state.villages or [("", "")], state.village)
        self._field.set_choices(state.fields or [("", "")], state.field)
        self._person.set_choices(state.people or [("", "")], state.person)
        self._age.set_choices(state.ages or [("", "")], state.age)
        self._text.show_text(state.text)
        self._told.setText(state.told)
        self._print.setEnabled(not state.none_at_all)
        self.left.show_rows(state.left)
        self._inbox.show_lines(state.lines, *_nothing(state))
        self.deciding.setVisible(state.case is not None)
        if state.case is not None:
            key = state.case.key
            self._inbox.go_to(lambda line: line.key == key)
            self.deciding.show_case(state.case)

    def _make_filters(self) -> None:
        narrow = self._model.narrow
        self._village = FilterButton(_("In village"), [("", "")])
        self._village.picked.connect(lambda key: narrow(village=key))
        self._field = FilterButton(_("Field"), [("", "")])
        self._field.picked.connect(lambda key: narrow(field=key))
        self._person = FilterButton(_("Written by"), [("", "")])
        self._person.picked.connect(lambda key: narrow(person=key))
        self._age = FilterButton(_("Standing for"), [("", "")])
        self._age.picked.connect(lambda key: narrow(age=key))
        self._text = FilterField(
            self, _("Household"), _("Name or number"), 140, lambda text: narrow(text=text),
        )  # fmt: skip
        self._told = Text("", "quiet")
        self._print = QuietButton(_("Print the list"), "Ctrl+P", self.print_asked.emit)

    def _changed(self) -> None:
        self.show_state(self._model.state)

    def _arrange(self) -> None:
        head = row(
            Text(_("Merging"), "title"), self._told, None, self._village, self._field,
            self._person, self._age, self._text,
            self._print, gap=1,
        )  # fmt: skip
        left = Panel(flush=True)
        left.body.addWidget(self._inbox)
        both = side_by_side(left, self.deciding, shares=(11, 13))
        layout = column(head, self.left, both, gap=2)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _listen(self) -> None:
        def on(key: str, act: Callable[[], object]) -> None:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)

        on("B", self.deciding.keep_both)
        on("T", self.deciding.go_to_truth)
        on("A", self.deciding.go_to_question)
        on("Esc", lambda: self.table.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _moved(self, line: object) -> None:
        if isinstance(line, ConflictLine):
            self._model.look_at(line.key)


def _nothing(state: MergeState) -> tuple[str, ...]:
    """What stands there while no conflict does; nothing before it was looked."""
    if not state.looked:
        return ()
    if state.none_at_all:
        return (
            _("No conflict is open."),
            _("When two people write different values, both stand here until one decides."),
        )
    return _("No conflict fits the filter"), _("Widen or clear it.")


def _columns() -> tuple[Column[ConflictLine], ...]:
    return (
        Column(_("Household"), lambda r: r.household, key="household", strong=True,
               quiet=lambda r: r.number, sort_key=lambda r: (r.village, r.number), width=112),
        Column(_("Field"), lambda r: r.field, key="field", sort_key=lambda r: r.field, width=0),
        Column(_("Written by"), lambda r: r.people, key="people", sort_key=lambda r: r.people,
               width=92),
        Column(_("Since"), lambda r: r.age, key="age", tone=lambda r: r.tone,
               sort_key=lambda r: r.order, width=70),
        Column("", lambda r: r.asked, key="asked", chip=lambda r: r.asked_tone if r.asked else "",
               width=96),
    )  # fmt: skip
