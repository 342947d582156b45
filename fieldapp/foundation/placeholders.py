"""Names in double braces that stand in a form for what is filled in: ``{{ household.group }}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

TAG = re.compile(r"[{｛]{2}\s*([^{}｛｝]*?)\s*[}｝]{2}")
"""A name; the wide braces that a Chinese keyboard types are taken too."""
_BRACES = re.compile(r"[{｛]{2}|[}｝]{2}")


@dataclass(frozen=True)
class Filling:
    """What a form is filled with: single values by name, lists of lines by name and column."""

    values: Mapping[str, str]
    lists: Mapping[str, Sequence[Mapping[str, str]]]

    def value(self, name: str, line: Mapping[str, str] | None = None) -> str:
        """What stands for a name; ``line`` holds the columns of the list that is being written."""
        return (line or {}).get(name, self.values.get(name, ""))

    def list_in(self, text: str) -> str:
        """The list that a text names, or nothing."""
        found = (name.partition(".")[0] for name in names_in(text) if name not in self.values)
        return next((name for name in found if name in self.lists), "")


@dataclass(frozen=True)
class FormText:
    """A piece of text of a form and where it stands, in words a person can find it by.

    ``in_row`` tells that it stands in a table, where a list can be written.
    """

    text: str
    place: str
    in_row: bool


def names_in(text: str) -> list[str]:
    """The names in a text."""
    return TAG.findall(text)


def is_broken(text: str) -> bool:
    """Whether braces stand in a text that are no name."""
    return _BRACES.search(TAG.sub("", text)) is not None


def filled(text: str, value: Callable[[str], str]) -> str:
    """The text with the values in place of the names."""
    return TAG.sub(lambda found: value(found.group(1)), text)
