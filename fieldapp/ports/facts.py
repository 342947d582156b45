"""What the checks read: the facts of many households in few questions, and of the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from fieldapp.rules.checks.facts import Counted, HouseholdFacts, RegisterFacts


class FactQuestions(Protocol):
    """Read-only questions of the checks; each answers from one consistent state."""

    def homes(self, village: str | None = None) -> list[str]:
        """The uids of the households that stand, by village, group and number."""
        ...

    def of_households(self, uids: Sequence[str]) -> list[HouseholdFacts]:
        """The facts of these households, in their order; unknown ones are left out."""
        ...

    def of_register(self, household: str | None = None) -> RegisterFacts:
        """What only the whole register knows; of one household, what its numbers touch."""
        ...

    def counted(self) -> Mapping[str, Counted]:
        """What the register counts in each village, by the village's uid."""
        ...
