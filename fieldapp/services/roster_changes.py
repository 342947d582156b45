"""What a roster would change, field by field, in words for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fieldapp.records.declare import FieldSpec, Record, fields_of
from fieldapp.records.income import IncomeLine
from fieldapp.rules.masks import masked_account, masked_id
from fieldapp.services.roster_plan import Difference

SENSITIVE = 2


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One value that the sheet gives in place of another; sensitive ones are masked."""

    row: int
    name: str
    entity: str
    field: str
    label: str
    """In the language that was asked for."""
    before: str
    """Empty: nothing is recorded."""
    after: str


def change_lines(differences: Iterable[Difference], language: str) -> Iterator[ChangeLine]:
    """Every field that would change, in the order of the sheet's households."""
    for difference in differences:
        record = difference.record
        specs = fields_of(type(record))
        for name, value in difference.values.items():
            spec = specs[name]
            yield ChangeLine(
                difference.row,
                difference.name,
                spec.entity,
                name,
                _label(record, spec, language),
                _shown(spec, getattr(record, name), language),
                _shown(spec, value, language),
            )


def _label(record: Record, spec: FieldSpec, language: str) -> str:
    if isinstance(record, IncomeLine):
        return fields_of(IncomeLine)["item"].kind.show(record.item, language)
    return spec.label(language)


def _shown(spec: FieldSpec, value: object, language: str) -> str:
    text = spec.kind.show(value, language)
    if spec.sens < SENSITIVE:
        return text
    return masked_account(text) if spec.name == "bank_account" else masked_id(text)
