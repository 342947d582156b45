"""The questions that lists, pages and figures ask, and the plain rows that answer them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol

from fieldapp.ports.apart import ApartQuestions
from fieldapp.ports.facts import FactQuestions, Held
from fieldapp.records.kinds import Stored


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household as lists show it. Money in yuan per head and year."""

    uid: str
    village: str
    local_no: str
    head_name: str
    head_pinyin: str
    group: str
    card: str | None
    people: int
    hh_class: str | None
    main_cause: str | None
    per_head: Decimal | None
    per_head_before: Decimal | None
    income_year: int | None
    last_visit: dt.datetime | None
    visits: int
    next_visit: dt.date | None
    promise: str | None
    promise_due: dt.date | None
    promise_count: int
    status: str | None


@dataclass(frozen=True, slots=True)
class VillageRow:
    """A village with what the register counts in it."""

    uid: str
    name: str
    township: str
    county: str
    groups: int
    households: int
    people: int


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit as lists show it."""

    uid: str
    household: str
    local_no: str
    head_name: str
    card: str | None
    group: str
    start_at: dt.datetime | None
    end_at: dt.datetime | None
    visitors: tuple[str, ...]
    appeal: str
    issues_open: int


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure as lists show it."""

    uid: str
    household: str
    local_no: str
    head_name: str
    catalog: str | None
    title: str
    quantity: Decimal | None
    unit: str
    helper: str
    due_date: dt.date | None
    state: str | None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A measure or an issue of a visit that was promised to a household and is not done."""

    uid: str
    kind: Literal["measure", "issue"]
    household: str
    title: str
    owner: str
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of households and people."""

    households: int = 0
    persons: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """The numbers of a village or of all villages held."""

    total: Figures
    cards: dict[str, Figures] = field(default_factory=dict)
    causes: dict[str, int] = field(default_factory=dict)
    groups: dict[str, Figures] = field(default_factory=dict)
    visits: int = 0
    households_visited: int = 0
    measures: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One field in which different values stand side by side; the shown one is the last."""

    id: str
    entity: str
    uid: str
    field: str
    values: tuple[Stored, ...]
    household: str | None
    """The household that the record belongs to, through whomever."""
    village: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that stand side by side, and who wrote it when on which laptop, and why.

    ``together`` holds all fields of that answer by name: a position has two. ``ours`` tells that
    it was written here. Beside a removal (0) every write that it had not seen is a side (1).
    ``visit`` is the visit that was recorded in the same act, if one was.
    """

    value: Stored
    author: str
    device: str
    at: str
    reason: str
    ours: bool
    together: Mapping[str, Stored]
    typist: str = ""
    """Who held the keyboard, when that was not the author."""
    device_id: str = ""
    visit: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values that stand side by side in one field, and ``base``: what all had found there."""

    entity: str
    uid: str
    field: str
    base: Stored
    sides: tuple[Side, ...]
    """In a fixed order; the last one is shown."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """One writer's operations on a record: from the first to the last of its numbers."""

    actor: bytes
    device: str
    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One field that was written: when by the writer's clock, by whom, why, from what to what.

    ``first`` marks what a record began with; the field ``alive`` tells of removing (0) and
    bringing back (1). Values are as stored.
    """

    at: str
    author: str
    device: str
    reason: str
    entity: str
    uid: str
    field: str
    before: Stored
    after: Stored
    first: bool
    typist: str = ""
    """Who held the keyboard, when that was not the author."""


class Questions(Protocol):
    """Read-only questions; each answers from one consistent state."""

    facts: FactQuestions
    """What the checks ask."""
    apart: ApartQuestions
    """What no other list shows."""

    def villages(self) -> list[VillageRow]:
        """The villages held, by name."""
        ...

    def households(self, village: str | None = None) -> list[HouseholdRow]:
        """The households that stand, by group and number; merged and ended ones are left out."""
        ...

    def household(self, uid: str) -> HouseholdRow | None:
        """One household's line."""
        ...

    def numbered(self, local_no: str, village: str | None = None) -> list[HouseholdRow]:
        """The households with that local number, ended ones too."""
        ...

    def search(self, text: str, limit: int = 50) -> list[HouseholdRow]:
        """Households that ``text`` may mean: name, pinyin, initials, ID tail, phone, number.

        Those that have ended are found too; their ``status`` says so.
        """
        ...

    def visits(
        self,
        village: str | None = None,
        household: str | None = None,
        since: dt.date | None = None,
        *,
        most: int | None = None,
        accepted: bool = True,
    ) -> list[VisitRow]:
        """Visits, the newest first; those from the day ``since`` on, at most ``most``.

        ``accepted`` being false leaves out those that a review accepted.
        """
        ...

    def measures(self, village: str | None = None) -> list[MeasureRow]:
        """Measures, by due date."""
        ...

    def promises(
        self,
        village: str | None = None,
        household: str | None = None,
        until: dt.date | None = None,
    ) -> list[PromiseRow]:
        """What was promised and is not done, by due date; without a date last.

        ``until`` asks only for what is due on that day or before.
        """
        ...

    def stats(self, village: str | None = None) -> Stats:
        """The figures of a village or of all."""
        ...

    def next_number(self, village: str) -> int:
        """A number greater than every local number ever used in the village."""
        ...

    def conflicts(self) -> list[ConflictRow]:
        """Fields in which different values stand."""
        ...

    def open_conflicts(self, village: str | None = None) -> int:
        """How many fields of a village, or of all, have different values."""
        ...

    def disputed(self, village: str | None = None) -> dict[str, int]:
        """By household that has any: how many of its fields have different values."""
        ...

    def writers(self, entity: str, uids: Collection[str]) -> dict[str, tuple[Wrote, ...]]:
        """By record: who wrote to it, the first writer first."""
        ...

    def conflict(self, conflict: str) -> Conflict | None:
        """All that is known of the open conflict with this id; ``None`` when there is none."""
        ...

    def changes_since(
        self,
        have: dict[bytes, tuple[tuple[int, int], ...]],
        villages: Collection[str] | None = None,
    ) -> int:
        """How many operations are held that are not in these ranges."""
        ...

    def keyed_for_others(self, entity: str, uids: Collection[str]) -> dict[str, str]:
        """Who typed those of these records that stand under another's name, by record."""
        ...

    def history(self, entity: str, uid: str) -> list[ChangeRow]:
        """Every change of a record and of what belongs to it, removed or not, the newest first."""
        ...

    def written_apart(self, household: str, one: Held, other: Held) -> list[ChangeRow]:
        """The writes to a household that are among ``other`` or not among ``one``.

        A record that was entered is told by what it began with first.
        """
        ...
