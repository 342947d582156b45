"""The colours and sizes of the window, by role, for the light and the dark theme."""

from __future__ import annotations

from dataclasses import dataclass

GRID = 8
"""Every distance is a multiple (or half) of this many pixels."""
ROW_HEIGHT = 36
FIELD_HEIGHT = 32
RADIUS = 6
PANEL_RADIUS = 8

TEXT_SIZE = 13
SMALL_SIZE = 12
HEADING_SIZE = 14
TITLE_SIZE = 20
FIGURE_SIZE = 28


@dataclass(frozen=True)
class Pair:
    """A text colour, the ground it stands on and the line around it."""

    text: str
    ground: str
    line: str


@dataclass(frozen=True)
class Tokens:
    """One theme; every value is a colour as ``#rrggbb``."""

    dark: bool
    ground: str
    surface: str
    sunken: str
    line: str
    line_strong: str
    text: str
    quiet: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    hover: str
    rail: str
    rail_active: str
    rail_hover: str
    rail_text: str
    rail_quiet: str
    ok: str
    warning: str
    error: str
    badge: str
    bar: str
    bar_ground: str
    bar_red: str
    bar_yellow: str
    bar_general: str
    red: Pair
    yellow: Pair
    general: Pair
    green: Pair

    def tone(self, name: str) -> str:
        """The text colour of a tone: ok, warning, error, quiet, faint, accent; else plain text."""
        return {
            "ok": self.ok,
            "warning": self.warning,
            "error": self.error,
            "quiet": self.quiet,
            "faint": self.faint,
            "accent": self.accent,
            "red": self.red.text,
            "yellow": self.yellow.text,
            "general": self.general.text,
            "green": self.green.text,
        }.get(name, self.text)

    def chip(self, name: str) -> Pair:
        """The colours of a chip: red, yellow, green (also error, warning, ok), else general."""
        return {
            "red": self.red,
            "error": self.red,
            "yellow": self.yellow,
            "warning": self.yellow,
            "green": self.green,
            "ok": self.green,
        }.get(name, self.general)

    def bar_tone(self, name: str) -> str:
        """The colour that fills a bar: red, yellow, general; else the accent's lighter sister."""
        return {
            "red": self.bar_red,
            "yellow": self.bar_yellow,
            "general": self.bar_general,
        }.get(name, self.bar)


LIGHT = Tokens(
    dark=False,
    ground="#f4f6f5",
    surface="#ffffff",
    sunken="#f9fbfa",
    line="#e1e7e4",
    line_strong="#c6d0cb",
    text="#1d2733",
    quiet="#5d6b66",
    faint="#66746f",
    accent="#17705e",
    accent_hover="#125a4c",
    on_accent="#ffffff",
    selection="#e3f1ec",
    hover="#f1f6f4",
    rail="#12332c",
    rail_active="#1f5a4d",
    rail_hover="#18443a",
    rail_text="#e8f1ee",
    rail_quiet="#9dbab1",
    ok="#17705e",
    warning="#9a5b00",
    error="#b3261e",
    badge="#c8322b",
    bar="#4f9482",
    bar_ground="#eef2f0",
    bar_red="#c8362e",
    bar_yellow="#e0a800",
    bar_general="#8a98a9",
    red=Pair("#a1261d", "#fdecea", "#f0b8b3"),
    yellow=Pair("#7a5a00", "#fff6da", "#ecd593"),
    general=Pair("#445463", "#eef2f5", "#cfd8e0"),
    green=Pair("#125a4c", "#e3f1ec", "#a9d3c6"),
)

DARK = Tokens(
    dark=True,
    ground="#111816",
    surface="#1a2320",
    sunken="#1f2926",
    line="#2c3934",
    line_strong="#44554e",
    text="#e6edea",
    quiet="#a9b8b2",
    faint="#93a49d",
    accent="#45b096",
    accent_hover="#57bda4",
    on_accent="#06110e",
    selection="#1a3a31",
    hover="#22302b",
    rail="#0b1f1a",
    rail_active="#1b4d42",
    rail_hover="#14382f",
    rail_text="#e8f1ee",
    rail_quiet="#93b1a7",
    ok="#5cc2a8",
    warning="#e3a548",
    error="#ff8a80",
    badge="#c8322b",
    bar="#4f9482",
    bar_ground="#26322e",
    bar_red="#d4544c",
    bar_yellow="#d9a520",
    bar_general="#7d8b9c",
    red=Pair("#ffb4ab", "#43201d", "#7a3a34"),
    yellow=Pair("#f2d17a", "#3b300f", "#6b581f"),
    general=Pair("#c3d0dc", "#29323b", "#465360"),
    green=Pair("#9fdcca", "#17382f", "#2f6353"),
)
