"""Looking at the columns of a roster before it is read, and deciding about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from fieldapp.foundation.errors import Refused
from fieldapp.rules.masks import masked_id
from fieldapp.spreadsheets.cells import Row, as_text
from fieldapp.spreadsheets.cleaning import cleaner_for
from fieldapp.spreadsheets.column_views import ColumnView, Sample, SheetLayout, Source
from fieldapp.spreadsheets.columns import (
    SEARCHED_ROWS,
    Columns,
    Recall,
    find_columns,
    no_decisions,
)
from fieldapp.spreadsheets.headings import Target, normal, targets
from fieldapp.spreadsheets.opening import Block, Sheet
from fieldapp.spreadsheets.reading import find_rosters

SAMPLES = 3
SENSITIVE = 2
_LOOKED_AT = 200


def look_at(
    path: Path, mapping: Mapping[str, str], recall: Recall = no_decisions,
    today: dt.date = dt.date.max,
) -> SheetLayout:  # fmt: skip
    """The layout of a roster; raises as ``reading.read_roster``."""
    sheet, columns = find_rosters(path, mapping, recall)[0]
    top = list(islice(sheet.rows(), SEARCHED_ROWS + 1))
    return _layout(_Looked(sheet.name, top, sheet.merged, _rows(sheet, columns), today), columns)


@dataclass(frozen=True)
class _Looked:
    """What is kept of a sheet for deciding about its columns."""

    name: str
    top: list[Row]
    merged: tuple[Block, ...]
    rows: list[Row]
    today: dt.date

    def decided(self, mapping: Mapping[str, str]) -> SheetLayout:
        """Raises ``Refused`` when no column would name anybody any more."""
        columns = find_columns(self.top, self.merged, mapping)
        if columns is None:
            raise Refused("nobody_named")
        return _layout(self, columns)


def _layout(looked: _Looked, columns: Columns) -> SheetLayout:
    filled = {column.heading: column.target for column in columns.known}
    return SheetLayout(
        sheet=looked.name,
        title=columns.title,
        fingerprint=columns.fingerprint,
        decided=columns.decided,
        columns=tuple(
            ColumnView(
                heading,
                _source(heading, columns, filled),
                filled[heading].name if heading in filled else "",
                columns.proposed.get(heading),
                _samples(
                    looked, place, heading, filled.get(heading) or _resembled(heading, columns)
                ),
            )
            for place, heading in enumerate(columns.texts)
            if heading
        ),
        decide=looked.decided,
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


def _resembled(heading: str, columns: Columns) -> Target | None:
    proposal = columns.proposed.get(heading)
    return None if proposal is None else targets()[proposal.target]


def _samples(
    looked: _Looked, place: int, heading: str, target: Target | None
) -> tuple[Sample, ...]:
    cells = {as_text(row[place]).strip(): row[place] for row in looked.rows if place < len(row)}
    cells.pop("", None)
    clean = cleaner_for(target, normal(heading).hints, looked.today) if target else None
    found = []
    for text, cell in islice(cells.items(), SAMPLES):
        value = clean(cell).value if clean else None
        read = target.kind.show(value, "zh_CN") if target and value is not None else ""
        masked = target is not None and target.sens >= SENSITIVE
        found.append(Sample(masked_id(text), masked_id(read)) if masked else Sample(text, read))
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
