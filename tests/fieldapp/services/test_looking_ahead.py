"""A bundle is looked at household by household before it is merged."""

from __future__ import annotations

from pathlib import Path

from fieldapp.ports.store import created, removed
from fieldapp.records import Member, Village
from fieldapp.services.desk import Desk
from fieldapp.services.looking_ahead import HomeAhead, summed
from tests import factories
from tests.exchanging import HOME, visited, write
from tests.register_village import household_uid
from tests.two_desks import TwoDesks, telephone


def ahead(desks: TwoDesks, folder: Path, name: str = "1.fsync") -> tuple[HomeAhead, ...]:
    file = desks.team.exchange.export(folder / name).file
    before = desks.county.store.state_digest()
    found = desks.county.exchange.import_one(file, preview=True).homes
    assert desks.county.store.state_digest() == before
    return found


def test_conflicts_come_first_with_what_was_there_here_and_in_the_bundle(
    desks: TwoDesks, tmp_path: Path
) -> None:
    write(desks.county, phone="1")
    write(desks.team, phone="2")
    visited(desks.team)
    telephone(desks.team, "0107", "3")
    first, second = ahead(desks, tmp_path)
    assert (first.household.local_no, first.fate) == (HOME, "conflicting")
    assert first.contents == {"household": 1, "visit": 1}
    (conflict,) = first.conflicts
    assert conflict.base not in {"1", "2"}
    assert {side.value: side.ours for side in conflict.sides} == {"1": True, "2": False}
    assert (second.household.local_no, second.fate, second.conflicts) == ("0107", "changed", ())
    assert desks.county.store.questions.conflicts() == []


def test_what_is_new_or_removed_belongs_to_its_household(desks: TwoDesks, tmp_path: Path) -> None:
    uid = household_uid(desks.team.store, HOME)
    member = desks.team.store.find(Member, household=uid)[0]
    desks.team.store.write(desks.team.registers.act("test"), [removed(Member, member.uid)])
    fresh = a_household(desks.team)
    found = {one.household.local_no: one for one in ahead(desks, tmp_path)}
    assert (found[HOME].fate, found[HOME].contents) == ("changed", {"member": 1})
    assert found[fresh].fate == "new"


def test_what_was_open_before_is_no_news(desks: TwoDesks, tmp_path: Path) -> None:
    write(desks.county, phone="1")
    write(desks.team, phone="2")
    file = desks.team.exchange.export(tmp_path / "1.fsync").file
    desks.county.exchange.import_one(file)
    write(desks.team, note="另一处")
    (home,) = ahead(desks, tmp_path, "2.fsync")
    assert (home.fate, home.conflicts) == ("changed", ())


def test_several_bundles_are_summed_by_household(desks: TwoDesks, tmp_path: Path) -> None:
    write(desks.team, phone="2")
    one = ahead(desks, tmp_path)
    visited(desks.team)
    two = ahead(desks, tmp_path, "2.fsync")
    (home,) = summed([one, two])
    assert home.contents == {"household": 2, "visit": 1}


def a_household(desk: Desk) -> str:
    """A new household; its number."""
    home = factories.a_household(desk.store.find(Village)[0], "H09999")
    desk.store.write(desk.registers.act("test"), [created(home)])
    return home.local_no
