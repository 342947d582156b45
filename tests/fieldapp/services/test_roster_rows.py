"""The register as rosters show it: the same whether many households are read at once or few."""

from __future__ import annotations

import pytest

from fieldapp.ports.store import changed
from fieldapp.records import Household, Village
from fieldapp.services import roster_rows
from fieldapp.services.desk import Desk
from fieldapp.services.roster_rows import as_rosters


def test_households_read_in_small_parts_are_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(as_rosters(desk.store, None))
    monkeypatch.setattr(roster_rows, "_AT_ONCE", 2)
    assert list(as_rosters(desk.store, None)) == whole
    assert len(whole) == len(desk.store.find(Household)) > 4
    assert [home.row for home in whole] == list(range(2, len(whole) + 2))


def test_they_stand_by_group_and_number_each_with_its_newest_year(desk: Desk) -> None:
    rows = list(as_rosters(desk.store, None))
    assert rows == sorted(rows, key=lambda home: (home.group or "", home.local_no or ""))
    for row in desk.store.questions.households():
        (shown,) = [home for home in rows if home.local_no == row.local_no]
        assert (shown.head_name or "", shown.year) == (row.head_name, row.income_year)
        assert len(shown.members) >= row.people


def test_one_village_and_without_the_ended_ones(desk: Desk) -> None:
    (village,) = desk.store.find(Village)
    home = desk.store.questions.households()[0]
    ended = changed(Household, home.uid, status="cancelled")
    desk.store.write(desk.registers.act("test"), [ended])
    everybody = list(as_rosters(desk.store, village.name))
    going_on = list(as_rosters(desk.store, village.name, ended=False))
    assert {one.local_no for one in everybody} - {one.local_no for one in going_on} == {
        home.local_no
    }
    assert list(as_rosters(desk.store, "别村")) == []
