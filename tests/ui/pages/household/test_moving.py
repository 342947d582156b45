"""A household that was moved to a village this laptop does not hold says so on its page."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.ports.store import created
from fieldapp.records import Village
from tests.exchanging import HOME, carry, write
from tests.register_village import household_uid
from tests.two_desks import TwoDesks
from tests.ui.screen import put_on_screen, words
from ui.pages.household.page import HouseholdPage
from ui.pages.household.view_model import HouseholdViewModel
from ui.workers.immediate import ImmediateRunner


def test_s_37_a_move_that_waits_is_told_until_the_county_gives_the_village(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    elsewhere = Village(uid=desks.county.ids.uid(), name="邻村")
    desks.county.store.write(desks.county.registers.act("test"), [created(elsewhere)])
    write(desks.county, village=elsewhere.uid)
    model = HouseholdViewModel(desks.team, ImmediateRunner())
    model.open(household_uid(desks.team.store, HOME))
    page = HouseholdPage(model)
    put_on_screen(qtbot, page)
    assert model.state.heading.waits == ""
    write(desks.team, phone="13900000001")
    carry(desks, tmp_path)
    carry(desks, tmp_path, back=True)
    model.load()
    qtbot.waitUntil(lambda: "须由县里把那个村分给本机" in words(page))
    set_language("en")
    assert "the county must give it to this laptop" in model.state.heading.waits
    (village,) = desks.team.store.find(Village)
    desks.county.exchange.assign("郑家村一号机", [village.uid, elsewhere.uid])
    carry(desks, tmp_path, back=True)
    model.load()
    assert model.state.heading.waits == ""
    assert "邻村" in model.state.heading.place
    county = HouseholdViewModel(desks.county, ImmediateRunner())
    county.open(household_uid(desks.county.store, HOME))
    assert county.state.heading.waits == "", "the county holds every village"
