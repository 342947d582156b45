"""A page of paper as a picture, and how Qt draws it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage


@dataclass(frozen=True)
class Picture:
    """A page: rows of ``stride`` bytes from the top, four bytes a point in the order BGRx."""

    width: int
    height: int
    stride: int
    points: bytes


def image_of(picture: Picture) -> QImage:
    """The page as Qt draws it; it owns its bytes."""
    shown = QImage(
        picture.points, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )
    return shown.copy()
