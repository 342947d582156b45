"""Room for the round seals of an office, with its name and the date beneath."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.sheets.paper import MILLIMETRE
from fieldapp.sheets.pen import Pen
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import SIZE

SEAL = 42 * MILLIMETRE
"""Points that a round seal of 42 mm needs."""


@dataclass(frozen=True)
class Seals:
    """Offices side by side, the last one at the right edge; nothing is drawn under a seal."""

    offices: tuple[str, ...]
    day: str
    width: float
    height: float = SEAL + 4

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the names and the dates; a seal goes over both."""
        part = self.width / max(len(self.offices), 2)
        first = left + self.width - part * len(self.offices)
        middle = top - self.height / 2
        for number, office in enumerate(self.offices):
            centre = first + part * (number + 0.5)
            pen.centred(centre, middle + 8, office, SIZE + 1)
            pen.centred(centre, middle - 14, self.day, SIZE)


@dataclass(frozen=True)
class Closing:
    """Lines to sign on, and below them the room for the seals; both stay on one page."""

    signatures: Signatures
    seals: Seals

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.signatures.height + self.seals.height

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw both."""
        self.signatures.draw(pen, left, top)
        self.seals.draw(pen, left, top - self.signatures.height)
