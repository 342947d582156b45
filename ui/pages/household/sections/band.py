"""The band at the top: whose household this is and how it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from ui.pages.household.state import Heading
from ui.style.layouts import column, row
from ui.widgets.chips import CardChip
from ui.widgets.facts import Fact
from ui.widgets.panel import Panel
from ui.widgets.text import Elided, Text

_FACTS = 7
"""The last one is there only when something of the health records is due."""


class Band(Panel):
    """Name, card and place at the left of a row of facts."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Text("", "title")
        self._card = CardChip("")
        self._place = Elided("", "quiet")
        self._cells = [(Text("", "caption"), Text("", "strong"), Elided("")) for _ in range(_FACTS)]
        self._grid = grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        for place, (name, value, note) in enumerate(self._cells):
            line = row(value, gap=0.75)
            line.addWidget(note, 1)
            grid.addLayout(column(name, line, gap=0.25), 0, place)
        head = row(self._name, self._card, gap=1)
        head.addWidget(self._place, 1)
        self.body.addLayout(head)
        self._waits = Text("", tone="warning", wrap=True)
        self.body.addWidget(self._waits)
        self.body.addLayout(grid)

    def show_heading(self, heading: Heading) -> None:
        """Show this household."""
        self._name.setText(heading.name)
        self._card.set_chip(heading.card, heading.card_tone)
        self._place.set_whole(heading.place)
        self._waits.setText(heading.waits)
        self._waits.setVisible(bool(heading.waits))
        empty = Fact("", "")
        for place, (name, value, note) in enumerate(self._cells):
            fact = heading.facts[place] if place < len(heading.facts) else empty
            self._grid.setColumnStretch(place, 1 if fact.name else 0)
            name.setText(fact.name)
            value.setText(fact.value)
            note.set_tone(fact.tone)
            note.set_whole(fact.note)
