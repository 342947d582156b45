"""A list of records with its commands: Ins adds, Enter changes, Del removes."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _, language
from fieldapp.records.declare import entity_named
from ui.recordbook.layouts import LAYOUTS
from ui.recordbook.rows import RecordRow, record_columns
from ui.style.layouts import side_by_side
from ui.widgets.facts import facts_list
from ui.widgets.listing import Command, Emptiness, Listing
from ui.widgets.panel import Panel
from ui.widgets.scrolled import Scrolled


class RecordKeeper(Protocol):
    """Whoever opens the forms and removes records."""

    def ask_form(self, entity: str, uid: str = "", owner: str = "") -> None:
        """Ask for a form."""
        ...

    def remove(self, entity: str, uid: str) -> None:
        """Remove a record."""
        ...


class RecordPanel(Listing):
    """The records of one entity; :meth:`narrow` keeps those of one owner only."""

    chosen = Signal(object)

    def __init__(self, entity: str, keeper: RecordKeeper, title: str = "") -> None:
        layout = LAYOUTS[entity]
        label = title or entity_named(entity).label(language())
        self.entity = entity
        self._keeper = keeper
        self._owner: str | None = None
        self._rows: tuple[RecordRow, ...] = ()
        super().__init__(
            label, record_columns(entity),
            Emptiness(layout.picture, _("Nothing is recorded yet."), _(layout.what_to_do)),
            (
                Command(_("Add"), "", self._add),
                Command(_("Change"), "", self._change, True),
                Command(_("Remove"), "", self._remove, True),
            ),
        )  # fmt: skip
        for key, act in (("Ins", self._add), ("Del", self._remove)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.opened.connect(lambda _row: self._change())
        self.current_changed.connect(self.chosen)

    def show_records(self, rows: tuple[RecordRow, ...]) -> None:
        """Show these records, or of them those of the owner it is narrowed to."""
        self._rows = rows
        self._show()

    def narrow(self, owner: str | None) -> None:
        """Show only the records of one owner; with ``None`` all of them."""
        self._owner = owner
        self._show()

    def _show(self) -> None:
        shown = self._rows
        if self._owner is not None:
            shown = tuple(row for row in shown if row.owner == self._owner)
        self.show_rows(shown)
        if not shown:
            self.chosen.emit(None)

    def _add(self) -> None:
        if self._owner != "":
            self._keeper.ask_form(self.entity, "", self._owner or "")

    def _change(self) -> None:
        if self.current_uid():
            self._keeper.ask_form(self.entity, self.current_uid())

    def _remove(self) -> None:
        if self.current_uid():
            self._keeper.remove(self.entity, self.current_uid())


class RecordReader(Panel):
    """Everything recorded in the record that the cursor of a list is on."""

    def __init__(self) -> None:
        super().__init__(_("What is recorded"))
        self._place = Scrolled()
        self.body.addWidget(self._place, 1)
        self.show_record(None)

    def show_record(self, row: RecordRow | None) -> None:
        """Show a record, or what to do to see one."""
        facts = row.facts if row else ()
        self._place.replace(facts_list(facts, _("Choose a line to read it whole.")))


class RecordDesk(QWidget):
    """A list at the left, the chosen record whole at the right."""

    def __init__(self, panel: RecordPanel, shares: tuple[int, int] = (7, 4)) -> None:
        super().__init__()
        self.panel = panel
        self.reader = RecordReader()
        panel.chosen.connect(self.reader.show_record)
        self.setLayout(side_by_side(panel, self.reader, shares=shares))

    def show_records(self, rows: tuple[RecordRow, ...]) -> None:
        """Show these records."""
        self.panel.show_records(rows)


class RecordPair(QWidget):
    """A list, below it what belongs to the chosen record, at the right what is recorded."""

    def __init__(self, above: RecordPanel, below: RecordPanel) -> None:
        super().__init__()
        self.above, self.below = above, below
        self.reader = RecordReader()
        below.narrow("")
        above.chosen.connect(self._chosen)
        below.chosen.connect(lambda row: self.reader.show_record(row) if row else None)
        lists = QVBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(above, 1)
        lists.addWidget(below, 1)
        self.setLayout(side_by_side(lists, self.reader, shares=(7, 4)))

    def show_records(self, above: tuple[RecordRow, ...], below: tuple[RecordRow, ...]) -> None:
        """Show these records."""
        self.below.show_records(below)
        self.above.show_records(above)

    def _chosen(self, row: RecordRow | None) -> None:
        self.below.narrow(row.uid if row else "")
        self.reader.show_record(row)
