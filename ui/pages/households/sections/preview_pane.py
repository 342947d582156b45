"""The pane beside the list: one household at a glance, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.households.state import Preview
from ui.style.layouts import column, row
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.chips import CardChip, PillButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel import Panel
from ui.widgets.text import Elided, Text, Tone

_WIDTH = 330


class PreviewPane(Panel):
    """Shows a :class:`Preview`; the wishes carry its uid."""

    visit_asked = Signal(str)
    open_asked = Signal(str)
    conflicts_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(_("The chosen household"))
        self._uid = ""
        self._name = Text("", "title")
        self._card = CardChip("")
        self._place = Text("", "quiet", wrap=True)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(6)
        self._late = Banner()
        self.conflicts = PillButton("", "red")
        self.conflicts.clicked.connect(lambda _checked=False: self.conflicts_asked.emit(self._uid))
        self._visit = PrimaryButton(_("Record a visit"), "Ctrl+N", self._record, changes=True)
        self._open = QuietButton(_("Open"), "Enter", self._ask_open, hint_only=True)
        self._arrange()
        self.show_preview(None)

    def show_preview(self, seen: Preview | None) -> None:
        """Show a household, or that none is chosen."""
        self._layers.setCurrentIndex(0 if seen else 1)
        self._uid = seen.uid if seen else ""
        if seen is None:
            return
        self._name.setText(seen.name)
        self._card.set_chip(seen.card, seen.card_tone)
        self._place.setText(seen.place)
        self.conflicts.set_pill(seen.conflicts, "red")
        self.conflicts.setVisible(bool(seen.conflicts))
        _empty(self._facts)
        self._add_facts(seen)
        late = "\n".join(line.words for line in seen.late)
        self._late.say(_("Promised and not done") if late else "", late, "red")

    def _arrange(self) -> None:
        name = row(self._name, self._card, None, gap=1)
        words = column(self._place, row(self.conflicts, None), self._late, gap=1)
        words.addLayout(self._facts)
        words.addStretch(1)
        sheet = QWidget()
        sheet.setProperty("scroll", "true")
        words.setContentsMargins(0, 0, 4, 0)
        sheet.setLayout(words)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(sheet)
        scroll.viewport().setAutoFillBackground(False)
        sheet.setAutoFillBackground(False)
        full = QWidget()
        inside = column(name, scroll, row(self._visit, self._open, None), gap=1)
        inside.setStretch(1, 1)
        full.setLayout(inside)
        holder = QWidget()
        self._layers = QStackedLayout(holder)
        self._layers.addWidget(full)
        self._layers.addWidget(
            EmptyState(
                "person", _("No household chosen."), _("Choose one in the list to see it here.")
            )
        )
        self.body.addWidget(holder)

    def _add_facts(self, seen: Preview) -> None:
        self._fact(_("Net income per head"), seen.income, seen.income_change, seen.income_tone)
        causes = row(Text(_("Causes"), "quiet"), Text(seen.causes, "strong"), gap=0)
        causes.insertSpacing(1, 6)
        causes.addWidget(Elided(seen.other_causes), 1)
        self._facts.addLayout(causes)
        self._fact(_("Helper"), seen.helper)
        self._fact(_("Last visit"), seen.last_visit, seen.last_ago, seen.last_tone, strong=False)
        if seen.next_visit:
            self._fact(_("Next visit"), seen.next_visit, strong=False)
        if seen.coming:
            self._heading(_("Promised"))
            for line in seen.coming:
                self._facts.addWidget(Text(line.words, wrap=True))
        if seen.running:
            self._heading(_("Measures under way"))
            for title, state in seen.running:
                self._facts.addLayout(row(Text(title), Text(state, "quiet"), None, gap=0.75))

    def _heading(self, words: str) -> None:
        self._facts.addSpacing(8)
        self._facts.addWidget(Text(words, "heading"))

    def _fact(
        self, name: str, value: str, note: str = "", tone: Tone = "", *, strong: bool = True
    ) -> None:
        line = row(Text(name, "quiet"), Text(value, "strong" if strong else "body"), gap=0.75)
        if note:
            line.addWidget(Elided(note, "body", tone), 1)
        else:
            line.addStretch(1)
        self._facts.addLayout(line)

    def _record(self) -> None:
        if self._uid:
            self.visit_asked.emit(self._uid)

    def _ask_open(self) -> None:
        if self._uid:
            self.open_asked.emit(self._uid)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            while (part := inner.takeAt(0)) is not None:
                label = part.widget()
                if label is not None:
                    label.hide()
                    label.deleteLater()
            inner.deleteLater()
