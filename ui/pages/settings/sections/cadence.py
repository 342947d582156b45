"""How often households are visited and the team meets, set for the whole county."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal

from fieldapp.foundation.i18n import _, language
from fieldapp.records.codes import code_list
from fieldapp.rules.visit_cadence import MOST_DAYS, MOST_VISITS, Cadence
from ui.pages.settings.state import SettingsState
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import QuietButton
from ui.widgets.enter_walker import EnterWalker
from ui.widgets.marks import mark
from ui.widgets.panel import Panel
from ui.widgets.text import Text
from ui.widgets.text_fields import NumberField


class CadencePanel(Panel):
    """``wanted`` carries the :class:`Cadence` as it was keyed."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            _("Visits and meetings"), _("For the whole county; goes along with the bundles")
        )
        cards = code_list("card_colour")
        names = {card: cards.label(card, language()) for card in ("RED", "YELLOW", "GENERAL")}
        self._fields = {name: NumberField(words) for name, words in names.items()}
        self._fields["MEETING"] = NumberField(_("Meetings"))
        self._most = dict.fromkeys(names, MOST_VISITS) | {"MEETING": MOST_DAYS}
        self._least = dict.fromkeys(names, 0) | {"MEETING": 1}
        self._shown: Cadence | None = None
        self._save = QuietButton(_("Save"), "", self._saved, changes=True)
        self._range = Text("", "caption")
        walker = EnterWalker(self)
        walker.finished.connect(self._save.setFocus)
        named = []
        for field in self._fields.values():
            field.changed.connect(self._look)
            walker.watch(field)
            name = Text(field.accessibleName(), "quiet")
            name.setBuddy(field)
            named.append(column(name, field, gap=0.5))
        self.body.addLayout(side_by_side(*named))
        self.body.addLayout(row(self._save, self._range, None, gap=1.5))

    def show_state(self, state: SettingsState) -> None:
        """Show what is set, unless somebody is just keying something else."""
        if state.cadence != self._shown:
            self._shown = state.cadence
            kept = state.cadence
            figures = (kept.red, kept.yellow, kept.general, kept.meeting_days)
            for field, figure in zip(self._fields.values(), figures, strict=True):
                field.set_value(figure)
        self._look()

    def _look(self) -> None:
        for name, field in self._fields.items():
            mark(field, "" if self._fits(name) or not field.text() else "error")
        keyed = self._keyed()
        self._save.setEnabled(keyed is not None and keyed != self._shown)
        words = _("Visits a quarter 0–{visits}, 0 for no term; a meeting every 1–{days} days")
        self._range.setText(words.format(visits=MOST_VISITS, days=MOST_DAYS))

    def _fits(self, name: str) -> bool:
        figure = self._fields[name].value()
        return figure is not None and self._least[name] <= figure <= self._most[name]

    def _keyed(self) -> Cadence | None:
        if not all(self._fits(name) for name in self._fields):
            return None
        figures = (int(field.value() or Decimal(0)) for field in self._fields.values())
        return Cadence(*figures)

    def _saved(self) -> None:
        keyed = self._keyed()
        if keyed is not None:
            self.wanted.emit(keyed)
