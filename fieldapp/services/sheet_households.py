"""Gathers what the sheets of one household say, masked as the paper shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fieldapp.foundation.clock import Clock
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Store
from fieldapp.records import Benefit, Household, Member, MemberYear, Plan, TeamMember, Village
from fieldapp.rules.household_facts import Person
from fieldapp.rules.masks import masked_account, masked_id, masked_phone
from fieldapp.services.access import sees_health
from fieldapp.services.attachments import Attachments
from fieldapp.services.household_view import HouseholdView, MemberView, household_view
from fieldapp.services.lookup import the_record
from fieldapp.services.sheet_visits import VisitPapers
from fieldapp.sheets.household_paper import HouseholdPaper, YearPaper


@dataclass(frozen=True)
class HouseholdPapers:
    """The papers of households, one after the other."""

    store: Store
    clock: Clock
    files: Attachments | None = None
    visits: bool = False
    """Whether the sheets of all visits belong to them."""

    def of(self, rows: Sequence[HouseholdRow]) -> Iterator[HouseholdPaper]:
        """One paper a household in the order asked for."""
        closed = not sees_health(self.store)
        for row in rows:
            yield self._paper(household_view(self.store, self.clock, row.uid), closed=closed)

    def _paper(self, view: HouseholdView, *, closed: bool) -> HouseholdPaper:
        store, uid = self.store, view.row.uid
        return HouseholdPaper(
            today=view.today,
            row=view.row,
            village=the_record(store, Village, view.row.village),
            home=_masked_home(view.home),
            persons=tuple(_person(one, closed=closed) for one in view.members if one.here),
            years=tuple(
                YearPaper(y.record, y.lines, y.formula, y.sums, y.per_head) for y in view.years
            ),
            ratings=view.ratings,
            plans=tuple(sorted(store.find(Plan, household=uid), key=_order, reverse=True)),
            measures=view.measures,
            benefits=tuple(store.find(Benefit, household=uid)),
            helpers=_helpers(view),
            visits=tuple(VisitPapers(store, self.files).all_of(view.row)) if self.visits else (),
            names={one.uid: one.name for one in view.team}
            | {one.person.uid: one.person.name for one in view.members},
        )


def _helpers(view: HouseholdView) -> tuple[TeamMember, ...]:
    """The first helper first."""
    order = {name: place for place, name in enumerate(view.helpers)}
    found = [one for one in view.team if one.name in order]
    return tuple(sorted(found, key=lambda one: order[one.name]))


def _order(plan: Plan) -> tuple[int, int]:
    return plan.year, plan.version or 0


def _masked_home(home: Household) -> Household:
    return replace(
        home, phone=masked_phone(home.phone) or None,
        bank_account=masked_account(home.bank_account) or None, gps_lat=None, gps_lon=None,
    )  # fmt: skip


def _person(view: MemberView, *, closed: bool) -> Person:
    return Person(_masked_member(view.person), _open_year(view.year, closed=closed))


def _masked_member(member: Member) -> Member:
    return replace(
        member, id_number=masked_id(member.id_number) or None,
        phone=masked_phone(member.phone) or None,
    )  # fmt: skip


def _open_year(year: MemberYear | None, *, closed: bool) -> MemberYear | None:
    """Health is left out for those to whom it is closed; a disability card is always masked."""
    if year is None:
        return None
    if closed:
        return replace(
            year, health=None, disease_name=None, disease_grade=None, disability_card=None
        )
    return replace(year, disability_card=masked_id(year.disability_card) or None)
