"""Carries work between laptop and county: three steps above, the custody ledger below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.pages.exchange.sections.bringing import ImportPanel
from ui.pages.exchange.sections.cards import BringCard, CarryCard, ConfirmedCard, MakeCard
from ui.pages.exchange.sections.going_back import GoingBackBanner
from ui.pages.exchange.sections.ledger import DevicesPanel, LedgerPanel
from ui.pages.exchange.sections.starting_file import StartingFileDialog
from ui.pages.exchange.state import ExchangeState
from ui.pages.exchange.view_model import ExchangeViewModel
from ui.style.layouts import column, row, side_by_side
from ui.widgets.decision_list import DecisionList
from ui.widgets.text import Text

_LOOK_MS = 2500
_BUNDLES = "*.fsync"
_STARTING = "*.fstart"


class ExchangePage(QWidget):
    """Shows the state of an :class:`ExchangeViewModel` and tells it what a person wants."""

    hints_changed = Signal()
    """``status_hints`` has something else to say."""

    def __init__(self, model: ExchangeViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        county = model.county
        self._make = MakeCard(2 if county else 1, county=county)
        self._carry = CarryCard(3 if county else 2)
        self._bring = BringCard(1)
        self._confirmed = ConfirmedCard(3)
        self.ledger = LedgerPanel(county=county)
        self._devices = DevicesPanel()
        self._import = ImportPanel()
        self._parked = DecisionList(_("Let them in"), _("Reject them"))
        self.going_back = GoingBackBanner(model.back)
        self._cards = QWidget()
        self._below = QStackedWidget()
        self._arrange(county=county)
        self._connect()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(model.targets.look)
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.refresh()

    def status_hints(self) -> str:
        """The county, its key and this laptop."""
        return self._model.state.identity

    def show_state(self, state: ExchangeState) -> None:
        """Show this moment."""
        for part in (self._make, self._carry, self._bring, self._confirmed, self.ledger):
            part.show_state(state)
        self._devices.show_state(state)
        self._parked.show_rows(state.parked if state.county else (), busy=bool(state.work))
        bringing = state.bringing
        self._cards.setVisible(bringing is None)
        arrived = bringing is not None and self._below.currentIndex() == 0
        self._below.setCurrentIndex(0 if bringing is None else 1)
        if arrived:
            self._import.setFocus()
        if bringing is not None:
            self._import.show_state(bringing, busy=bool(state.work))
        self.hints_changed.emit()

    def _arrange(self, *, county: bool) -> None:
        about = (
            _("Take in what the laptops bring, and send it on to them")
            if county
            else _("Take this laptop's records to the county, and bring the county's back")
        )
        head = row(Text(_("Exchange"), "title"), Text(about, "quiet"), None, gap=2)
        shown = (
            (self._bring, self._make, self._carry)
            if county
            else (self._make, self._carry, self._confirmed)
        )
        for card in (self._bring, self._confirmed):
            card.setParent(self)
            card.setVisible(card in shown)
        below = QWidget()
        below.setLayout(
            side_by_side(self.ledger, self._devices, shares=(8, 3))
            if county
            else side_by_side(self.ledger)
        )
        self._devices.setParent(below)
        self._devices.setVisible(county)
        self._below.addWidget(below)
        self._below.addWidget(self._import)
        self._cards.setLayout(side_by_side(*shown))
        layout = column(
            head, self._cards, self._parked, self.going_back, self._below, gap=2,
            margin=3,
        )  # fmt: skip
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setStretch(4, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._changed)
        self._make.make_asked.connect(model.make)
        self._make.receiver_picked.connect(model.choose_receiver)
        self._carry.carry_asked.connect(model.carry)
        self._carry.target_picked.connect(model.targets.choose)
        self._carry.folder_asked.connect(self._ask_folder)
        self._bring.bring_asked.connect(self.ask_bundles)
        self.ledger.bring_asked.connect(self.ask_bundles)
        self.ledger.picked.connect(model.choose_bundle)
        self.ledger.back_asked.connect(model.back.ask)
        self._import.merge_asked.connect(model.imports.merge)
        self._import.dismissed.connect(model.imports.dismiss)
        self._import.back_asked.connect(model.imports.take_back)
        self._import.conflicts_asked.connect(model.conflicts_wanted)
        self._import.release_asked.connect(model.imports.release)
        self._devices.start_asked.connect(self._ask_starting_file)
        self._parked.taken.connect(model.decisions.release)
        self._parked.declined.connect(model.decisions.reject)

    def _changed(self) -> None:
        self.show_state(self._model.state)

    def ask_bundles(self) -> None:
        """Let a person choose bundles, on the stick if there is one."""
        target = self._model.targets.chosen
        dialog = QFileDialog(self, _("Import bundles"), str(target.folder if target else ""))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(f"{_('Bundles')} ({_BUNDLES})")
        dialog.filesSelected.connect(self._files_chosen)
        dialog.open()

    def _files_chosen(self, files: list[str]) -> None:
        self._model.imports.preview([Path(file) for file in files])

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("Choose a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda file: self._model.targets.add_folder(Path(file)))
        dialog.open()

    def _ask_starting_file(self) -> None:
        dialog = StartingFileDialog(self._model.state.villages, self._model.least_passphrase, self)
        dialog.wanted.connect(lambda *wanted: self._ask_where(dialog, *wanted))
        self._model.invited.connect(dialog.accept)
        dialog.open()

    def _ask_where(
        self, asking: StartingFileDialog, villages: tuple[str, ...], name: str, passphrase: str
    ) -> None:
        dialog = QFileDialog(asking, _("Save the starting file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_STARTING.removeprefix("*."))
        dialog.setNameFilter(f"{_('Starting files')} ({_STARTING})")
        dialog.selectFile(f"{name or '-'.join(villages)}{_STARTING.removeprefix('*')}")
        dialog.fileSelected.connect(
            lambda file: self._model.start_laptop(villages, name, passphrase, Path(file))
        )
        dialog.open()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Look for sticks while the page is seen."""
        super().showEvent(event)
        self._model.targets.look()
        self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the drives alone."""
        super().hideEvent(event)
        self._timer.stop()
