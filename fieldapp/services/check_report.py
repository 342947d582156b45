"""What a run of the checks collects: open findings, explained ones, the lines of the audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fieldapp.records import DqIssue
from fieldapp.rules.checks.audit_lines import AuditLine, audit
from fieldapp.rules.checks.facts import Around, HouseholdFacts, VillageFacts
from fieldapp.rules.checks.findings import VILLAGE_RULES, Finding
from fieldapp.rules.checks.judging import (
    digest_at_home,
    digest_in_village,
    judge_household,
    judge_village,
    rules_judged,
)
from fieldapp.rules.checks.register_counts import against_register
from fieldapp.services.combined import Combined, Key

EXPLAINED, OPEN = "explained", "open"


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding that somebody has explained, while the facts are still those he spoke of."""

    finding: Finding
    issue: DqIssue


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a run of the checks found; the gravest first, then as the households stand."""

    findings: tuple[Finding, ...]
    explained: tuple[Explained, ...]
    audit: tuple[AuditLine, ...] = ()
    register: tuple[AuditLine, ...] = ()
    """Declared figures against what the register counts."""
    households: int = 0
    rules: int = 0
    """How often a rule was asked."""

    def in_place_of(self, before: CheckReport, household: str) -> CheckReport:
        """An earlier report with this one's findings about a household, or about the villages."""
        kept = [one for one in before.findings if one.household != household]
        explained = [one for one in before.explained if one.finding.household != household]
        return replace(
            before,
            findings=gravest_first([*kept, *self.findings]),
            explained=(*explained, *self.explained),
            audit=before.audit if household else self.audit,
            register=before.register if household else self.register,
        )

    @property
    def waiting(self) -> tuple[Finding, ...]:
        """The findings that ask for a person; what is only told does not."""
        return tuple(one for one in self.findings if one.rule.severity != "I")


def gravest_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors, then warnings, then notes; each in the order in which the households stand."""
    weights = {"E": 0, "W": 1, "I": 2}
    return tuple(
        sorted(findings, key=lambda one: (weights[one.rule.severity], one.village, one.local_no))
    )


Issues = Mapping[tuple[str, str], Sequence[DqIssue]]
"""Explanations by the rule's key and the record's uid."""


class Run:
    """Collects the findings of households and villages as they are judged."""

    def __init__(self, issues: Issues, met: Mapping[Key, Combined] | None = None) -> None:
        self._issues = issues
        self._met = met or {}
        self._findings: list[Finding] = []
        self._explained: list[Explained] = []
        self._audit: list[AuditLine] = []
        self._register: list[AuditLine] = []
        self._of_county: set[tuple[str, str, str]] = set()
        self._households = self._rules = 0

    def home(self, home: HouseholdFacts, around: Around) -> None:
        """Judge one household."""
        self._households += 1
        self._rules += rules_judged(home)
        for found in judge_household(home, around):
            finding = found
            issues = self._issues.get((finding.rule.key, finding.uid))
            met = self._met.get(finding.key)
            digest = digest_at_home(finding, home, around) if issues or met else None
            if met is not None and met.digest == digest:
                finding = replace(finding, combined=met.parts())
            self._sort(finding, issues, digest)

    def village(self, village: VillageFacts, around: Around) -> None:
        """Judge what is declared of one village; what belongs to the county is said once."""
        self._rules += len(VILLAGE_RULES)
        self._audit += audit(village, around.settings)
        self._register += against_register(village, around.settings)
        for finding in judge_village(village, around):
            if finding.key in self._of_county:
                continue
            self._of_county.add(finding.key)
            issues = self._issues.get((finding.rule.key, finding.uid))
            digest = digest_in_village(finding, village, around) if issues else None
            self._sort(finding, issues, digest)

    def report(self) -> CheckReport:
        """Everything found so far."""
        return CheckReport(
            gravest_first(self._findings),
            tuple(self._explained), tuple(self._audit), tuple(self._register), self._households,
            self._rules,
        )  # fmt: skip

    def _sort(self, finding: Finding, issues: Sequence[DqIssue] | None, digest: str | None) -> None:
        """An explanation holds only for the facts it was given for."""
        told = next((one for one in issues or () if one.facts_digest == digest), None)
        if told is None:
            self._findings.append(finding)
        else:
            self._explained.append(Explained(finding, told))
