"""What stands apart from what it belongs to, and so in no other list."""

from __future__ import annotations

from typing import Protocol


class ApartQuestions(Protocol):
    """Read-only questions; each answers from one consistent state."""

    def move_waits(self, household: str) -> bool:
        """Whether a household was moved to a village that is not held here.

        It stands as it was before, until the village comes.
        """
        ...
