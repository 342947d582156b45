"""Gathers what the health sheets say, for those who may see health records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Store
from fieldapp.records import (
    ChronicCard,
    ChronicFollowup,
    Maternal,
    MaternalVisit,
    Member,
    Vaccination,
)
from fieldapp.services.access import guard
from fieldapp.services.sheet_households import HouseholdPapers
from fieldapp.sheets.health_sheets import Chronic, Doses, HealthPaper, Pregnancy
from fieldapp.sheets.household_paper import HouseholdPaper


@dataclass(frozen=True)
class HealthPapers:
    """The health papers of households."""

    papers: HouseholdPapers

    def of(self, rows: Sequence[HouseholdRow]) -> Iterator[HealthPaper]:
        """One paper a household in which somebody has a health record.

        Raises:
            Refused: ``health_closed``.
        """
        guard(self.papers.store, "chronic_card")
        for paper in self.papers.of(rows):
            found = self._paper(paper)
            if found.chronic or found.doses or found.pregnancies:
                yield found

    def _paper(self, paper: HouseholdPaper) -> HealthPaper:
        store = self.papers.store
        people = {person.member.uid: person.member for person in paper.persons}
        return HealthPaper(
            paper, tuple(_chronic(store, people)), tuple(_doses(store, people)),
            tuple(_pregnancies(store, people)),
        )  # fmt: skip


def _chronic(store: Store, people: dict[str, Member]) -> Iterator[Chronic]:
    for card in store.find(ChronicCard, member=list(people)):
        visits = sorted(store.find(ChronicFollowup, card=card.uid), key=lambda one: one.date)
        yield Chronic(people[card.member], card, tuple(visits))


def _doses(store: Store, people: dict[str, Member]) -> Iterator[Doses]:
    doses = store.find(Vaccination, member=list(people))
    for uid, child in people.items():
        own = [dose for dose in doses if dose.member == uid]
        if own:
            yield Doses(child, tuple(sorted(own, key=lambda one: str(one.date or one.due_date))))


def _pregnancies(store: Store, people: dict[str, Member]) -> Iterator[Pregnancy]:
    for record in store.find(Maternal, member=list(people)):
        visits = store.find(MaternalVisit, maternal=record.uid)
        ordered = sorted(visits, key=lambda one: one.visit_no)
        yield Pregnancy(people[record.member], record, tuple(ordered))
