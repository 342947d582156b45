"""Puts the chosen theme on the application and tells painted widgets its colours."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.style.fonts import interface_font
from ui.style.stylesheet import stylesheet
from ui.style.tokens import DARK, LIGHT, Tokens

Theme = Literal["light", "dark", "system"]


class _Current:
    """The theme that is on now."""

    tokens: Tokens = LIGHT


def tokens() -> Tokens:
    """The colours of the theme that is on now."""
    return _Current.tokens


def apply_style(app: QApplication, theme: Theme = "light", *, shipped_font: bool = False) -> None:
    """Dress the whole application: palette, font and sheet, all from the tokens.

    The style beneath is chosen where the application is made.

    Args:
        app: the application; may be called again to change the theme while windows are open.
        theme: ``system`` follows the desktop's choice of light or dark.
        shipped_font: use the shipped font even where the system has one.
    """
    _Current.tokens = _chosen(app, theme)
    app.setPalette(palette(_Current.tokens))
    app.setFont(interface_font(shipped_only=shipped_font))
    app.setStyleSheet(stylesheet(_Current.tokens))


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that the sheet looks at and let the widget take the new look at once."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def palette(theme: Tokens) -> QPalette:
    """The palette for everything the sheet does not name."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in (
        (role.Window, theme.ground),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.sunken),
        (role.Text, theme.text),
        (role.Button, theme.surface),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.error),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.text),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.PlaceholderText, theme.faint),
        (role.ToolTipBase, theme.surface),
        (role.ToolTipText, theme.text),
        (role.Mid, theme.line),
        (role.Accent, theme.accent),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.Text, role.ButtonText, role.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.faint))
    return made


def _chosen(app: QApplication, theme: Theme) -> Tokens:
    if theme == "system":
        from PySide6.QtCore import Qt  # dear to read, and most desktops are never asked

        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    else:
        dark = theme == "dark"
    return DARK if dark else LIGHT
