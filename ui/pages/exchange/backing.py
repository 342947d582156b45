"""Taking a whole merge back from the ledger: first what would go back, then the act."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.records.declare import entity_named
from fieldapp.services.desk import Desk
from fieldapp.services.merge_undoing import GoingBack, Undone, look_back, undo_merge
from ui.models.wording import dotted
from ui.workers.runner import Runner


class TakingBack(QObject):
    """``changed`` tells that ``going`` is another, ``done`` that the register is another.

    ``said`` carries a :data:`Telling`, ``failed`` an exception.
    """

    changed = Signal()
    done = Signal()
    said = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self.going: GoingBack | None = None

    def ask(self, bundle: str) -> None:
        """Look what would go back if this merge were taken back."""
        exchange = self._desk.exchange
        self._runner.file_job(
            lambda job: look_back(exchange, bundle, job), self._show, self.failed.emit
        )

    def leave(self) -> None:
        """Let the merge stand."""
        self._show(None)

    def confirm(self) -> None:
        """Take it back."""
        going, desk = self.going, self._desk
        if going is None:
            return
        self._show(None)
        author = desk.registers.author or desk.profile.name
        self._runner.file_job(
            lambda job: undo_merge(desk.exchange, going.line.bundle, author, job),
            self._taken,
            self.failed.emit,
        )

    def _show(self, going: GoingBack | None) -> None:
        self.going = going
        self.changed.emit()

    def _taken(self, undone: Undone) -> None:
        self.said.emit(lambda: taken_back_words(undone.records))
        self.done.emit()


def taken_back_words(count: int) -> str:
    """How much was taken back."""
    words = _n("Taken back: {count} record", "Taken back: {count} records", count)
    return words.format(count=f"{count:,}")


def going_words(going: GoingBack) -> tuple[str, str]:
    """What would go back, and what becomes of it."""
    line, count = going.line, sum(going.records.values())
    words = _n(
        "Taking back what {laptop} brought under {code} would put back {count} record",
        "Taking back what {laptop} brought under {code} would put back {count} records", count,
    )  # fmt: skip
    most = sorted(going.records.items(), key=lambda pair: (-pair[1], pair[0]))
    told = [f"{entity_named(name).label(language())} {number:,}" for name, number in most]
    return (
        words.format(laptop=line.peer, code=line.check_code, count=f"{count:,}"),
        dotted(*told, _("It travels like every change, and can itself be taken back.")),
    )
