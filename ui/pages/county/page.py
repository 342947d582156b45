"""The county's rules by subject: models, cards, incomes, lists."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QWidget

from fieldapp.foundation.i18n import _
from ui.dialogs.form_host import FormHost
from ui.forms.request import FormRequest
from ui.pages.county.sections.cards import CardRules
from ui.pages.county.sections.lists import CodeLists, Incomes
from ui.pages.county.sections.models import ModelRules
from ui.pages.county.sections.templates import Templates
from ui.pages.county.state import CountyState
from ui.pages.county.view_model import CountyViewModel
from ui.style.layouts import column, row
from ui.widgets.buttons import LinkButton
from ui.widgets.text import Text


class CountyPage(QWidget):
    """Renders a :class:`CountyState`; Ctrl+1 to Ctrl+5 choose the subject, Enter changes a line."""

    def __init__(self, model: CountyViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self.forms = FormHost(self, model)
        self.models = ModelRules(model)
        self.cards = CardRules(model)
        self.incomes = Incomes(model)
        self.lists = CodeLists(model)
        self.templates = Templates(model.templates)
        self.tabs = QTabWidget()
        self._note = Text("", "quiet")
        self._arrange()
        model.changed.connect(lambda: self.show_state(model.state))
        model.form_wanted.connect(self._show_form)
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.refresh()
        self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do."""
        return _("Ctrl+1 … Ctrl+5 choose the subject    ↑↓ choose    Enter changes")

    def show_state(self, state: CountyState) -> None:
        """Show this moment."""
        note = _("Set by the county office; they came with its bundle.")
        if state.ours:
            note = _(
                "They reach every laptop with the next bundle. "
                "The limit of altitude is that of {village}."
            ).format(village=state.village)
        self._note.setText(note)
        for subject in (self.models, self.cards, self.incomes, self.lists):
            subject.show_state(state)

    def _arrange(self) -> None:
        back = LinkButton(f"‹ {_('Settings')}", "Esc", self._model.back_wanted.emit)
        head = row(back, Text(_("County rules"), "title"), self._note, None, gap=2)
        subjects: tuple[tuple[QWidget, str], ...] = (
            (self.models, _("Models")), (self.cards, _("Card rules")),
            (self.incomes, _("Incomes and terms")), (self.lists, _("Causes and measures")),
            (self.templates, _("Forms")),
        )  # fmt: skip
        for place, (widget, title) in enumerate(subjects):
            key = f"Ctrl+{place + 1}"
            self.tabs.addTab(widget, title)
            self.tabs.setTabToolTip(place, f"{title} ({key})")
            chosen = QShortcut(QKeySequence(key), self)
            chosen.activated.connect(lambda place=place: self.tabs.setCurrentIndex(place))
        self.tabs.setAccessibleName(_("Subjects"))
        layout = column(head, self.tabs, gap=1.5)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _show_form(self, request: FormRequest) -> None:
        self.forms.show_form(request, self._model.state.today)
