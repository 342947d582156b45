"""A page of paper as a picture, and how Qt draws it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QImage


@dataclass(frozen=True)
class Picture:
    """A page: rows of ``stride`` bytes from the top, four bytes a point in the order BGRx."""

    width: int
    height: int
    stride: int
    points: bytes


class Paper(Protocol):
    """What pages are drawn on, away from the window's thread."""

    dots_per_inch: int

    def draw(self, pages: Iterable[Picture]) -> int:
        """Draw pages one after the other; returns how many. ``WorldFailed`` when it cannot."""
        ...


def image_of(picture: Picture) -> QImage:
    """The page as Qt draws it; it owns its bytes."""
    shown = QImage(
        picture.points, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )
    return shown.copy()
