"""Recording visits: what was known before, the act of saving, and the drafts in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import language
from fieldapp.foundation.ids import Ids
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Done, Edit, Store, changed, created
from fieldapp.records import (
    Attachment,
    CardRating,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    TeamMember,
    Village,
    Visit,
    VisitIssue,
)
from fieldapp.records.lists_people import LIVING_HERE
from fieldapp.records.lists_work import OPEN_MEASURES
from fieldapp.rules.income import SETTING as INCOME
from fieldapp.rules.income import formula_of, income_sums
from fieldapp.rules.visit_form import IssueStep, MeasureStep, VisitFacts, VisitForm
from fieldapp.rules.visit_rules import blocking
from fieldapp.services.cards import rate_edits, suggestion
from fieldapp.services.county_settings import setting_years
from fieldapp.services.drafts import DraftShelf
from fieldapp.services.households import Registers, year_edit

"""States of a member who still belongs to the household."""
_YEARS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class YearIncome:
    """Net income per head of one year in yuan."""

    year: int
    per_head: Decimal


@dataclass(frozen=True, slots=True)
class VisitContext:
    """What a visitor should know before asking; lists are in the order in which they are shown."""

    household: HouseholdRow
    village: str
    facts: VisitFacts
    last: Visit | None
    incomes: tuple[YearIncome, ...]
    members: tuple[Member, ...]
    team: tuple[TeamMember, ...]

    def team_name(self, uid: str | None) -> str:
        """The name of a team member; empty when unknown."""
        return next((person.name for person in self.team if person.uid == uid), "")


class VisitService:
    """Begins and records visits in one store, in the name of whoever is at the keyboard."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ids: Ids,
        author: str,
        typist: str = "",
        *,
        reading: bool = False,
    ) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._registers = Registers(store, clock, ids, author, typist, reading)
        self.drafts = DraftShelf(store, clock)

    def uid(self) -> str:
        """A uid for a visit, an issue or a measure that is being typed."""
        return self._ids.uid()

    def now(self) -> dt.datetime:
        """The time by this machine's clock."""
        return self._clock.now()

    def name_of(self, household: str) -> str:
        """What a household is called: its head, else its number; empty when it is gone."""
        row = self._store.questions.household(household)
        return (row.head_name or row.local_no) if row else ""

    def begin(self, household: str) -> VisitContext:
        """Everything that is known of a household before a visit.

        Raises:
            Refused: ``unknown_household``.
        """
        row = self._store.questions.household(household)
        if row is None:
            raise Refused("unknown_household", number="")
        visits, years = self._visits(household), self._years(household)
        village = self._store.get(Village, row.village)
        members = tuple(
            member
            for member in self._store.find(Member, household=household)
            if member.status in LIVING_HERE
        )
        return VisitContext(
            household=row,
            village=village.name if village else "",
            facts=self._facts(household, visits, years),
            last=visits[-1] if visits else None,
            incomes=tuple(self._incomes(years, len(members)))[-_YEARS_SHOWN:],
            members=members,
            team=tuple(self._store.find(TeamMember)),
        )

    def record(self, form: VisitForm) -> Done:
        """Write the visit and all that goes with it as one act, and forget its draft with it.

        Raises:
            Refused: ``rule_broken`` when the record would be meaningless, ``card_overlap``,
                ``scheme_missing``, ``unknown_household``.
        """
        household = form.visit.household
        with self._store.together():
            row = self._store.questions.household(household)
            if row is None:
                raise Refused("unknown_household", number="")
            now = self._clock.now()
            card = None if form.card is None else self._card(household)
            problem = blocking(form, VisitFacts(now, card))
            if problem is not None:
                raise Refused("rule_broken", problem=problem.sentence(language()))
            act = self._registers.act("visit.record")
            done = self._store.write(act, list(self._edits(form, row)))
            self.drafts.drop(household)
        return done

    def edits(self, form: VisitForm) -> list[Edit]:
        """What recording this entry would write, also while something is missing in it.

        Raises:
            Refused: ``unknown_household``, ``card_overlap``, ``scheme_missing``.
        """
        row = self._store.questions.household(form.visit.household)
        if row is None:
            raise Refused("unknown_household", number="")
        return list(self._edits(form, row))

    @property
    def registers(self) -> Registers:
        """The registers that visits are recorded in."""
        return self._registers

    def _visits(self, household: str) -> list[Visit]:
        found = self._store.find(Visit, household=household)
        return sorted(found, key=lambda visit: visit.start_at.isoformat() if visit.start_at else "")

    def _years(self, household: str) -> list[HouseholdYear]:
        found = self._store.find(HouseholdYear, household=household)
        return sorted(found, key=lambda year: year.year)

    def _card(self, household: str) -> CardRating | None:
        ratings = self._store.find(CardRating, household=household)
        return next((rating for rating in reversed(ratings) if rating.valid_to is None), None)

    def _facts(self, household: str, visits: list[Visit], years: list[HouseholdYear]) -> VisitFacts:
        measures = self._store.find(Measure, household=household, state=list(OPEN_MEASURES))
        raised = self._store.find(VisitIssue, visit=[visit.uid for visit in visits], state="open")
        with_causes = [year for year in years if year.main_cause]
        return VisitFacts(
            now=self._clock.now(),
            card=self._card(household),
            causes=with_causes[-1] if with_causes else None,
            measures=tuple(sorted(measures, key=lambda m: m.due_date or dt.date.max)),
            issues=tuple(sorted(raised, key=lambda issue: issue.due or dt.date.max)),
        )

    def _incomes(self, years: list[HouseholdYear], people: int) -> Iterator[YearIncome]:
        lines = self._store.find(IncomeLine, household_year=[year.uid for year in years])
        texts = dict(setting_years(self._store, INCOME))
        for year in years:
            own = [line for line in lines if line.household_year == year.uid]
            size = year.size_year_end or people
            per_head = year.declared_per_head
            if own and size:
                per_head = income_sums(own, formula_of(texts, year.year)).net / size
            if per_head is not None:
                yield YearIncome(year.year, per_head.quantize(Decimal(1)))

    def _edits(self, form: VisitForm, row: HouseholdRow) -> Iterator[Edit]:
        visit = form.visit
        yield created(visit)
        yield from (created(issue) for issue in form.issues)
        yield from (created(measure) for measure in form.measures)
        yield from (changed(Attachment, uid, visit=visit.uid) for uid in visit.photos or ())
        yield from (_measure_edit(step) for step in form.measure_steps)
        yield from (_issue_edit(step) for step in form.issue_steps)
        yield from self._card_edits(form, row)
        if form.causes is not None:
            answer = form.causes
            values: dict[str, object] = {
                "main_cause": answer.main,
                "other_causes": answer.others or None,
                "cause_note": answer.note,
            }
            year = answer.year
            yield year_edit(self._store, self._ids, visit.household, year, values)

    def _card_edits(self, form: VisitForm, row: HouseholdRow) -> list[Edit]:
        visit = form.visit
        if form.card is None or form.card == row.card or visit.start_at is None:
            return []
        proposer = visit.visitors[0] if visit.visitors else None
        suggested = suggestion(self._registers, row.uid)
        return rate_edits(
            self._store, self._ids, row.uid, form.card, visit.start_at.date(), form.card_reason,
            details={**suggested, "proposed_by": proposer, "visit": visit.uid},
        )  # fmt: skip


def _measure_edit(step: MeasureStep) -> Edit:
    told = {
        "state": step.state,
        "due_date": step.due,
        "result_date": step.result_date,
        "result_text": step.result,
        "reason_text": step.reason,
    }
    return changed(Measure, step.uid, **_given(told))


def _issue_edit(step: IssueStep) -> Edit:
    told = {
        "state": step.state,
        "due": step.due,
        "closed_date": step.closed,
        "outcome": step.outcome,
    }
    return changed(VisitIssue, step.uid, **_given(told))


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}
