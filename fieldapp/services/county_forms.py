"""The county's forms as files and as lists: imported, checked, exported, offered for printing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.foundation.assets import asset_path
from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import write_durably
from fieldapp.ports.store import Store
from fieldapp.services.form_logos import LARGEST_LOGO, printable_logo
from fieldapp.services.form_pack import (
    Keeping,
    keep_form,
    kept_file,
    kept_forms,
    the_form,
)
from fieldapp.services.households import Registers
from fieldapp.services.sheet_kinds import OwnKind, own_kind
from fieldapp.sheets.pack.declared import SheetChange

if TYPE_CHECKING:
    from fieldapp.sheets.pack.checking import Checked

EXAMPLES = ("plan-change", "measures-notice")
"""The shipped examples: a changed sheet, and a form of the county's own."""
_LARGEST_TEXT = 64 * 1024


@dataclass(frozen=True)
class FormLine:
    """A template as lists show it; ``wrong`` is why this program cannot use it.

    ``sheet`` is the shipped sheet that it changes, else empty; titles may be empty in a change.
    """

    name: str
    sheet: str = ""
    title_zh: str = ""
    title_en: str = ""
    of_household: bool = True
    wrong: Refused | None = None

    def title(self, language: str) -> str:
        """The title in a language."""
        return self.title_zh if language.startswith("zh") else self.title_en or self.title_zh

    @property
    def kind(self) -> OwnKind:
        """By which its own form is printed."""
        return own_kind(self.name, of_household=self.of_household)


def form_lines(store: Store) -> tuple[FormLine, ...]:
    """Every template of the county, by name."""
    return tuple(_line(name, kept.text) for name, kept in kept_forms(store).items())


def printable_forms(store: Store) -> tuple[FormLine, ...]:
    """The county's own forms that can be printed."""
    return tuple(line for line in form_lines(store) if not line.sheet and line.wrong is None)


def form_kind(store: Store, name: str) -> OwnKind:
    """How the form of that name is printed.

    Raises:
        Refused: ``unknown_form``.
    """
    for line in printable_forms(store):
        if line.name == name:
            return line.kind
    raise Refused("unknown_form", name=name)


def check_file(path: Path) -> Checked:
    """See whether a template file, with the logo beside it, could be imported.

    Raises:
        Refused: as ``check_template``, ``form_not_text``, ``form_logo_missing``,
            ``form_logo_unfit``. WorldFailed: ``file_missing``.
    """
    checked = _checked(_text(path))
    _logo(path, checked)
    return checked


def import_form(registers: Registers, path: Path) -> Keeping:
    """Keep a template file and the logo beside it; raises as ``check_file``, ``keep_form``."""
    text = _text(path)
    checked = _checked(text)
    return keep_form(registers, text, checked.template.logo, _logo(path, checked))


def export_form(store: Store, name: str, target: Path) -> tuple[Path, ...]:
    """Write a template, or a shipped example, as a file, its logo beside it.

    Raises:
        Refused: ``unknown_form``. WorldFailed: ``disk_full``, ``not_writable``.
    """
    if name in EXAMPLES and name not in kept_forms(store):
        return (_written(target, example_text(name).encode()),)
    kept = the_form(store, name)
    written = [_written(target, kept.text.encode())]
    logo = kept_file(store, kept.logo)
    if kept.logo and logo:
        written.append(_written(target.parent / kept.logo.name, logo))
    return tuple(written)


def example_text(name: str) -> str:
    """The text of a shipped example."""
    return asset_path(f"forms/{name}.toml").read_text(encoding="utf-8")


def _checked(text: str) -> Checked:
    # the workshop of the sheets is entered, with its libraries, when there is work for it
    from fieldapp.sheets.pack.checking import check_template

    return check_template(text)


def _line(name: str, text: str) -> FormLine:
    try:
        template = _checked(text).template
    except Refused as refused:
        return FormLine(name, wrong=refused)
    title = template.title
    zh, en = (title.zh, title.en) if title else ("", "")
    if isinstance(template, SheetChange):
        return FormLine(name, template.sheet, zh, en)
    return FormLine(name, "", zh, en, template.scope == "household")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_TEXT + 1)
    except OSError:
        raise WorldFailed("file_missing", file=path.name) from None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refused("form_not_text", file=path.name) from None


def _logo(path: Path, checked: Checked) -> bytes:
    """The picture beside the file; nothing when the template has none."""
    name = checked.template.logo
    if not name:
        return b""
    beside = path.parent / Path(name).name
    if beside.name != name or not beside.is_file():
        raise Refused("form_logo_missing", name=name)
    if beside.stat().st_size > LARGEST_LOGO * 1024:
        raise Refused("form_logo_unfit", name=name, most=LARGEST_LOGO)
    data = beside.read_bytes()
    try:
        printable_logo(data)
    except Refused:
        raise Refused("form_logo_unfit", name=name, most=LARGEST_LOGO) from None
    return data


def _written(target: Path, data: bytes) -> Path:
    write_durably(target, [data])
    return target
