"""When one record takes the place of another, whatever points to the other follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from fieldapp.ports.store import Edit, Store, changed, removed
from fieldapp.records import IncomeLine
from fieldapp.records.declare import EntitySpec, FieldSpec, Record, entities, fields_of
from fieldapp.records.kinds import Ref, Refs

_YearT = TypeVar("_YearT", bound=Record)


def following(store: Store, entity: str, old: str, new: str) -> list[Edit]:
    """The edits that let every reference to ``old`` point to ``new``; but those of its years."""
    return [
        edit
        for spec, field in _references(entity)
        if not _yearly(spec, entity)
        for edit in _repointed(store, spec, field, old, new)
    ]


def joined_years(store: Store, cls: type[_YearT], owner: str, old: str, new: str) -> list[Edit]:
    """The years of ``old`` go to ``new``; a year that both have fills what is empty there."""
    known = {getattr(year, "year", None): year for year in store.find(cls, **{owner: new})}
    edits: list[Edit] = []
    for year in store.find(cls, **{owner: old}):
        held = known.get(getattr(year, "year", None))
        if held is None:
            edits.append(changed(cls, year.uid, **{owner: new}))
            continue
        missing = {
            name: value
            for name in fields_of(cls)
            if getattr(held, name) is None and (value := getattr(year, name)) is not None
        }
        if missing:
            edits.append(changed(cls, held.uid, **missing))
        edits += _joined_income(store, year.uid, held.uid)
        edits.append(removed(cls, year.uid))
    return edits


def _joined_income(store: Store, old: str, new: str) -> list[Edit]:
    """Income by item follows where nothing was recorded yet, and goes where something was."""
    lines = store.find(IncomeLine, household_year=old)
    if store.find(IncomeLine, household_year=new):
        return [removed(IncomeLine, line.uid) for line in lines]
    return [changed(IncomeLine, line.uid, household_year=new) for line in lines]


def _references(entity: str) -> Iterator[tuple[EntitySpec, FieldSpec]]:
    for spec in entities():
        for field in spec.fields.values():
            if isinstance(field.kind, Ref | Refs) and field.kind.entity == entity:
                yield spec, field


def _yearly(spec: EntitySpec, entity: str) -> bool:
    return spec.name == f"{entity}_year"


def _repointed(
    store: Store, spec: EntitySpec, field: FieldSpec, old: str, new: str
) -> Iterator[Edit]:
    if isinstance(field.kind, Ref):
        for record in store.find(spec.cls, **{field.name: old}):
            yield changed(spec.cls, record.uid, **{field.name: new})
        return
    for record in store.find(spec.cls):
        named: tuple[str, ...] = getattr(record, field.name) or ()
        if old in named:
            told = tuple(dict.fromkeys(new if uid == old else uid for uid in named))
            yield changed(spec.cls, record.uid, **{field.name: told})
