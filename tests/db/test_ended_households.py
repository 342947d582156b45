"""A household that was merged or has ended is no longer counted; its visits still are."""

from __future__ import annotations

from db.store import SqlStore
from fieldapp.ports.store import changed, created
from fieldapp.records import Household
from tests.factories import a_household, a_member, a_village, a_visit, act


def test_lists_and_figures_leave_out_what_has_ended(store: SqlStore) -> None:
    village = a_village()
    standing, ended = a_household(village, "H1"), a_household(village, "H2")
    people = [a_member(standing), a_member(ended, "万文福")]
    records = [village, standing, ended, *people, a_visit(standing), a_visit(ended)]
    store.write(act(), [created(record) for record in records])
    store.write(act(), [changed(Household, ended.uid, status="merged")])
    questions = store.questions
    assert [row.uid for row in questions.households()] == [standing.uid]
    figures = questions.stats()
    assert (figures.total.households, figures.total.persons) == (1, 1)
    assert (figures.visits, figures.households_visited) == (2, 2)
    assert [(row.households, row.people) for row in questions.villages()] == [(1, 1)]


def test_an_ended_household_is_still_found_and_opened(store: SqlStore) -> None:
    village = a_village()
    ended = a_household(village, "H2", status="merged")
    store.write(act(), [created(village), created(ended), created(a_member(ended, "万文福"))])
    row = store.questions.household(ended.uid)
    assert row is not None
    assert row.status == "merged"
    assert [found.uid for found in store.questions.search("万文福")] == [ended.uid]
    assert [found.status for found in store.questions.numbered("H2")] == ["merged"]
