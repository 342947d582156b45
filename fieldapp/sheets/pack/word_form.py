"""A Word form of the county's own: its names found and filled, everything else left as it is."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from lxml import etree

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.office_package import Parts
from fieldapp.foundation.placeholders import TAG, Filling, FormText

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_P, _T, _BR, _TR, _TC = (f"{_WORD}{name}" for name in ("p", "t", "br", "tr", "tc"))
_WRITTEN = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SNIPPET = 24
_Node: TypeAlias = Any
"""An element of the text; the library ships no types."""


def word_texts(name: str, parts: Parts) -> Iterator[FormText]:
    """Every paragraph of the form.

    Raises:
        Refused: ``office_unread``.
    """
    for root in _roots(name, parts).values():
        for paragraph in root.iter(_P):
            text = _text(paragraph)
            row = next(paragraph.iterancestors(_TR), None)
            yield FormText(text, f"“{text.strip()[:_SNIPPET]}”", row is not None)


def fill_word(name: str, parts: Parts, filling: Filling) -> dict[str, bytes]:
    """The parts with the values in place of the names; a row with a list is written for each line.

    Empty rows of the same build below it are used up first; when there is no line the row stays
    empty, to write on by hand.
    """
    made = dict(parts)
    for part, root in _roots(name, parts).items():
        named = ((row, filling.list_in(_row_text(row))) for row in root.iter(_TR))
        listed = {row: wanted for row, wanted in named if wanted}
        # what was filled in is never looked at again: people may have typed braces
        for paragraph in root.iter(_P):
            if not listed.keys() & set(paragraph.iterancestors(_TR)):
                _fill(paragraph, filling, None)
        for row, wanted in listed.items():
            _fill_rows(row, wanted, filling)
        made[part] = etree.tostring(
            root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )
    return made


def _roots(name: str, parts: Parts) -> dict[str, _Node]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return {
            part: etree.fromstring(content, parser)
            for part, content in parts.items()
            if _WRITTEN.fullmatch(part)
        }
    except etree.XMLSyntaxError:
        raise Refused("office_unread", file=name) from None


def _fill_rows(row: _Node, wanted: str, filling: Filling) -> None:
    lines = filling.lists[wanted]
    empty = _empty_rows_below(row)
    for spare in empty[: max(0, len(lines) - 1)]:
        spare.getparent().remove(spare)
    last = row
    for line in lines[1:]:
        more = copy.deepcopy(row)
        _fill_under(more, filling, line)
        last.addnext(more)
        last = more
    _fill_under(row, filling, lines[0] if lines else {})


def _empty_rows_below(row: _Node) -> list[_Node]:
    """The rows that directly follow, hold nothing and have as many cells."""
    cells = len(row.findall(_TC))
    found = []
    for below in row.itersiblings(_TR):
        if _row_text(below).strip() or len(below.findall(_TC)) != cells:
            break
        found.append(below)
    return found


def _row_text(row: _Node) -> str:
    """The text of a row without that of tables within it."""
    own = (p for p in row.iter(_P) if next(p.iterancestors(_TR), None) is row)
    return " ".join(_text(paragraph) for paragraph in own)


def _fill_under(root: _Node, filling: Filling, line: Mapping[str, str] | None) -> None:
    for paragraph in root.iter(_P):
        _fill(paragraph, filling, line)


def _own_texts(paragraph: _Node) -> list[_Node]:
    """The pieces of text of a paragraph, not those of a text box that is anchored in it."""
    return [t for t in paragraph.iter(_T) if next(t.iterancestors(_P)) is paragraph]


def _text(paragraph: _Node) -> str:
    return "".join(piece.text or "" for piece in _own_texts(paragraph))


def _fill(paragraph: _Node, filling: Filling, line: Mapping[str, str] | None) -> None:
    """Put values in place of names, also of those whose letters lie in several runs.

    A value has the look of the letter that its name begins with.
    """
    pieces = _own_texts(paragraph)
    texts = [piece.text or "" for piece in pieces]
    found = list(TAG.finditer("".join(texts)))
    if not found:
        return
    for tag in reversed(found):
        _replace(texts, tag.start(), tag.end(), filling.value(tag.group(1), line))
    for piece, text in zip(pieces, texts, strict=True):
        if text != (piece.text or ""):
            _write(piece, text)


def _replace(texts: list[str], start: int, end: int, value: str) -> None:
    """Replace a stretch of the joined texts; the value goes where the stretch begins."""
    at, given = 0, False
    for place, text in enumerate(texts):
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            texts[place] = text[:first] + ("" if given else value) + text[last:]
            given = True


def _write(piece: _Node, text: str) -> None:
    """Set the text of a piece; lines of a value are lines on paper."""
    first, *more = _UNWRITABLE.sub("\ufffd", text).split("\n")
    piece.text = first
    piece.set(_SPACE, "preserve")
    last = piece
    for line in more:
        fresh = etree.Element(_T, {_SPACE: "preserve"}, nsmap=piece.nsmap)
        fresh.text = line
        last.addnext(etree.Element(_BR, nsmap=piece.nsmap))
        last.getnext().addnext(fresh)
        last = fresh
