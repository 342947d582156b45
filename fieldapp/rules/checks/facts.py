"""The facts that the rules look at: frozen, read beforehand, by household and by village."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from fieldapp.records import (
    CardRating,
    CardScheme,
    CoverageMeasure,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    MonitoringCase,
    Pairing,
    PublicNotice,
    Village,
    VillageGroup,
    VillageYear,
    Visit,
)
from fieldapp.records.lists_people import LIVING_HERE
from fieldapp.rules.checks.settings import CheckSettings
from fieldapp.rules.visit_cadence import USUAL, Cadence

HEAD, SPOUSE = "01", "02"
REGISTERED, EXITED = "REG", "EXIT"
_EXIT_STATES = frozenset({"03", "05"})
_SCHOOL_MONTH = 9
Heights = tuple[int | None, int | None]


def full_years(birth: dt.date, on: dt.date) -> int:
    """Age in full years on a day."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person of a household: the newest snapshot and those before it, newest first."""

    member: Member
    household: Household
    head: Member | None = None
    year: MemberYear | None = None
    earlier: tuple[MemberYear, ...] = ()

    @property
    def here(self) -> bool:
        """Whether the person belongs to the household now."""
        return self.member.status in LIVING_HERE

    @property
    def age(self) -> int | None:
        """Full years on the first day of school in the snapshot's year."""
        if self.member.birth_date is None or self.year is None:
            return None
        return full_years(self.member.birth_date, dt.date(self.year.year, _SCHOOL_MONTH, 1))

    def belongs_on(self, day: dt.date) -> bool:
        """Whether the person belonged to the household on that day."""
        member = self.member
        if member.birth_date is not None and member.birth_date > day:
            return False
        if member.status in LIVING_HERE:
            return member.status != "4" or member.status_date is None or member.status_date <= day
        return member.status_date is not None and member.status_date > day


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """One household: its people (also those who left), newest snapshot, and the work with it."""

    household: Household
    people: tuple[PersonFacts, ...] = ()
    year: HouseholdYear | None = None
    lines: tuple[IncomeLine, ...] = ()
    """Items of the newest snapshot."""
    ratings: tuple[CardRating, ...] = ()
    """Card ratings by their first day."""
    measures: tuple[Measure, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    visits: tuple[Visit, ...] = ()
    """Visits by their start."""
    cases: tuple[MonitoringCase, ...] = ()

    @property
    def living(self) -> tuple[PersonFacts, ...]:
        """The people who belong to the household now."""
        return tuple(person for person in self.people if person.here)

    @property
    def registered(self) -> bool:
        """Whether it stands in the register of the poor."""
        return self.household.hh_class == REGISTERED

    @property
    def exited(self) -> bool:
        """Whether it counts as out of poverty."""
        return self.household.hh_class == EXITED or self.household.exit_status in _EXIT_STATES


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a number that others hold too."""

    uid: str
    household: str
    local_no: str
    village: str
    village_name: str
    name: str


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What only the whole register knows."""

    ids: Mapping[str, tuple[Holder, ...]] = field(default_factory=dict)
    """ID numbers that stand more than once, with everybody who holds them."""
    phones: Mapping[str, int] = field(default_factory=dict)
    """Telephone numbers that stand in several households, with how many."""
    poor_helpers: frozenset[str] = frozenset()
    """Team members whose ID number is that of a member of a registered household."""

    def holders(self, number: str) -> tuple[Holder, ...]:
        """Everybody who holds an ID number, if more than one."""
        return self.ids.get(number, ())

    def households_with(self, phone: str) -> int:
        """In how many households a telephone number stands."""
        return self.phones.get(phone, 1)

    def is_poor(self, helper: str) -> bool:
        """Whether a team member belongs to a registered household."""
        return helper in self.poor_helpers


@dataclass(frozen=True, slots=True)
class Counted:
    """What the register counts in a village; keys of the maps are codes."""

    households: int = 0
    people: int = 0
    class_households: Mapping[str, int] = field(default_factory=dict)
    class_people: Mapping[str, int] = field(default_factory=dict)
    card_households: Mapping[str, int] = field(default_factory=dict)
    card_people: Mapping[str, int] = field(default_factory=dict)
    groups: int = 0


@dataclass(frozen=True, slots=True)
class VillageFacts:
    """One village: what is declared of it year by year, and what the register counts."""

    village: Village
    years: tuple[VillageYear, ...] = ()
    """By year."""
    groups: tuple[VillageGroup, ...] = ()
    coverages: tuple[CoverageMeasure, ...] = ()
    notices: tuple[PublicNotice, ...] = ()
    schemes: tuple[CardScheme, ...] = ()
    """The county's card schemes."""
    arrival: dt.date | None = None
    """The day on which the first resident member of the team came."""
    counted: Counted = field(default_factory=Counted)


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a household when it is judged."""

    today: dt.date
    settings: CheckSettings = field(default_factory=CheckSettings)
    register: RegisterFacts = field(default_factory=RegisterFacts)
    arrival: dt.date | None = None
    has_scheme: bool = True
    """Whether the county rates by cards at all."""
    cadence: Cadence = USUAL
    """How often the county wants households visited."""
    now: dt.datetime | None = None
    """The time of the day, if it is known."""
    heights: Mapping[str, Heights] = field(default_factory=dict)
    """The lowest and the highest altitude of each village, in metres."""

    def heights_of(self, village: str) -> Heights:
        """Between which altitudes a village lies, as far as it is recorded."""
        return self.heights.get(village, (None, None))
