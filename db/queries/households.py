"""The lines of households as lists show them, read from the summaries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

import sqlalchemy as sa

from db.tables import SUMMARY
from fieldapp.ports.questions import HouseholdRow

T = TypeVar("T")
LINE = sa.select(
    SUMMARY.c.household, SUMMARY.c.village, SUMMARY.c.local_no, SUMMARY.c.head_name,
    SUMMARY.c.head_pinyin, SUMMARY.c.group_name, SUMMARY.c.card, SUMMARY.c.people,
    SUMMARY.c.hh_class, SUMMARY.c.main_cause, SUMMARY.c.per_head, SUMMARY.c.per_head_before,
    SUMMARY.c.income_year, SUMMARY.c.last_visit, SUMMARY.c.visits, SUMMARY.c.next_visit,
    SUMMARY.c.promise, SUMMARY.c.promise_due, SUMMARY.c.promise_count, SUMMARY.c.status,
)  # fmt: skip


class _Once(dict[object, T]):
    """What stored values mean; equal values of all rows stand in memory once."""

    def __init__(self, meaning: Callable[[object], T]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, stored: object) -> T:
        return self.setdefault(stored, self._meaning(stored))


def lines(rows: Iterable[Sequence[object]]) -> list[HouseholdRow]:
    """The answers to :data:`LINE`; a window holds all of them, so they share what is equal."""
    texts, codes, numbers = _Once(_text), _Once(_code), _Once(_number)
    yuan, moments, days = _Once(_yuan), _Once(_moment), _Once(_day)
    return [
        HouseholdRow(
            str(uid), texts[village], str(local_no), texts[name], texts[pinyin], texts[group],
            codes[card], numbers[people], codes[hh_class], codes[cause], yuan[per_head],
            yuan[before], numbers[year] or None, moments[last_visit], numbers[visits],
            days[next_visit], codes[promise], days[due], numbers[promises], codes[status],
        )
        for (
            uid, village, local_no, name, pinyin, group, card, people, hh_class, cause, per_head,
            before, year, last_visit, visits, next_visit, promise, due, promises, status,
        ) in rows
    ]  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _code(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _yuan(value: object) -> Decimal | None:
    return Decimal(value).scaleb(-2) if isinstance(value, int) else None


def _moment(value: object) -> dt.datetime | None:
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else None


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None
