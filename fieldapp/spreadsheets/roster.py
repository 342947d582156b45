"""What a roster holds once it is read: households, their members, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

Severity = Literal["E", "W", "I"]
Layout = Literal["member", "household"]
Values = Mapping[str, object]

_NOTHING: Mapping[str, Any] = MappingProxyType({})
"""One for all that is left out: a large roster leaves much out."""


@dataclass(frozen=True)
class RowProblem:
    """Something wrong in one place of the sheet; facts never hold personal data."""

    row: int
    """Row as the sheet numbers it, from 1."""
    column: str
    """Heading of the column; empty when the whole row is meant."""
    code: str
    """A rule (``V-ID6``) or a code of ``sentences.SENTENCES``."""
    severity: Severity
    facts: Mapping[str, object] = field(default_factory=dict)


def _nothing() -> Mapping[str, Any]:
    return _NOTHING


@dataclass(frozen=True, slots=True)
class RosterMember:
    """One person of a roster: typed values by field name of ``member`` and ``member_year``."""

    row: int
    fields: Values = field(default_factory=_nothing)
    year_fields: Values = field(default_factory=_nothing)
    extras: Mapping[str, str] = field(default_factory=_nothing)
    """Text under headings that are recognised but are no field, e.g. ``disability``."""
    incomes: Mapping[str, Decimal] = field(default_factory=_nothing)
    """Yuan by item of code list C19 that are this person's own, beside those of others."""

    @property
    def name(self) -> str:
        """The name, empty when the sheet has none."""
        return str(self.fields.get("name", ""))


@dataclass(frozen=True, slots=True)
class RosterHousehold:
    """One household of a roster: typed values by field name of ``household`` and its year."""

    row: int
    village: str | None = None
    group: str | None = None
    head_name: str | None = None
    head_id: str | None = None
    year: int | None = None
    colour: str | None = None
    """A code of the card colours."""
    fields: Values = field(default_factory=_nothing)
    year_fields: Values = field(default_factory=_nothing)
    incomes: Mapping[str, Decimal] = field(default_factory=_nothing)
    """Yuan by item of code list C19."""
    helper: Mapping[str, str] = field(default_factory=_nothing)
    """``name``, ``unit``, ``phone`` of the helper, as far as given."""
    monitoring: Values = field(default_factory=_nothing)
    """By field of ``monitoring_case``."""
    extras: Mapping[str, str] = field(default_factory=_nothing)
    """Text under headings that are recognised but are no field: ``measures``."""
    members: tuple[RosterMember, ...] = ()

    @property
    def local_no(self) -> str | None:
        """The office's household number."""
        return _text(self.fields.get("local_no"))

    @property
    def national_hh_no(self) -> str | None:
        """The number of the national system."""
        return _text(self.fields.get("national_hh_no"))

    @property
    def size(self) -> int | None:
        """The number of people the sheet states."""
        size = self.fields.get("declared_size")
        return size if isinstance(size, int) else None

    @property
    def people(self) -> int:
        """The stated number of people, else the members listed."""
        return len(self.members) if self.size is None else self.size


@dataclass(frozen=True)
class Roster:
    """One sheet of a workbook, read."""

    path_name: str
    sheet: str
    layout: Layout
    title: str
    """Text above the heading row."""
    year: int | None
    """Year named in the title."""
    rows: int
    """Rows that gave a household or a member."""
    columns: Mapping[str, str]
    """Heading to ``entity.field``."""
    proposed: Mapping[str, str]
    """Headings that only resemble a known one: not applied unless handed in as ``mapping``."""
    unmapped: tuple[str, ...]
    fingerprint: str
    """The same for every sheet with these headings."""
    decided: Mapping[str, str]
    """Heading to the target that a person chose; empty: left out."""
    households: tuple[RosterHousehold, ...]
    problems: tuple[RowProblem, ...]

    @property
    def people(self) -> int:
        """The people of all households, stated or listed."""
        return sum(household.people for household in self.households)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
