"""The county reviews visits: accepts them, or returns them with a comment to the team."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import language
from fieldapp.ports.questions import VisitRow
from fieldapp.ports.store import Done, Store, changed, created
from fieldapp.records import Question, Visit, VisitIssue, VisitReview
from fieldapp.records.declare import stored_values
from fieldapp.rules.visit_form import VisitFacts, VisitForm
from fieldapp.rules.visit_rules import Problem, blocking, problems
from fieldapp.services.asking import Asking
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_record
from fieldapp.services.profile import load_profile
from fieldapp.services.record_names import name_of
from fieldapp.services.values import read_fields

_OfVisit = TypeVar("_OfVisit", VisitIssue, VisitReview)
State = Literal["new", "accepted", "returned", "corrected", "changed"]
"""``changed``: other than it was when it was accepted."""
WAITING: frozenset[State] = frozenset({"new", "corrected", "changed"})
"""States in which a visit waits for the reviewer."""
_STANDING_ALONE = ("visit.", "V-VIS/", "finding.words", "issue.needs", "sign.")
"""Rules that judge a visit without knowing the rest of the household."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A visit in the inbox: where it comes from, how it stands, what is wrong or missing in it."""

    row: VisitRow
    village: str
    laptop: str
    state: State
    last: VisitReview | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A visit to be judged beside the one before it; ``reviews`` the newest first."""

    visit: Visit
    issues: tuple[VisitIssue, ...]
    before: Visit | None
    before_issues: tuple[VisitIssue, ...]
    before_visitors: tuple[str, ...]
    """Their names."""
    state: State
    reviews: tuple[VisitReview, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    """What was asked about it, the newest first."""


def digest_of(visit: Visit, issues: Iterable[VisitIssue]) -> str:
    """What was said in a visit, in one word: how an issue fares later is no part of it."""
    told = sorted((issue.uid, issue.text or "", issue.action or "") for issue in issues)
    parts = [sorted(stored_values(visit).items()), told]
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def state_of(visit: Visit, issues: Iterable[VisitIssue], reviews: Sequence[VisitReview]) -> State:
    """How a visit stands, by its newest review."""
    if not reviews:
        return "new"
    last, same = reviews[0], reviews[0].seen == digest_of(visit, issues)
    if last.verdict == "accepted":
        return "accepted" if same else "changed"
    return "returned" if same and last.replied_at is None else "corrected"


@dataclass(frozen=True)
class Reviewing:
    """The inbox of visits and what is said of each; every saying is one act that can be undone."""

    registers: Registers

    @property
    def _store(self) -> Store:
        return self.registers.store

    def inbox(
        self, village: str | None = None, *, received: bool = True, most: int | None = None
    ) -> list[Reviewed]:
        """Visits and how they stand, the newest first; ``received`` leaves out our own.

        ``most`` asks only for so many of those never accepted, and for so many of all.
        """
        rows = self._rows(village, most)
        uids = [row.uid for row in rows]
        wrote = self._store.questions.writers("visit", uids)
        own = load_profile(self._store).device
        laptops = {uid: writers[0] for uid, writers in wrote.items()}
        if received:
            rows = [row for row in rows if row.uid in laptops and laptops[row.uid].device != own]
            uids = [row.uid for row in rows]
        visits = {visit.uid: visit for visit in self._store.find(Visit, uid=uids)}
        issues = _by_visit(self._store.find(VisitIssue, visit=uids))
        reviews = _by_visit(self._store.find(VisitReview, visit=uids))
        villages = self._villages()
        return [
            Reviewed(
                row, villages.get(row.household, ""), laptops[row.uid].name,
                state_of(visits[row.uid], issues.get(row.uid, ()), told),
                told[0] if told else None,
                self._problems(visits[row.uid], issues.get(row.uid, ())),
            )
            for row in rows
            if row.uid in visits and row.uid in laptops
            for told in [newest_first(reviews.get(row.uid, ()))]
        ]  # fmt: skip

    def _rows(self, village: str | None, most: int | None) -> list[VisitRow]:
        ask = self._store.questions.visits
        if most is None:
            return ask(village)
        found = {row.uid: row for row in ask(village, most=most)}
        found |= {row.uid: row for row in ask(village, most=most, accepted=False)}
        return sorted(found.values(), key=lambda r: (str(r.start_at or ""), r.uid), reverse=True)

    def case(self, uid: str) -> Case:
        """A visit with all that a reviewer reads.

        Raises:
            Refused: ``unknown_record``.
        """
        store = self._store
        visit = the_record(store, Visit, uid)
        issues = tuple(store.find(VisitIssue, visit=uid))
        reviews = tuple(newest_first(store.find(VisitReview, visit=uid)))
        earlier = [
            other
            for other in store.find(Visit, household=visit.household)
            if other.uid != uid and _began(other) < _began(visit)
        ]
        before = max(earlier, key=_began, default=None)
        return Case(
            visit, issues, before,
            tuple(store.find(VisitIssue, visit=before.uid)) if before else (),
            tuple(name_of(store, "team_member", each) for each in before.visitors or ())
            if before else (),
            state_of(visit, issues, reviews), reviews, self._problems(visit, issues),
            Asking(self.registers).about_visit(visit),
        )  # fmt: skip

    def accept(self, uid: str, comment: str = "") -> Done:
        """Say that a visit is good as it stands."""
        return self._say(uid, "accepted", comment)

    def send_back(self, uid: str, comment: str) -> Done:
        """Return a visit to its team, with what is to be put right.

        Raises:
            Refused: ``unknown_record``, ``comment_missing``.
        """
        if not comment.strip():
            raise Refused("comment_missing")
        return self._say(uid, "returned", comment)

    def correct(self, uid: str, values: Mapping[str, object], reply: str = "") -> Done:
        """The team puts a returned visit right; it goes back to the reviewer as corrected.

        ``values`` are fields of the visit as a person or a script gives them.

        Raises:
            Refused: ``unknown_record``, ``not_returned``, ``nothing_corrected``; for a value
                ``unknown_field``, ``bad_value``, ``unknown_code``; ``rule_broken``.
        """
        visit = the_visit(self._store, uid)
        found = newest_first(self._store.find(VisitReview, visit=uid))
        if not found or found[0].verdict != "returned":
            raise Refused("not_returned")
        typed = read_fields(Visit, values)
        after = replace(visit, **typed)  # type: ignore[arg-type]  # read as the fields declare
        if after == visit and not reply.strip():
            raise Refused("nothing_corrected")
        problem = blocking(VisitForm(after), VisitFacts(self._now()))
        if problem is not None:
            raise Refused("rule_broken", problem=problem.sentence(language()))
        answer = changed(
            VisitReview, found[0].uid, reply=reply.strip() or None, replied_by=self._name(),
            replied_at=self._now(),
        )  # fmt: skip
        edits = [*([changed(Visit, uid, **typed)] if typed else []), answer]
        return self._store.write(self.registers.act("visit.correct"), edits)

    def returned(self) -> list[Reviewed]:
        """Visits that wait to be corrected, the one returned last first."""
        told = self._store.find(VisitReview, verdict="returned")
        if not told:
            return []
        wanted = {review.visit for review in told}
        found = [
            line
            for line in self.inbox(received=False)
            if line.row.uid in wanted and line.state == "returned"
        ]
        return sorted(
            found, key=lambda line: str(line.last and line.last.reviewed_at), reverse=True
        )

    def states(self) -> dict[str, tuple[State, VisitReview]]:
        """By visit that was ever reviewed: how it stands, and what was said last."""
        return review_states(self._store)

    def _say(self, uid: str, verdict: str, comment: str) -> Done:
        visit = the_visit(self._store, uid)
        issues = self._store.find(VisitIssue, visit=uid)
        review = VisitReview(
            uid=self.registers.ids.uid(), visit=uid, verdict=verdict,
            comment=comment.strip() or None, reviewer=self._name(), reviewed_at=self._now(),
            seen=digest_of(visit, issues),
        )  # fmt: skip
        return self._store.write(self.registers.act(f"review.{verdict}"), [created(review)])

    def _problems(self, visit: Visit, issues: Sequence[VisitIssue]) -> tuple[Problem, ...]:
        form = VisitForm(visit, issues=tuple(issues))
        found = problems(form, VisitFacts(self.registers.clock.now()))
        return tuple(one for one in found if one.rule.startswith(_STANDING_ALONE))

    def _villages(self) -> dict[str, str]:
        return {row.uid: row.village for row in self._store.questions.households()}

    def _name(self) -> str:
        return self.registers.author or load_profile(self._store).name

    def _now(self) -> dt.datetime:
        return self.registers.clock.now()


def review_states(
    store: Store, household: str | None = None
) -> dict[str, tuple[State, VisitReview]]:
    """By visit that was ever reviewed, of a household or of all: how it stands, what was said."""
    of = {}
    if household is not None:
        of = {"visit": [visit.uid for visit in store.find(Visit, household=household)]}
    reviews = _by_visit(store.find(VisitReview, **of))
    visits = {visit.uid: visit for visit in store.find(Visit, uid=[*reviews])}
    issues = _by_visit(store.find(VisitIssue, visit=[*reviews]))
    return {
        uid: (state_of(visits[uid], issues.get(uid, ()), told), told[0])
        for uid, found in reviews.items()
        if uid in visits
        for told in [newest_first(found)]
    }


def the_visit(store: Store, uid: str) -> Visit:
    """The visit with that uid; raises ``Refused`` ``unknown_record``."""
    return the_record(store, Visit, uid)


def newest_first(reviews: Iterable[VisitReview]) -> list[VisitReview]:
    """By when they were said."""
    return sorted(reviews, key=lambda said: (str(said.reviewed_at or ""), said.uid), reverse=True)


def _by_visit(records: Iterable[_OfVisit]) -> Mapping[str, list[_OfVisit]]:
    found: dict[str, list[_OfVisit]] = {}
    for record in records:
        found.setdefault(record.visit, []).append(record)
    return found


def _began(visit: Visit) -> str:
    return str(visit.start_at or "")
