"""Have-ranges: which numbered writes of one writer are held, as sorted spans without overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

Span = tuple[int, int]
"""First and last number, both included."""

Ranges = tuple[Span, ...]
"""Spans in order; between any two at least one number is missing."""

NONE: Ranges = ()


def _joined(spans: Iterable[Span]) -> Ranges:
    """Spans given in order of their first number, with those that touch made one."""
    found: list[Span] = []
    for first, last in spans:
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def from_numbers(numbers: Iterable[int]) -> Ranges:
    """The ranges that hold exactly these numbers, given in any order, repeats allowed."""
    return _joined((number, number) for number in sorted(numbers))


def add(ranges: Ranges, first: int, last: int) -> Ranges:
    """The ranges with ``first`` to ``last`` held too.

    Raises:
        ValueError: ``last`` lies before ``first``.
    """
    if last < first:
        raise ValueError((first, last))
    if ranges and first == ranges[-1][1] + 1:
        return (*ranges[:-1], (ranges[-1][0], last))
    return union(ranges, ((first, last),))


def union(one: Ranges, other: Ranges) -> Ranges:
    """What either holds."""
    return _joined(sorted((*one, *other)))


def subtract(ranges: Ranges, taken: Ranges) -> Ranges:
    """What ``ranges`` holds and ``taken`` does not: what the other side still lacks."""
    found: list[Span] = []
    at = 0
    for first, last in ranges:
        start = first
        while at < len(taken) and taken[at][1] < start:
            at += 1
        ahead = at
        while ahead < len(taken) and taken[ahead][0] <= last:
            if start < taken[ahead][0]:
                found.append((start, taken[ahead][0] - 1))
            start = taken[ahead][1] + 1
            ahead += 1
        if start <= last:
            found.append((start, last))
    return tuple(found)


def contains(ranges: Ranges, number: int) -> bool:
    """Whether ``number`` is held."""
    at = bisect_right(ranges, number, key=lambda span: span[0])
    return at > 0 and number <= ranges[at - 1][1]


def upto(ranges: Ranges, number: int) -> Ranges:
    """What is held up to and with ``number``."""
    return tuple((first, min(last, number)) for first, last in ranges if first <= number)


def nearest(ranges: Ranges, number: int) -> int:
    """The greatest number held that is not greater than ``number``; 0 for none."""
    held = upto(ranges, number)
    return held[-1][1] if held else 0


def gaps(ranges: Ranges, upto: int | None = None) -> Ranges:
    """The numbers from 1 that are missing below the greatest held, or up to ``upto``."""
    end = upto if upto is not None else (ranges[-1][1] if ranges else 0)
    return subtract(((1, end),), ranges) if end >= 1 else NONE


def count(ranges: Ranges) -> int:
    """How many numbers are held."""
    return sum(last - first + 1 for first, last in ranges)


def sound(ranges: Ranges) -> bool:
    """Whether spans that came from outside are in order, from 1, without overlap or touch."""
    reach = -1
    for first, last in ranges:
        if first < 1 or last < first or first <= reach + 1:
            return False
        reach = last
    return True
