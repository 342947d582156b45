"""The village: what is declared and counted, where people live, meetings, courses, notices."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QWidget

from fieldapp.foundation.i18n import _
from ui.dialogs.judging_host import JudgingHost
from ui.dialogs.reveal_host import RevealHost
from ui.forms.request import FormRequest
from ui.pages.village.sections.subjects import subjects
from ui.pages.village.state import VillageState
from ui.pages.village.view_model import VillageViewModel
from ui.recordbook.tab import LateTab
from ui.style.layouts import column, row
from ui.widgets.buttons import FilterButton, QuietButton
from ui.widgets.chips import PillButton
from ui.widgets.text import Text

_SHEETS = {3: "meeting", 6: "notice"}
"""By the place of a subject, which sheet Ctrl+P prints."""


class VillagePage(QWidget):
    """Renders a :class:`VillageState`; Ctrl+1 … Ctrl+9 choose a subject, Ctrl+P prints it."""

    def __init__(self, model: VillageViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._village = model.state.village
        self.forms = JudgingHost(self, model.book)
        self.reveals = RevealHost(self, model.reveal, lambda: model.today)
        self._name = Text("", "title")
        self._counts = Text("", "quiet")
        self.conflicts = PillButton("", "red")
        self.conflicts.clicked.connect(lambda _checked=False: model.ask_conflicts())
        self.villages = FilterButton(_("Village"), (("", "—"),))
        self.villages.picked.connect(model.choose)
        self.tabs = QTabWidget()
        self._arrange()
        model.changed.connect(self._show_again)
        model.book.form_wanted.connect(self._show_form)
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.load()
        self._refresh_subject()
        self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do here."""
        return _("Ctrl+1 … Ctrl+9 choose the subject    Ins adds    Enter changes    Del removes")

    def show_state(self, state: VillageState) -> None:
        """Show this moment."""
        self._name.setText(state.name or _("Village"))
        self._counts.setText(state.counts)
        self.conflicts.set_pill(state.conflicts, "red")
        self.conflicts.setVisible(bool(state.conflicts))
        self.villages.setVisible(len(state.choices) > 1)
        if state.choices:
            self.villages.set_choices(state.choices, state.village)

    def _arrange(self) -> None:
        for place, (widget, title) in enumerate(subjects(self._model)):
            self.tabs.addTab(widget, title)
            key = f"Ctrl+{place + 1}"
            self.tabs.setTabToolTip(place, f"{title} ({key})")
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda place=place: self.tabs.setCurrentIndex(place))
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        self.tabs.setAccessibleName(_("Subjects"))
        show_number = QuietButton(_("Show a number"), "Alt+S", self._model.ask_reveal)
        head = row(
            self._name, self._counts, self.conflicts, None, show_number, self.villages, gap=1.5
        )
        layout = column(head, self.tabs, gap=1.5)
        layout.setContentsMargins(24, 16, 24, 20)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _print(self) -> None:
        """Print the sheet of the subject in front, if it has one."""
        sheet = _SHEETS.get(self.tabs.currentIndex())
        if sheet is not None:
            self._model.sheet_wanted.emit(sheet)

    def _refresh_subject(self) -> None:
        for tab in self.findChildren(LateTab):
            tab.refresh()

    def _show_again(self) -> None:
        """Another village, or the first one that is known, brings its own records."""
        state = self._model.state
        self.show_state(state)
        if state.village != self._village:
            self._village = state.village
            self._refresh_subject()

    def _show_form(self, request: FormRequest) -> None:
        self.forms.show_form(request, self._model.today)
