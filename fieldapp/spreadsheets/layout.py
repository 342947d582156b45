"""The columns of a roster before it is read: what each means or resembles, and how it looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from fieldapp.spreadsheets.cells import Row, as_text
from fieldapp.spreadsheets.cleaning import cleaner_for
from fieldapp.spreadsheets.columns import Columns, Proposal, Recall, no_decisions
from fieldapp.spreadsheets.headings import Target, normal, targets
from fieldapp.spreadsheets.opening import Sheet
from fieldapp.spreadsheets.reading import find_rosters

Source = Literal["recognised", "decided", "left_out", "doubled", "unknown"]

SAMPLES = 3
_LOOKED_AT = 200


@dataclass(frozen=True)
class Sample:
    """A cell as the sheet has it, and as it would be read; empty: it cannot be read."""

    cell: str
    read: str


@dataclass(frozen=True)
class ColumnView:
    """One column with a heading."""

    heading: str
    source: Source
    target: str
    """What it fills; empty: nothing."""
    proposal: Proposal | None
    samples: tuple[Sample, ...]
    """Different cells; what they are read as only where the column fills something."""


@dataclass(frozen=True)
class SheetLayout:
    """The columns of the sheet that is taken for the roster."""

    sheet: str
    title: str
    fingerprint: str
    decided: Mapping[str, str]
    columns: tuple[ColumnView, ...]

    @property
    def asking(self) -> int:
        """Columns that resemble something, so that a person should say what they are."""
        return sum(column.proposal is not None for column in self.columns)


def look_at(
    path: Path, mapping: Mapping[str, str], recall: Recall = no_decisions,
    today: dt.date = dt.date.max,
) -> SheetLayout:  # fmt: skip
    """The layout of a roster; raises as ``reading.read_roster``."""
    sheet, columns = find_rosters(path, mapping, recall)[0]
    rows = _rows(sheet, columns)
    filled = {column.heading: column.target for column in columns.known}
    return SheetLayout(
        sheet=sheet.name,
        title=columns.title,
        fingerprint=columns.fingerprint,
        decided=columns.decided,
        columns=tuple(
            ColumnView(
                heading,
                _source(heading, columns, filled),
                filled[heading].name if heading in filled else "",
                columns.proposed.get(heading),
                _samples(rows, place, heading, filled.get(heading), today),
            )
            for place, heading in enumerate(columns.texts)
            if heading
        ),
    )


def _rows(sheet: Sheet, columns: Columns) -> list[Row]:
    first = columns.first_data_row
    return list(islice(sheet.rows(), first, first + _LOOKED_AT))


def _source(heading: str, columns: Columns, filled: Mapping[str, Target]) -> Source:
    if columns.decided.get(heading) == "":
        return "left_out"
    if heading in columns.doubled:
        return "doubled"
    if heading in filled:
        return "decided" if heading in columns.decided else "recognised"
    return "unknown"


def _samples(
    rows: list[Row], place: int, heading: str, target: Target | None, today: dt.date
) -> tuple[Sample, ...]:
    cells = {as_text(row[place]).strip(): row[place] for row in rows if place < len(row)}
    cells.pop("", None)
    clean = cleaner_for(target, normal(heading).hints, today) if target else None
    found = []
    for text, cell in islice(cells.items(), SAMPLES):
        value = clean(cell).value if clean else None
        read = target.kind.show(value, "zh_CN") if target and value is not None else ""
        found.append(Sample(text, read))
    return tuple(found)


def target_named(text: str) -> str | None:
    """The target that a person names: ``household.phone``, ``phone``, or by its heading."""
    wanted = text.strip()
    if wanted in targets():
        return wanted
    fields = [name for name in targets() if name.partition(".")[2] == wanted]
    if fields:
        return fields[0]
    return next((t.name for t in targets().values() if wanted in (t.zh, *t.headings)), None)
