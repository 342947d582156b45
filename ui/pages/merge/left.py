"""Decides about removed households under which something was entered elsewhere meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.services.desk import Desk
from fieldapp.services.left_behind import LeftBehind, bring_back, left_behind, remove_too
from ui.models.contents_words import contents_words
from ui.models.wording import dotted
from ui.navigation.intents import Saved, Telling
from ui.widgets.decision_list import Decision
from ui.workers.runner import Runner

Answer = tuple[tuple[LeftBehind, ...], Mapping[str, str]]
"""What waits, and the names of the villages by uid."""


class LeftHomes(QObject):
    """``changed`` asks to show ``rows``; ``saved`` carries a :class:`Saved`."""

    changed = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._found: Answer = ((), {})

    @property
    def rows(self) -> tuple[Decision, ...]:
        """What waits, in the language that is on now."""
        found, villages = self._found
        return tuple(_row(one, villages.get(one.home.village, "")) for one in found)

    def load(self) -> None:
        """Ask again."""
        store = self._desk.store

        def ask() -> Answer:
            return left_behind(store), {one.uid: one.name for one in store.questions.villages()}

        self._runner.ask(ask, self._take, self.failed.emit)

    def bring_back(self, household: str) -> None:
        """Let the household stand again."""
        registers = self._desk.registers
        self._settle(
            lambda: bring_back(registers, household), lambda: _("The household stands again")
        )

    def remove_too(self, household: str) -> None:
        """Remove what was entered under it as well."""
        registers = self._desk.registers
        self._settle(
            lambda: remove_too(registers, household), lambda: _("Removed; the history keeps them")
        )

    def _settle(self, write: Callable[[], Done], telling: Telling) -> None:
        self._runner.ask(
            write, lambda done: self.saved.emit(Saved(telling, done)), self.failed.emit
        )

    def _take(self, found: Answer) -> None:
        self._found = found
        self.changed.emit()


def _row(one: LeftBehind, village: str) -> Decision:
    home = one.home
    name = dotted(home.head_name or home.local_no, home.local_no if home.head_name else "", village)
    return Decision(
        home.uid,
        _("{household}: removed, while records were entered under it: {records}").format(
            household=name, records=contents_words(one.contents)
        ),
        _(
            "Bring the household back to keep them; a life event then moves its people or joins it"
            " to another household. Or remove them too: the history keeps them."
        ),
    )
