"""Reading a roster: a spreadsheet file in, households with their problems out."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise
from pathlib import Path

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Job, WatchedJob
from fieldapp.spreadsheets.columns import (
    SEARCHED_ROWS,
    Columns,
    Recall,
    find_columns,
    no_decisions,
)
from fieldapp.spreadsheets.encodings import foreign_encoding
from fieldapp.spreadsheets.headings import normal, targets
from fieldapp.spreadsheets.households import (
    NUMBERS,
    Boundaries,
    HouseholdMaker,
    VillageCarrier,
    names_someone,
)
from fieldapp.spreadsheets.lines import Line, LineReader, data_rows
from fieldapp.spreadsheets.opening import Sheet, open_sheets
from fieldapp.spreadsheets.persons import MemberMaker
from fieldapp.spreadsheets.roster import Layout, Roster, RosterHousehold, RowProblem
from fieldapp.spreadsheets.writing import is_written_heading_row

SAMPLE_ROWS = 400
"""Lines looked at before deciding what separates the households."""

TOLD_EVERY = 500
"""Rows between two words on how far the reading is."""

_UNKEPT = ("roster.disability",)
_BLOCKS = ("roster.serial", "roster.head_name")
_YEAR = re.compile(r"(19[5-9]\d|20\d\d)\s*年?")
_OFFICE_NUMBER = normal("编号").whole


def read_roster(
    path: Path,
    mapping: Mapping[str, str] | None = None,
    *,
    today: dt.date,
    recall: Recall = no_decisions,
    job: Job | None = None,
) -> Roster:
    """Read the roster of a spreadsheet file (.xlsx, .xls, .csv).

    Args:
        path: the file.
        mapping: heading to ``entity.field``, over what is recognised; an empty target leaves the
            column out.
        today: the day up to which a birth date is possible.
        recall: what was decided earlier for the layout with a fingerprint; ``mapping`` stands
            over it.
        job: told how many rows are read.

    Raises:
        Refused: no spreadsheet, locked, empty, without a heading row, or an unknown target.
        WorldFailed: the file cannot be read from the disk.
    """
    usable = find_rosters(path, mapping or {}, recall)
    sheet, columns = usable[0]
    others = [
        RowProblem(0, "", "other_sheet", "W", {"sheet": other.name}) for other, _ in usable[1:]
    ]
    if sheet.unworked:
        others.append(RowProblem(0, "", "formulas_unworked", "W"))
    return _Reading(path.name, sheet, columns, today, others, job or WatchedJob()).roster()


def find_rosters(
    path: Path, mapping: Mapping[str, str], recall: Recall = no_decisions
) -> list[tuple[Sheet, Columns]]:
    """The sheets of a file that hold a roster, the one with most known columns first.

    Raises as ``read_roster``.
    """
    usable = []
    for sheet in open_sheets(path):
        top = list(islice(sheet.rows(), SEARCHED_ROWS + 1))
        columns = find_columns(top, sheet.merged, mapping, recall)
        if columns is not None:
            usable.append((sheet, columns))
    if not usable:
        foreign = foreign_encoding(path)
        if foreign:
            raise Refused("encoding_foreign", file=path.name, encoding=foreign)
        raise Refused("no_heading_row", file=path.name, rows=SEARCHED_ROWS)
    return sorted(usable, key=lambda pair: -pair[1].score)


class _Reading:
    """One pass over a sheet."""

    def __init__(
        self,
        path_name: str,
        sheet: Sheet,
        columns: Columns,
        today: dt.date,
        problems: Sequence[RowProblem],
        job: Job,
    ) -> None:
        self._job = job
        self._path_name = path_name
        self._sheet = sheet
        self._columns = columns
        self._year = _year_in(columns.title)
        self._ours = is_written_heading_row(columns.texts)
        self._headings = {column.target.name: column.heading for column in columns.known}
        self._lines = LineReader(columns, today, every_row=self._ours)
        self._members = MemberMaker(self._headings, today, self._year, derive=not self._ours)
        self._problems = list(problems)
        self._rows = 0

    def roster(self) -> Roster:
        """The whole sheet."""
        lines = self._taken_lines()
        sample = list(islice(lines, SAMPLE_ROWS))
        layout = _layout(self._headings, sample)
        boundaries = Boundaries(layout, self._signal(sample))
        for line in chain(sample, lines):
            boundaries.place(line)
        maker = HouseholdMaker(self._members, self._headings, layout, derive=not self._ours)
        columns = self._columns.by_heading
        serials = [
            gathering.lines[0].values.get("roster.serial") for gathering in boundaries.gatherings
        ]
        households = [maker.make(gathering) for gathering in boundaries.drained()]
        heading = self._headings.get("roster.serial", "")
        if layout == "household" and _are_numbers(heading, serials) and not self._has_number():
            columns = {**columns, heading: "household.local_no"}
            households = list(map(_numbered, households, serials))
        return Roster(
            path_name=self._path_name,
            sheet=self._sheet.name,
            layout=layout,
            title=self._columns.title,
            year=self._year,
            rows=self._rows,
            columns=columns,
            proposed={text: one.target for text, one in self._columns.proposed.items()},
            unmapped=self._columns.unmapped,
            fingerprint=self._columns.fingerprint,
            decided=self._columns.decided,
            households=tuple(households),
            problems=self._all_problems(maker.problems),
        )

    def _has_number(self) -> bool:
        return "household.local_no" in self._headings

    def _taken_lines(self) -> Iterator[Line]:
        villages = VillageCarrier()
        for index, row, carried in data_rows(self._sheet, self._columns.first_data_row):
            line = self._lines.read(index, row, carried)
            if index % TOLD_EVERY == 0:
                self._job.progress(min(index, self._sheet.height), self._sheet.height)
            if line is None:
                continue
            if not self._ours:
                if not names_someone(line):
                    self._lines.leave_out(line.row, "row_nameless")
                    continue
                villages.carry(line)
            self._rows += 1
            for column, fault in line.faults:
                self._problems.append(
                    RowProblem(line.row, column.heading, fault.code, fault.severity, fault.facts)
                )
            yield line

    def _signal(self, sample: Sequence[Line]) -> str:
        """The target whose change begins a household; empty: the relation does."""
        if self._ours:
            return "roster.serial"
        for name in NUMBERS:
            if any(name in line.values for line in sample):
                return name
        return next((name for name in _BLOCKS if _forms_blocks(name, sample)), "")

    def _all_problems(self, of_households: Sequence[RowProblem]) -> tuple[RowProblem, ...]:
        row = self._columns.heading_row + 1
        doubled = [RowProblem(row, text, "column_twice", "W") for text in self._columns.doubled]
        derived = [
            RowProblem(row, targets()[f"member.{name}"].zh, "taken_from_id", "I", {"count": count})
            for name, count in sorted(self._members.derived.items())
        ]
        unkept = [
            RowProblem(row, text, "column_unkept", "I")
            for name, text in self._headings.items()
            if name in _UNKEPT
        ]
        found = [
            *self._problems, *doubled, *unkept, *derived,
            *self._lines.problems, *self._members.problems, *of_households,
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda problem: problem.row))


def _layout(headings: Mapping[str, str], sample: Sequence[Line]) -> Layout:
    """One row a member when a column says the relation, or people share a household."""
    if "member.relation" in headings:
        return "member"
    if "member.name" not in headings:
        return "household"
    shared = any(_forms_blocks(name, sample) for name in (*NUMBERS, *_BLOCKS))
    return "member" if shared else "household"


def _forms_blocks(target: str, sample: Sequence[Line]) -> bool:
    """True when the values of ``target`` stand for several rows at least once."""
    values = [line.values.get(target) for line in sample]
    if not any(value is not None for value in values):
        return False
    return any(value is None or value == before for before, value in pairwise(values))


def _are_numbers(heading: str, serials: Sequence[object]) -> bool:
    """True when a column 编号 holds the office's numbers (0151), not a running count."""
    texts = [serial for serial in serials if isinstance(serial, str) and serial.isdecimal()]
    return (
        normal(heading).whole == _OFFICE_NUMBER
        and len(texts) == len(serials) == len(set(texts))
        and any(text.startswith("0") for text in texts)
    )


def _numbered(household: RosterHousehold, serial: object) -> RosterHousehold:
    return dataclasses.replace(household, fields={"local_no": serial, **household.fields})


def _year_in(title: str) -> int | None:
    found = _YEAR.search(title)
    return int(found[1]) if found else None
