from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.changes import ranges

numbers = st.sets(st.integers(1, 60))


def held(spans: ranges.Ranges) -> set[int]:
    return {number for first, last in spans for number in range(first, last + 1)}


@given(numbers)
def test_ranges_hold_exactly_the_numbers_they_were_made_from(wanted: set[int]) -> None:
    spans = ranges.from_numbers(wanted)
    assert held(spans) == wanted
    assert ranges.count(spans) == len(wanted)
    assert ranges.sound(spans)
    assert {number for number in range(70) if ranges.contains(spans, number)} == wanted


@given(numbers, numbers)
def test_union_and_subtraction_do_what_sets_do(one: set[int], other: set[int]) -> None:
    left, right = ranges.from_numbers(one), ranges.from_numbers(other)
    assert ranges.union(left, right) == ranges.from_numbers(one | other)
    assert ranges.subtract(left, right) == ranges.from_numbers(one - other)


@given(numbers, st.integers(1, 60), st.integers(0, 10))
def test_adding_a_span_adds_its_numbers(some: set[int], first: int, more: int) -> None:
    spans = ranges.add(ranges.from_numbers(some), first, first + more)
    assert spans == ranges.from_numbers(some | set(range(first, first + more + 1)))


@given(numbers, st.integers(0, 70))
def test_gaps_are_what_is_missing(some: set[int], upto: int) -> None:
    spans = ranges.from_numbers(some)
    assert held(ranges.gaps(spans)) == set(range(1, max(some, default=0))) - some
    assert held(ranges.gaps(spans, upto)) == set(range(1, upto + 1)) - some


def test_a_span_that_ends_before_it_begins_is_not_added() -> None:
    with pytest.raises(ValueError, match="2"):
        ranges.add(ranges.NONE, 3, 2)


@pytest.mark.parametrize("spans", [((0, 1),), ((3, 2),), ((1, 2), (3, 4)), ((5, 6), (1, 2))])
def test_spans_that_are_not_in_order_are_not_sound(spans: ranges.Ranges) -> None:
    assert not ranges.sound(spans)
