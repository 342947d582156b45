"""The county's template pack in the store: one shared setting a template, its logo in pieces."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done, Store
from fieldapp.services.county_settings import set_together, setting_text, settings_under
from fieldapp.services.form_logos import printable_logo
from fieldapp.services.households import Registers

if TYPE_CHECKING:
    from fieldapp.sheets.pack.changes import Pack
    from fieldapp.sheets.pack.checking import Checked

_FORM, _PIECE = "form.", "form_file."
_PIECE_BYTES = 5970
"""Of a file in one setting, which holds 8,000 characters."""
_LONGEST = 8000


class KeptFile(msgspec.Struct, frozen=True):
    """A file that a template brings along: its name, its hash, in how many pieces it is kept."""

    name: str
    sha256: str
    pieces: int


class KeptForm(msgspec.Struct, frozen=True):
    """A template as it is kept: the text as it was written, and its logo."""

    text: str
    logo: KeptFile | None = None


@dataclass(frozen=True)
class Keeping:
    """A template that was kept: its name, what its check said, and the act."""

    name: str
    checked: Checked
    done: Done


def kept_forms(store: Store) -> Mapping[str, KeptForm]:
    """Every template of the county by name."""
    found: dict[str, KeptForm] = {}
    for name, text in sorted(settings_under(store, _FORM).items()):
        try:
            kept = msgspec.json.decode(text, type=KeptForm | None)
        except msgspec.MsgspecError:
            continue  # a newer program may keep more: this one prints as shipped
        if kept is not None:
            found[name] = kept
    return found


def the_form(store: Store, name: str) -> KeptForm:
    """The template of that name.

    Raises:
        Refused: ``unknown_form``.
    """
    found = kept_forms(store).get(name)
    if found is None:
        raise Refused("unknown_form", name=name)
    return found


def load_pack(store: Store) -> Pack:
    """The templates that can be used, with their logos."""
    # the workshop of the sheets is entered, with its libraries, when there is work for it
    from fieldapp.sheets.pack.changes import KeptTemplate, Pack
    from fieldapp.sheets.pack.checking import check_template

    found: dict[str, KeptTemplate] = {}
    for name, kept in kept_forms(store).items():
        try:
            template = check_template(kept.text).template
        except Refused:
            continue
        found[name] = KeptTemplate(template, _drawn(store, kept))
    return Pack(found)


def _drawn(store: Store, kept: KeptForm) -> bytes:
    data = kept_file(store, kept.logo)
    return printable_logo(data) if data else b""


def kept_file(store: Store, file: KeptFile | None) -> bytes | None:
    """The content of a file; ``None`` when there is none, or when not all of it has come yet."""
    if file is None:
        return None
    texts = [setting_text(store, _piece(file, number)) for number in range(file.pieces)]
    try:
        data = b"".join(base64.b64decode(msgspec.json.decode(text or '""')) for text in texts)
    except (msgspec.MsgspecError, binascii.Error, TypeError):
        return None
    return data if hashlib.sha256(data).hexdigest() == file.sha256 else None


def keep_form(registers: Registers, text: str, logo_name: str = "", logo: bytes = b"") -> Keeping:
    """Keep a template under its name, as one act; without ``logo`` the one kept before stays.

    Raises:
        Refused: as ``check_template``; ``county_only``, ``form_too_long``, ``form_logo_missing``.
    """
    # as above
    from fieldapp.sheets.pack.checking import check_template
    from fieldapp.sheets.pack.declared import template_name

    checked = check_template(text)
    name, wanted = template_name(checked.template), checked.template.logo
    before = kept_forms(registers.store).get(name)
    file = before.logo if before and before.logo and before.logo.name == wanted else None
    values: dict[str, object] = {}
    if wanted and logo and logo_name == wanted:
        file, values = in_pieces(wanted, logo)
    if wanted and file is None:
        raise Refused("form_logo_missing", name=wanted)
    kept = KeptForm(text, file)
    if len(msgspec.json.encode(kept).decode()) > _LONGEST:
        raise Refused("form_too_long", count=len(text), most=_LONGEST)
    done = set_together(registers, f"{_FORM}{name}", {f"{_FORM}{name}": kept, **values})
    return Keeping(name, checked, done)


def drop_form(registers: Registers, name: str) -> Done:
    """Use a template no more: a changed sheet is as shipped again; history keeps the text.

    Raises:
        Refused: ``county_only``, ``unknown_form``.
    """
    the_form(registers.store, name)
    return set_together(registers, f"{_FORM}{name}", {f"{_FORM}{name}": None})


def in_pieces(name: str, data: bytes) -> tuple[KeptFile, dict[str, object]]:
    """A file as it is kept, and the settings that hold it."""
    parts = [data[at : at + _PIECE_BYTES] for at in range(0, len(data), _PIECE_BYTES)]
    file = KeptFile(name, hashlib.sha256(data).hexdigest(), len(parts))
    return file, {
        _piece(file, number): base64.b64encode(part).decode() for number, part in enumerate(parts)
    }


def _piece(file: KeptFile, number: int) -> str:
    """Named by the content: what was kept once stays as it is."""
    return f"{_PIECE}{file.sha256[:24]}.{number}"
