"""What a roster would change, field by field, in words for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from fieldapp.records.declare import FieldSpec, Record, fields_of
from fieldapp.records.income import IncomeLine
from fieldapp.rules.masks import masked_account, masked_id
from fieldapp.services.roster_plan import Difference
from fieldapp.spreadsheets.headings import targets
from fieldapp.spreadsheets.roster import RowProblem
from fieldapp.spreadsheets.sentences import NOT_TAKEN, problem_sentence

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


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """Something wrong in the sheet; ``taken`` is false where a cell or row was not taken."""

    row: int
    column: str
    sentence: str
    weight: Literal["E", "W", "I"]
    taken: bool


def problem_lines(problems: Iterable[RowProblem], language: str) -> Iterator[ProblemLine]:
    """Each problem in words; they name no person and no number."""
    for one in problems:
        sentence = problem_sentence(one, language)
        yield ProblemLine(one.row, one.column, sentence, one.severity, one.code not in NOT_TAKEN)


def field_labels(language: str) -> Mapping[str, str]:
    """Everything that a column can fill, by name, with its label."""
    return {name: target.label(language) for name, target in targets().items()}


def _label(record: Record, spec: FieldSpec, language: str) -> str:
    if isinstance(record, IncomeLine):
        return fields_of(IncomeLine)["item"].kind.show(record.item, language)
    return spec.label(language)


def _shown(spec: FieldSpec, value: object, language: str) -> str:
    text = spec.kind.show(value, language)
    if spec.sens < SENSITIVE:
        return text
    return masked_account(text) if spec.name == "bank_account" else masked_id(text)
