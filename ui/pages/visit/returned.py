"""What the county sent back of the household whose visit is recorded, above the form."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Store
from fieldapp.records import VisitReview
from fieldapp.services.reviewing import review_states
from ui.models.review_words import said_words
from ui.widgets.banner import Banner
from ui.widgets.buttons import QuietButton
from ui.workers.runner import Runner


class ReturnedVisits(QObject):
    """``changed`` tells that ``found`` is another; ``wanted`` asks for the returned visits."""

    changed = Signal()
    wanted = Signal()

    def __init__(self, store: Store, runner: Runner) -> None:
        super().__init__()
        self._store = store
        self._runner = runner
        self._household = ""
        self.found: tuple[VisitReview, ...] = ()

    def open(self, household: str) -> None:
        """Look which visits of this household the county returned."""
        self._household, self.found = household, ()
        self._runner.ask(
            lambda: (household, _returned(self._store, household)), self._take, self._failed
        )

    def _take(self, told: tuple[str, tuple[VisitReview, ...]]) -> None:
        if told[0] == self._household:
            self.found = told[1]
            self.changed.emit()

    def _failed(self, failure: BaseException) -> None:
        """The form itself tells of a store that does not answer."""
        if not isinstance(failure, FieldappError):
            raise failure


class ReturnedBanner(Banner):
    """Says what the county wants to be put right, with the way there."""

    def __init__(self, model: ReturnedVisits, today: dt.date) -> None:
        super().__init__()
        self.model = model
        self._today = today
        self.add_action(QuietButton(_("Put right…"), "Alt+P", model.wanted.emit))
        model.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        told = [
            _("Returned by the county: {comment}").format(comment=review.comment or "")
            for review in self.model.found
        ]
        who = said_words(self.model.found[0], self._today) if told else ""
        self.say("\n".join(told), who, "yellow")


def _returned(store: Store, household: str) -> tuple[VisitReview, ...]:
    states = review_states(store, household).values()
    return tuple(review for state, review in states if state == "returned")
