"""Gathers what visit sheets say of households: of their last visit, or for the next one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Store
from fieldapp.records import (
    Attachment,
    CardRating,
    Household,
    HouseholdYear,
    Measure,
    Pairing,
    TeamMember,
    Village,
    Visit,
    VisitIssue,
)
from fieldapp.records.lists_work import OPEN_MEASURES
from fieldapp.rules.masks import STARS, masked_phone
from fieldapp.services.access import at_keyboard, sees_health
from fieldapp.services.attachments import Attachments
from fieldapp.sheets.values import (
    FINDING_KEYS,
    Finding,
    FindingKey,
    IssueLine,
    MeasureLine,
    Photo,
    Promise,
    VisitSheet,
)

_AT_ONCE = 60


@dataclass(frozen=True)
class VisitPapers:
    """The visit sheets of households, a few households at a time; with ``files`` their photos."""

    store: Store
    files: Attachments | None = None

    def of(
        self, households: Sequence[HouseholdRow], visit: str | None = None, *, coming: bool = False
    ) -> Iterator[VisitSheet]:
        """What the sheets are made from, one household after the other.

        ``visit`` chooses an earlier visit of a single household; ``coming`` asks for the next
        visit: its number, and what is still open from all before.
        """
        for gathering in self._gatherings(households):
            for row in gathering.rows:
                if coming:
                    yield gathering.coming(row)
                else:
                    yield gathering.sheet(row, visit)

    def all_of(self, households: Sequence[HouseholdRow]) -> Iterator[tuple[VisitSheet, ...]]:
        """For one household after the other the sheets of every visit, the first visit first."""
        for gathering in self._gatherings(households):
            for row in gathering.rows:
                yield tuple(gathering.all_of(row))

    def _gatherings(self, households: Sequence[HouseholdRow]) -> Iterator[_Gathering]:
        villages = {village.uid: village for village in self.store.find(Village)}
        names = {person.uid: person.name for person in self.store.find(TeamMember)}
        for at in range(0, len(households), _AT_ONCE):
            yield _Gathering(self, households[at : at + _AT_ONCE], villages, names)


class _Gathering:
    """The records of a few households, read at once."""

    def __init__(
        self,
        papers: VisitPapers,
        rows: Sequence[HouseholdRow],
        villages: dict[str, Village],
        names: dict[str, str],
    ) -> None:
        store, self._files = papers.store, papers.files
        self.rows, self._villages, self._names = rows, villages, names
        self._here, self._health = at_keyboard(store), sees_health(store)
        uids = {row.uid for row in rows}
        self._homes = {home.uid: home for home in store.find(Household, uid=uids)}
        self._years = _newest_year(store.find(HouseholdYear, household=uids))
        self._visits: dict[str, list[Visit]] = defaultdict(list)
        for found in sorted(store.find(Visit, household=uids), key=_started):
            self._visits[found.household].append(found)
        self._measures: dict[str, list[Measure]] = defaultdict(list)
        for measure in store.find(Measure, household=uids):
            self._measures[measure.household].append(measure)
        self._ratings = {
            rating.visit: rating
            for rating in store.find(CardRating, household=uids)
            if rating.visit is not None
        }
        self._helpers = {
            p.household: p.team_member
            for p in store.find(Pairing, household=uids)
            if p.end_date is None
        }
        all_visits = {visit.uid for visits in self._visits.values() for visit in visits}
        self._typists = store.questions.keyed_for_others("visit", sorted(all_visits))
        self._issues: dict[str, list[VisitIssue]] = defaultdict(list)
        for issue in store.find(VisitIssue, visit=all_visits) if all_visits else []:
            self._issues[issue.visit].append(issue)

        self._photos: dict[str | None, list[Attachment]] = defaultdict(list)
        for kept in store.find(Attachment, household=uids, kind="photo") if self._files else []:
            self._photos[kept.visit].append(kept)

    def sheet(self, row: HouseholdRow, visit: str | None) -> VisitSheet:
        """The last visit of a household, or the one named."""
        visits = self._visits[row.uid]
        if visit is not None:
            upto = [n for n, found in enumerate(visits) if found.uid == visit]
            visits = visits[: upto[0] + 1] if upto else visits
        return self._sheet(row, visits)

    def all_of(self, row: HouseholdRow) -> Iterator[VisitSheet]:
        """Every visit of a household."""
        visits = self._visits[row.uid]
        for number in range(1, len(visits) + 1):
            yield self._sheet(row, visits[:number])

    def coming(self, row: HouseholdRow) -> VisitSheet:
        """The sheet for the next walk: the next number, and every promise that is still open."""
        last = self.sheet(row, None)
        household = last.household_uid
        open_issues = [
            issue
            for visit in self._visits[household]
            for issue in self._issues[visit.uid]
            if issue.state == "open"
        ]
        return replace(
            last,
            visit_ordinal=len(self._visits[household]) + 1,
            promises=tuple(
                Promise(
                    issue.action or issue.text or "",
                    self._name(issue.owner) or issue.owner_text or "",
                    issue.due,
                )
                for issue in sorted(open_issues, key=lambda issue: str(issue.due))
            ),
        )

    def _sheet(self, row: HouseholdRow, visits: Sequence[Visit]) -> VisitSheet:
        home, village = self._homes[row.uid], self._villages[row.village]
        year = self._years.get(row.uid)
        visit = visits[-1] if visits else None
        before = visits[-2] if len(visits) > 1 else None
        rating = self._ratings.get(visit.uid) if visit else None
        return VisitSheet(
            household_uid=row.uid,
            local_no=row.local_no,
            head_name=row.head_name,
            county=village.county_name or "",
            township=village.township_name or "",
            village=village.name,
            group=row.group,
            visit_ordinal=len(visits) or None,
            card=row.card,
            people=row.people,
            address=home.address_detail or "",
            altitude_m=home.altitude_m,
            phone_masked=masked_phone(home.phone),
            main_cause=year.main_cause if year else None,
            other_causes=(year.other_causes or ()) if year else (),
            income_per_head=row.per_head,
            income_year=row.income_year,
            helper=self._name(self._helpers.get(row.uid)),
            promises=self._promises(before),
            measures=self._measure_lines(row.uid),
            **(_said(visit, self._names, closed=self._closed(visit)) if visit else {}),
            typist=self._typists.get(visit.uid, "") if visit else "",
            issues=self._issue_lines(visit),
            card_unchanged=None if visit is None else rating is None,
            new_card=rating.colour if rating else None,
            card_reason=(rating.reason_text or "") if rating else "",
            photos=self._visit_photos(visit),
        )

    def _visit_photos(self, visit: Visit | None) -> tuple[Photo, ...]:
        if visit is None or self._files is None:
            return ()
        return tuple(
            Photo(partial(self._files.printable, kept), kept.caption or "", kept.taken_at)
            for kept in sorted(self._photos[visit.uid], key=lambda one: one.uid)
        )

    def _closed(self, visit: Visit) -> bool:
        """Whether what was said of illness is for other eyes; who was there has heard it."""
        there = (self._name(uid) for uid in visit.visitors or ())
        return not self._health and not any(name in self._here for name in there)

    def _name(self, uid: str | None) -> str:
        return self._names.get(uid or "", "")

    def _promises(self, before: Visit | None) -> tuple[Promise, ...]:
        """What was promised in the visit before."""
        found = [
            Promise(
                issue.action or issue.text or "",
                self._name(issue.owner) or issue.owner_text or "",
                issue.due,
                "done" if issue.state == "done" else "not_done",
            )
            for issue in (self._issues[before.uid] if before else [])
        ]
        return tuple(found)

    def _measure_lines(self, household: str) -> tuple[MeasureLine, ...]:
        ordered = sorted(
            self._measures[household],
            key=lambda m: (m.state not in OPEN_MEASURES, str(m.due_date), m.uid),
        )
        return tuple(
            MeasureLine(
                measure.title or "",
                measure.quantity,
                measure.unit or "",
                self._name(measure.helper) or measure.helper_text or "",
                measure.due_date,
                measure.state,
            )
            for measure in ordered
            if measure.state in OPEN_MEASURES or measure is ordered[0]
        )

    def _issue_lines(self, visit: Visit | None) -> tuple[IssueLine, ...]:
        return tuple(
            IssueLine(
                issue.text or "",
                issue.action or "",
                self._name(issue.owner) or issue.owner_text or "",
                issue.due,
                issue.state,
            )
            for issue in (self._issues[visit.uid] if visit else [])
        )


def _said(visit: Visit, names: dict[str, str], *, closed: bool) -> dict[str, Any]:
    """What the visit itself says, by field of the sheet."""
    return {
        "start_at": visit.start_at,
        "end_at": visit.end_at,
        "visitors": tuple(names.get(uid, "…") for uid in visit.visitors or ()),
        "companions": visit.companions or "",
        "people_met": visit.people_met or (),
        "nobody_home_reason": visit.nobody_home_reason or "",
        "place_kind": visit.place_kind,
        "purposes": visit.purpose or (),
        "findings": tuple(_finding(visit, key, closed=closed) for key in FINDING_KEYS),
        "situation": tuple(filter(None, [visit.family_change])),
        "appeal": visit.appeal_text or "",
        "answer": visit.explained_text or "",
        "next_visit": visit.next_visit_date,
        "sign_kind": visit.sign_kind,
    }


def _finding(visit: Visit, key: FindingKey, *, closed: bool) -> Finding:
    text = visit.income_note if key == "income" else getattr(visit, key)
    if text and closed and key == "medical":
        text = STARS
    absent = key == "schooling" and bool(visit.no_pupil)
    return Finding(key, getattr(visit, f"{key}_problem"), absent, text or "")


def _newest_year(years: Sequence[HouseholdYear]) -> dict[str, HouseholdYear]:
    return {year.household: year for year in sorted(years, key=lambda y: y.year)}


def _started(visit: Visit) -> str:
    return str(visit.start_at)
