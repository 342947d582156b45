"""Policies settle what stands side by side in the same way everywhere, and lose nothing."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.changes.merge import EMPTY, Standing, common_ground, merge_writes
from fieldapp.changes.operations import Value
from fieldapp.changes.policies import Policy, settled, waits

A, B, C = (bytes([letter]) * 16 for letter in b"abc")
numbers = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1))
codes = st.lists(st.sampled_from(["01", "02", "03", "07"]), unique=True).map(sorted)


def beside(*values: Value) -> list[Standing]:
    """Writes of several laptops that have not seen one another, the clocks in this order."""
    return [Standing((bytes([at]) * 16, 1), at, value, {}) for at, value in enumerate(values)]


@given(st.lists(numbers, min_size=1, max_size=4), st.sampled_from(["max", "min", "first"]))
def test_the_settled_number_is_the_oracles_whatever_the_order(
    values: list[int | None], policy: Policy
) -> None:
    filled = [value for value in values if value is not None]
    oracle = {
        "max": max(filled, default=None),
        "min": min(filled, default=None),
        "first": values[0],
    }
    for order in itertools.permutations(beside(*values)):
        register = merge_writes(EMPTY, order)
        assert settled(register, policy) == oracle[policy]
        assert len(register) == len(values)
        assert not waits(register, policy)


@given(st.lists(codes, min_size=1, max_size=4))
def test_a_union_names_everything_that_anybody_named(lists: list[list[str]]) -> None:
    stored = [json.dumps(parts, separators=(",", ":")) if parts else None for parts in lists]
    for order in itertools.permutations(beside(*stored)):
        found = settled(merge_writes(EMPTY, order), "union")
        assert json.loads(str(found or "[]")) == sorted(set().union(*lists))


def test_texts_keep_the_order_in_which_they_were_written() -> None:
    register = merge_writes(EMPTY, beside('["反对","同意"]', '["同意","弃权"]'))
    assert settled(register, "union") == '["反对","同意","弃权"]'


@pytest.mark.parametrize("odd", ["no list", "{}", "3"])
def test_what_is_no_list_is_kept_as_one_part(odd: str) -> None:
    register = merge_writes(EMPTY, beside(odd, '["01"]'))
    assert set(json.loads(str(settled(register, "union")))) == {odd, "01"}


def test_what_laptops_of_different_kinds_wrote_can_be_compared() -> None:
    register = merge_writes(EMPTY, beside("2016", 7, None))
    assert settled(register, "max") == "2016"
    assert settled(register, "min") == 7


def test_only_what_is_to_be_asked_waits_for_a_person() -> None:
    register = merge_writes(EMPTY, beside(1, 2))
    assert waits(register, "ask")
    assert settled(register, "ask") == 2


def test_whoever_has_seen_all_values_ends_the_union() -> None:
    two = beside('["01"]', '["02"]')
    last = Standing((C, 9), 0, '["03"]', {dot[0]: dot[1] for dot in (one.dot for one in two)})
    assert settled(merge_writes(EMPTY, [last, *two]), "union") == '["03"]'


def test_the_value_before_both_is_the_newest_that_all_had_replaced() -> None:
    first = Standing((A, 1), 0, "first", {})
    second = Standing((A, 2), 1, "second", {A: 1})
    ours = Standing((A, 3), 2, "ours", {A: 2})
    theirs = Standing((B, 1), 3, "theirs", {A: 2})
    late = Standing((C, 1), 4, "late", {A: 1})
    writes = [theirs, first, late, ours, second]
    for register, base in (((ours, theirs), "second"), ((ours, theirs, late), "first")):
        (ground,) = common_ground(register, writes)
        assert ground.value == base
    assert common_ground((ours, Standing((B, 2), 5, "blind", {})), writes) == EMPTY
