"""Acts of any size: one unit of the log, put back from the log alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from db import large_acts
from db.store import SqlStore
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Cancelled, WatchedJob
from fieldapp.ports.store import Done, Edit, changed, created, removed
from fieldapp.records import Household, Member, Village
from fieldapp.records.declare import entities
from tests.factories import a_household, a_member, a_village, a_visit, act, carry

JOB = WatchedJob()


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_acts, "SLICE", 3)


def some(village: Village, count: int = 5) -> list[Edit]:
    homes = [a_household(village, f"H{number:05}") for number in range(count)]
    return [created(one) for home in homes for one in (home, a_member(home))]


def code_of(store: SqlStore, done: Done) -> str:
    assert done.unit is not None
    with pytest.raises(Refused) as caught:
        store.undo_act(act("undo"), done.unit, JOB)
    return caught.value.code


def test_many_edits_are_one_act_with_one_state(store: SqlStore) -> None:
    village = a_village()
    done = store.write_many(act("roster"), iter([created(village), *some(village)]))
    assert done.undoable
    assert len({op.unit for op in store.log.operations(store.log.have(), None)[1]}) == 1
    assert len(store.questions.households()) == 5
    assert store.examine().problems == ()
    assert store.last_act("roster") == done.unit
    assert store.last_act("other") is None


def test_an_error_in_a_late_slice_leaves_no_trace(store: SqlStore) -> None:
    village = a_village()
    stranger = a_household(a_village("别村"))
    with pytest.raises(Refused):
        store.write_many(act(), [created(village), *some(village), created(stranger)])
    assert store.find(Household) == []
    assert store.log.have() == {}


def test_edits_that_change_nothing_are_no_act(store: SqlStore) -> None:
    village = a_village()
    store.write(act(), [created(village)])
    done = store.write_many(act("roster"), [changed(Village, village.uid, name=village.name)])
    assert not done.undoable
    assert store.last_act("roster") is None


def test_an_act_is_undone_and_done_again_from_the_log(store: SqlStore) -> None:
    village = a_village()
    home = a_household(village)
    member = a_member(home)
    gone = a_member(home, "何三才")
    store.write(act(), [created(village), created(home), created(member), created(gone)])
    store.write(act(), [changed(Household, home.uid, phone="13900000000")])
    before = store.state_digest()
    done = store.write_many(
        act("roster"),
        [
            changed(Household, home.uid, phone="13911111111", note="花名册"),
            changed(Member, member.uid, ethnic="01"),
            removed(Member, gone.uid),
            *some(village),
            changed(Household, home.uid, note="再改"),
        ],
    )
    after = store.state_digest()
    assert done.unit is not None
    back = store.undo_act(act("undo"), done.unit, JOB)
    assert store.state_digest() == before
    assert store.get(Household, home.uid) == replace(home, phone="13900000000")
    assert len(store.questions.households()) == 1
    assert back.unit is not None
    store.undo_act(act("undo"), back.unit, JOB)
    assert store.state_digest() == after
    assert store.examine().problems == ()


def test_what_was_undone_travels_like_any_other_change(
    store: SqlStore, new_store: Callable[[str], SqlStore]
) -> None:
    village, county = a_village(), new_store("county")
    done = store.write_many(act(), [created(village), *some(village)])
    carry(store, county)
    assert done.unit is not None
    store.undo_act(act("undo"), done.unit, JOB)
    carry(store, county)
    assert county.state_digest() == store.state_digest()
    assert county.questions.households() == []


def test_an_act_whose_records_were_used_since_is_kept(store: SqlStore) -> None:
    village = a_village()
    store.write(act(), [created(village)])
    edits = some(village)
    done = store.write_many(act("roster"), edits)
    home = store.find(Household)[0]
    visited = store.write(act(), [created(a_visit(home))])
    assert code_of(store, done) == "act_built_upon"
    store.write(act("undo"), visited.undo)
    assert code_of(store, done) == "act_built_upon"
    assert len(store.find(Household)) == 5


def test_a_change_elsewhere_does_not_hinder_the_undo(store: SqlStore) -> None:
    village, other = a_village(), a_village("别村")
    store.write(act(), [created(village), created(other)])
    done = store.write_many(act("roster"), some(village))
    store.write(act(), [created(a_household(other))])
    assert done.unit is not None
    store.undo_act(act("undo"), done.unit, JOB)
    assert [home.village for home in store.find(Household)] == [other.uid]


def test_an_act_that_is_not_held_is_refused(store: SqlStore) -> None:
    assert code_of(store, Done(unit=(store.writer().actor, 7))) == "act_unknown"


def test_stopping_an_undo_leaves_everything_as_it_was(store: SqlStore) -> None:
    village = a_village()
    done = store.write_many(act(), [created(village), *some(village)])
    before = store.state_digest()
    job = WatchedJob(lambda news: job.cancel() if news.done else None)
    assert done.unit is not None
    with pytest.raises(Cancelled):
        store.undo_act(act("undo"), done.unit, job)
    assert store.state_digest() == before


def test_every_entity_has_a_field_by_which_its_making_is_known() -> None:
    assert [e.name for e in entities() if not any(f.structural for f in e.fields.values())] == []
