"""Photos of a visit beside each other, each with when it was taken and what it shows."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.sheets.line_breaking import break_lines
from fieldapp.sheets.paper import BODY_WIDTH
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.tables import ABOVE
from fieldapp.sheets.values import Photo
from fieldapp.sheets.words import Words

_SIZE = 8.5
_LINE = 12.0
_LINES = 2
"""Of what it shows; the rest stays in the register."""


@dataclass(frozen=True)
class PhotoStrip:
    """Photos in frames of one height, ``width`` points together."""

    photos: tuple[Photo, ...]
    words: Words
    width: float = BODY_WIDTH
    picture: float = 150

    @property
    def height(self) -> float:
        """Pictures with the room for the words under them."""
        return self.picture + 2 * ABOVE + _LINES * _LINE

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw each photo, or why it is not there."""
        wide = self.width / len(self.photos)
        for photo in self.photos:
            pen.box(left, top - self.height, wide, self.height)
            self._picture(pen, photo, (left + ABOVE, top - ABOVE - self.picture, wide - 2 * ABOVE))
            self._words(pen, photo, left + 2 * ABOVE, top - self.picture - ABOVE, wide - 4 * ABOVE)
            left += wide

    def _picture(self, pen: Pen, photo: Photo, place: tuple[float, float, float]) -> None:
        left, below, wide = place
        data = photo.read()
        if data is None:
            text = self.words.gettext("The photo has not arrived on this laptop")
            pen.centred(left + wide / 2, below + self.picture / 2, text, _SIZE)
        else:
            pen.photo(left, below, wide, self.picture, data)

    def _words(self, pen: Pen, photo: Photo, left: float, top: float, room: float) -> None:
        when = self.words.day(photo.taken_at) if photo.taken_at else ""
        text = self.words.parts((when, photo.caption))
        lines = break_lines(text, room, lambda part: pen.width(part, _SIZE))
        for number, line in enumerate(lines[:_LINES]):
            cut = number == _LINES - 1 and len(lines) > _LINES
            pen.text(left, top - (number + 1) * _LINE, line + "…" * cut, _SIZE)
