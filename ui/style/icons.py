"""The window's icons: shipped drawings, tinted with a colour of the theme."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from fieldapp.foundation.assets import asset_path
from ui.style.theme import tokens

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 48)


def icon(name: str, role: str = "text") -> QIcon:
    """The drawing ``resources/icons/<name>.svg`` in the colour of ``role``.

    Args:
        name: the file's stem, such as ``"home"``.
        role: a tone of the theme (text, quiet, accent, ok, warning, error) or the name of any
            colour in :class:`ui.style.tokens.Tokens`, such as ``"rail_text"``.

    Raises:
        FileNotFoundError: no such icon is shipped.
    """
    theme = tokens()
    colour = getattr(theme, role, None)
    return _tinted(name, colour if isinstance(colour, str) else theme.tone(role))


@cache
def _tinted(name: str, colour: str) -> QIcon:
    # Read with the first drawing: the page that asks for the passphrase has none.
    from PySide6.QtSvg import QSvgRenderer

    drawing = asset_path(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_drawn(renderer, size))
    return made


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture
