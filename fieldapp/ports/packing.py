"""Packing the log: payloads that everybody holds move into segments; nothing is ever forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from fieldapp.changes.ranges import Ranges
from fieldapp.foundation.jobs import Job


@dataclass(frozen=True)
class Holder:
    """A device that must have confirmed a change before it is packed here.

    ``have`` is by writer what it has proven to hold; ``villages`` those whose changes it gets
    beside the county's own, ``None`` for all.
    """

    device: str
    have: Mapping[bytes, Ranges]
    villages: frozenset[str] | None = None


@dataclass(frozen=True)
class Outlook:
    """Every change by what packing would do with it."""

    packed: int
    """Lie in a segment already."""
    ready: int
    """Would be packed now."""
    recent: int
    """Are not old enough."""
    few: int
    """Could be packed, but their writer has too few of them for a segment."""
    unplaced: int
    """Wait for the record that they belong to."""
    waiting: Mapping[str, int]
    """By device: old enough, and not confirmed by it."""


class Packing(Protocol):
    """How the log of one store is packed."""

    def outlook(self, before: int, holders: Sequence[Holder]) -> Outlook:
        """What could be packed of what was written before that hybrid clock."""
        ...

    def pack(self, before: int, holders: Sequence[Holder], job: Job) -> int:
        """Pack it; returns how many changes were.

        Each step is one transaction: what was packed is read back, compared, and its chain worked
        out again before it is durable.

        Raises:
            Refused: ``log_damaged``: the log was not as it was written; the step changed nothing.
            Cancelled: between two steps; those before it stand.
        """
        ...

    def size(self) -> int:
        """The bytes that the store takes."""
        ...

    def give_back(self) -> None:
        """Give the room that became free back to the disk.

        Raises:
            WorldFailed: ``disk_full`` …: the store is as it was before.
        """
        ...
