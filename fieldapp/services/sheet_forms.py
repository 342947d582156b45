"""Gathers what the county's own forms are filled from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from fieldapp.ports.questions import HouseholdRow
from fieldapp.records import Village
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_record
from fieldapp.services.sheet_households import HouseholdPapers
from fieldapp.sheets.pack.declared import ListPart, OwnForm
from fieldapp.sheets.pack.names import FormPaper


def own_papers(
    form: OwnForm, registers: Registers, rows: Sequence[HouseholdRow]
) -> Iterator[FormPaper]:
    """What each copy of the form says: of one household, or of a village with the chosen ones."""
    store, today = registers.store, registers.clock.now().date()
    if form.scope == "village":
        ordered = sorted(rows, key=lambda row: (row.village, row.group, row.local_no))
        for village, found in groupby(ordered, lambda row: row.village):
            yield FormPaper(today, the_record(store, Village, village), rows=tuple(found))
        return
    visits = any(isinstance(part, ListPart) and part.list == "visits" for part in form.parts)
    for home in HouseholdPapers(store, registers.clock, visits=visits).of(rows):
        yield FormPaper(home.today, home.village, home)
