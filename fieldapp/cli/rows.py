"""Rows and records as JSON: field names of the dictionary, plain values."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from fieldapp.foundation.i18n import language
from fieldapp.ports.questions import HouseholdRow, Stats
from fieldapp.records import (
    CardRating,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    Visit,
    VisitIssue,
)
from fieldapp.records.declare import FieldSpec, Record, entity_named, fields_of
from fieldapp.records.kinds import Stored
from fieldapp.rules.masks import is_child, masked
from fieldapp.services.access import sees_health
from fieldapp.services.advice import Advice
from fieldapp.services.desk import Desk


def plain(value: object) -> object:
    """A value as JSON carries it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date | dt.datetime):
        return (
            value.isoformat(timespec="minutes")
            if isinstance(value, dt.datetime)
            else value.isoformat()
        )
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    return value


@dataclasses.dataclass(frozen=True)
class Shown:
    """Records as a command tells them: masked as on a screen, unless ``whole``.

    A terminal is looked at; a script works with values, and reads back what it wrote.
    """

    health: bool
    today: dt.date
    whole: bool = False

    def record(self, found: Record) -> dict[str, object]:
        """A record by the dictionary's field names, with its id."""
        child = isinstance(found, Member) and is_child(found.birth_date, self.today)
        values: dict[str, object] = {"id": found.uid}
        for name, spec in fields_of(type(found)).items():
            value = getattr(found, name)
            stars = self._stars(spec, value, child=child)
            values[name] = spec.kind.plain(value) if stars is None else stars
        return values

    def stored(self, entity: str, field: str, value: Stored) -> Stored:
        """A stored value of a field."""
        spec = entity_named(entity).fields.get(field)
        stars = self._stars(spec, value) if spec else None
        return value if stars is None else stars

    def _stars(self, spec: FieldSpec, value: object, *, child: bool = False) -> str | None:
        if self.whole:
            return None
        return masked(spec, value, health=self.health, child=child)


def record(found: Record) -> dict[str, object]:
    """A record for whoever may see least of it."""
    return Shown(health=False, today=dt.date.max).record(found)


def shown(desk: Desk, *, whole: bool) -> Shown:
    """What whoever runs the command may see; ``whole`` for a script."""
    return Shown(sees_health(desk.store), desk.clock.now().date(), whole)


def household_row(row: HouseholdRow, villages: dict[str, str]) -> dict[str, object]:
    """A household as lists give it."""
    return {
        "id": row.uid,
        "local_no": row.local_no,
        "head_name": row.head_name,
        "village": villages.get(row.village, row.village),
        "group": row.group,
        "card": row.card,
        "people": row.people,
        "hh_class": row.hh_class,
        "main_cause": row.main_cause,
        "per_head": plain(row.per_head),
        "income_year": row.income_year,
        "visits": row.visits,
        "last_visit": plain(row.last_visit),
        "next_visit": plain(row.next_visit),
        "promise": row.promise,
        "promise_due": plain(row.promise_due),
    }


def household(desk: Desk, row: HouseholdRow, *, whole: bool) -> dict[str, object]:
    """One household whole: its fields at the top, then what belongs to it."""
    store, uid, record = desk.store, row.uid, shown(desk, whole=whole).record
    villages = {v.uid: v.name for v in store.questions.villages()}
    home = store.get(Household, uid)
    members = store.find(Member, household=uid)
    yearly = {
        member.uid: [record(year) for year in store.find(MemberYear, member=member.uid)]
        for member in members
    }
    years = store.find(HouseholdYear, household=uid)
    ratings = sorted(store.find(CardRating, household=uid), key=lambda r: str(r.valid_from))
    open_ones = [rating for rating in ratings if rating.valid_to is None]
    latest = max((y for y in years if y.main_cause), key=lambda y: y.year, default=None)
    return {
        **(record(home) if home else {}),
        **{k: v for k, v in household_row(row, villages).items() if k != "hh_class"},
        "members": [
            {**record(m), **_newest(yearly[m.uid]), "years": yearly[m.uid]} for m in members
        ],
        "card": record(open_ones[-1]) if open_ones else None,
        "ratings": [record(rating) for rating in ratings],
        "causes": None if latest is None else {
            "year": latest.year, "main": latest.main_cause,
            "others": list(latest.other_causes or ()), "note": latest.cause_note,
        },
        "years": [
            {
                **record(y),
                "income": [record(i) for i in store.find(IncomeLine, household_year=y.uid)],
            }
            for y in years
        ],
        "measures": [record(m) for m in store.find(Measure, household=uid)],
        "visits": [
            {**record(v), "issues": [record(i) for i in store.find(VisitIssue, visit=v.uid)]}
            for v in store.find(Visit, household=uid)
        ],
        **_advice(desk, uid),
    }  # fmt: skip


def _advice(desk: Desk, household: str) -> dict[str, object]:
    """What the models and the county's card conditions say, with the reasons."""
    counsel, spoken = Advice(desk.registers).about(household), language()
    cards = counsel.cards
    return {
        "models": [
            {
                "model": found.model.id,
                "name": found.model.label(spoken),
                "verdict": found.verdict,
                "conditions": [
                    {
                        "id": judged.condition.id,
                        "verdict": judged.verdict,
                        "reason": judged.sentence(spoken),
                    }
                    for judged in found.conditions
                ],
            }
            for found in counsel.models
        ],
        "card_suggestion": None if cards.suggested is None else {
            "colour": cards.suggested.colour, "reason": cards.suggested.reason(spoken),
        },
    }  # fmt: skip


def _newest(years: list[dict[str, object]]) -> dict[str, object]:
    """The yearly fields of the newest year, beside the person's own."""
    if not years:
        return {}
    last = max(years, key=lambda year: str(year["year"]))
    return {k: v for k, v in last.items() if k not in {"id", "member", "year"}}


def stats(found: Stats) -> dict[str, object]:
    """Figures as JSON."""
    return {
        "households": found.total.households,
        "persons": found.total.persons,
        "cards": plain(found.cards),
        "causes": dict(found.causes),
        "groups": plain(found.groups),
        "visits": found.visits,
        "households_visited": found.households_visited,
        "measures": dict(found.measures),
    }
