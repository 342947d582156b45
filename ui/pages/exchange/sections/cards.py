"""The step cards: bring bundles in, make one, write it to a stick, see what is confirmed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.exchange.state import ExchangeState
from ui.style.layouts import row
from ui.widgets.buttons import FilterButton, LinkButton, PrimaryButton
from ui.widgets.step_card import StepCard
from ui.widgets.text import Text


class Busy(QProgressBar):
    """A bar that runs while something is going on; keeps its place while nothing is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setRange(0, 1)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def run(self, *, on: bool) -> None:
        """Start or stop."""
        self.setRange(0, 0 if on else 1)
        self.setVisible(on)


class MakeCard(StepCard):
    """Makes the bundle."""

    make_asked = Signal()
    receiver_picked = Signal(str)

    def __init__(self, number: int, *, county: bool) -> None:
        super().__init__(number, _("Make a bundle for a laptop") if county else _("Make a bundle"))
        self._receiver = FilterButton(_("For"), [("", "—")])
        self._receiver.picked.connect(self.receiver_picked)
        self._button = PrimaryButton(_("Make the bundle"), "Ctrl+M", self.make_asked.emit)
        self._busy = Busy(_("Making the bundle"))
        self.body.addLayout(row(self._receiver, self._button, None))
        self._receiver.setVisible(county)
        self.body.addWidget(self._busy)

    def show_state(self, state: ExchangeState) -> None:
        """Show what the bundle would hold."""
        self.set_lines(*state.parcel)
        self._receiver.set_choices(state.receivers or [("", "—")], state.receiver)
        self._receiver.setEnabled(bool(state.receivers))
        self._button.setEnabled(state.can_make)
        self._busy.run(on=state.work == "making")
        self.set_active(state.can_make or state.work == "making")


class CarryCard(StepCard):
    """Writes the bundle to a stick; says that it may be taken out only after it was read back."""

    carry_asked = Signal()
    target_picked = Signal(str)
    folder_asked = Signal()

    def __init__(self, number: int) -> None:
        super().__init__(number, _("Write it to the stick"))
        self._target = FilterButton(_("Stick"), [("", _("none found"))])
        self._target.picked.connect(self.target_picked)
        self._folder = LinkButton(_("Choose a folder…"), "Ctrl+O", self.folder_asked.emit)
        self._button = PrimaryButton(_("Write to the stick"), "Ctrl+U", self.carry_asked.emit)
        self._code = Text("", "code")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._code_row = QWidget()
        safe = Text(_("✓ Safe to take out"), "strong", "ok")
        safe.setToolTip(_("Written, read back from the stick, and the same"))
        coded = row(safe, None, Text(_("Check code")), self._code)
        self._code_row.setLayout(coded)
        self._busy = Busy(_("Writing and reading back"))
        self.body.addWidget(self._code_row)
        self.body.addLayout(row(self._target, None))
        self.body.addLayout(row(self._button, self._folder, None))
        self.body.addWidget(self._busy)

    def show_state(self, state: ExchangeState) -> None:
        """Show the bundle, where it goes, and whether it has arrived there."""
        self.set_lines(*state.carried)
        targets = [(target.key, target.words) for target in state.targets]
        self._target.set_choices(targets or [("", _("none found"))], state.target)
        self._target.setEnabled(bool(targets))
        ready = bool(state.current and state.target and not state.work)
        self._button.setEnabled(ready)
        self._button.set_text(_("Write a second copy") if state.safe else _("Write to the stick"))
        self._code.setText(state.check_code)
        self._code_row.setVisible(state.safe)
        self._busy.run(on=state.work == "carrying")
        self.set_active(bool(state.current))


class ConfirmedCard(StepCard):
    """What the county is known to hold."""

    def __init__(self, number: int) -> None:
        super().__init__(number, _("Confirmed by the county"))

    def show_state(self, state: ExchangeState) -> None:
        """Show what is confirmed and what still waits."""
        self.set_lines(*state.confirmed)
        self.set_active(not state.waits)


class BringCard(StepCard):
    """Where bundles are brought in at the county."""

    bring_asked = Signal()

    def __init__(self, number: int) -> None:
        super().__init__(number, _("Import what the laptops bring"))
        self._button = PrimaryButton(
            _("Import bundles…"), "Ctrl+I", self.bring_asked.emit, changes=True
        )
        self._busy = Busy(_("Reading bundles"))
        self.body.addLayout(row(self._button, None))
        self.body.addWidget(self._busy)

    def show_state(self, state: ExchangeState) -> None:
        """Show what came in last."""
        came = [line for line in state.ledger if line.way == "in"]
        if came:
            last = _("Last: {name}, {number}").format(name=came[0].partner, number=came[0].number)
            self.set_lines((last, ""), (came[0].when, "quiet"), *state.missing)
        else:
            self.set_lines(
                (_("Nothing has been imported yet."), ""),
                (_("Any number of files at once, in any order; twice does no harm."), "quiet"),
            )
        self._button.setEnabled(not state.work)
        self._busy.run(on=state.work in {"reading", "merging"})
