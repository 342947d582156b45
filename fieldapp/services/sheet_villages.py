"""Gathers what the sheets of a whole village say: notice, roster, meeting, quality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from fieldapp.foundation.jobs import Job
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Store
from fieldapp.records import (
    CoverageMeasure,
    Meeting,
    MeetingDecision,
    Pairing,
    PublicNotice,
    TeamMember,
    Village,
    VillageYear,
)
from fieldapp.rules.masks import masked_name
from fieldapp.services.checking import Checking
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_record
from fieldapp.sheets.meeting_sheet import MeetingPaper
from fieldapp.sheets.notice_sheet import NoticePaper, NoticeRow
from fieldapp.sheets.quality_report import QualityPaper
from fieldapp.sheets.roster_sheet import RosterPaper
from fieldapp.sheets.village_report import ReportPaper


@dataclass(frozen=True)
class VillagePapers:
    """The papers of the villages in which the chosen households lie."""

    registers: Registers
    households: Sequence[HouseholdRow]

    @property
    def _store(self) -> Store:
        return self.registers.store

    @property
    def villages(self) -> list[str]:
        """The uids of the villages."""
        return sorted({row.village for row in self.households})

    def notices(self) -> Iterator[NoticePaper]:
        """The chosen households and their cards as everybody may read them.

        Place, time and telephone are those of the newest notice of card ratings.
        """
        for village, rows in self._by_village():
            known = self._store.find(PublicNotice, village=village.uid, kind="card")
            newest = max(known, key=lambda one: str(one.from_date or ""), default=None)
            listed = tuple(map(notice_row, rows))
            if newest is None:
                yield NoticePaper(village.name, listed)
            else:
                yield NoticePaper(
                    village.name, listed, newest.title, newest.place or "", newest.from_date,
                    newest.to_date, newest.objection_phone or "",
                )  # fmt: skip

    def rosters(self) -> Iterator[RosterPaper]:
        """The chosen households by group and number."""
        store = self._store
        names = {person.uid: person.name for person in store.find(TeamMember)}
        today = self.registers.clock.now().date()
        for village, rows in self._by_village():
            pairs = store.find(Pairing, household=[row.uid for row in rows])
            helpers = {
                pair.household: names.get(pair.team_member, "")
                for pair in sorted(pairs, key=lambda pair: pair.rank == "first")
                if pair.end_date is None
            }
            disputed = store.questions.disputed(village.uid)
            yield RosterPaper(
                village, today, tuple(rows), helpers, sum(disputed.get(row.uid, 0) for row in rows)
            )

    def meetings(self) -> Iterator[MeetingPaper]:
        """The newest meeting of each village; without one a form."""
        store = self._store
        names = {person.uid: person.name for person in store.find(TeamMember)}
        for uid in self.villages:
            village = the_record(store, Village, uid)
            held = store.find(Meeting, village=uid)
            meeting = max(held, key=lambda one: one.date, default=None)
            if meeting is None:
                yield MeetingPaper(village)
                continue
            coverages = store.find(CoverageMeasure, uid=list(meeting.coverages or ()))
            decisions = store.find(MeetingDecision, meeting=meeting.uid)
            yield MeetingPaper(village, meeting, tuple(coverages), tuple(decisions), names)

    def reports(self, job: Job) -> Iterator[QualityPaper]:
        """What the checks find in each village."""
        checking = Checking(self.registers)
        for uid in self.villages:
            found = checking.register(uid, job)
            yield QualityPaper(
                the_record(self._store, Village, uid), self.registers.clock.now().date(),
                found.findings, len(found.explained), (*found.audit, *found.register),
                found.households, self._store.questions.open_conflicts(uid),
            )  # fmt: skip

    def villages_told(self) -> Iterator[ReportPaper]:
        """What is counted and declared of each village."""
        store, checking = self._store, Checking(self.registers)
        for uid in self.villages:
            rows = [row for row in self.households if row.village == uid]
            years = sorted(store.find(VillageYear, village=uid), key=lambda one: one.year)
            yield ReportPaper(
                the_record(store, Village, uid), self.registers.clock.now().date(),
                store.questions.stats(uid), years[-1] if years else None, _incomes(rows),
                _newest(store.find(CoverageMeasure, village=uid)), tuple(checking.audit(uid)),
                store.questions.open_conflicts(uid),
            )  # fmt: skip

    def _by_village(self) -> Iterator[tuple[Village, list[HouseholdRow]]]:
        ordered = sorted(self.households, key=lambda row: (row.village, row.group, row.local_no))
        for uid, rows in groupby(ordered, lambda row: row.village):
            yield the_record(self._store, Village, uid), list(rows)


def notice_row(row: HouseholdRow) -> NoticeRow:
    """What everybody may read of a household."""
    return NoticeRow(row.group, masked_name(row.head_name), row.people, row.card)


def _incomes(rows: Sequence[HouseholdRow]) -> dict[str, Decimal]:
    """Yuan a head by card, and of all under an empty name."""
    sums: dict[str, tuple[Decimal, int]] = {}
    for row in rows:
        if row.per_head is None or not row.people:
            continue
        for key in ("", row.card or "GENERAL"):
            money, people = sums.get(key, (Decimal(0), 0))
            sums[key] = money + row.per_head * row.people, people + row.people
    return {key: (money / people).quantize(Decimal(1)) for key, (money, people) in sums.items()}


def _newest(coverages: Sequence[CoverageMeasure]) -> tuple[CoverageMeasure, ...]:
    """The newest figure of each kind."""
    newest = {one.kind: one for one in sorted(coverages, key=lambda one: one.date)}
    return tuple(newest.values())
