"""What happens on the review page: narrowing, reading, accepting, returning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.services.asking import Asking
from fieldapp.services.desk import Desk
from fieldapp.services.reviewing import Case, Reviewed, Reviewing
from ui.navigation.intents import Saved, Telling
from ui.pages.review import wording
from ui.pages.review.state import ReviewState
from ui.workers.runner import Runner


class ReviewViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``saved`` carries a :class:`Saved`,
    ``household_wanted`` the uid of a household, ``failed`` an exception.
    """

    changed = Signal()
    saved = Signal(object)
    household_wanted = Signal(str)
    failed = Signal(object)
    most = 1000
    """So many visits are asked for at once: a county has a hundred times as many."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._reviewing = Reviewing(desk.registers)
        self._desk = desk
        self._runner = runner
        self._found: tuple[Reviewed, ...] = ()
        self._villages: dict[str, str] = {}
        self._today = dt.date.min
        self._looked = False
        self._wanted = self.most
        self._show, self._village, self._visitor, self._period = "waiting", "", "", ""
        self._text = self._key = ""
        self._case: Case | None = None

    @property
    def state(self) -> ReviewState:
        """This moment, in the language that is on now."""
        shown, chosen = self._shown(), self._chosen()
        case = self._case
        if chosen is None or case is None or chosen.row.uid != case.visit.uid:
            case = None
        return ReviewState(
            told=wording.told(self._found),
            shows=wording.show_choices(),
            show=self._show,
            villages=wording.village_choices(self._found, self._villages),
            village=self._village,
            visitors=wording.visitor_choices(self._found),
            visitor=self._visitor,
            periods=wording.period_choices(),
            period=self._period,
            text=self._text,
            lines=tuple(wording.review_line(one, self._today) for one in shown),
            case=wording.review_case(chosen, case, self._today) if chosen and case else None,
            more=len(self._found) >= self._wanted,
            looked=self._looked,
            none_at_all=not self._found,
        )

    def load(self) -> None:
        """Ask for the visits that came in again."""
        self._today = self._desk.clock.now().date()
        reviewing, questions = self._reviewing, self._desk.store.questions
        most = self._wanted

        def look() -> tuple[tuple[Reviewed, ...], dict[str, str]]:
            found = tuple(reviewing.inbox(most=most))
            return found, {v.uid: v.name for v in questions.villages()}

        self._runner.ask(look, self._take, self.failed.emit)

    def show_older(self) -> None:
        """Ask for more visits."""
        self._wanted += self.most
        self.load()

    def narrow(
        self,
        *,
        show: str | None = None,
        village: str | None = None,
        visitor: str | None = None,
        period: str | None = None,
        text: str | None = None,
    ) -> None:
        """Show only some; what is not given stays as it is."""
        self._show = self._show if show is None else show
        self._village = self._village if village is None else village
        self._visitor = self._visitor if visitor is None else visitor
        self._period = self._period if period is None else period
        self._text = self._text if text is None else text
        self._settle()

    def look_at(self, key: str) -> None:
        """Read another visit."""
        if key == self._key and self._case is not None:
            return
        self._key, self._case = key, None
        reviewing = self._reviewing
        self._runner.ask(lambda: reviewing.case(key), self._read, self.failed.emit)

    def accept(self) -> None:
        """The visit in hand is good; the next one comes."""
        chosen, reviewing = self._chosen(), self._reviewing
        if chosen is not None:
            self._say(
                chosen, lambda: reviewing.accept(chosen.row.uid),
                lambda: _("Accepted: {name}").format(name=chosen.row.head_name),
            )  # fmt: skip

    def send_back(self, comment: str) -> None:
        """The visit in hand goes back to its team; the next one comes."""
        chosen, reviewing = self._chosen(), self._reviewing
        if chosen is not None:
            self._say(
                chosen, lambda: reviewing.send_back(chosen.row.uid, comment),
                lambda: _("Returned: {name}; it goes with the next bundle").format(
                    name=chosen.row.head_name
                ),
            )  # fmt: skip

    def ask_team(self, text: str) -> None:
        """Ask whoever recorded the visit in hand; it stays in hand."""
        chosen, asking = self._chosen(), Asking(self._desk.registers)
        if chosen is not None:
            self._runner.ask(
                lambda: asking.ask_about_visit(chosen.row.uid, text)[1],
                lambda done: self.saved.emit(
                    Saved(lambda: _("Asked; the question goes with the next bundle"), done)
                ),
                self.failed.emit,
            )

    def open_household(self) -> None:
        """Show the household of the visit."""
        chosen = self._chosen()
        if chosen is not None:
            self.household_wanted.emit(chosen.row.household)

    def _say(self, chosen: Reviewed, write: Callable[[], Done], telling: Telling) -> None:
        following = self._next_after(chosen)

        def said(done: Done) -> None:
            self._key, self._case = following, None
            self.saved.emit(Saved(telling, done))

        self._runner.ask(write, said, self.failed.emit)

    def _next_after(self, chosen: Reviewed) -> str:
        keys = [one.row.uid for one in self._shown()]
        place = keys.index(chosen.row.uid)
        left = [*keys[place + 1 :], *reversed(keys[:place])]
        return left[0] if left else ""

    def _take(self, found: tuple[tuple[Reviewed, ...], dict[str, str]]) -> None:
        self._found, self._villages = found
        self._looked, self._case = True, None
        self._settle()

    def _settle(self) -> None:
        self.changed.emit()
        chosen = self._chosen()
        if chosen is not None:
            self.look_at(chosen.row.uid)

    def _read(self, case: Case) -> None:
        if case.visit.uid == self._key:
            self._case = case
            self.changed.emit()

    def _shown(self) -> list[Reviewed]:
        begins = wording.period_begins(self._period, self._today)
        wanted = self._text.casefold().strip()
        return [
            one
            for one in self._found
            if wording.takes(one, self._show)
            and self._village in {"", one.village}
            and (not self._visitor or self._visitor in one.row.visitors)
            and (one.row.start_at.date() if one.row.start_at else dt.date.min) >= begins
            and wanted in f"{one.row.local_no} {one.row.head_name} {one.row.appeal}".casefold()
        ]

    def _chosen(self) -> Reviewed | None:
        shown = self._shown()
        return next((o for o in shown if o.row.uid == self._key), shown[0] if shown else None)
