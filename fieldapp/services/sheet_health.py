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
from fieldapp.services.sheet_households import HouseholdPapers, grouped, in_chunks
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
        for chunk in in_chunks(rows):
            papers = tuple(self.papers.of(chunk))
            records = _Records(self.papers.store, papers)
            for found in map(records.paper, papers):
                if found.chronic or found.doses or found.pregnancies:
                    yield found


class _Records:
    """The health records of a few households, read at once."""

    def __init__(self, store: Store, papers: Sequence[HouseholdPaper]) -> None:
        people = [person.member.uid for paper in papers for person in paper.persons]
        cards = store.find(ChronicCard, member=people)
        self._cards = grouped(cards, lambda card: card.member)
        self._followups = grouped(
            store.find(ChronicFollowup, card=[card.uid for card in cards]), lambda one: one.card
        )
        self._doses = grouped(store.find(Vaccination, member=people), lambda dose: dose.member)
        mothers = store.find(Maternal, member=people)
        self._mothers = grouped(mothers, lambda record: record.member)
        self._visits = grouped(
            store.find(MaternalVisit, maternal=[record.uid for record in mothers]),
            lambda visit: visit.maternal,
        )

    def paper(self, paper: HouseholdPaper) -> HealthPaper:
        """The health paper of one of them."""
        people = [person.member for person in paper.persons]
        return HealthPaper(
            paper, tuple(self._chronic(people)), tuple(self._vaccinated(people)),
            tuple(self._pregnancies(people)),
        )  # fmt: skip

    def _chronic(self, people: Sequence[Member]) -> Iterator[Chronic]:
        for person in people:
            for card in self._cards[person.uid]:
                visits = sorted(self._followups[card.uid], key=lambda one: one.date)
                yield Chronic(person, card, tuple(visits))

    def _vaccinated(self, people: Sequence[Member]) -> Iterator[Doses]:
        for child in people:
            doses = self._doses[child.uid]
            if doses:
                ordered = sorted(doses, key=lambda one: str(one.date or one.due_date))
                yield Doses(child, tuple(ordered))

    def _pregnancies(self, people: Sequence[Member]) -> Iterator[Pregnancy]:
        for person in people:
            for record in self._mothers[person.uid]:
                visits = sorted(self._visits[record.uid], key=lambda one: one.visit_no)
                yield Pregnancy(person, record, tuple(visits))
