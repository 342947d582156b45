"""Where a line of Chinese, English or mixed text may end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Width = Callable[[str], float]

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_OPENING = "（「『《〈【〔〖“‘［｛"
_CLOSING = "，。、；：？！）」』》〉】〕〗”’］｝…—·,.;:?!)%％"
_ATOM = re.compile(
    rf"\s+|(?:[□■√] ?|[{_OPENING}])*(?:[^\s{_WIDE}{_OPENING}]+|[{_WIDE}])?[{_CLOSING}]*",
)
_HYPHEN = re.compile("(?<=-)")


def break_lines(text: str, room: float, width: Width) -> tuple[str, ...]:
    """Split ``text`` into lines no wider than ``room`` as ``width`` measures.

    No line starts with closing punctuation or ends with an opening bracket; English words stay
    whole unless one alone is wider than the line; line feeds in the text are kept.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if width(paragraph) <= room:
            lines.append(paragraph)
        else:
            lines.extend(_fill(paragraph, room, width))
    return tuple(lines)


def _fill(paragraph: str, room: float, width: Width) -> Iterator[str]:
    line, used = "", 0.0
    for atom in _atoms(paragraph, room, width):
        wide = width(atom)
        if line and used + width(atom.rstrip()) > room:
            yield line.rstrip()
            line, used = "", 0.0
            if atom.isspace():
                continue
        line += atom
        used += wide
    if line.rstrip():
        yield line.rstrip()


def _atoms(paragraph: str, room: float, width: Width) -> Iterator[str]:
    """The pieces that must stay whole; one wider than the line is parted, at its hyphens first."""
    for found in _ATOM.finditer(paragraph):
        atom = found.group()
        parts = [atom] if width(atom) <= room else _HYPHEN.split(atom)
        for part in filter(None, parts):
            if width(part) > room:
                yield from part
            else:
                yield part
