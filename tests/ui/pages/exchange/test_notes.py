"""What is wrong with a laptop or its bundle is told on the page, in both languages."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.i18n import set_language
from fieldapp.foundation.ids import SeededIds
from fieldapp.services.desk import Desk
from tests import held_bundles
from tests.exchanging import HOME
from tests.register_village import household_uid
from tests.two_desks import LATER, TEAM, TwoDesks, made_desks, telephone
from tests.ui.screen import put_on_screen, words
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.view_model import ExchangeViewModel
from ui.workers.immediate import ImmediateRunner

NAME = "郑家村一号机"


def says(qtbot: QtBot, model: ExchangeViewModel, lang: str, sentence: str) -> None:
    set_language(lang)
    page = ExchangePage(model)
    put_on_screen(qtbot, page)
    page.refresh()
    qtbot.waitUntil(lambda: sentence in words(page))


@pytest.fixture
def twin(desks: TwoDesks, tmp_path: Path) -> Desk:
    """The team's disk, copied before it was worked in."""
    del desks
    made = replace(made_desks()[TEAM], ids=SeededIds("twin"))
    shutil.copytree(made.folder, tmp_path / "twin")
    return made.desk(tmp_path / "twin")


def test_two_laptops_under_one_identity_are_told_of_and_stay_told_of(
    qtbot: QtBot, desks: TwoDesks, twin: Desk, tmp_path: Path
) -> None:
    telephone(desks.team, HOME, "13900000001")
    telephone(twin, HOME, "13900000002")
    files = [
        laptop.exchange.export(tmp_path / f"{place}.fsync").file
        for place, laptop in enumerate((desks.team, twin))
    ]
    twin.store.close()
    model = ExchangeViewModel(desks.county, ImmediateRunner(), tuple)
    model.refresh()
    model.imports.preview(files[:1])
    assert model.state.bringing is not None
    assert [row.hint for row in model.state.bringing.rows] == [""], "the first is like any other"
    model.imports.merge()
    model.imports.preview(files[1:])
    for lang, sentence in (("zh_CN", f"有两台电脑在用“{NAME}”的身份"), ("en", NAME + ": a disk")):
        says(qtbot, model, lang, sentence)
    model.imports.merge()
    assert model.state.bringing is not None
    assert "Two laptops write" in model.state.bringing.rows[0].hint, "and after the merge"
    model.imports.dismiss()
    says(qtbot, model, "en", f"{NAME}: two laptops write under its identity")
    says(qtbot, model, "zh_CN", f"{NAME}：有两台电脑在用它的身份")
    desks.county.exchange.revoke(NAME, "另发一台")
    model.refresh()
    assert [row.doubts for row in model.state.devices] == [()]


@pytest.fixture
def ahead(desks: TwoDesks, tmp_path: Path) -> Callable[[dt.timedelta], ExchangeViewModel]:
    """The county's page after the laptop sent a bundle by a clock that is so far ahead."""

    def sent(time: dt.timedelta) -> ExchangeViewModel:
        made = replace(made_desks()[TEAM], clock=FixedClock(LATER + time))
        shutil.copytree(made.folder, tmp_path / "wrong")
        wrong = made.desk(tmp_path / "wrong")
        telephone(wrong, HOME, "13900000001")
        desks.county.exchange.import_one(wrong.exchange.export(tmp_path / "x.fsync").file)
        wrong.store.close()
        model = ExchangeViewModel(desks.county, ImmediateRunner(), tuple)
        model.refresh()
        return model

    return sent


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [(3, "clock 3 days ahead", "时钟快了 3 天"), (730, "clock 2 years ahead", "时钟快了 2 年")],
)
def test_a_clock_that_is_ahead_is_told_beside_the_laptops(
    qtbot: QtBot,
    ahead: Callable[[dt.timedelta], ExchangeViewModel],
    days: int,
    english: str,
    chinese: str,
) -> None:
    model = ahead(dt.timedelta(days=days))
    says(qtbot, model, "en", english)
    says(qtbot, model, "zh_CN", chinese)


def test_a_clock_some_hours_ahead_is_nothing_to_tell(
    ahead: Callable[[dt.timedelta], ExchangeViewModel],
) -> None:
    model = ahead(dt.timedelta(hours=20))
    assert [row.doubts for row in model.state.devices] == [()]


def test_a_value_that_its_field_cannot_hold_is_told_before_and_after_the_merge(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    telephone(desks.team, HOME, "13900000001")
    uid = household_uid(desks.county.store, HOME)
    file = held_bundles.unfit_value(desks.team, uid, tmp_path / "x.fsync")
    model = ExchangeViewModel(desks.county, ImmediateRunner(), tuple)
    model.imports.preview([file])
    says(qtbot, model, "zh_CN", "1 处内容不符合字段要求")
    model.imports.merge()
    says(qtbot, model, "en", "1 value does not fit its field")
