"""Which pages there are: declared once, in the order of the rail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class PageSpec:
    """One page.

    Attributes:
        key: its name inside the program.
        title: English source text marked with ``N_``; translated where it is shown.
        icon: the stem of a file in ``resources/icons``.
        shortcut: the key that opens it, such as ``"F2"``; empty for none.
        factory: makes the widget; called again after a change of language or theme. The widget
            may have ``status_hints() -> str`` (for the bottom line) and ``refresh()`` (called
            each time it comes to the front).
        under: the page in whose place in the rail this one is marked; it has no entry of its own.
        apart: a gap stands before its entry in the rail.
    """

    key: str
    title: str
    icon: str
    shortcut: str
    factory: Callable[[], QWidget]
    under: str = ""
    apart: bool = False


class PageRegister:
    """The pages by key, in the order they were declared."""

    def __init__(self, *specs: PageSpec) -> None:
        self._specs = {spec.key: spec for spec in specs}

    def all(self) -> tuple[PageSpec, ...]:
        """Every page."""
        return tuple(self._specs.values())

    def in_rail(self) -> tuple[PageSpec, ...]:
        """The pages with an entry in the rail."""
        return tuple(spec for spec in self._specs.values() if not spec.under)

    def spec(self, key: str) -> PageSpec:
        """The page under ``key``; ``KeyError`` when there is none."""
        return self._specs[key]
