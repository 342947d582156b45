"""A packed log is the same log: every reader finds the same, before, after and in the middle."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typing_extensions import override

from db import guards, log, packing, segments
from db.dialects.seam import MENDING, PACKING, WRITING, dialect_of
from db.store import SqlStore
from db.tables import OP, SEGMENT, SUMMARY
from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.jobs import Cancelled, WatchedJob
from fieldapp.ports.packing import Holder, Outlook
from fieldapp.ports.store import Edit, changed, created, removed
from fieldapp.records import Household, Member
from tests.factories import a_household, a_member, a_village, act, carry

JOB = WatchedJob()
EVER = 2**62
"""A clock after everything that is written."""


@pytest.fixture(autouse=True)
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "SIZE", 4)
    monkeypatch.setattr(packing, "LEAST", 2)
    monkeypatch.setattr(packing, "AT_ONCE", 2)
    monkeypatch.setattr(log, "AT_ONCE", 5)
    monkeypatch.setattr(log, "KEPT", 2)


@pytest.fixture
def busy(store: SqlStore) -> SqlStore:
    village = a_village()
    homes = [a_household(village, f"H{number:05d}") for number in range(9)]
    people = [a_member(home) for home in homes]
    store.write(act(), [created(record) for record in (village, *homes, *people)])
    store.write(act(), [changed(Household, home.uid, phone="1") for home in homes[:5]])
    store.write(act(), [removed(Member, people[0].uid)])
    return store


def everything(store: SqlStore) -> list[object]:
    """All that anybody can ask of the log and of what follows from it."""
    questions = store.questions
    return [
        store.state_digest(),
        store.log.operations(store.log.have(), None),
        store.log.heads(),
        [questions.history("household", row.uid) for row in questions.households()],
        questions.conflicts(),
        store.examine(),
    ]


def forms(store: SqlStore) -> list[tuple[int, int | None]]:
    """How long each payload is in its row, and the segment in which it lies."""
    query = sa.select(sa.func.length(OP.c.payload), OP.c.segment).order_by(OP.c.actor, OP.c.seq)
    with store._transactions.reading() as connection:
        return [(length, segment) for length, segment in connection.execute(query)]


def alter(store: SqlStore, statement: sa.Executable) -> None:
    with store._transactions.writing() as connection, guards.opened(connection, MENDING):
        connection.execute(statement)


def refused(store: SqlStore, statement: sa.Executable, far: int) -> str:
    try:
        with store._transactions.writing() as connection, guards.opened(connection, far):
            connection.execute(statement)
    except Refused as error:
        return error.code
    return "passed"


def test_packing_changes_nothing_that_anybody_can_ask(
    busy: SqlStore, new_store: Callable[[str], SqlStore]
) -> None:
    before = everything(busy)
    assert busy.packing.pack(EVER, [], JOB) == 24
    assert everything(busy) == before
    assert busy.rebuild().differences == ()
    busy.packing.give_back()
    assert everything(busy) == before
    empty = new_store("empty")
    carry(busy, empty)
    assert empty.state_digest() == busy.state_digest()
    assert empty.examine().problems == ()


def test_packed_rows_are_empty_and_few_are_left_as_they_are(busy: SqlStore) -> None:
    assert busy.packing.pack(EVER, [], JOB) == 24, "the last of 25 is alone"
    *packed, last = forms(busy)
    assert packed == [(0, at // 4 + 1) for at in range(24)]
    assert last[0] > 0
    assert last[1] is None
    assert busy.packing.outlook(EVER, []) == Outlook(24, 0, 0, 1, 0, {})
    assert busy.packing.pack(EVER, [], JOB) == 0


def test_giving_room_back_lets_the_search_find_the_same(
    busy: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    (gone,) = busy.find(Household, local_no="H00000")
    with busy._transactions.writing() as connection, guards.opened(connection, MENDING):
        dialect_of(connection).index.forget(connection, [gone.uid])
        connection.execute(sa.delete(SUMMARY).where(SUMMARY.c.household == gone.uid))
    found = busy.questions.search("H00007")
    assert [row.local_no for row in found] == ["H00007"]
    busy.packing.give_back()
    assert busy.questions.search("H00007") == found
    with monkeypatch.context() as renumbered:
        renumbered.setattr(busy._transactions, "give_back", lambda: False)
        busy.packing.give_back()
    assert busy.examine().problems == ()


def test_what_is_written_after_a_packing_is_packed_by_the_next(busy: SqlStore) -> None:
    busy.packing.pack(EVER, [], JOB)
    (home, *_) = busy.find(Household)
    done = busy.write(act("later"), [changed(Household, home.uid, phone="2", note="n")])
    before = everything(busy)
    assert busy.packing.pack(EVER, [], JOB) == 2
    assert everything(busy) == before
    assert done.unit is not None
    busy.undo_act(act("undo"), done.unit, JOB)
    assert busy.find(Household, local_no=home.local_no)[0].phone == "1"
    assert busy.examine().problems == ()


def test_only_what_is_old_and_confirmed_by_all_who_get_it_is_packed(busy: SqlStore) -> None:
    (writer,) = busy.log.have()
    (village,) = {home.village for home in busy.find(Household)}
    with_ten = Holder("ten", {writer: ((1, 10),)}, frozenset({village}))
    elsewhere = Holder("elsewhere", {}, frozenset({"another"}))
    whole = Holder("whole", busy.log.have())
    assert busy.packing.outlook(0, [whole]).recent == 25
    assert busy.packing.outlook(EVER, [with_ten, whole]) == Outlook(0, 10, 0, 0, 0, {"ten": 15})
    assert busy.packing.outlook(EVER, [elsewhere]).ready == 24
    assert busy.packing.pack(EVER, [with_ten, whole], JOB) == 10
    assert [segment for _, segment in forms(busy)][:11] == [1] * 4 + [2] * 4 + [3] * 2 + [None]


def test_what_waits_for_its_parent_stays(
    store: SqlStore, new_store: Callable[[str], SqlStore]
) -> None:
    other = new_store("other")
    village = a_village()
    other.write(act(), [created(village)])
    home = a_household(village)
    other.write(act(), [created(home), created(a_member(home))])
    units, ops = other.log.operations(other.log.have(), None)
    store.log.merge(other.log.actors(), units, [ops[1:]], {})
    assert store.packing.outlook(EVER, []).unplaced == 2
    store.log.merge(other.log.actors(), units, [ops], {})
    assert store.packing.pack(EVER, [], JOB) == 3
    assert store.examine().problems == ()


def test_a_packing_that_is_stopped_leaves_whole_steps(busy: SqlStore) -> None:
    class Stopped(WatchedJob):
        @override
        def progress(self, done: int, total: int) -> None:
            if done == 2:
                self.cancel()
            super().progress(done, total)

    before = everything(busy)
    with pytest.raises(Cancelled):
        busy.packing.pack(EVER, [], Stopped())
    assert [segment for _, segment in forms(busy)].count(None) == 25 - 2 * 2 * 4
    assert everything(busy) == before
    assert busy.packing.pack(EVER, [], JOB) == 8
    assert everything(busy) == before


def test_a_log_that_was_altered_is_not_packed(busy: SqlStore) -> None:
    alter(busy, sa.update(OP).where(OP.c.seq == 3).values(kind=1))
    with pytest.raises(Refused, match="log_damaged"):
        busy.packing.pack(EVER, [], JOB)
    assert {segment for _, segment in forms(busy)} == {None}


def test_a_segment_that_was_altered_is_found(busy: SqlStore) -> None:
    busy.packing.pack(EVER, [], JOB)
    digest, data = segments.packed({1: b"x"})
    for values in ({"data": data}, {"digest": digest}, {"data": data[:-1]}):
        with busy._transactions.reading() as connection:
            held = connection.execute(sa.select(SEGMENT).where(SEGMENT.c.no == 2)).one()._asdict()
        alter(busy, sa.update(SEGMENT).where(SEGMENT.c.no == 2).values(values))
        assert ("chain_broken", 4) in busy.examine().problems
        with pytest.raises(WorldFailed, match="store_damaged"):
            busy.rebuild()
        with pytest.raises(WorldFailed, match="store_damaged"):
            busy.log.operations(busy.log.have(), None)
        alter(busy, sa.update(SEGMENT).where(SEGMENT.c.no == 2).values(held))
    assert busy.examine().problems == ()


def test_the_guards_let_a_packing_move_payloads_once_and_nothing_else(busy: SqlStore) -> None:
    some = sa.update(OP).where(OP.c.seq < 5)
    moved = some.values(payload=b"", segment=1)
    assert refused(busy, moved, WRITING) == "past_the_door"
    for statement in (
        some.values(payload=b""),
        some.values(segment=1),
        some.values(payload=b"x", segment=1),
        some.values(payload=b"", segment=1, kind=1),
        some.values(payload=b"", segment=1, chain=b""),
        sa.delete(OP),
    ):
        assert refused(busy, statement, PACKING) == "past_the_door", str(statement)
    busy.packing.pack(EVER, [], JOB)
    for statement in (moved, sa.update(SEGMENT).values(data=b""), sa.delete(SEGMENT)):
        assert refused(busy, statement, PACKING) == "past_the_door", "what is packed stays there"


STEPS = ["new", "edit", "remove", "revive", "carry", "pack"]


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.booleans(), st.sampled_from(STEPS)), min_size=8, max_size=25))
def test_whatever_was_written_packing_goes_unnoticed(
    new_store: Callable[[str], SqlStore], steps: list[tuple[bool, str]]
) -> None:
    name = next(_NAMES)
    one, two, empty = (new_store(f"{which} {name}") for which in ("one", "two", "empty"))
    village = a_village()
    one.write(act(), [created(village)])
    carry(one, two)
    homes: list[Household] = []
    for number, (first, step) in enumerate(steps):
        here, there = (one, two) if first else (two, one)
        if step == "pack":
            _unnoticed(here)
        elif step == "carry":
            carry(here, there)
        elif step == "new" or not homes:
            homes.append(a_household(village, f"H{number:05d}"))
            here.write(act(), [created(homes[-1]), created(a_member(homes[-1]))])
            carry(here, there)
        else:
            _touch(here, homes[number % len(homes)].uid, step, number)
    for store in (one, two):
        _unnoticed(store)
    for source, target in ((one, two), (two, one), (one, empty)):
        carry(source, target)
    assert one.state_digest() == two.state_digest() == empty.state_digest()


_NAMES = count()


def _touch(store: SqlStore, uid: str, step: str, number: int) -> None:
    edit = {
        "edit": changed(Household, uid, phone=str(number % 3), note="n"),
        "remove": removed(Household, uid),
        "revive": Edit("household", uid, alive=True),
    }[step]
    store.write(act(), [edit])


def _unnoticed(store: SqlStore) -> None:
    before = everything(store)
    store.packing.pack(EVER, [], JOB)
    assert everything(store) == before
    assert store.rebuild().differences == ()
