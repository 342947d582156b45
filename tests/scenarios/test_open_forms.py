"""S-29 and S-35 as a person sees them: what comes in while somebody is at the window."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.ports.store import changed
from fieldapp.records import Household, HouseholdYear
from fieldapp.services.desk import Desk
from tests.exchanging import HOME, carry, write
from tests.register_village import household_uid
from tests.two_desks import TwoDesks, open_two_desks
from tests.ui.screen import labels, put_on_screen, words
from ui.dialogs.form_dialog import FormDialog
from ui.findings.home_list import HomeFindingsList
from ui.pages.household.page import HouseholdPage
from ui.pages.household.view_model import HouseholdViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[TwoDesks]:
    both = open_two_desks(tmp_path)
    yield both
    both.close()


def opened(qtbot: QtBot, desk: Desk) -> tuple[HouseholdPage, HouseholdViewModel]:
    model = HouseholdViewModel(desk, ImmediateRunner())
    model.open(household_uid(desk.store, HOME))
    page = HouseholdPage(model)
    put_on_screen(qtbot, page)
    return page, model


def form(page: HouseholdPage, model: HouseholdViewModel) -> FormDialog:
    model.ask_form("household")
    assert page.forms.dialog is not None
    return page.forms.dialog


def comes_in(desks: TwoDesks, folder: Path, **values: object) -> None:
    """The team's change of the same household is merged at the county."""
    write(desks.team, **values)
    file = desks.team.exchange.export(folder / "team.fsync").file
    assert desks.county.exchange.import_one(file).status == "merged"


@pytest.mark.parametrize(
    ("language", "told", "beside"),
    [("zh_CN", "已被他人改动", "改为：组里写的"), ("en", "Somebody else", "meanwhile: 组里写的")],
)
def test_s_29_an_open_form_shows_what_came_meanwhile_and_overwrites_nothing_unseen(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path, language: str, told: str, beside: str
) -> None:
    set_language(language)
    store, uid = desks.county.store, household_uid(desks.county.store, HOME)
    page, model = opened(qtbot, desks.county)
    dialog = form(page, model)
    dialog.form.editor("note").show("县里写的")
    comes_in(desks, tmp_path, note="组里写的")
    dialog.submit()
    assert dialog.isVisible()
    assert told in words(dialog)
    assert beside in words(dialog)
    note = {item.after for item in store.questions.history("household", uid)}
    assert "县里写的" not in note, "nothing was saved that its writer had not seen"
    dialog.submit()
    history = [item.after for item in store.questions.history("household", uid)]
    assert history[:2] == ["县里写的", "组里写的"], "the history keeps both"
    assert page.forms.dialog is None
    assert store.questions.conflicts() == [], "it was seen, so it is decided"


def test_s_29_what_came_into_other_fields_stays_when_the_form_is_saved(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    page, model = opened(qtbot, desks.county)
    dialog = form(page, model)
    dialog.form.editor("note").show("县里写的")
    comes_in(desks, tmp_path, phone="13900000009")
    dialog.submit()
    assert page.forms.dialog is None
    home = desks.county.store.get(Household, household_uid(desks.county.store, HOME))
    assert home is not None
    assert (home.note, home.phone) == ("县里写的", "13900000009")


@pytest.mark.parametrize(
    ("language", "mark"), [("zh_CN", "合并待核"), ("en", "Needs review: merged")]
)
def test_s_35_what_only_the_merge_breaks_is_told_on_the_household_s_page(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path, language: str, mark: str
) -> None:
    """With the sentence of the rule, both fields, and on which computer each was written."""
    set_language(language)
    county, team = desks.county, desks.team
    home = household_uid(county.store, HOME)
    (year,) = county.store.find(HouseholdYear, household=home, year=2015)
    for desk, name, size in ((county, "farmland", 2), (team, "irrigated", 3)):
        edit = changed(HouseholdYear, year.uid, **{name: Decimal(size)})
        desk.store.write(desk.registers.act("test"), [edit])
    bundles = tmp_path / "bundles"
    bundles.mkdir()
    carry(desks, bundles)
    page, model = opened(qtbot, county)
    page._show_findings()
    shown = page.findChild(HomeFindingsList)
    assert shown is not None
    place = next(
        line.place
        for line in model.findings.lines
        if line.rule.startswith("V-LND") and mark in line.sentence
    )
    shown.table.go_to(place)
    told = next(text for text in labels(page) if mark in text)
    parts = (county.profile.name, team.profile.name, "2", "3")
    assert [part for part in parts if part not in told] == []
