"""The custody ledger and the list of devices."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column, FrozenTableModel
from ui.pages.exchange.state import DeviceRow, ExchangeState, LedgerRow
from ui.style.layouts import column
from ui.style.tokens import FIELD_HEIGHT, GRID
from ui.widgets.buttons import QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel import Panel
from ui.widgets.table import Table
from ui.widgets.text import Text

_ARROW = " → "
_DOUBTS_SHOWN = 3


def ledger_columns(*, county: bool) -> tuple[Column[LedgerRow], ...]:
    """The columns; the county sees whose bundle it is, and how much from its contents alone."""
    changes = Column[LedgerRow](
        _("Changes"), lambda line: f"{line.changes:,}", align="right", width=84
    )
    partner = Column[LedgerRow](_("Laptop"), lambda line: line.partner, width=104)
    return (
        Column(_("Bundle"), _number, width=116, tone=_way_tone),
        Column(_("Date"), lambda line: line.when, width=114),
        *((partner,) if county else ()),
        Column(_("Contents"), lambda line: line.contents, width=0),
        *(() if county else (changes,)),
        Column(_("Check code"), lambda line: line.check_code, width=92),
        Column(_("Where it has got to"), _reached, quiet=_to_come, tone=_place_tone,
               width=252 if county else 330),
    )  # fmt: skip


def _number(line: LedgerRow) -> str:
    return line.number if line.way == "out" else _("{number}, received").format(number=line.number)


def _way_tone(line: LedgerRow) -> str:
    return "quiet" if line.way == "in" else ""


def _reached(line: LedgerRow) -> str:
    """The way so far; of what came in only the last place, for its coming stands in front."""
    if line.way == "in":
        return f"{line.places[line.place - 1]}{' ✓' if line.place == len(line.places) else ''}"
    done = " ✓" if line.place == len(line.places) else ""
    return _ARROW.join(line.places[: line.place]) + done


def _to_come(line: LedgerRow) -> str:
    ahead = line.places[line.place :] if line.way == "out" else ()
    rest = "".join(_ARROW + place for place in ahead)
    return f"{rest} {line.note}".strip()


def _place_tone(line: LedgerRow) -> str:
    return "ok" if line.place == len(line.places) else ""


class LedgerPanel(Panel):
    """Every bundle that went out or came in; Enter takes a kept one to the stick again."""

    bring_asked = Signal()
    picked = Signal(str)
    back_asked = Signal(str)

    def __init__(self, *, county: bool) -> None:
        super().__init__(_("Ledger"), flush=True)
        self.header.addStrut(FIELD_HEIGHT)
        if not county:
            self._bring = QuietButton(
                _("Import bundles…"), "Ctrl+I", self.bring_asked.emit, changes=True
            )
            self.header.addWidget(self._bring)
        self.back = QuietButton(_("Take a merge back…"), "Ctrl+B", self._ask_back, changes=True)
        self.header.addWidget(self.back)
        self._rows: FrozenTableModel[LedgerRow] = FrozenTableModel(ledger_columns(county=county))
        self._table = Table(self._rows, _("Ledger"))
        self._table.setToolTip(_("Enter: write this bundle to a stick once more"))
        self._table.opened.connect(self._opened)
        self._table.current_changed.connect(self._moved)
        empty = EmptyState(
            "exchange", _("No bundle yet"),
            _("Import the first bundle that a laptop brings.") if county
            else _("Make the first bundle and take it to the county."),
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(empty)
        self.body.addWidget(self._stack)

    def show_state(self, state: ExchangeState) -> None:
        """Show the ledger with the bundle in hand marked."""
        self._rows.set_rows(state.ledger)
        place = self._rows.place_of(lambda line: line.key == f"out/{state.current}")
        self._table.go_to(max(place, 0))
        self.back.setVisible(any(line.can_go_back for line in state.ledger))
        self._stack.setCurrentIndex(0 if state.ledger else 1)
        self._moved(self._table.current())

    def go_to(self, key: str) -> None:
        """Put the cursor on this line."""
        self._table.go_to(self._rows.place_of(lambda line: line.key == key))

    def _moved(self, line: object) -> None:
        self.back.setEnabled(isinstance(line, LedgerRow) and line.can_go_back)

    def _ask_back(self) -> None:
        line = self._table.current()
        if isinstance(line, LedgerRow) and line.can_go_back:
            self.back_asked.emit(line.key.partition("/")[2])

    def _opened(self, line: object) -> None:
        if isinstance(line, LedgerRow) and line.kept:
            self.picked.emit(line.key)


class DevicesPanel(Panel):
    """The laptops that the county knows."""

    start_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Laptops"), flush=True)
        self._start = QuietButton(_("New laptop…"), "Ctrl+N", self.start_asked.emit, changes=True)
        self.header.addWidget(self._start)
        self._rows: FrozenTableModel[DeviceRow] = FrozenTableModel(
            (
                Column(_("Laptop"), lambda row: row.name, strong=True, width=0,
                       tone=lambda row: "warning" if row.doubts else ""),
                Column(_("Villages"), lambda row: row.villages, width=78),
                Column(_("Last bundle"), lambda row: row.last, width=114,
                       tone=lambda row: "error" if row.revoked else ""),
            )
        )  # fmt: skip
        self._table = Table(self._rows, _("Laptops"))
        hint = _("Make a starting file for the first laptop; the register goes with it.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(EmptyState("person", _("No laptop yet"), hint))
        self.body.addWidget(self._stack, 1)
        self._doubts = Text("", tone="warning", wrap=True)
        edge = column(self._doubts)
        edge.setContentsMargins(GRID + 2, 0, GRID + 2, GRID + 2)
        self.body.addLayout(edge)

    def show_state(self, state: ExchangeState) -> None:
        """Show the devices, and below them what is wrong with some."""
        doubts = [doubt for device in state.devices for doubt in device.doubts]
        more = len(doubts) - _DOUBTS_SHOWN
        rest = [_("… and {count} more").format(count=more)] if more > 0 else []
        self._doubts.setText("\n".join(doubts[:_DOUBTS_SHOWN] + rest))
        self._doubts.setVisible(bool(doubts))
        self._rows.set_rows(state.devices)
        self._stack.setCurrentIndex(0 if state.devices else 1)
        self._start.setEnabled(bool(state.villages) and not state.work)
