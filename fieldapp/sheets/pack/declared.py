"""What a template file may say: a change of a shipped sheet, or a form of the county's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

OwnPaper = Literal["upright", "across", "letter"]
OwnMask = Literal["masked", "public"]
OwnScope = Literal["household", "village"]
ListName = Literal["members", "measures", "benefits", "income", "visits", "households"]
Size = Annotated[float, msgspec.Meta(ge=6, le=24)]
Rows = Annotated[int, msgspec.Meta(ge=0, le=40)]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing that is mistyped is passed over in silence."""


class Words2(_Strict, frozen=True):
    """A text in Chinese and English; where there is no English the Chinese stands."""

    zh: str
    en: str = ""

    def said(self, *, chinese: bool) -> str:
        """The text in the language of the sheet."""
        return self.zh if chinese or not self.en else self.en


class SheetChange(_Strict, frozen=True):
    """A change of the shipped sheet ``sheet``; what is left out stays as it is.

    ``head`` stands below the title, ``foot`` above the signatures; ``blocks`` are those that are
    printed, in their order; ``fields`` the same for the tables of fields; ``logo`` names a picture.
    """

    sheet: str
    title: Words2 | None = None
    head: Words2 | None = None
    foot: Words2 | None = None
    blocks: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = {}
    logo: str = ""


class TextPart(_Strict, frozen=True, tag_field="part", tag="text"):
    """A paragraph; names of the dictionary stand in braces."""

    text: Words2
    size: Size = 12
    bold: bool = False
    side: Literal["left", "middle", "right"] = "left"
    indent: bool = True


class FieldsPart(_Strict, frozen=True, tag_field="part", tag="fields"):
    """Labels and values of fields, two abreast."""

    fields: tuple[str, ...]
    caption: Words2 | None = None


class ListPart(_Strict, frozen=True, tag_field="part", tag="list"):
    """A table with a line for each member, measure and so on; ``least`` lines at least."""

    list: ListName
    columns: tuple[str, ...]
    caption: Words2 | None = None
    least: Rows = 1


class SignPart(_Strict, frozen=True, tag_field="part", tag="sign"):
    """Lines to sign on, side by side."""

    who: tuple[Words2, ...]


class SealPart(_Strict, frozen=True, tag_field="part", tag="seal"):
    """Room for round seals, with the offices' names."""

    offices: tuple[Words2, ...]


Part = TextPart | FieldsPart | ListPart | SignPart | SealPart
PARTS = (TextPart, FieldsPart, ListPart, SignPart, SealPart)


class OwnForm(_Strict, frozen=True, rename={"scope": "for"}):
    """A form of the county's own, one for each household or one for a village."""

    form: str
    title: Words2
    parts: tuple[Part, ...]
    scope: OwnScope = "household"
    paper: OwnPaper = "upright"
    mask: OwnMask = "masked"
    logo: str = ""


Template = SheetChange | OwnForm


def template_name(template: Template) -> str:
    """The name it is kept under: that of the sheet it changes, or its own."""
    return template.sheet if isinstance(template, SheetChange) else template.form
