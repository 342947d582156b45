"""Shelves of records as a page shows them: each record with what the rules say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from fieldapp.foundation.i18n import language
from fieldapp.ports.store import Store
from fieldapp.records import (
    Cadre,
    CoverageMeasure,
    Measure,
    Member,
    PovertyLine,
    TeamMember,
    Training,
    Village,
)
from fieldapp.records.declare import Record, entity_named, entity_of
from fieldapp.records.kinds import Ref, Refs
from fieldapp.records.lists_people import LIVING_HERE
from fieldapp.rules.checks.findings import Finding
from fieldapp.rules.entry.remark import Around, Remark
from fieldapp.rules.poverty_lines import lines_in, places_of
from fieldapp.services.access import guard, sees_health
from fieldapp.services.checking import Checking
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_record
from fieldapp.services.records import Records
from fieldapp.services.surroundings import around_owner

HOUSEHOLD_SHELVES = ("plan", "benefit", "exit_review", "monitoring_case", "pairing")
PERSON_SHELVES = ("chronic_card", "vaccination", "maternal")
BELOW_PERSON = {"chronic_followup": "chronic_card", "maternal_visit": "maternal"}
VILLAGE_SHELVES = (
    "village_group", "village_year", "coverage_measure", "cadre", "team_member", "meeting",
    "training", "public_notice",
)  # fmt: skip
BELOW_VILLAGE = {"meeting_decision": "meeting"}
COUNTY_SHELVES = ("poverty_line",)


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record, whom it belongs to, and what the rules say of it.

    ``findings`` are those of a village's records; a household has a panel of its own for them.
    """

    record: Record
    owner: str
    remarks: tuple[Remark, ...]
    findings: tuple[Finding, ...] = ()


Shelves = Mapping[str, tuple[RecordView, ...]]


