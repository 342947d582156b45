from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.changes.forks import Chains
from fieldapp.changes.merge import (
    EMPTY,
    Dot,
    Register,
    Standing,
    conflict,
    local_context,
    merge_write,
    merge_writes,
    proven,
    shown,
)
from fieldapp.changes.operations import Seen, proof

A, B, C = (bytes([letter]) * 16 for letter in b"abc")


def write(
    dot: Dot, value: int | str, context: dict[bytes, int] | None = None, hlc: int = 0
) -> Standing:
    return Standing(dot, hlc, value, context or {})


@dataclass
class History:
    """Laptops that edit one field; the oracle remembers for each write what it wrote over."""

    writes: dict[Dot, Standing] = field(default_factory=dict)
    replaced: dict[Dot, frozenset[Dot]] = field(default_factory=dict)

    def stands(self, known: set[Dot]) -> set[Dot]:
        """The oracle: gone only when somebody who saw it, or what replaced it, wrote over it."""
        gone = {dot for later in known for dot in self.replaced[later]}
        return known - gone

    def edit(self, actor: bytes, known: set[Dot], screen: Register, hlc: int, value: int) -> Dot:
        dot = (actor, 1 + max((seq for who, seq in self.writes if who == actor), default=0))
        seen = self.stands(known)
        over = seen.union(*(self.replaced[earlier] for earlier in seen))
        self.replaced[dot] = frozenset(over)
        self.writes[dot] = Standing(dot, hlc, value, local_context(screen))
        return dot


def random_history(chance: random.Random) -> History:
    """Random edits with wrong clocks; single writes travel, so every store sees gaps."""
    history = History()
    actors = [bytes([who]) * 16 for who in range(chance.randint(2, 5))]
    known: dict[bytes, set[Dot]] = {actor: set() for actor in actors}
    screens: dict[bytes, Register] = dict.fromkeys(actors, EMPTY)
    for _step in range(chance.randint(1, 24)):
        actor = chance.choice(actors)
        if history.writes and chance.random() < 0.6:
            dot = chance.choice(list(history.writes))
        else:
            hlc, value = chance.randint(0, 9), chance.randint(0, 2)
            dot = history.edit(actor, known[actor], screens[actor], hlc, value)
        known[actor].add(dot)
        screens[actor] = merge_write(screens[actor], history.writes[dot])
        assert dots(screens[actor]) == history.stands(known[actor])
    return history


def dots(register: Register) -> set[Dot]:
    return {standing.dot for standing in register}


histories = st.integers(0, 2**32).map(lambda seed: (random_history(random.Random(seed)), seed))


@given(histories)
def test_a_value_disappears_only_when_somebody_who_saw_it_wrote_over_it(
    made: tuple[History, int],
) -> None:
    history, seed = made
    chance = random.Random(seed)
    some = chance.sample(list(history.writes), chance.randint(0, len(history.writes)))
    register = merge_writes(EMPTY, (history.writes[dot] for dot in some))
    assert dots(register) == history.stands(set(some))


@given(histories)
def test_any_order_with_any_repeats_gives_the_same_register(made: tuple[History, int]) -> None:
    history, seed = made
    chance = random.Random(seed)
    once = list(history.writes.values())
    often = [*once, *chance.choices(once, k=len(once))]
    chance.shuffle(often)
    assert merge_writes(EMPTY, often) == merge_writes(EMPTY, once)
    assert merge_writes(merge_writes(EMPTY, once), often) == merge_writes(EMPTY, once)


@given(histories)
def test_contexts_that_are_proven_late_lead_to_the_same_standing_values(
    made: tuple[History, int],
) -> None:
    """Only held writes prove entries; a write comes again when one of its entries is proven."""
    history, seed = made
    order = list(history.writes.values())
    random.Random(seed).shuffle(order)
    register, held = EMPTY, set[Dot]()
    for incoming in order:
        held.add(incoming.dot)
        waited = [history.writes[dot] for dot in sorted(held)]
        waited = [later for later in waited if incoming.dot in later.context.items()]
        for again in (incoming, *waited):
            known = {who: seq for who, seq in again.context.items() if (who, seq) in held}
            part = Standing(again.dot, again.hlc, again.value, known)
            register = merge_write(register, part)
    assert dots(register) == history.stands(held)


