"""A form of the county's own, filled from a household or a village and laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp.sheets import paper_code
from fieldapp.sheets.document import Block, FlowSheet
from fieldapp.sheets.form import Columns, field_table, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.pack.changes import KeptTemplate
from fieldapp.sheets.pack.checking import IN_BRACES
from fieldapp.sheets.pack.declared import (
    FieldsPart,
    ListPart,
    OwnForm,
    Part,
    SealPart,
    SignPart,
    TextPart,
    Words2,
)
from fieldapp.sheets.pack.names import FormPaper, Known, columns_of, form_names, lines_of
from fieldapp.sheets.page_frame import Heading, place_line
from fieldapp.sheets.paper import ACROSS, LETTER, UPRIGHT, Paper
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.seals import Seals
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import Piece, Table
from fieldapp.sheets.typefaces import typefaces

_PAPERS = {"upright": UPRIGHT, "across": ACROSS, "letter": LETTER}
_LABEL = 96.0
_ROOM = 6
"""Characters of room to write what is not recorded."""
_NARROW = 6
"""More columns than these are set smaller."""


@dataclass(frozen=True)
class _Stacked:
    """Pieces below each other that stay on one page."""

    pieces: tuple[Piece, ...]

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return sum(piece.height for piece in self.pieces)

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw each below the one before."""
        for piece in self.pieces:
            piece.draw(pen, left, top)
            top -= piece.height


@dataclass(frozen=True)
class OwnSheet:
    """One form being filled."""

    form: OwnForm
    paper: FormPaper
    words: FormWords
    logo: bytes = b""

    def sheet(self) -> FlowSheet:
        """The form, laid out as blocks; signatures and seals at its end stay together."""
        parts = list(self.form.parts)
        closing: list[Piece] = []
        while parts and isinstance(parts[-1], SignPart | SealPart):
            closing.insert(0, self._piece(parts.pop()))
        blocks = tuple(self._block(part) for part in parts)
        ending = _Stacked(tuple(closing)) if closing else None
        title = self._filled(self.form.title)
        return FlowSheet(self._heading(title), self._bookmark(title), blocks, ending, self._shape)

    @property
    def _shape(self) -> Paper:
        return _PAPERS[self.form.paper]

    @property
    def _public(self) -> bool:
        return self.form.mask == "public"

    def _heading(self, title: str) -> Heading:
        words, village, home = self.words, self.paper.village, self.paper.home
        group = home.row.group if home else ""
        place = place_line(
            words, village.county_name or "", village.township_name or "", village.name, group
        )
        number = words.gettext("Household {number}", number=home.row.local_no) if home else ""
        if home is None or self._public:  # what hangs on a wall leads to nobody's records
            return Heading(title, place, number, logo=self.logo)
        again = words.named(words.gettext("Head"), home.head_name)
        code = paper_code.encode(home.row.uid, "own")
        return Heading(title, place, number, again, code, logo=self.logo)

    def _bookmark(self, title: str) -> str:
        home = self.paper.home
        if home is None:
            return title
        return home.row.local_no if self._public else home.bookmark()

    def _block(self, part: Part) -> Block:
        if isinstance(part, TextPart):
            text = self._filled(part.text)
            indent = part.indent and part.side == "left" and self.words.chinese
            return Prose(text, part.size, part.bold, part.side, indent)
        if isinstance(part, FieldsPart):
            return self._fields(part)
        if isinstance(part, ListPart):
            return self._list(part)
        return self._piece(part)

    def _piece(self, part: Part) -> Piece:
        words, width = self.words, self._shape.body_width
        if isinstance(part, SealPart):
            offices = tuple(self._filled(office) for office in part.offices)
            return Seals(offices, words.day_to_write(), width)
        if not isinstance(part, SignPart):
            raise TypeError(part)
        labels = tuple(words.colon(self._filled(who)) for who in part.who)
        return Signatures(labels, words.day_to_write(), width)

    def _fields(self, part: FieldsPart) -> Table:
        names = form_names(self.form.scope)
        pairs = [(names[name].label(self.words), self._value(names[name])) for name in part.fields]
        faces = typefaces()
        return field_table(
            pairs, lambda text: faces.width(text, faces.regular), _LABEL,
            self._caption(part.caption), self._shape.body_width,
        )  # fmt: skip

    def _list(self, part: ListPart) -> Table:
        columns = [columns_of(part.list)[name] for name in part.columns]
        paper, words = self.paper, self.words
        number = words.gettext("#")
        lines = [
            (str(place), *(known.value(paper, line, words, self._public) for known in columns))
            for place, line in enumerate(lines_of(part.list, paper), start=1)
        ]
        lines += [("",) * (len(columns) + 1)] * (part.least - len(lines))
        header = (number, *(known.label(words) for known in columns))
        shares = (1.5, *_shares(header[1:], [line[1:] for line in lines]))
        return listing(
            Columns(shares, header, "m" + "l" * len(columns)), lines,
            size=9 if len(columns) > _NARROW else 10, width=self._shape.body_width,
            caption=self._caption(part.caption),
        )  # fmt: skip

    def _caption(self, text: Words2 | None) -> str:
        return self._filled(text) if text else ""

    def _filled(self, text: Words2) -> str:
        """The text in the language of the sheet, its names replaced by their values."""
        names = form_names(self.form.scope)

        def value(found: re.Match[str]) -> str:
            return self._value(names[found.group(1)]) or self.words.blank(_ROOM)

        return IN_BRACES.sub(value, text.said(chinese=self.words.chinese).rstrip("\n"))

    def _value(self, known: Known) -> str:
        return known.value(self.paper, None, self.words, self._public)


def own_title(form: OwnForm, words: FormWords) -> str:
    """The title of the form, without what is filled in."""
    return IN_BRACES.sub("", form.title.said(chinese=words.chinese))


def own_sheet(kept: KeptTemplate, paper: FormPaper, words: FormWords) -> FlowSheet:
    """The county's form for one household, or for a village."""
    if not isinstance(kept.template, OwnForm):
        raise TypeError(kept.template)
    return OwnSheet(kept.template, paper, words, kept.logo).sheet()


def _shares(header: Sequence[str], lines: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Shares of the width by what stands in each column: from 2 to 12 characters wide."""
    columns = zip(header, *lines, strict=True)
    return tuple(
        min(12.0, max(2.0, *(_wide(text) for text in column)) + 0.8) / 2 for column in columns
    )


def _wide(text: str) -> float:
    return sum(1 if letter > "\u2e7f" else 0.55 for letter in text)
