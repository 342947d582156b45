"""Language and look, who is at the keyboard, the passphrase, and what the program is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.settings.sections.cadence import CadencePanel
from ui.pages.settings.sections.looks import LooksPanel
from ui.pages.settings.sections.packing import PackingPanel
from ui.pages.settings.sections.people import PeoplePanel
from ui.pages.settings.sections.safety import BackupPanel, PinPanel
from ui.pages.settings.state import Language, SettingsState, Theme
from ui.pages.settings.view_model import SettingsViewModel
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import QuietButton
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeOption
from ui.widgets.panel import KeyValues, Panel
from ui.widgets.scrolled import Scrolled
from ui.widgets.text import Text

_LANGUAGES: tuple[tuple[Language, str], ...] = (("zh_CN", "中文"), ("en", "English"))
_BAR = 12
"""Room at the right for the bar that scrolls."""


class SettingsPage(QWidget):
    """Shows the state of a :class:`SettingsViewModel` and tells it what a person wants.

    ``county_asked`` wants the page of the county's rules, ``manual_asked`` what is protected.
    """

    county_asked = Signal()
    manual_asked = Signal()

    def __init__(self, model: SettingsViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._shown = SettingsState()
        self._arrange()
        model.changed.connect(self._changed)
        model.safety.changed.connect(self._safety_changed)
        self._safety_changed()
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.refresh()

    def status_hints(self) -> str:
        """What the keys do."""
        return _("Tab next    ← → and Space choose    1-9 choose by number")

    def show_state(self, state: SettingsState) -> None:
        """Show this moment."""
        self._language.set_value([state.language])
        self._theme.set_value([state.theme])
        self._people.show_state(state)
        self._looks.setVisible(state.looks is not None)
        self._looks.show_rows(state.looks or ())
        self._cadence.show_state(state)
        if state.about != self._shown.about:
            self._about.clear()
            for name, value in state.about:
                self._about.add(name, value, strong=False)
        if state.changed != self._shown.changed:
            for field in (self._old, self._new, self._again):
                field.clear()
        self._show_work(state)
        self._shown = state

    def _arrange(self) -> None:
        self._people = PeoplePanel()
        self._people.chosen.connect(self._model.sit_down)
        safety = self._model.safety
        self._pin = PinPanel(safety.state.choices)
        self._pin.pin_given.connect(safety.set_pin)
        self._pin.minutes_chosen.connect(safety.lock_after)
        self._backups = BackupPanel()
        self._backups.wanted.connect(safety.back_up)
        self._backups.second_chosen.connect(safety.choose_second)
        self._cadence = CadencePanel()
        self._cadence.wanted.connect(self._model.set_cadence)
        self._looks = LooksPanel()
        manual = _manual_door(self.manual_asked.emit)
        left = column(self._window_panel(), self._people, manual, self._looks, None, gap=2)
        right = column(
            self._passphrase_panel(),
            self._pin,
            self._backups,
            self._cadence,
            _county_door(self.county_asked.emit),
            self._examination_panel(),
            PackingPanel(self._model.packing),
            self._about_panel(),
            None,
            gap=2,
        )
        panels = QWidget()
        sides = side_by_side(left, right)
        sides.setContentsMargins(0, 0, _BAR, 4)
        panels.setLayout(sides)
        scroll = Scrolled()
        scroll.replace(panels)
        self._people.moved.connect(scroll.ensureWidgetVisible)
        head = row(
            Text(_("Settings"), "title"), Text(_("For this computer and this workspace"), "quiet"),
            None, gap=2,
        )  # fmt: skip
        layout = column(head, scroll, gap=2)
        layout.setContentsMargins(24, 20, 24 - _BAR, 4)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _window_panel(self) -> Panel:
        panel = Panel(_("Window"))
        languages = [
            CodeOption(key, str(place), words) for place, (key, words) in enumerate(_LANGUAGES, 1)
        ]
        self._language = ChoiceChips(_("Language"), languages, single=True)
        self._language.changed.connect(self._language_chosen)
        themes = (
            CodeOption("light", "1", _("Light")), CodeOption("dark", "2", _("Dark")),
            CodeOption("system", "3", _("As the computer")),
        )  # fmt: skip
        self._theme = ChoiceChips(_("Look"), themes, single=True)
        self._theme.changed.connect(self._theme_chosen)
        named = ((_("Language"), self._language), (_("Look"), self._theme))
        panel.body.addLayout(
            side_by_side(
                *(column(Text(name, "quiet"), field, None, gap=0.5) for name, field in named),
                shares=(5, 9),
            )
        )
        return panel

    def _passphrase_panel(self) -> Panel:
        panel = Panel(_("Passphrase"), _("It opens this workspace; nobody can look it up"))
        self._old = self._secret(_("Passphrase until now"))
        self._new = self._secret(_("New passphrase"))
        self._again = self._secret(_("Once more"))
        fields = []
        for field in (self._old, self._new, self._again):
            name = Text(field.accessibleName(), "quiet")
            name.setBuddy(field)
            fields.append(column(name, field, gap=0.5))
        panel.body.addLayout(side_by_side(*fields))
        self._least = Text("", "caption")
        self._lock = QuietButton(_("Change the passphrase"), "", self._passphrase_given)
        self._locking = _bar(_("Changing the passphrase"))
        panel.body.addLayout(row(self._lock, self._least, None, gap=1.5))
        panel.body.addWidget(self._locking)
        return panel

    def _about_panel(self) -> Panel:
        panel = Panel(_("About"))
        self._about = KeyValues()
        panel.body.addWidget(self._about)
        return panel

    def _examination_panel(self) -> Panel:
        panel = Panel(_("Self-examination"), _("Compares every record with the change log"))
        self._examine = QuietButton(_("Examine now"), "Ctrl+E", self._model.examine)
        self._rebuild = QuietButton(_("Rebuild from the change log"), "", self._model.rebuild)
        self._examining = _bar(_("Examining"))
        self._findings = QVBoxLayout()
        self._findings.setSpacing(4)
        panel.header.addWidget(self._examine)
        panel.body.addWidget(self._examining)
        panel.body.addLayout(self._findings)
        panel.body.addLayout(row(self._rebuild, None))
        return panel

    def _secret(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(name)
        field.textChanged.connect(lambda _text: self._allow())
        return field

    def _show_work(self, state: SettingsState) -> None:
        least = _("At least {count} characters").format(count=state.least_passphrase)
        self._least.setText(least)
        self._locking.setVisible(state.work == "passphrase")
        self._examining.setVisible(state.work in {"examination", "rebuilding"})
        self._rebuild.setVisible(state.mendable)
        self._rebuild.setEnabled(not state.work)
        self._examine.setEnabled(not state.work)
        if state.findings != self._shown.findings:
            _empty(self._findings)
            for words, tone in state.findings:
                self._findings.addWidget(Text(words, "body", tone, wrap=True))
        self._allow(working=bool(state.work))

    def _allow(self, *, working: bool = False) -> None:
        filled = all(field.text() for field in (self._old, self._new, self._again))
        self._lock.setEnabled(filled and not working)

    def _safety_changed(self) -> None:
        state = self._model.safety.state
        self._pin.show_state(state)
        self._backups.show_state(state)

    def _changed(self) -> None:
        self.show_state(self._model.state)

    def _language_chosen(self) -> None:
        chosen = [key for key, _words in _LANGUAGES if key in self._language.value()]
        if chosen and chosen[0] != self._shown.language:
            self._model.speak(chosen[0])
        else:
            self._language.set_value([self._shown.language])

    def _theme_chosen(self) -> None:
        themes: tuple[Theme, ...] = ("light", "dark", "system")
        chosen = [theme for theme in themes if theme in self._theme.value()]
        if chosen and chosen[0] != self._shown.theme:
            self._model.dress(chosen[0])
        else:
            self._theme.set_value([self._shown.theme])

    def _passphrase_given(self) -> None:
        self._model.change_passphrase(self._old.text(), self._new.text(), self._again.text())


def _county_door(ask: Callable[[], None]) -> Panel:
    return _door(_("County rules"), _("Models, card conditions, income formula"), ask)


def _manual_door(ask: Callable[[], None]) -> Panel:
    return _door(_("What is protected, what is not"), _("A page of the manual (F1)"), ask)


def _door(title: str, extra: str, ask: Callable[[], None]) -> Panel:
    panel = Panel(title, extra)
    panel.header.addWidget(QuietButton(_("Open"), "", ask))
    return panel


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()


def _bar(name: str) -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setAccessibleName(name)
    bar.hide()
    return bar
