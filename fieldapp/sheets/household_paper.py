"""What the sheets of one household are made from: its records, masked as paper shall show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fieldapp.ports.questions import HouseholdRow
from fieldapp.records import (
    Benefit,
    CardRating,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Plan,
    TeamMember,
    Village,
)
from fieldapp.rules.household_facts import Person
from fieldapp.rules.income import IncomeFormula, IncomeSums
from fieldapp.sheets import paper_code
from fieldapp.sheets.page_frame import Heading, place_line
from fieldapp.sheets.values import VisitSheet
from fieldapp.sheets.words import Words


@dataclass(frozen=True)
class YearPaper:
    """A year of the household; ``sums`` is ``None`` without items, ``per_head`` in yuan."""

    record: HouseholdYear
    lines: tuple[IncomeLine, ...]
    formula: IncomeFormula
    sums: IncomeSums | None
    per_head: Decimal | None


@dataclass(frozen=True)
class HouseholdPaper:
    """Everything that the sheets of one household may say.

    ID numbers, phones and accounts come masked; what is closed to whoever prints does not come at
    all. ``persons`` live in the household, the head first; ``years``, ``plans``, ``ratings`` and
    ``visits`` have the newest first; ``names`` those of team members and household members by uid.
    """

    today: dt.date
    row: HouseholdRow
    village: Village
    home: Household
    persons: tuple[Person, ...] = ()
    years: tuple[YearPaper, ...] = ()
    ratings: tuple[CardRating, ...] = ()
    plans: tuple[Plan, ...] = ()
    measures: tuple[Measure, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    helpers: tuple[TeamMember, ...] = ()
    visits: tuple[VisitSheet, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def year(self) -> YearPaper | None:
        """The newest year."""
        return self.years[0] if self.years else None

    @property
    def plan(self) -> Plan | None:
        """The newest plan."""
        return self.plans[0] if self.plans else None

    @property
    def head_name(self) -> str:
        """Who is registered as head."""
        return self.row.head_name

    @property
    def card(self) -> str | None:
        """Code of the card."""
        return self.row.card

    @property
    def people(self) -> int:
        """How many live there."""
        return self.row.people

    @property
    def address(self) -> str:
        """Where the household lives."""
        return self.home.address_detail or ""

    @property
    def altitude_m(self) -> int | None:
        """How high that is."""
        return self.home.altitude_m

    @property
    def phone_masked(self) -> str:
        """The household's phone."""
        return self.home.phone or ""

    @property
    def main_cause(self) -> str | None:
        """Code of the main cause of poverty."""
        return self.year.record.main_cause if self.year else None

    @property
    def other_causes(self) -> tuple[str, ...]:
        """Codes of the other causes."""
        return (self.year.record.other_causes or ()) if self.year else ()

    @property
    def income_per_head(self) -> Decimal | None:
        """Yuan a head in ``income_year``."""
        return self.row.per_head

    @property
    def income_year(self) -> int | None:
        """The year of the income."""
        return self.row.income_year

    @property
    def helper(self) -> str:
        """The name of the first helper."""
        return self.helpers[0].name if self.helpers else ""

    def heading(self, title: str, words: Words, form: paper_code.Form) -> Heading:
        """The head of a sheet of this household, with the code that finds the sheet again."""
        village = self.village
        return Heading(
            title,
            place_line(
                words, village.county_name or "", village.township_name or "", village.name,
                self.row.group,
            ),
            words.gettext("Household {number}", number=self.row.local_no),
            words.named(words.gettext("Head"), self.head_name),
            paper_code.encode(self.row.uid, form),
        )  # fmt: skip

    def bookmark(self) -> str:
        """Number and head."""
        return f"{self.row.local_no} {self.head_name}".rstrip()

    def worker(self, uid: str | None, otherwise: str | None) -> str:
        """The name of a team member, or of somebody outside the team."""
        return self.names.get(uid or "", "") or otherwise or ""
