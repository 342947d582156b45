"""Finding the heading rows of a sheet, and what each column means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from fieldapp.foundation.errors import Refused
from fieldapp.spreadsheets.cells import Row, as_text, plain
from fieldapp.spreadsheets.headings import Target, known_headings, normal, recognise, targets
from fieldapp.spreadsheets.opening import Block

SEARCHED_ROWS = 10
LEAST_RECOGNISED = 2
ALIKE = 75
"""Similarity (0-100) from which an unknown heading is proposed as a known one."""

_ANCHORS = frozenset(("member.name", "roster.head_name", "member.id_number", "roster.head_id"))
_REPEATABLE = frozenset(("household_year.other_causes",))


@dataclass(frozen=True)
class Column:
    """One column whose meaning is known."""

    index: int
    heading: str
    target: Target


@dataclass(frozen=True)
class Columns:
    """The heading rows of a sheet, understood."""

    first_data_row: int
    """Index from 0."""
    heading_row: int
    title: str
    known: tuple[Column, ...]
    texts: tuple[str, ...]
    """The heading of each column as shown to a person."""
    proposed: Mapping[str, str]
    unmapped: tuple[str, ...]
    doubled: tuple[str, ...]
    """Headings left out because another column means the same."""
    score: int

    def has(self, target: str) -> bool:
        """True when a column means ``target``."""
        return any(column.target.name == target for column in self.known)

    @property
    def by_heading(self) -> dict[str, str]:
        """Heading to target name."""
        return {column.heading: column.target.name for column in self.known}


def find_columns(
    top: Sequence[Row], merged: Sequence[Block], overrides: Mapping[str, str]
) -> Columns | None:
    """The columns of a sheet from its first rows; ``None`` when no heading row is among them.

    Raises ``Refused`` when ``overrides`` names a target that does not exist.
    """
    rows = _heading_texts(top[: SEARCHED_ROWS + 1], merged)
    scores = [sum(recognise(text) is not None for text in row) for row in rows[:SEARCHED_ROWS]]
    if not scores or max(scores) < LEAST_RECOGNISED:
        return None
    best = scores.index(max(scores))
    while best + 1 < len(scores) and scores[best + 1] == scores[best]:
        best += 1  # technical names stand over the words
    upper, lower = _pair(rows, best)
    texts, found = _meanings(rows[upper] if upper != lower else None, rows[lower], overrides)
    return _columns(rows, (upper, lower), texts, found)


def _columns(
    rows: Sequence[Sequence[str]],
    pair: tuple[int, int],
    texts: Sequence[str],
    found: Sequence[Target | None],
) -> Columns | None:
    upper, lower = pair
    known: list[Column] = []
    doubled: list[str] = []
    for index, (text, target) in enumerate(zip(texts, found, strict=True)):
        if target is None:
            continue
        taken = any(column.target.name == target.name for column in known)
        if taken and target.name not in _REPEATABLE:
            doubled.append(text)
        else:
            known.append(Column(index, text, target))
    if not any(column.target.name in _ANCHORS for column in known):
        return None
    unknown = [text for text, target in zip(texts, found, strict=True) if text and target is None]
    return Columns(
        first_data_row=lower + 1,
        heading_row=lower,
        title=" ".join(dict.fromkeys(text for row in rows[:upper] for text in row if text)),
        known=tuple(known),
        texts=tuple(texts),
        proposed=_proposals(unknown),
        unmapped=(*unknown, *doubled),
        doubled=tuple(doubled),
        score=len(known),
    )


def _heading_texts(top: Sequence[Row], merged: Sequence[Block]) -> list[list[str]]:
    width = max((len(row) for row in top), default=0)
    rows = [
        [plain(as_text(cell)) if isinstance(cell, str) else "" for cell in row]
        + [""] * (width - len(row))
        for row in top
    ]
    for block in merged:
        if block.top < len(rows) and 0 <= block.left < width:
            text = rows[block.top][block.left]
            for row in range(block.top, min(block.bottom + 1, len(rows))):
                for column in range(block.left, min(block.right + 1, width)):
                    rows[row][column] = text
    return rows


def _pair(rows: Sequence[Sequence[str]], best: int) -> tuple[int, int]:
    """Upper and lower heading row; the same one twice when there is only one."""
    if best + 1 < len(rows) and _goes_on(rows[best], rows[best + 1]):
        return best, best + 1
    if best and _groups(rows[best - 1], rows[best]):
        return best - 1, best
    return best, best


def _goes_on(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """True when ``lower`` only adds sub-headings where ``upper`` leaves room."""
    added = 0
    for index, text in enumerate(lower):
        above = upper[index]
        if not text or text == above:
            continue
        group = not above or upper.count(above) > 1 or recognise(above) is None
        if not group:
            return False
        if any(recognise(form) for form in _forms(_group_text(upper, index), text)):
            added += 1
    return added > 0


def _groups(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """True when ``upper`` names groups of columns, not one title over all of them."""
    words = {text for text in upper if text}
    return len(words) > 1 and sum(bool(text) for text in lower) >= len(words)


def _forms(group: str, text: str) -> tuple[str, ...]:
    """The words that a heading under a group heading may mean, the fullest first."""
    return tuple(dict.fromkeys((group + text, text + group, text)))


def _group_text(upper: Sequence[str], index: int) -> str:
    """The group heading over a column: its own cell, or the nearest one to the left."""
    return next((upper[i] for i in range(index, -1, -1) if upper[i]), "")


def _meanings(
    upper: Sequence[str] | None, lower: Sequence[str], overrides: Mapping[str, str]
) -> tuple[list[str], list[Target | None]]:
    texts: list[str] = []
    found: list[Target | None] = []
    wishes = {normal(text).whole: name for text, name in overrides.items()}
    for index, text in enumerate(lower):
        group = _group_text(upper, index) if upper and text else ""
        shown = text or (upper[index] if upper else "")
        target = recognise(shown) if shown else None
        if group not in ("", text):
            target, shown = _grouped(group, text)
        texts.append(shown)
        found.append(_wished(wishes, shown, target))
    return _told_apart(texts), found


def _grouped(group: str, text: str) -> tuple[Target | None, str]:
    for form in _forms(group, text):
        target = recognise(form)
        if target is not None:
            return target, text if form == text else group + text
    return None, text


def _wished(wishes: Mapping[str, str], shown: str, target: Target | None) -> Target | None:
    wish = wishes.get(normal(shown).whole) if shown else None
    if wish is None:
        return target
    if not wish:
        return None
    if wish not in targets():
        raise Refused("unknown_target", target=wish)
    return targets()[wish]


def _told_apart(texts: Sequence[str]) -> list[str]:
    """The same headings, a second one of the same words numbered."""
    told: list[str] = []
    for text in texts:
        count = sum(text == other.partition(" #")[0] for other in told)
        told.append(f"{text} #{count + 1}" if text and count else text)
    return told


def _proposals(unknown: Sequence[str]) -> dict[str, str]:
    choices = list(known_headings())
    proposed: dict[str, str] = {}
    for text in unknown:
        match = process.extractOne(
            normal(text).bare, choices, scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        if match is not None:
            proposed[text] = known_headings()[match[0]].name
    return proposed
