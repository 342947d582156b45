"""The codebook: every field and every code of the dictionary as rows, derived from declarations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldapp.records.codes import all_lists
from fieldapp.records.declare import EntitySpec, FieldSpec, entities
from fieldapp.records.kinds import (
    Bool3,
    Date,
    DateTime,
    Dec,
    Int,
    Kind,
    ManyOf,
    Month,
    OneOf,
    Ref,
    Refs,
    Text,
    Texts,
)

_WORDS: dict[type[Kind], str] = {
    Text: "text",
    Int: "int",
    Dec: "dec",
    Bool3: "bool3",
    Date: "date",
    DateTime: "datetime",
    Month: "ym",
    OneOf: "enum",
    ManyOf: "multi",
    Ref: "ref",
    Refs: "refs",
    Texts: "texts",
}


@dataclass(frozen=True)
class FieldRow:
    """One field as the codebook prints it."""

    entity: str
    entity_label: str
    number: int
    name: str
    label: str
    kind: str
    """As the dictionary writes it: ``text(40)``, ``dec(8,2)``, ``enum(C06)``, ``ref(village)``."""
    unit: str
    need: str
    """``R``, ``C: case`` or ``O``."""
    sensitivity: int
    national: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class CodeRow:
    """One code of a list as the codebook prints it."""

    code_list: str
    value: str
    label: str
    synonyms: tuple[str, ...]


def field_rows(language: str) -> Iterator[FieldRow]:
    """Every field of every entity in the order of their numbers."""
    for entity in entities():
        for field in entity.fields.values():
            yield _field_row(entity, field, language)


def code_rows(language: str) -> Iterator[CodeRow]:
    """Every code of every list by name of the list, in the order in which forms show them."""
    for codes in sorted(all_lists(), key=lambda each: each.name):
        for code in codes.codes:
            yield CodeRow(codes.name, code.value, code.label(language), code.synonyms)


def kind_name(kind: Kind) -> str:
    """A kind as the dictionary writes it."""
    word = _WORDS[type(kind)]
    match kind:
        case Text(length=length) if length:
            return f"{word}({length})"
        case Dec(digits=digits, places=places):
            return f"{word}({digits},{places})"
        case OneOf(codes=codes) | ManyOf(codes=codes):
            return f"{word}({codes.name})"
        case Ref(entity=entity) | Refs(entity=entity):
            return f"{word}({entity})"
        case _:
            return word


def _field_row(entity: EntitySpec, field: FieldSpec, language: str) -> FieldRow:
    declared = field.declared
    return FieldRow(
        entity=entity.name,
        entity_label=entity.label(language),
        number=field.id,
        name=field.name,
        label=field.label(language),
        kind=kind_name(field.kind),
        unit=field.unit,
        need=f"{field.need.value}: {declared.when}" if declared.when else field.need.value,
        sensitivity=field.sens,
        national=declared.nat,
        headings=field.headings,
    )
