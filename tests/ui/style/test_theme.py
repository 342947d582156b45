"""The look is put on the application as a whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from ui.style.icons import icon
from ui.style.theme import apply_style, tokens
from ui.style.tokens import DARK, LIGHT


def test_the_theme_can_be_changed_while_windows_are_open(dressed: QApplication) -> None:
    apply_style(dressed, "dark", shipped_font=True)
    assert tokens() is DARK
    assert DARK.ground in dressed.styleSheet()
    apply_style(dressed, "light", shipped_font=True)
    assert tokens() is LIGHT


def test_the_shipped_font_is_used_when_asked_and_its_figures_are_equally_wide(
    dressed: QApplication,
) -> None:
    apply_style(dressed, "light", shipped_font=True)
    font = dressed.font()
    assert font.families()[0] == "Noto Sans SC"
    assert font.isFeatureSet(QFont.Tag("tnum"))


def test_an_icon_is_drawn_in_the_colour_of_its_role() -> None:
    picture = icon("home", "error").pixmap(QSize(32, 32)).toImage()
    inks = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert inks == {LIGHT.error}


def test_an_icon_that_is_not_shipped_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no_such_picture")
