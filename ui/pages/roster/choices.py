"""What a person decides about the columns of a roster, one column after the other."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.errors import Refused
from fieldapp.services.rosters import ColumnView, SheetLayout


class ColumnChoices(QObject):
    """``changed`` tells of another layout or another picked column; ``failed`` an exception."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.layout: SheetLayout | None = None
        self._heading = ""

    @property
    def picked(self) -> ColumnView | None:
        """The column that is looked at."""
        return next((c for c in self._columns() if c.heading == self._heading), None)

    def begin(self, layout: SheetLayout | None) -> None:
        """Take up another sheet, with its first question."""
        self.layout = layout
        asked = self._asked() or next(iter(self._columns()), None)
        self.pick(asked.heading if asked is not None else "")

    def pick(self, heading: str) -> None:
        """Look at one column."""
        self._heading = heading
        self.changed.emit()

    def decide(self, target: str | None) -> None:
        """Say what the picked column fills: empty, nothing; ``None``, as it was recognised."""
        if self.layout is None:
            return
        decided = {k: v for k, v in self.layout.decided.items() if k != self._heading}
        if target is not None:
            decided[self._heading] = target
        try:
            self.layout = self.layout.decide(decided)
        except Refused as refused:
            self.failed.emit(refused)
        self.changed.emit()

    def accept(self) -> None:
        """The picked column is what it resembles; the next question comes up."""
        column = self.picked
        if column is not None and column.proposal is not None:
            self.decide(column.proposal.target)
            self._next_question()

    def refuse(self) -> None:
        """The picked column is not what it resembles and is left out; the next question."""
        self.decide("")
        self._next_question()

    def _next_question(self) -> None:
        asked = self._asked()
        if asked is not None:
            self.pick(asked.heading)

    def _asked(self) -> ColumnView | None:
        return next((c for c in self._columns() if c.proposal is not None), None)

    def _columns(self) -> tuple[ColumnView, ...]:
        return self.layout.columns if self.layout is not None else ()
