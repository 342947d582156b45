"""Finding the heading rows of a sheet, and what each column means."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from fieldapp.foundation.errors import Refused
from fieldapp.spreadsheets.cells import Row, as_text, plain
from fieldapp.spreadsheets.column_views import Proposal
from fieldapp.spreadsheets.headings import Target, known_headings, normal, recognise, targets
from fieldapp.spreadsheets.opening import Block

SEARCHED_ROWS = 10
LEAST_RECOGNISED = 2
ALIKE = 75
"""Similarity (0-100) from which an unknown heading is proposed as a known one."""

Recall = Callable[[str], Mapping[str, str]]
"""What a person decided for the layout with this fingerprint: heading to target, empty: ignore."""

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
    fingerprint: str
    """The same for every sheet with these headings."""
    decided: Mapping[str, str]
    """Headings for which a person chose a target, or with an empty one to leave them out."""
    proposed: Mapping[str, Proposal]
    unmapped: tuple[str, ...]
    """Headings that nobody reads and nobody left out."""
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


def no_decisions(fingerprint: str) -> Mapping[str, str]:
    """Nothing was ever decided."""
    del fingerprint
    return {}


def find_columns(
    top: Sequence[Row],
    merged: Sequence[Block],
    overrides: Mapping[str, str],
    recall: Recall = no_decisions,
) -> Columns | None:
    """The columns of a sheet from its first rows; ``None`` when no heading row is among them.

    ``overrides`` stand over what ``recall`` gives for the layout, both over what is recognised.

    Raises ``Refused`` when ``overrides`` names a target that does not exist.
    """
    rows = _heading_texts(top[: SEARCHED_ROWS + 1], merged)
    chosen = {normal(text).whole for text, name in overrides.items() if name}
    scores = [sum(_means(text, chosen) for text in row) for row in rows[:SEARCHED_ROWS]]
    if not scores or max(scores) < LEAST_RECOGNISED:
        return None
    best = scores.index(max(scores))
    while best + 1 < len(scores) and scores[best + 1] == scores[best]:
        best += 1  # technical names stand over the words
    upper, lower = _pair(rows, best)
    texts, found = _meanings(rows[upper] if upper != lower else None, rows[lower])
    fingerprint = _fingerprint(texts)
    decided = _decisions(texts, {**_still_known(recall(fingerprint)), **overrides})
    return _columns(rows, (upper, lower), texts, found, decided)


def _means(text: str, chosen: Collection[str]) -> bool:
    return bool(text) and (recognise(text) is not None or normal(text).whole in chosen)


def _columns(
    rows: Sequence[Sequence[str]],
    pair: tuple[int, int],
    texts: Sequence[str],
    found: Sequence[Target | None],
    decided: Mapping[str, str],
) -> Columns | None:
    upper, lower = pair
    meant = [
        targets().get(decided[text]) if text in decided else target
        for text, target in zip(texts, found, strict=True)
    ]
    known, doubled = _told_once(texts, meant, decided)
    if not any(column.target.name in _ANCHORS for column in known):
        return None
    unknown = [
        text
        for text, target in zip(texts, meant, strict=True)
        if text and target is None and text not in decided
    ]
    return Columns(
        first_data_row=lower + 1,
        heading_row=lower,
        title=" ".join(dict.fromkeys(text for row in rows[:upper] for text in row if text)),
        known=tuple(known),
        texts=tuple(texts),
        fingerprint=_fingerprint(texts),
        decided=decided,
        proposed=_proposals(unknown),
        unmapped=(*unknown, *doubled),
        doubled=tuple(doubled),
        score=len(known),
    )


def _told_once(
    texts: Sequence[str], meant: Sequence[Target | None], decided: Mapping[str, str]
) -> tuple[list[Column], list[str]]:
    """Each target with one column: the one that a person chose, else the first; and the rest."""
    columns = [
        Column(index, text, target)
        for index, (text, target) in enumerate(zip(texts, meant, strict=True))
        if target is not None
    ]
    known: dict[str, Column] = {}
    doubled: list[str] = []
    for column in sorted(columns, key=lambda c: c.heading not in decided):
        name = column.target.name
        key = f"{name} {column.index}" if name in _REPEATABLE else name
        if key in known:
            doubled.append(column.heading)
        else:
            known[key] = column
    return sorted(known.values(), key=lambda column: column.index), doubled


def _fingerprint(texts: Sequence[str]) -> str:
    whole = "\n".join(normal(text).whole for text in texts)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _still_known(recalled: Mapping[str, str]) -> dict[str, str]:
    """Earlier decisions but for targets that this version does not know."""
    return {text: name for text, name in recalled.items() if not name or name in targets()}


def _decisions(texts: Sequence[str], wishes: Mapping[str, str]) -> dict[str, str]:
    """The wishes that speak of a heading of this sheet, by the heading as it is shown."""
    alike = {normal(text).whole: name for text, name in wishes.items()}
    decided: dict[str, str] = {}
    for text in filter(None, texts):
        wish = wishes.get(text, alike.get(normal(text).whole))
        if wish is None:
            continue
        if wish and wish not in targets():
            raise Refused("unknown_target", target=wish)
        decided[text] = wish
    return decided


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
    upper: Sequence[str] | None, lower: Sequence[str]
) -> tuple[list[str], list[Target | None]]:
    texts: list[str] = []
    found: list[Target | None] = []
    for index, text in enumerate(lower):
        group = _group_text(upper, index) if upper and text else ""
        shown = text or (upper[index] if upper else "")
        target = recognise(shown) if shown else None
        if group not in ("", text):
            target, shown = _grouped(group, text)
        texts.append(shown)
        found.append(target)
    return _told_apart(texts), found


def _grouped(group: str, text: str) -> tuple[Target | None, str]:
    for form in _forms(group, text):
        target = recognise(form)
        if target is not None:
            return target, text if form == text else group + text
    return None, text


def _told_apart(texts: Sequence[str]) -> list[str]:
    """The same headings, a second one of the same words numbered."""
    told: list[str] = []
    for text in texts:
        count = sum(text == other.partition(" #")[0] for other in told)
        told.append(f"{text} #{count + 1}" if text and count else text)
    return told


def _proposals(unknown: Sequence[str]) -> dict[str, Proposal]:
    choices = list(known_headings())
    proposed: dict[str, Proposal] = {}
    for text in unknown:
        match = process.extractOne(
            normal(text).bare, choices, scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        if match is not None:
            proposed[text] = Proposal(known_headings()[match[0]].name, round(match[1]))
    return proposed
