"""Writing a roster: one row a member, under headings that the reader knows."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import IO

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from fieldapp.records.kinds import Dec, Int
from fieldapp.spreadsheets.guarding import escaped, guarded
from fieldapp.spreadsheets.headings import Target, heading_of, targets
from fieldapp.spreadsheets.in_memory import fill, new_workbook, write_whole
from fieldapp.spreadsheets.kept_rows import KeptRows, Shown
from fieldapp.spreadsheets.roster import RosterHousehold, RosterMember

SHEET_NAME = "花名册"

_UNWRITTEN = frozenset(("roster.county", "roster.township", "roster.age"))
_EARLY = (
    "roster.serial", "roster.village", "roster.group", "roster.year",
    "household.local_no", "household.national_hh_no", "roster.head_name", "roster.head_id",
    "card_rating.colour", "household.declared_size",
)  # fmt: skip
_ALWAYS = (
    *(name for name in _EARLY if name != "roster.head_id"), "member.name", "member.relation",
)  # fmt: skip
"""Written even while they are blank; a number never, which a public roster has not."""
_MEMBERS_FIRST = ("member", "member_year")
_NARROW, _WIDE = 8, 24


@cache
def written_targets() -> tuple[Target, ...]:
    """The columns of a written roster, the household first, then its people, then its year."""
    rest = [t for name, t in targets().items() if name not in _EARLY and name not in _UNWRITTEN]
    people = [t for t in rest if t.entity in _MEMBERS_FIRST or t.level == "member"]
    households = [t for t in rest if t not in people]
    return (*(targets()[name] for name in _EARLY), *people, *households)


def is_written_heading_row(texts: Sequence[str]) -> bool:
    """True for headings that ``write_roster`` wrote: always the same words in the same order."""
    known = {heading_of(target): target for target in written_targets()}
    found = [known[text] for text in texts if text in known]
    wanted = [target for target in written_targets() if target in found]
    always = all(targets()[name] in found for name in _ALWAYS)
    return always and len(found) == len(texts) and found == wanted


def write_roster(path: Path, households: Iterable[RosterHousehold]) -> int:
    """Write a roster workbook that ``read_roster`` reads back unchanged; returns the data rows.

    Household values stand in every row of the household, nothing is merged; a household without
    members keeps one row. Columns that would be blank throughout are left out. Text is written
    as text, never as a formula. A name that ends in ``.csv`` gives a text file.

    Raises:
        WorldFailed: as ``write_whole``.
    """
    every = written_targets()
    kept = KeptRows(
        [shown(target, row.get(target.name)) for target in every] for row in member_rows(households)
    )
    places = [at for at, t in enumerate(every) if at in kept.filled or t.name in _ALWAYS]
    write = _write_text if path.suffix.lower() == ".csv" else _write_workbook
    made = io.BytesIO()
    write(made, [every[at] for at in places], kept.columns(places))
    write_whole(path, made.getvalue())
    return kept.count


def shown(target: Target, value: object) -> Shown:
    """A value as its cell shows it: amounts and counts as numbers, all else in words."""
    if value is None:
        return None
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return value
    return target.kind.show(value, "zh_CN")


def _write_text(
    file: IO[bytes], columns: Sequence[Target], rows: Iterable[Sequence[Shown]]
) -> None:
    """UTF-8 with a mark, so that spreadsheet programs know."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([heading_of(target) for target in columns])
    writer.writerows(map(_plain_text, row) for row in rows)
    text.detach()  # so that the file stays open


def _plain_text(cell: Shown) -> str:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else str(cell)


def _write_workbook(
    file: IO[bytes], columns: Sequence[Target], rows: Iterable[Sequence[Shown]]
) -> None:
    workbook = new_workbook()
    sheet = workbook.create_sheet(SHEET_NAME)
    sheet.freeze_panes = "A2"
    for number, target in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(target)
    sheet.append(_heading_cells(sheet, columns))
    cells = _data_cells(sheet, columns)
    for row in rows:
        sheet.append([_filled(cell, value) for cell, value in zip(cells, row, strict=True)])
    fill(workbook, file)


def member_rows(households: Iterable[RosterHousehold]) -> Iterator[Mapping[str, object]]:
    """The values of each row by target: one row a member, or one a household without members."""
    for serial, household in enumerate(households, 1):
        own = _household_values(serial, household)
        for member in household.members:
            yield {**own, **_member_values(member), **_named("income", member.incomes)}
        if not household.members:
            yield own


def household_rows(households: Iterable[RosterHousehold]) -> Iterator[Mapping[str, object]]:
    """The values of each row by target: one row a household, with what is known of its head."""
    for serial, household in enumerate(households, 1):
        own = {**_household_values(serial, household), **_sums_of_people(household)}
        heads = [m for m in household.members if m.name == household.head_name]
        yield {**own, **_member_values(heads[0])} if heads else own


def _data_cells(sheet: WriteOnlyWorksheet, columns: Sequence[Target]) -> list[Cell]:
    """One styled cell a column, which serves all rows."""
    cells = []
    for target in columns:
        cell = WriteOnlyCell(sheet)
        if not _is_number(target):
            cell.number_format = "@"
        cells.append(cell)
    return cells


def _filled(cell: Cell, value: Shown) -> Cell | None:
    if value is None:
        return None
    if isinstance(value, str):
        cell.value = escaped(value)
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def _household_values(serial: int, household: RosterHousehold) -> dict[str, object]:
    return {
        "roster.serial": serial,
        "roster.village": household.village,
        "roster.group": household.group,
        "roster.year": household.year,
        "roster.head_name": household.head_name,
        "roster.head_id": household.head_id,
        "card_rating.colour": household.colour,
        **_named("household", household.fields),
        **_named("household_year", household.year_fields),
        **_named("income", household.incomes),
        **_named("helper", household.helper),
        **_named("monitoring_case", household.monitoring),
        **_named("roster", household.extras),
    }


def _sums_of_people(household: RosterHousehold) -> dict[str, object]:
    """What people have of their own, for a row that speaks of all of them."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for member in household.members:
        for item, amount in member.incomes.items():
            sums[item] += amount
    return _named("income", sums)


def _member_values(member: RosterMember) -> dict[str, object]:
    return {
        **_named("member", member.fields),
        **_named("member_year", member.year_fields),
        **_named("roster", member.extras),
    }


def _named(entity: str, values: Mapping[str, object]) -> dict[str, object]:
    return {f"{entity}.{name}": value for name, value in values.items()}


def _is_number(target: Target) -> bool:
    return isinstance(target.kind, Int | Dec) or target.name == "roster.serial"


def _heading_cells(sheet: WriteOnlyWorksheet, columns: Sequence[Target]) -> list[Cell]:
    cells = []
    for target in columns:
        cell = WriteOnlyCell(sheet, value=heading_of(target))
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cells.append(cell)
    return cells


def _width(target: Target) -> int:
    if target.name in ("member.id_number", "roster.head_id", "household.bank_account"):
        return _WIDE
    return min(_WIDE, max(_NARROW, 2 * len(heading_of(target)) + 2))
