"""What stands apart from what it belongs to, and so in no other list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RemovedHome:
    """A household that is removed, as it stood last."""

    uid: str
    village: str
    local_no: str
    head_name: str


class ApartQuestions(Protocol):
    """Read-only questions; each answers from one consistent state."""

    def move_waits(self, household: str) -> bool:
        """Whether a household was moved to a village that is not held here.

        It stands as it was before, until the village comes.
        """
        ...

    def removed(self, households: Collection[str]) -> list[RemovedHome]:
        """Those of these households that are removed, by village and number."""
        ...

    def under_removed(self, records: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Those of these records, by entity and uid, that stand under a removed household.

        The household's uid by record.
        """
        ...