@given(st.integers(0, 2**32))
def test_contexts_that_leave_out_what_was_replaced_do_not_depend_on_the_order(seed: int) -> None:
    """A careless writer names only some of what it saw; whoever replaces it answers for it."""
    chance = random.Random(seed)
    made: list[Standing] = []
    for _step in range(chance.randint(3, 5)):
        actor = chance.choice([A, B, C])
        seq = 1 + sum(earlier.dot[0] == actor for earlier in made)
        named = chance.sample(made, chance.randint(0, min(2, len(made))))
        made.append(write((actor, seq), seq, local_context_of(named), chance.randint(0, 3)))
    replaced = local_context_of(
        [write((actor, seq), 0) for later in made for actor, seq in later.context.items()]
    )
    expected = {(who, seq) for who, seq in (one.dot for one in made) if seq > replaced.get(who, 0)}
    for order in itertools.permutations(made):
        assert dots(merge_writes(EMPTY, order)) == expected


def local_context_of(named: list[Standing]) -> dict[bytes, int]:
    """Only the writes themselves, without what they had replaced."""
    return local_context(tuple(write(one.dot, 0) for one in named))


def test_an_edit_of_the_value_on_screen_replaces_it() -> None:
    register = merge_write((write((A, 1), "old"),), write((B, 1), "new", {A: 1}))
    assert register == (write((B, 1), "new", {A: 1}),)


def test_an_update_that_comes_before_what_it_replaced_still_replaces_it() -> None:
    late = merge_writes(EMPTY, [write((B, 1), "new", {A: 1}), write((A, 1), "old")])
    assert late == (write((B, 1), "new", {A: 1}),)


def test_edits_that_did_not_see_one_another_are_both_kept_and_are_a_conflict() -> None:
    register = merge_writes(EMPTY, [write((A, 1), "this", hlc=9), write((B, 1), "that", hlc=3)])
    assert shown(register).value == "this"
    assert dots(register) == {(A, 1), (B, 1)}
    assert conflict(register)


def test_the_same_value_from_two_laptops_is_no_conflict() -> None:
    register = merge_writes(EMPTY, [write((A, 1), "same"), write((B, 1), "same")])
    assert not conflict(register)
    assert not conflict(register[:1])
    assert not conflict(EMPTY)


def test_a_value_changed_away_and_back_still_conflicts_with_another_edit() -> None:
    there_and_back = [
        write((A, 1), 1),
        write((A, 2), 2, {A: 1}),
        write((A, 3), 1, {A: 2}),
        write((B, 1), 7, {A: 1}),
    ]
    assert conflict(merge_writes(EMPTY, there_and_back))


def test_a_resolution_settles_what_was_on_screen_and_nothing_else() -> None:
    three = [write((A, 1), 1), write((B, 1), 2), write((C, 1), 3)]
    on_screen = merge_writes(EMPTY, three[:2])
    resolution = write((A, 2), 2, local_context(on_screen))
    assert dots(merge_writes(EMPTY, [resolution, *three])) == {(A, 2), (C, 1)}


def test_a_wrong_clock_cannot_bring_back_a_value_that_was_replaced() -> None:
    century = write((A, 1), "wrong", hlc=10**18)
    register = merge_writes(EMPTY, [century, write((B, 1), "right", {A: 1}, hlc=1)])
    assert shown(register).value == "right"


def test_a_repeat_leaves_the_register_untouched() -> None:
    register = merge_writes(EMPTY, [write((A, 1), 1), write((B, 1), 2)])
    assert merge_write(register, register[0]) is register


def test_a_context_hides_only_what_it_can_prove() -> None:
    chains = {(A, 1): b"one.............", (A, 2): b"two............."}
    entries = [
        Seen(A, 1, proof(chains[A, 1])),
        Seen(B, 900, b"fake"),
        Seen(C, 1, b"othr"),
    ]
    chains[C, 1] = b"a fork.........."
    context, waiting = proven(entries, Chains(chains))
    assert context == {A: 1}
    assert waiting == ((B, 900),)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_three_laptops_with_three_values_keep_three(order: tuple[int, ...]) -> None:
    three = [write((A, 1), 1), write((B, 1), 2), write((C, 1), 3)]
    register = merge_writes(EMPTY, [three[at] for at in order])
    assert [standing.value for standing in register] == [1, 2, 3]
