"""What happens on the exchange page: making, carrying and merging bundles, beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.services.custody import OUTBOX, Carried, Custody
from fieldapp.services.desk import Desk
from fieldapp.services.locking import LEAST_PASSPHRASE
from fieldapp.services.profile import LedgerLine, Peer
from fieldapp.services.workspace import Invited, invite
from ui.pages.exchange import wording
from ui.pages.exchange.backing import TakingBack
from ui.pages.exchange.held import Held, look
from ui.pages.exchange.imports import Imports
from ui.pages.exchange.parked import Decisions, parked_rows
from ui.pages.exchange.state import ExchangeState, Work
from ui.pages.exchange.sticks import Stick, find_sticks
from ui.pages.exchange.targets import Targets
from ui.workers.runner import Runner


class ExchangeViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``said`` carries a ``Telling``, ``failed``
    an exception for the surface it belongs to; ``invited`` tells that a starting file is written.
    ``imports.merged`` tells that records came in from elsewhere.
    """

    changed = Signal()
    said = Signal(object)
    failed = Signal(object)
    invited = Signal()
    conflicts_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        sticks: Callable[[], tuple[Stick, ...]] = find_sticks,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._custody = Custody(desk.exchange, desk.folder / OUTBOX)
        self._runner = runner
        self.targets = Targets(runner, sticks)
        self.targets.changed.connect(self._target_changed)
        self.imports = Imports(desk, self._custody, runner)
        self.imports.changed.connect(self.changed)
        self.imports.merged.connect(self.refresh)
        self.imports.said.connect(self.said)
        self.decisions = Decisions(desk, runner)
        self.decisions.decided.connect(self.imports.merged)
        self.decisions.said.connect(self.said)
        self.back = TakingBack(desk, runner)
        self.back.done.connect(self.imports.merged)
        self.back.said.connect(self.said)
        for part in (self.targets, self.imports, self.decisions, self.back):
            part.failed.connect(self.failed)
        self.county = desk.profile.role == "county"
        self.least_passphrase = LEAST_PASSPHRASE
        self._held: Held | None = None
        self._receiver = ""
        self._current = ""
        self._safe = ""
        self._work: Work = ""

    @property
    def state(self) -> ExchangeState:
        """This moment, in the language that is on now."""
        held = self._held
        if held is None:
            return ExchangeState(work=self._work or self.imports.work)
        receiver, line = self._chosen_receiver(held), held.line(self._current)
        bringing, work = self.imports.bringing, self._work or self.imports.work
        changes = held.waiting.changes if held.waiting else 0
        safe = bool(line) and self._safe == self._current
        return ExchangeState(
            county=held.county,
            receivers=tuple((peer.device, peer.name) for peer in held.receivers),
            receiver=receiver.device if receiver else "",
            parcel=wording.parcel_lines(held, receiver),
            can_make=receiver is not None and (changes > 0 or held.county) and not work,
            carried=wording.carried_lines(held, line, safe=safe),
            targets=self.targets.all(),
            target=self.targets.chosen.key if self.targets.chosen else "",
            current=self._current if line else "",
            check_code=line.check_code if line and safe else "",
            safe=safe,
            confirmed=wording.confirmed_lines(held),
            missing=wording.missing_lines(held),
            parked=parked_rows(held.parked, held.today),
            waits=changes > 0,
            ledger=wording.ledger_rows(held),
            devices=wording.device_rows(held),
            villages=tuple((village.uid, village.name) for village in held.villages),
            work=work,
            bringing=wording.import_state(bringing, held.today, health=held.health)
            if bringing
            else None,
            identity=wording.identity_words(held),
        )

    def refresh(self) -> None:
        """Ask the store again."""
        today, receiver = self._desk.clock.now().date(), self._receiver
        self._runner.ask(lambda: look(self._custody, today, receiver), self._take, self.failed.emit)

    def choose_receiver(self, device: str) -> None:
        """Count and make bundles for this device."""
        self._receiver = device
        self._current = self._safe = ""
        self.refresh()

    def choose_bundle(self, key: str) -> None:
        """Carry this bundle of the ledger, for instance to a second stick."""
        bundle = key.partition("/")[2]
        if self._held is not None and self._held.line(bundle) is not None:
            self._current, self._safe = bundle, ""
            self.changed.emit()

    def make(self) -> None:
        """Make the bundle."""
        to = self.state.receiver or None
        self._begin("making")
        self._runner.file_job(lambda _job: self._custody.make(to), self._made, self._failed)

    def carry(self) -> None:
        """Write the current bundle to the chosen stick."""
        line = self._held.line(self._current) if self._held else None
        target = self.targets.chosen
        if line is None or target is None:
            return
        self._begin("carrying")
        self._runner.file_job(
            lambda _job: self._custody.carry(line, target.folder), self._carried, self._failed
        )

    def start_laptop(
        self, villages: Iterable[str], name: str, passphrase: str, target: Path
    ) -> None:
        """Write a starting file for a new laptop."""
        names = list(villages)
        self._begin("starting")
        self._runner.file_job(
            lambda _job: invite(self._desk.exchange, names, target, passphrase, name),
            self._invited,
            self._failed,
        )

    def _chosen_receiver(self, held: Held) -> Peer | None:
        chosen = (peer for peer in held.receivers if peer.device == self._receiver)
        return next(chosen, held.receivers[0] if held.receivers else None)

    def _take(self, held: Held) -> None:
        self._held = held
        if held.line(self._current) is None:
            self._current = held.newest_to_carry()
        self.changed.emit()

    def _target_changed(self) -> None:
        self._safe = ""
        self.changed.emit()

    def _begin(self, work: Work) -> None:
        self._work = work
        self.changed.emit()

    def _failed(self, failure: BaseException) -> None:
        self._work = ""
        self.changed.emit()
        self.failed.emit(failure)

    def _made(self, line: LedgerLine) -> None:
        self._work = ""
        self._current, self._safe = line.bundle, ""
        self.said.emit(lambda: _("Bundle {number} is made").format(number=line.number))
        self.refresh()

    def _carried(self, carried: Carried) -> None:
        self._work = ""
        self._safe = self._current
        name = carried.file.name
        self.said.emit(lambda: _("Written and read back: {file}").format(file=name))
        self.refresh()

    def _invited(self, invited: Invited) -> None:
        self._work = ""
        name = invited.file.name
        self.said.emit(lambda: _("Starting file written: {file}").format(file=name))
        self.invited.emit()
        self.refresh()
