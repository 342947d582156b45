"""What an export for somebody else must say first: the errors that stand open in the register."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fieldapp.foundation.i18n import _, _n
from fieldapp.foundation.jobs import Job
from fieldapp.rules.checks.findings import Rule
from fieldapp.services.checking import Checking


@dataclass(frozen=True, slots=True)
class OpenErrors:
    """Open findings of severity E by their rule, the most frequent first."""

    by_rule: tuple[tuple[Rule, int], ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(count for _rule, count in self.by_rule)

    def told(self) -> str:
        """What a person reads before the export; empty when there are none."""
        words = _n(
            "{count} error stands open in what is exported ({rules}).",
            "{count} errors stand open in what is exported ({rules}).",
            self.count,
        )
        rules = " · ".join(f"{rule.id} {count}" for rule, count in self._by_id())
        return words.format(count=self.count, rules=rules) if self.by_rule else ""

    def _by_id(self) -> list[tuple[Rule, int]]:
        """One entry for each rule of the dictionary, its parts together."""
        together: Counter[str] = Counter()
        first: dict[str, Rule] = {}
        for rule, count in self.by_rule:
            together[rule.id] += count
            first.setdefault(rule.id, rule)
        return [(first[name], count) for name, count in together.most_common()]


def open_errors(
    checking: Checking, village: str | None, job: Job, *, homes_only: bool = False
) -> OpenErrors:
    """The open errors of a village by uid, or of the whole register.

    ``homes_only`` leaves out what is wrong with the declared figures of villages.

    Raises:
        Cancelled: the job was stopped.
        Refused: ``check_setting_unreadable``.
    """
    report = checking.register(village, job)
    wrong = (one for one in report.findings if one.household or not homes_only)
    found = Counter(one.rule for one in wrong if one.rule.severity == "E")
    return OpenErrors(tuple(found.most_common()))


def where_to_see() -> str:
    """Where the errors are listed, one by one."""
    return _("See them with “fieldapp check”, or on the page Checks.")
