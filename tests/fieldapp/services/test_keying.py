"""Keying on another's behalf: author and typist of every change, on both sides of a bundle."""

from __future__ import annotations

import msgspec
import pytest

from fieldapp.bundles.container import inspect
from fieldapp.bundles.frames import Units
from fieldapp.bundles.header import KNOWS_TYPISTS
from fieldapp.changes.operations import Unit, unit_digest
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import created
from fieldapp.records import Household
from fieldapp.services.household_view import household_view
from fieldapp.services.keyboard import key_for, take_keyboard
from fieldapp.services.sheet_visits import VisitPapers
from tests.factories import a_visit
from tests.register_village import household_uid
from tests.two_desks import TwoDesks

UNIT = Unit(bytes(16), 1, "2016-06-01T09:30:00", 5, "王芳", "visit.record", "0.1.0", 1)


def test_a_change_keyed_for_another_carries_both_names_to_the_county(desks: TwoDesks) -> None:
    team = desks.team
    key_for(team.store, "陈刚")
    keyed = team.anew()
    home = household_uid(keyed.store, "0163")
    keyed.registers.set(home, {"note": "看过了"})
    assert (keyed.registers.author, keyed.registers.typist) == ("陈刚", "王芳")
    file = keyed.exchange.export(team.folder / "out.fsync").file
    assert inspect(file).min_reader == KNOWS_TYPISTS
    assert desks.county.exchange.import_one(file).problem is None
    change = desks.county.store.questions.history("household", home)[0]
    assert (change.author, change.typist, change.after) == ("陈刚", "王芳", "看过了")
    assert desks.county.store.examine().problems == ()


def test_without_anybody_keying_for_another_older_programs_read_the_bundle(
    desks: TwoDesks,
) -> None:
    team = desks.team
    team.registers.set(household_uid(team.store, "0163"), {"note": "看过了"})
    file = team.exchange.export(team.folder / "out.fsync").file
    assert inspect(file).min_reader == 1
    assert Units([UNIT]).on_the_wire() == (2, [msgspec.structs.astuple(UNIT)[:-1]])


def test_no_relay_can_take_the_typist_away() -> None:
    keyed = msgspec.structs.replace(UNIT, typist="小李")
    assert unit_digest(keyed) != unit_digest(UNIT)


def test_the_visit_says_who_keyed_it_on_the_page_and_on_the_sheet(desks: TwoDesks) -> None:
    team = desks.team
    key_for(team.store, "陈刚")
    keyed = team.anew()
    home = household_uid(keyed.store, "0370")
    there = keyed.store.get(Household, home)
    assert there is not None
    visit = a_visit(there)
    keyed.store.write(keyed.registers.act("visit.record"), [created(visit)])
    (view,) = household_view(keyed.store, keyed.clock, home).visits
    assert view.typist == "王芳"
    row = keyed.store.questions.household(home)
    assert row is not None
    (sheet,) = VisitPapers(keyed.store).of([row])
    assert sheet.typist == "王芳"


def test_keying_for_another_ends_with_ones_own_name_and_with_the_next_person(
    desks: TwoDesks,
) -> None:
    team = desks.team
    key_for(team.store, "陈刚")
    key_for(team.store, "王芳")
    assert team.anew().registers.typist == ""
    key_for(team.store, "陈刚")
    take_keyboard(team.store, "王芳")
    assert team.anew().registers.typist == ""
    with pytest.raises(Refused, match="unknown_person"):
        key_for(team.store, "谁也不是")


def test_for_one_command_somebody_is_keyed_for_without_being_kept(desks: TwoDesks) -> None:
    once = desks.team.for_("陈刚")
    assert (once.registers.author, once.registers.typist) == ("陈刚", "王芳")
    assert desks.team.anew().registers.author == "王芳"
