"""The county's office forms filled from the records: one household, one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.files import make_folder, write_durably
from fieldapp.foundation.jobs import Job, WatchedJob
from fieldapp.foundation.office_package import packed_office
from fieldapp.foundation.placeholders import Filling
from fieldapp.ports.questions import HouseholdRow
from fieldapp.services.households import Registers
from fieldapp.services.office_forms import (
    LINE_NUMBER,
    LISTS,
    PUBLIC,
    OfficeChecked,
    check_office,
    office_data,
)

if TYPE_CHECKING:
    from fieldapp.sheets.pack.names import FormPaper


@dataclass(frozen=True)
class FilledFiles:
    """Office files that were written, one a household."""

    place: Path
    files: int


@dataclass(frozen=True)
class FieldShown:
    """A name of a form, its label, and what stands there for a household; lines have newlines."""

    name: str
    label: str
    value: str


def fill_office(
    registers: Registers, name: str, row: HouseholdRow, language: str, target: Path
) -> FilledFiles:
    """Fill the form of that name for one household.

    Raises:
        Refused: ``unknown_form``, ``office_not_all_here``, as ``check_office``;
            ``office_ending`` when ``target`` would be a file of another kind.
        WorldFailed: ``disk_full``, ``not_writable``.
    """
    kept, data = office_data(registers.store, name)
    if target.suffix.lower() != f".{kept.kind}":
        raise Refused("office_ending", ending=f".{kept.kind}")
    checked = check_office(kept.file.name, data)
    for filling in _fillings(registers, checked, [row], language):
        write_durably(target, [_filled(kept.file.name, checked, filling)])
    return FilledFiles(target, 1)


def fill_office_each(
    registers: Registers,
    name: str,
    rows: Sequence[HouseholdRow],
    language: str,
    folder: Path,
    job: Job | None = None,
) -> FilledFiles:
    """Fill the form for each household, files named by place and number; raises as ``fill_office``.

    ``nothing_to_print`` without households; cancelled: the files that are finished stay.
    """
    if not rows:
        raise Refused("nothing_to_print")
    kept, data = office_data(registers.store, name)
    checked = check_office(kept.file.name, data)
    watched, digits = job or WatchedJob(), len(str(len(rows)))
    make_folder(folder)
    fillings = _fillings(registers, checked, rows, language)
    for place, (row, filling) in enumerate(zip(rows, fillings, strict=True), start=1):
        number = "".join(letter if letter.isalnum() else "_" for letter in row.local_no)
        target = folder / f"{place:0{digits}}-{number}.{kept.kind}"
        write_durably(target, [_filled(kept.file.name, checked, filling)])
        watched.progress(place, len(rows))
    return FilledFiles(folder, len(rows))


def office_fields(
    registers: Registers, name: str, row: HouseholdRow, language: str
) -> tuple[FieldShown, ...]:
    """What would stand in the form for a household, name by name; raises as ``office_data``."""
    # the workshop of the sheets is entered when there is work for it
    from fieldapp.sheets.form_words import FormWords
    from fieldapp.sheets.pack.names import columns_of, form_names

    kept, data = office_data(registers.store, name)
    checked, words = check_office(kept.file.name, data), FormWords(language)
    filling = next(_fillings(registers, checked, [row], language))
    found = []
    for one in checked.names:
        subject, _dot, column = one.partition(".")
        if subject not in LISTS:
            label, value = form_names("household")[one].label(words), filling.value(one)
        else:
            known = columns_of(subject).get(column)
            label = known.label(words) if known else words.gettext("#")
            value = "\n".join(line[one] for line in filling.lists[subject])
        found.append(FieldShown(one, label, value))
    return tuple(found)


def _filled(name: str, checked: OfficeChecked, filling: Filling) -> bytes:
    # as above
    if name.lower().endswith(".xlsx"):
        from fieldapp.spreadsheets.office_form import fill_workbook

        return packed_office(fill_workbook(name, checked.parts, filling))
    from fieldapp.sheets.pack.word_form import fill_word

    return packed_office(fill_word(name, checked.parts, filling))


def _fillings(
    registers: Registers, checked: OfficeChecked, rows: Sequence[HouseholdRow], language: str
) -> Iterator[Filling]:
    """What the form is filled with for each household, masked as paper shows it."""
    # as above
    from fieldapp.services.sheet_households import HouseholdPapers
    from fieldapp.sheets.pack.names import FormPaper

    visits = any(name.startswith("visits.") for name in checked.names)
    for home in HouseholdPapers(registers.store, registers.clock, visits=visits).of(rows):
        yield _filling(FormPaper(home.today, home.village, home), checked, language)


def _filling(paper: FormPaper, checked: OfficeChecked, language: str) -> Filling:
    # as above
    from fieldapp.sheets.form_words import FormWords
    from fieldapp.sheets.pack.names import columns_of, form_names, lines_of

    words, single = FormWords(language), form_names("household")
    values = {PUBLIC: ""}
    columns: dict[str, list[str]] = {}
    for name in checked.names:
        subject, _dot, column = name.partition(".")
        if subject in LISTS:
            columns.setdefault(subject, []).append(column)
        else:
            values[name] = single[name].value(paper, None, words, checked.public)
    lists = {}
    for subject, wanted in columns.items():
        known = columns_of(subject)
        lists[subject] = [
            {
                f"{subject}.{one}": str(place)
                if one == LINE_NUMBER
                else known[one].value(paper, line, words, checked.public)
                for one in wanted
            }
            for place, line in enumerate(lines_of(subject, paper), start=1)
        ]
    return Filling(values, lists)
