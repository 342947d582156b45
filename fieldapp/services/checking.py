"""The checks run over one household, one village or the whole register; findings are explained."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job, WatchedJob
from fieldapp.ports.store import Done, changed, created
from fieldapp.records import (
    CardScheme,
    CountySetting,
    CoverageMeasure,
    DqIssue,
    PovertyLine,
    PublicNotice,
    TeamMember,
    Village,
    VillageGroup,
    VillageYear,
)
from fieldapp.rules.checks.audit_lines import AuditLine, audit
from fieldapp.rules.checks.facts import (
    Around,
    Counted,
    HouseholdFacts,
    RegisterFacts,
    VillageFacts,
)
from fieldapp.rules.checks.findings import Finding
from fieldapp.rules.checks.judging import digest_at_home, digest_in_village
from fieldapp.rules.checks.register_counts import against_register
from fieldapp.rules.checks.settings import read_settings
from fieldapp.rules.income import SETTING as INCOME
from fieldapp.rules.poverty_lines import places_of
from fieldapp.services.cadence import load_cadence
from fieldapp.services.check_report import EXPLAINED, OPEN, CheckReport, Explained, Issues, Run
from fieldapp.services.combined import combined
from fieldapp.services.county_settings import setting_years
from fieldapp.services.households import Registers

_BATCH = 500
"""Households that are held in memory at once."""
_MESSAGE = 500


@dataclass(frozen=True)
class Checking:
    """Every rule over the register of a workspace."""

    registers: Registers

    def household(self, uid: str) -> CheckReport:
        """What is wrong with one household, read afresh."""
        found = self.registers.store.questions.facts.of_households([uid])
        return self.judged(found[0]) if found else Run({}).report()

    def judged(self, home: HouseholdFacts, register: RegisterFacts | None = None) -> CheckReport:
        """What is wrong with one household as these facts tell, which may not be saved yet.

        ``register`` is what the register knows of its numbers, if that was asked already.
        """
        run = Run(self._issues(home.household.village), combined(self.registers.store))
        run.home(home, self._around_home(home, register))
        return run.report()

    def judged_village(self, village: VillageFacts) -> CheckReport:
        """What is wrong with what is declared of one village, which may not be saved yet."""
        run = Run(self._issues(village.village.uid))
        run.village(village, self._around(RegisterFacts()))
        return run.report()

    def register(self, village: str | None = None, job: Job | None = None) -> CheckReport:
        """What is wrong in a village by uid, or in all of them, with the audit.

        Raises:
            Cancelled: the job was stopped.
            Refused: ``check_setting_unreadable``.
        """
        watched = job or WatchedJob()
        facts = self.registers.store.questions.facts
        uids = facts.homes(village)
        run = Run(self._issues(village), combined(self.registers.store))
        around = self._around(facts.of_register())
        here = {one.village.uid: one for one in self.villages(village)}
        for one in here.values():
            run.village(one, around)
        for at in range(0, len(uids), _BATCH):
            watched.progress(at, len(uids))
            for home in facts.of_households(uids[at : at + _BATCH]):
                own = here.get(home.household.village)
                run.home(home, replace(around, arrival=own.arrival if own else None))
        watched.progress(len(uids), len(uids))
        return run.report()

    def declared(self) -> CheckReport:
        """What is wrong with the declared figures of every village, without the households."""
        run = Run(self._issues(None))
        around = self._around(RegisterFacts())
        for one in self.villages():
            run.village(one, around)
        return run.report()

    def villages(self, village: str | None = None) -> list[VillageFacts]:
        """What is declared of one village, or of all that are held, by name."""
        store = self.registers.store
        found = store.find(Village) if village is None else store.find(Village, uid=village)
        counted = store.questions.facts.counted()
        schemes = tuple(store.find(CardScheme))
        return [
            self._village(one, counted.get(one.uid, Counted()), schemes)
            for one in sorted(found, key=lambda one: one.name)
        ]

    def audit(self, village: str) -> list[AuditLine]:
        """The audit of one village: A1 to A21, then its figures against the register."""
        settings = self._around(RegisterFacts()).settings
        return [
            line
            for one in self.villages(village)
            for line in (*audit(one, settings), *against_register(one, settings))
        ]

    def explain(self, finding: Finding, explanation: str) -> Done:
        """Keep why a finding is no fault; it comes back when the facts behind it change.

        Raises:
            Refused: ``explanation_missing``, ``finding_gone`` when the facts are others already.
        """
        registers = self.registers
        if not explanation.strip():
            raise Refused("explanation_missing")
        digest = self.digest(finding)
        if digest is None:
            raise Refused("finding_gone")
        issue = DqIssue(
            uid=registers.ids.uid(), village=finding.village, rule=finding.rule.key,
            subject_entity=finding.entity, subject=finding.uid, severity=finding.rule.severity,
            message=finding.message("zh_CN")[:_MESSAGE], state=EXPLAINED,
            explanation=explanation.strip(), by=registers.author,
            when=registers.clock.now().date(), facts_digest=digest,
        )  # fmt: skip
        return registers.store.write(registers.act("finding.explain"), [created(issue)])

    def withdraw(self, explained: Explained) -> Done:
        """Let an explained finding stand open again."""
        registers = self.registers
        edit = changed(DqIssue, explained.issue.uid, state=OPEN)
        return registers.store.write(registers.act("finding.withdraw"), [edit])

    def digest(self, finding: Finding) -> str | None:
        """The digest over the facts behind a finding; ``None`` when it no longer holds."""
        facts = self.registers.store.questions.facts
        if not finding.household:
            villages = self.villages(finding.village)
            around = self._around(facts.of_register())
            return digest_in_village(finding, villages[0], around) if villages else None
        homes = facts.of_households([finding.household])
        return digest_at_home(finding, homes[0], self._around_home(homes[0])) if homes else None

    def _issues(self, village: str | None) -> Issues:
        """Explanations by rule and record."""
        where = {} if village is None else {"village": village}
        found: dict[tuple[str, str], list[DqIssue]] = {}
        for issue in self.registers.store.find(DqIssue, state=EXPLAINED, **where):
            found.setdefault((issue.rule, issue.subject or ""), []).append(issue)
        return found

    def _around(self, register: RegisterFacts) -> Around:
        store, now = self.registers.store, self.registers.clock.now()
        today, villages = now.date(), store.find(Village)
        try:
            settings = read_settings(
                store.find(CountySetting), store.find(PovertyLine), today.year, places_of(villages)
            )
        except ValueError as error:
            raise Refused("check_setting_unreadable", part=str(error)) from None
        settings = replace(settings, formulas=dict(setting_years(store, INCOME)))
        return Around(
            today, settings, register, has_scheme=bool(store.find(CardScheme)),
            cadence=load_cadence(store), now=now,
            heights={one.uid: (one.altitude_min_m, one.altitude_max_m) for one in villages},
        )  # fmt: skip

    def _around_home(self, home: HouseholdFacts, register: RegisterFacts | None = None) -> Around:
        around = self._around(register or self.registers.store.questions.facts.beside(home))
        return replace(around, arrival=self._arrival(home.household.village))

    def _arrival(self, village: str) -> dt.date | None:
        """The day on which the first resident member of the team came."""
        store = self.registers.store
        residents = store.find(TeamMember, village=village, resident_in_village=True)
        days = [one.start_date for one in residents if one.start_date]
        return min(days, default=None)

    def _village(
        self, village: Village, counted: Counted, schemes: tuple[CardScheme, ...]
    ) -> VillageFacts:
        store, uid = self.registers.store, village.uid
        years = sorted(store.find(VillageYear, village=uid), key=lambda one: one.year)
        return VillageFacts(
            village, tuple(years), tuple(store.find(VillageGroup, village=uid)),
            tuple(store.find(CoverageMeasure, village=uid)),
            tuple(store.find(PublicNotice, village=uid)), schemes, self._arrival(uid), counted,
        )  # fmt: skip
