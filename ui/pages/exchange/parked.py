"""Decides about changes that were set aside because their laptop may not write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, _n
from fieldapp.ports.store import Merged
from fieldapp.services.desk import Desk
from fieldapp.services.parking import Parked
from fieldapp.services.sealing import contents_of
from ui.models.contents_words import contents_words
from ui.models.moments import moment_words
from ui.models.wording import dotted, joined
from ui.widgets.decision_list import Decision
from ui.workers.runner import Runner


class Decisions(QObject):
    """``decided`` tells that records came in or were put back; ``said`` carries a telling."""

    decided = Signal()
    said = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner

    def release(self, bundle: str) -> None:
        """Merge what was set aside of a bundle."""
        parking = self._desk.exchange.parking
        self._ask(lambda: parking.release(bundle), lambda: _("Merged; the laptop is told"))

    def reject(self, bundle: str) -> None:
        """Put back what was set aside of a bundle."""
        desk = self._desk
        author = desk.profile.author or desk.profile.name
        self._ask(
            lambda: desk.exchange.parking.reject(bundle, author),
            lambda: _("Rejected; the laptop's records are put back with the next bundle"),
        )

    def _ask(self, decide: Callable[[], Merged], telling: Callable[[], str]) -> None:
        def done(_merged: Merged) -> None:
            self.said.emit(telling)
            self.decided.emit()

        self._runner.ask(decide, done, self.failed.emit)


def parked_rows(waiting: tuple[Parked, ...], today: dt.date) -> tuple[Decision, ...]:
    """What waits for a decision, in words."""
    return tuple(_row(one, today) for one in waiting)


def _row(one: Parked, today: dt.date) -> Decision:
    count = len(one.ops)
    words = _n(
        "{name}: {count} change goes beyond what this laptop may write",
        "{name}: {count} changes go beyond what this laptop may write", count,
    ).format(name=one.sender, count=count)  # fmt: skip
    reasons = _reasons()
    told = joined([reasons[code].format(count=n) for code, n in one.reasons.items()])
    when = moment_words(dt.datetime.fromisoformat(one.at), today)
    return Decision(one.bundle, words, dotted(told, contents_words(contents_of(one.ops)), when))


def _reasons() -> dict[str, str]:
    return {
        "village": _("{count} to another village"),
        "author": _("{count} in the name of somebody not on the team"),
        "role": _("{count} that this role does not write"),
        "health": _("{count} to health records"),
    }
