"""What happens on the page of things due: asking, narrowing, opening what is behind a line."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.services.desk import Desk
from fieldapp.services.due import DueItem, due_items
from ui.models.due_words import DUE_KINDS, due_title, due_when
from ui.models.wording import dotted
from ui.pages.due.state import DueRow, DueState
from ui.workers.runner import Runner

Homes = Mapping[str, str]


class DueViewModel(QObject):
    """Outlives its page.

    ``household_wanted`` carries a uid, ``village_wanted`` asks for the meetings, ``back_wanted``
    for the page before; ``failed`` carries an exception.
    """

    changed = Signal()
    household_wanted = Signal(str)
    village_wanted = Signal()
    back_wanted = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._items: tuple[DueItem, ...] = ()
        self._homes: Homes = {}
        self._kind = ""

    @property
    def state(self) -> DueState:
        """The state now, in the language of the screen."""
        today = self._today()
        shown = [item for item in self._items if self._kind in {"", item.kind}]
        counts = Counter(item.kind for item in self._items)
        kinds = tuple((kind, f"{_(name)} {counts[kind]}") for kind, name in DUE_KINDS.items())
        late = sum(item.due < today for item in self._items)
        summary = dotted(
            _("overdue or due within a fortnight"),
            _("{count} overdue").format(count=late) if late else "",
        )
        everything = ("", f"{_('all')} {len(self._items)}")
        return DueState(
            tuple(self._row(item, today) for item in shown), (everything, *kinds), self._kind,
            summary,
        )  # fmt: skip

    def choose(self, kind: str) -> None:
        """Show only things of one kind; all with an empty one."""
        self._kind = kind
        self.changed.emit()

    def load(self) -> None:
        """Ask again."""
        self._runner.ask(self._ask, self._loaded, self.failed.emit)

    def open(self, row: DueRow) -> None:
        """Go to the household, or to the meetings of the village."""
        if row.household:
            self.household_wanted.emit(row.household)
        else:
            self.village_wanted.emit()

    def _today(self) -> dt.date:
        return self._desk.clock.now().date()

    def _ask(self) -> tuple[tuple[DueItem, ...], Homes]:
        store = self._desk.store
        found = due_items(store, self._today())
        wanted = {item.household for item in found if item.household}
        rows = [row for row in store.questions.households() if row.uid in wanted]
        return found, {row.uid: dotted(row.head_name, row.group, row.local_no) for row in rows}

    def _loaded(self, answer: tuple[tuple[DueItem, ...], Homes]) -> None:
        self._items, self._homes = answer
        self.changed.emit()

    def _row(self, item: DueItem, today: dt.date) -> DueRow:
        when, tone = due_when(item, today)
        return DueRow(
            item.uid, item.household, _(DUE_KINDS[item.kind]), due_title(item),
            self._homes.get(item.household, ""), item.who, item.due.isoformat(), when, tone,
        )  # fmt: skip
