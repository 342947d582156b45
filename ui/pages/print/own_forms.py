"""The county's own forms that can be chosen: those laid out here, and office files to fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp.foundation.i18n import language
from fieldapp.foundation.office_package import OfficeKind
from fieldapp.ports.store import Store
from fieldapp.services.county_forms import printable_forms
from fieldapp.services.office_forms import office_forms
from fieldapp.services.sheet_kinds import AnyKind, OwnKind, office_kind
from ui.models.wording import dotted
from ui.widgets.buttons import Choices

_PROGRAMS: dict[OfficeKind, str] = {"docx": "Word", "xlsx": "Excel"}


@dataclass(frozen=True)
class OwnForm:
    """A form by its kind; ``office`` is what its filled copies are, where it is an office file."""

    kind: OwnKind
    title_zh: str
    title_en: str
    office: OfficeKind | None = None

    @property
    def title(self) -> str:
        """The title in the language of the screen."""
        return self.title_zh if language().startswith("zh") else self.title_en


def own_forms(store: Store) -> tuple[OwnForm, ...]:
    """All forms that can be printed or filled."""
    laid = (
        OwnForm(line.kind, line.title("zh_CN"), line.title("en")) for line in printable_forms(store)
    )
    filled = (
        OwnForm(office_kind(name), form.title, form.title, form.kind)
        for name, form in office_forms(store).items()
    )
    return (*laid, *filled)


def own_choices(forms: Sequence[OwnForm]) -> Choices:
    """The forms under their titles, office files with the program they are for."""
    return tuple(
        (form.kind, dotted(form.title, _PROGRAMS[form.office] if form.office else ""))
        for form in forms
    )


def file_name(kind: AnyKind, words: str, number: str, forms: Sequence[OwnForm]) -> str:
    """A name for what is saved; of an office form with the number of the household."""
    for form in forms:
        if form.kind == kind and form.office:
            return f"{number}-{form.title}.{form.office}"
    return f"{words}.pdf"
