"""A picture of everything that the study of the village describes, row by row of its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QTabWidget, QWidget

from fieldapp.foundation.i18n import N_, _
from fieldapp.records import (
    Benefit,
    ChronicCard,
    Maternal,
    Measure,
    Member,
    TeamMember,
    Vaccination,
)
from ui.tour.walker import StuckError, Walker

_DOCTOR = "village_doctor"
Whose = Literal["red", "loan", "benefit", "chronic", "mother", "child"]


@dataclass(frozen=True)
class View:
    """Where a row of the table is seen: a page and, on it, a subject; ``whose`` household."""

    name: str
    page: str
    subject: str = ""
    inner: str = ""
    whose: Whose = "red"


_PATIENTS: dict[Whose, type[ChronicCard | Maternal | Vaccination]] = {
    "chronic": ChronicCard,
    "mother": Maternal,
    "child": Vaccination,
}

VIEWS = (
    View("card-rating", "household", N_("Card and causes")),
    View("household-file", "household", N_("People")),
    View("causes", "household", N_("Card and causes"), whose="loan"),
    View("visits", "visits"),
    View("weekly-meeting", "village", N_("Meetings")),
    View("subsidies", "household", N_("Benefits"), whose="benefit"),
    View("credit-and-loans", "household", N_("Measures"), whose="loan"),
    View("infrastructure-and-production", "household", N_("Measures")),
    View("training", "village", N_("Training")),
    View("models", "household", N_("Measures"), whose="chronic"),
    View("chronic-care", "household", N_("Health"), whose="chronic"),
    View("maternal-care", "household", N_("Health"), N_("Mothers"), whose="mother"),
    View("vaccination", "household", N_("Health"), N_("Vaccination"), whose="child"),
    View("cadres-and-team", "village", N_("Cadres and team")),
    View("pairing", "household", N_("Plans")),
    View("coverages", "village", N_("Coverages")),
    View("village-facts", "village", N_("Profile")),
    View("declared-and-counted", "village", N_("Declared and counted")),
    View("incomes", "household", N_("Income")),
    View("living-and-land", "household", N_("Living and land")),
    View("checks", "checks"),
    View("county-rules", "county"),
)
"""One view a row of the table, and the audit with its checks behind them."""


class StudyTour:
    """Goes to every view and takes its picture."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker

    def look(self) -> list[Path]:
        """The pictures, in the order of the table; a small village has no mother or loan to show.

        Raises:
            StuckError: a subject is not where it should be.
        """
        writer = self._walker.wiring.desk.profile.author
        store = self._walker.wiring.desk.store
        self._seat(next(p.name for p in store.find(TeamMember) if p.role == _DOCTOR))
        homes = self._households()
        shown = [view for view in VIEWS if view.page != "household" or view.whose in homes]
        pictures = [self._take(view, homes) for view in shown]
        self._seat(writer)
        return pictures

    def _seat(self, name: str) -> None:
        """Let somebody take the keyboard: health records open to the village doctor only."""
        opened: list[bool] = []
        self._walker.program.opened.connect(lambda: opened.append(True))
        self._walker.wiring.models.settings.sit_down(name)
        self._walker.until(lambda: opened, "the keyboard to be taken")
        self._walker.answered()

    def _take(self, view: View, homes: Mapping[Whose, str]) -> Path:
        walker = self._walker
        if view.page == "household":
            walker.wiring.routes.open_household(homes[view.whose])
            walker.answered()
        else:
            walker.go(view.page)
        page = walker.program.window.navigator.page(view.page)
        for title in filter(None, (view.subject, view.inner)):
            _choose(page, _(title))
            walker.answered()
        checks = walker.wiring.models.checks
        walker.until(lambda: not checks.state.working, "the checks")
        return walker.picture(f"study-{view.name}")

    def _households(self) -> Mapping[Whose, str]:
        """A household for each kind of view, where the village has one."""
        store = self._walker.wiring.desk.store
        rows = store.questions.households()
        homes: dict[Whose, list[str]] = {
            "red": [row.uid for row in rows if row.card == "RED" and row.promise_count],
            "benefit": [b.household for b in store.find(Benefit) if b.household],
            "loan": [measure.household for measure in store.find(Measure, catalog="09")],
        }
        for whose, kind in _PATIENTS.items():
            people = [store.get(Member, card.member) for card in store.find(kind)[:1]]
            homes[whose] = [person.household for person in people if person is not None]
        return {whose: found[0] for whose, found in homes.items() if found}


def _choose(page: QWidget, title: str) -> None:
    for tabs in page.findChildren(QTabWidget):
        for place in range(tabs.count()):
            if tabs.tabText(place) == title:
                tabs.setCurrentIndex(place)
                return
    raise StuckError(title)
