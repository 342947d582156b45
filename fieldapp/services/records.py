"""Records of any declared entity: listed, added, changed, removed, put back, judged.

Households, people, cards and visits have services of their own, because more hangs on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import language
from fieldapp.ports.store import Done, Edit, created
from fieldapp.records import PublicNotice
from fieldapp.records.declare import (
    EntitySpec,
    Record,
    entities,
    entity_named,
    entity_of,
    owner_of,
    record_of,
    stored_values,
)
from fieldapp.records.kinds import Ref, Refs, Stored
from fieldapp.rules.checks.village import unmasked
from fieldapp.rules.entry.judge import judge, judge_entry
from fieldapp.rules.entry.remark import URGENT, Remark
from fieldapp.rules.pinyin import name_pinyin
from fieldapp.services.access import guard
from fieldapp.services.households import Registers
from fieldapp.services.lookup import beneath, person_named, the_record
from fieldapp.services.surroundings import around
from fieldapp.services.values import new_record, read_fields

ALIVE_FIELD = "alive"
"""In the history: whether a record stands."""
OWN_SERVICES = frozenset(
    {
        "household",
        "member",
        "card_rating",
        "visit",
        "life_event",
        "question",
        "visit_review",
        "access_entry",
    }
)
"""Entities that are added and removed by commands of their own."""


def open_entities() -> tuple[str, ...]:
    """The entities that these records offer, in the order of their numbers."""
    return tuple(e.name for e in entities() if e.shared and e.name not in OWN_SERVICES)


@dataclass(frozen=True)
class Records:
    """What can be done with a record; every change is one act that can be undone.

    Every method raises ``Refused``: ``unknown_entity``, ``health_closed``.
    """

    registers: Registers

    def of(self, entity: str, owner: str | None = None) -> list[Any]:
        """The records of an entity that belong to one owner, or without one all of them."""
        spec = self._spec(entity)
        where = {} if owner is None else {spec.scope: owner}
        return self.registers.store.find(spec.cls, **where)

    def among(self, entity: str, owners: Iterable[str]) -> list[Any]:
        """The records of an entity that belong to any of these owners."""
        spec = self._spec(entity)
        return self.registers.store.find(spec.cls, **{spec.scope: list(owners)})

    def of_village(self, entity: str, village: str) -> list[Any]:
        """The records of an entity in a village, through whomever they belong to."""
        spec = self._spec(entity)
        if not spec.scope:
            return self.of(entity)
        owner = owner_of(spec)
        if owner == "village":
            return self.of(entity, village)
        return self.among(entity, [record.uid for record in self.of_village(owner, village)])

    def add(self, entity: str, owner: str, values: Mapping[str, object]) -> tuple[str, Done]:
        """Add a record; returns its uid.

        Raises:
            Refused: ``field_missing``, ``bad_value``, ``unknown_code``, ``unknown_field``,
                ``unknown_record``, ``rule_broken``.
        """
        spec = self._changeable(entity)
        given = self._read(spec, values)
        if spec.scope:
            the_record(self.registers.store, entity_named(owner_of(spec)).cls, owner)
            given[spec.scope] = owner
        record = new_record(spec.cls, self.registers.ids.uid(), given)
        self._stop(record)
        return record.uid, self._write(f"{entity}.add", [created(record)])

    def set(self, entity: str, uid: str, values: Mapping[str, object]) -> Done:
        """Change fields of a record; raises as :meth:`add`."""
        spec = self._changeable(entity)
        before = the_record(self.registers.store, spec.cls, uid)
        given = self._read(spec, values)
        after = record_of(spec.cls, uid, {**_typed(before), **given})
        self._stop(after)
        stored = {name: spec.fields[name].kind.to_stored(value) for name, value in given.items()}
        return self._write(f"{entity}.set", [Edit(entity, uid, stored)])

    def remove(self, entity: str, uid: str, reason: str = "") -> Done:
        """Remove a record and what belongs to it; it stays in the history."""
        spec = self._changeable(entity)
        the_record(self.registers.store, spec.cls, uid)
        words = f"{entity}.remove: {reason}" if reason else f"{entity}.remove"
        gone = [*beneath(self.registers.store, entity, [uid]), (entity, uid)]
        return self._write(words, [Edit(name, each, alive=False) for name, each in gone])

    def restore(self, entity: str, uid: str, field: str, stored: Stored) -> Done:
        """Put an earlier value of a field back; for the field ``alive`` bring the record back."""
        spec = self._spec(entity)
        if field == ALIVE_FIELD:
            return self._write(f"{entity}.restore", [Edit(entity, uid, alive=True)])
        the_record(self.registers.store, spec.cls, uid)
        edits: dict[str, Stored] = {field: stored}
        if entity == "member" and field == "name":
            edits["name_pinyin"] = name_pinyin(str(stored))
        return self._write(f"{entity}.restore", [Edit(entity, uid, edits)])

    def remarks(self, record: Record) -> tuple[Remark, ...]:
        """What the rules say of a record as it stands."""
        return judge(record, around(self.registers, record))

    def entry_remarks(self, record: Record) -> tuple[Remark, ...]:
        """What the rules say of what is filled in, while it is typed."""
        return tuple(judge_entry(record, around(self.registers, record)))

    def urgent(self, entity: str, uid: str) -> Remark | None:
        """What has to be done at once because of a record, such as sending a person to hospital."""
        record = the_record(self.registers.store, entity_named(entity).cls, uid)
        return next((said for said in self.entry_remarks(record) if said.rule in URGENT), None)

    def _spec(self, entity: str) -> EntitySpec:
        try:
            spec = entity_named(entity)
        except KeyError:
            raise Refused("unknown_entity", entity=entity) from None
        guard(self.registers.store, entity)
        return spec

    def _changeable(self, entity: str) -> EntitySpec:
        if entity not in open_entities():
            raise Refused("unknown_entity", entity=entity)
        return self._spec(entity)

    def _read(self, spec: EntitySpec, values: Mapping[str, object]) -> dict[str, object]:
        """Typed values; people of the team may be named, whatever is referred to must stand."""
        store, named = self.registers.store, dict(values)
        for name, raw in values.items():
            field = spec.fields.get(name)
            if field is not None and field.ref == "team_member" and raw:
                named[name] = person_named(store, str(raw)).uid
        typed = read_fields(spec.cls, named)
        for name, value in typed.items():
            kind = spec.fields[name].kind
            if isinstance(kind, Ref | Refs) and value:
                cls = entity_named(kind.entity).cls
                for uid in value if isinstance(value, tuple) else (value,):
                    the_record(store, cls, str(uid))
        return typed

    def _stop(self, record: Record) -> None:
        if isinstance(record, PublicNotice):
            for line, text in enumerate(record.rows or (), 1):
                if unmasked(text):
                    raise Refused("public_unmasked", line=line)
        for remark in self.entry_remarks(record):
            if remark.blocks:
                label = entity_of(type(record)).fields[remark.about].label(language())
                raise Refused("value_refused", field=label, problem=remark.sentence(language()))

    def _write(self, reason: str, edits: list[Edit]) -> Done:
        return self.registers.store.write(self.registers.act(reason), edits)


def _typed(record: Record) -> dict[str, object]:
    return {name: getattr(record, name) for name in stored_values(record)}
