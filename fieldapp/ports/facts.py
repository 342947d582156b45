"""What the checks read: the facts of many households in few questions, and of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from fieldapp.changes.ranges import Ranges
from fieldapp.rules.checks.facts import Counted, HouseholdFacts, RegisterFacts

Held = Mapping[bytes, Ranges]
"""Operations by writer, as ranges of their numbers."""


class FactQuestions(Protocol):
    """Read-only questions of the checks; each answers from one consistent state."""

    def homes(self, village: str | None = None) -> list[str]:
        """The uids of the households that stand, by village, group and number."""
        ...

    def of_households(self, uids: Sequence[str]) -> list[HouseholdFacts]:
        """The facts of these households, in their order; unknown ones are left out."""
        ...

    def of_register(self) -> RegisterFacts:
        """What only the whole register knows."""
        ...

    def beside(self, home: HouseholdFacts) -> RegisterFacts:
        """What only the register knows of one household's numbers.

        The household's own people and helpers are those of ``home``, which may not be saved yet.
        """
        ...

    def counted(self) -> Mapping[str, Counted]:
        """What the register counts in each village, by the village's uid."""
        ...

    def met(self, touched: Iterable[tuple[str, str]], seen: Held) -> list[str]:
        """The households of touched records to which writes belong beyond ``seen``."""
        ...

    def as_held(self, household: str, within: Held | None, without: Held) -> HouseholdFacts | None:
        """A household as the operations ``within`` make it, leaving out those ``without``.

        ``None`` when they make none; ``within`` of ``None`` stands for all that are held.
        """
        ...
