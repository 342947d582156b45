"""A template that is being written, tried out on the real records before it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.services.form_logos import printable_logo
from fieldapp.services.form_pack import kept_file, kept_forms, load_pack
from fieldapp.services.printing import Printing
from fieldapp.services.sheet_kinds import (
    SHEET_KINDS,
    AnyKind,
    SheetOrder,
    is_of_household,
    own_kind,
)
from fieldapp.services.sheet_pages import SheetView, sheet_view
from fieldapp.sheets.pack.changes import KeptTemplate, Pack
from fieldapp.sheets.pack.checking import check_template
from fieldapp.sheets.pack.declared import OwnForm, Template, template_name

_MOST_ROWS = 60
"""Households of a village that are shown while a form is written."""


@dataclass(frozen=True)
class FormView:
    """The pages of a template on a household that is there; lines whose text has no English."""

    sheet: SheetView
    chinese_only: tuple[int, ...]


def form_view(
    printing: Printing, text: str, language: str, logo_name: str = "", logo: bytes = b""
) -> FormView:
    """What a template would print for the first household, or for a village.

    Raises:
        Refused: as ``check_template``; ``nothing_to_print`` while there is no household.
    """
    checked = check_template(text)
    template, store = checked.template, printing.store
    name = template_name(template)
    given = logo if logo_name == template.logo else b""
    kept = kept_forms(store).get(name)
    if template.logo and not given and kept and kept.logo and kept.logo.name == template.logo:
        given = kept_file(store, kept.logo) or b""
    drawn = KeptTemplate(template, printable_logo(given) if given else b"")
    kind = _kind(template)
    rows = tuple(store.questions.households())[: 1 if is_of_household(kind) else _MOST_ROWS]
    pack = Pack({**load_pack(store).kept, name: drawn})
    view = sheet_view(printing, SheetOrder(kind, rows, language), pack)
    return FormView(view, checked.chinese_only)


def _kind(template: Template) -> AnyKind:
    if isinstance(template, OwnForm):
        return own_kind(template.form, of_household=template.scope == "household")
    return next(kind for kind in SHEET_KINDS if kind == template.sheet)