@dataclass(frozen=True, slots=True)
class Book:
    """The records of a household or a village by entity, in the order they were entered.

    ``names`` names what records refer to; ``closed`` says that health is not shown to whoever is
    at the keyboard.
    """

    today: dt.date
    owner: str
    shelves: Shelves = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form of one record needs: the record, what stands around it, whom it may name.

    ``choices`` has, by entity, uid and name, and under ``names`` those who work in the village;
    ``people`` are the members who may own the record;
    ``known`` is what the register tells already of a new one.
    """

    today: dt.date
    entity: str
    owner: str
    record: Record | None
    around: Around
    choices: Mapping[str, tuple[tuple[str, str], ...]]
    people: Mapping[str, Member] = field(default_factory=dict)
    known: Mapping[str, object] = field(default_factory=dict)


def household_book(registers: Registers, household: str) -> Book:
    """What is recorded of a household besides its people, years, measures and visits."""
    store, records = registers.store, Records(registers)
    members = store.find(Member, household=household)
    shelves = {entity: _judged(records, entity, [household]) for entity in HOUSEHOLD_SHELVES}
    closed = not sees_health(store)
    if not closed:
        owners = [member.uid for member in members]
        shelves |= {entity: _judged(records, entity, owners) for entity in PERSON_SHELVES}
        shelves |= _below(records, shelves, BELOW_PERSON)
    names = _names(members) | _team(store) | _measures(store, household)
    return Book(registers.clock.now().date(), household, shelves, names, closed)


def village_book(registers: Registers, village: str) -> Book:
    """What is recorded of a village, and the poverty lines of the county."""
    store, records = registers.store, Records(registers)
    shelves = {entity: _judged(records, entity, [village]) for entity in VILLAGE_SHELVES}
    shelves |= _below(records, shelves, BELOW_VILLAGE)
    shelves |= {e: tuple(_view(records, r) for r in records.of(e)) for e in COUNTY_SHELVES}
    trained = {uid for view in shelves["training"] for uid in _attendees(view.record)}
    found = _findings(registers, village)
    shelves = {
        entity: tuple(replace(v, findings=tuple(found.get(v.record.uid, ()))) for v in views)
        for entity, views in shelves.items()
    }
    names = _team(store) | _coverages(store, village)
    names |= _names(store.find(Member, uid=trained))
    return Book(registers.clock.now().date(), village, shelves, names)


def sheet(registers: Registers, entity: str, uid: str, owner: str, root: str) -> Sheet:
    """What the form of a record needs; without ``uid`` of a new one.

    ``root`` is the household or the village whose page is open. Raises ``Refused`` as the
    records do.
    """
    store, spec = registers.store, entity_named(entity)
    guard(store, entity)
    record = the_record(store, spec.cls, uid) if uid else None
    if record is not None and spec.scope:
        owner = str(getattr(record, spec.scope))
    wanted = {f.kind.entity for f in spec.fields.values() if isinstance(f.kind, Ref | Refs)}
    members = _living(store, root) if "member" in wanted else []
    choices = {
        "names": tuple((name, name) for name in _workers(store)),
        "member": _choices(store, members, root),
        "team_member": tuple(_team(store).items()) if "team_member" in wanted else (),
        "measure": tuple(_measures(store, root).items()) if "measure" in wanted else (),
        "coverage_measure": tuple(_coverages(store, root).items())
        if "coverage_measure" in wanted
        else (),
    }
    return Sheet(
        registers.clock.now().date(), entity, owner, record,
        around_owner(registers, spec, owner, uid), choices, {m.uid: m for m in members},
        _known(store, entity, root, registers.clock.now().year),
    )  # fmt: skip


def _known(store: Store, entity: str, household: str, year: int) -> dict[str, object]:
    """Income and line of the year for a review; a line nobody verified says so in its source."""
    row = store.questions.household(household) if entity == "exit_review" else None
    if row is None:
        return {}
    found: dict[str, object] = {}
    if row.per_head is not None and row.income_year == year:
        found["per_head_income"] = row.per_head
    places = places_of(store.find(Village))
    line = lines_in(store.find(PovertyLine, year=year), places).get((year, "net"))
    if line is not None:
        label = entity_named("poverty_line").fields["verified"].label("zh_CN")
        doubt = "" if line.verified else f"（{label}：否）"
        found |= {"line_used": line.value, "line_source": f"{line.source or ''}{doubt}"}
    return found


def _judged(records: Records, entity: str, owners: Iterable[str]) -> tuple[RecordView, ...]:
    return tuple(_view(records, record) for record in records.among(entity, owners))


def _view(records: Records, record: Record) -> RecordView:
    scope = entity_of(type(record)).scope
    return RecordView(record, str(getattr(record, scope)) if scope else "", records.remarks(record))


def _findings(registers: Registers, village: str) -> Mapping[str, list[Finding]]:
    """What the rules find in what is declared of a village, by record; explained is left out."""
    checking = Checking(registers)
    found: dict[str, list[Finding]] = {}
    for facts in checking.villages(village):
        for one in checking.judged_village(facts).findings:
            found.setdefault(one.uid, []).append(one)
    return found


def _below(records: Records, shelves: Shelves, below: Mapping[str, str]) -> Shelves:
    return {
        entity: _judged(records, entity, [view.record.uid for view in shelves[parent]])
        for entity, parent in below.items()
    }


def _living(store: Store, root: str) -> list[Member]:
    """The members of a household, or of every household of a village, who are still there."""
    homes = [row.uid for row in store.questions.households(root)] or [root]
    found = store.find(Member, household=homes)
    return [member for member in found if member.status in LIVING_HERE]


def _choices(store: Store, members: list[Member], root: str) -> tuple[tuple[str, str], ...]:
    """Members by name; in a village with the number of the household behind it."""
    numbers = {row.uid: row.local_no for row in store.questions.households(root)}
    return tuple(
        (m.uid, f"{m.name} {numbers[m.household]}" if m.household in numbers else m.name)
        for m in members
    )


def _attendees(record: Record) -> tuple[str, ...]:
    return (record.attendees or ()) if isinstance(record, Training) else ()


def _names(members: Iterable[Member]) -> dict[str, str]:
    return {member.uid: member.name for member in members}


def _workers(store: Store) -> list[str]:
    """The names of the team and of the cadres, each once."""
    team, cadres = store.find(TeamMember), store.find(Cadre)
    return list(dict.fromkeys((*(one.name for one in team), *(one.name for one in cadres))))


def _team(store: Store) -> dict[str, str]:
    return {person.uid: person.name for person in store.find(TeamMember)}


def _measures(store: Store, household: str) -> dict[str, str]:
    return {m.uid: m.title or "" for m in store.find(Measure, household=household)}


def _coverages(store: Store, village: str) -> dict[str, str]:
    kinds = entity_named("coverage_measure").fields["kind"].codes
    found = sorted(store.find(CoverageMeasure, village=village), key=lambda c: c.date, reverse=True)
    return {
        c.uid: f"{kinds.label(c.kind or '', language()) if kinds else ''} {c.date.isoformat()}"
        for c in found
    }
