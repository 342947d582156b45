"""Forms of the county that are office files: kept as they came, checked, offered for filling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import write_durably
from fieldapp.foundation.office_package import (
    LARGEST_OFFICE,
    OfficeKind,
    Parts,
    kind_of,
    read_office,
)
from fieldapp.foundation.placeholders import FormText, is_broken, names_in
from fieldapp.ports.store import Done, Store
from fieldapp.services.county_settings import set_together, settings_under
from fieldapp.services.form_pack import KeptFile, in_pieces, kept_file, kept_forms
from fieldapp.services.households import Registers

_OFFICE = "office_form."
_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
LISTS = ("members", "measures", "benefits", "income", "visits")
"""What a row of a table is written for."""
PUBLIC = "public"
"""Written into a form that everybody reads: it prints nothing, and names are masked."""
LINE_NUMBER = "no"


class KeptOffice(msgspec.Struct, frozen=True):
    """An office form as it is kept: its title and its file."""

    title: str
    file: KeptFile

    @property
    def kind(self) -> OfficeKind:
        """What its filled copies are."""
        return kind_of(self.file.name) or "docx"


@dataclass(frozen=True)
class OfficeChecked:
    """A form that can be filled: its parts, the names in it, whether everybody reads it."""

    parts: Parts
    names: tuple[str, ...]
    public: bool


@dataclass(frozen=True)
class KeepingOffice:
    """A form that was kept: its name, what its check said, and the act."""

    name: str
    checked: OfficeChecked
    done: Done


def office_forms(store: Store) -> Mapping[str, KeptOffice]:
    """Every office form of the county by name."""
    found: dict[str, KeptOffice] = {}
    for name, text in sorted(settings_under(store, _OFFICE).items()):
        try:
            kept = msgspec.json.decode(text, type=KeptOffice | None)
        except msgspec.MsgspecError:
            continue  # a newer program may keep more
        if kept is not None:
            found[name] = kept
    return found


def office_data(store: Store, name: str) -> tuple[KeptOffice, bytes]:
    """A form and its file as it came.

    Raises:
        Refused: ``unknown_form``, ``office_not_all_here``.
    """
    kept = office_forms(store).get(name)
    if kept is None:
        raise Refused("unknown_form", name=name)
    data = kept_file(store, kept.file)
    if data is None:
        raise Refused("office_not_all_here", file=kept.file.name)
    return kept, data


def check_office(name: str, data: bytes) -> OfficeChecked:
    """See that a file is a form that only writes, and that everything it names may be named.

    Raises:
        Refused: as ``read_office``; ``office_shapes``, ``office_no_names``, ``office_broken``,
            ``office_unknown_name``, ``office_sensitive_name``, ``office_list_outside``,
            ``office_two_lists``.
    """
    parts = read_office(name, data)
    texts = list(texts_of(name, parts))
    named = [found for text in texts for found in names_in(text.text)]
    public = PUBLIC in named
    for text in texts:
        _check(text, public=public)
    names = tuple(dict.fromkeys(one for one in named if one != PUBLIC))
    if not names:
        raise Refused("office_no_names", file=name)
    return OfficeChecked(parts, names, public)


def check_office_file(path: Path) -> OfficeChecked:
    """As ``check_office``; raises ``WorldFailed`` ``file_missing`` too."""
    return check_office(path.name, _read(path))


def keep_office(registers: Registers, path: Path, name: str = "") -> KeepingOffice:
    """Keep an office file for the whole county, in place of one of the same file name.

    Raises:
        Refused: as ``check_office``; ``county_only``, ``office_name``.
    """
    data = _read(path)
    checked = check_office(path.name, data)
    taken = name or _own_name(registers.store, path)
    if not _NAME.fullmatch(taken) or taken in kept_forms(registers.store):
        raise Refused("office_name", name=taken)
    file, pieces = in_pieces(path.name, data)
    kept = KeptOffice(path.stem, file)
    done = set_together(registers, f"{_OFFICE}{taken}", {f"{_OFFICE}{taken}": kept, **pieces})
    return KeepingOffice(taken, checked, done)


def export_office(store: Store, name: str, target: Path) -> tuple[Path, ...]:
    """Write the form as it came; raises as ``office_data``, ``write_durably``."""
    _kept, data = office_data(store, name)
    write_durably(target, [data])
    return (target,)


def drop_office(registers: Registers, name: str) -> Done:
    """Use a form no more; raises ``county_only``, ``unknown_form``."""
    if name not in office_forms(registers.store):
        raise Refused("unknown_form", name=name)
    return set_together(registers, f"{_OFFICE}{name}", {f"{_OFFICE}{name}": None})


def texts_of(name: str, parts: Parts) -> Iterator[FormText]:
    """The texts of a form, each with its place."""
    # the workshops are entered, with their libraries, when there is work for them
    if kind_of(name) == "xlsx":
        from fieldapp.spreadsheets.office_form import workbook_texts

        return workbook_texts(name, parts)
    from fieldapp.sheets.pack.word_form import word_texts

    return word_texts(name, parts)


def _check(text: FormText, *, public: bool) -> None:
    # as above
    from fieldapp.sheets.pack.checking import nearest
    from fieldapp.sheets.pack.names import columns_of, form_names

    if is_broken(text.text):
        raise Refused("office_broken", place=text.place)
    single, lists = form_names("household"), set()
    for name in names_in(text.text):
        subject, _dot, column = name.partition(".")
        known = columns_of(subject) if subject in LISTS else {}
        found = known.get(column) if subject in LISTS else single.get(name)
        if name == PUBLIC or (subject in LISTS and column == LINE_NUMBER):
            lists |= {subject} & set(LISTS)
            continue
        if found is None:
            every = [*single, *(f"{one}.{its}" for one in LISTS for its in columns_of(one))]
            raise Refused(
                "office_unknown_name", name=name, place=text.place, known=nearest(name, every)
            )
        if public and not found.public:
            raise Refused("office_sensitive_name", name=name, place=text.place)
        lists |= {subject} & set(LISTS)
    if lists and not text.in_row:
        raise Refused("office_list_outside", name=min(lists), place=text.place)
    if len(lists) > 1:
        raise Refused("office_two_lists", place=text.place)


def _own_name(store: Store, path: Path) -> str:
    """The name of the form kept from the same file; else one from the file's name, or a number."""
    forms = office_forms(store)
    same = next((name for name, kept in forms.items() if kept.file.name == path.name), "")
    plain = path.stem.lower().replace("_", "-").replace(" ", "-")
    if same or _NAME.fullmatch(plain):
        return same or plain
    numbers = (f"office-{number}" for number in range(1, len(forms) + 2))
    return next(name for name in numbers if name not in forms)


def _read(path: Path) -> bytes:
    most = LARGEST_OFFICE * 1024 * 1024
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError:
        raise WorldFailed("file_missing", file=path.name) from None
