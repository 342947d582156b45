"""Pairs are looked at side by side, merged field by field with the keyboard, or told apart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.records import Member
from fieldapp.services.desk import Desk
from fieldapp.services.families import any_family
from tests.register_village import household_uid
from tests.ui.screen import labels, put_on_screen
from ui.navigation.intents import Saved
from ui.pages.duplicates.page import DuplicatesPage
from ui.pages.duplicates.view_model import DuplicatesViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def twice(desk: Desk) -> Member:
    """The daughter of 0042, who is entered again in 0251 with a telephone number."""
    first = next(
        m
        for m in any_family(desk.store, household_uid(desk.store, "0042")).living
        if m.relation == "04"
    )
    again = {
        "name": "邓小美", "sex": "2", "relation": "05", "phone": "13900000001",
        "birth_date": str(first.birth_date),
    }  # fmt: skip
    desk.registers.add_member(household_uid(desk.store, "0251"), again)
    return first


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> DuplicatesViewModel:
    return DuplicatesViewModel(desk, at_once)


@pytest.fixture
def page(qtbot: QtBot, twice: Member, model: DuplicatesViewModel) -> DuplicatesPage:
    assert twice.uid
    made = DuplicatesPage(model)
    put_on_screen(qtbot, made)
    made.refresh()
    return made


def side_of(model: DuplicatesViewModel, key: str) -> str:
    assert model.state.comparison is not None
    return next(line.side for line in model.state.comparison.rows if line.key == key)


def saved_by(qtbot: QtBot, model: DuplicatesViewModel, key: Qt.Key, page: DuplicatesPage) -> Saved:
    with qtbot.waitSignal(model.saved) as told:
        QTest.keyClick(page.fields, key, Qt.KeyboardModifier.ControlModifier)
    assert told.args is not None
    assert isinstance(told.args[0], Saved)
    return told.args[0]


def test_a_pair_stands_side_by_side_with_its_reason(
    page: DuplicatesPage, model: DuplicatesViewModel
) -> None:
    (line,) = model.state.rows
    assert (line.strength, line.one, line.one_place) == ("很可能", "邓小梅", "0042")
    assert {"1 对", "姓名读音相同，出生日期相同，同村。"} <= labels(page)
    assert model.state.comparison is not None
    found = {row.key: (row.one, row.other, row.differs) for row in model.state.comparison.rows}
    assert found["household"] == ("0042 · 邓秀英 · 之女", "0251 · 魏宝山 · 之儿媳", True)
    assert found["id_number"] == ("999900********0064", "—", True)
    assert found["sex"] == ("女", "女", False)
    assert "political" not in found


def test_an_empty_value_never_wins_by_itself(
    page: DuplicatesPage, model: DuplicatesViewModel
) -> None:
    assert side_of(model, "household") == side_of(model, "id_number") == "one"
    assert side_of(model, "phone") == "other"
    model.choose("household", "other")
    assert (side_of(model, "name"), side_of(model, "id_number")) == ("other", "one")


def test_fields_are_chosen_and_merged_by_keyboard(
    qtbot: QtBot,
    page: DuplicatesPage,
    model: DuplicatesViewModel,
    desk: Desk,
    twice: Member,
) -> None:
    before = desk.store.state_digest()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.fields.hasFocus()
    QTest.keyClick(page.fields, Qt.Key.Key_Down)
    QTest.keyClick(page.fields, Qt.Key.Key_Right)
    assert side_of(model, "name") == "other"
    saved = saved_by(qtbot, model, Qt.Key.Key_Return, page)
    assert saved.notice() == "邓小梅 已合并为一条记录"
    kept = desk.store.get(Member, twice.uid)
    assert kept is not None
    assert (kept.name, kept.phone, kept.household) == ("邓小美", "13900000001", twice.household)
    assert kept.name_pinyin == "deng xiao mei"
    assert kept.id_number == twice.id_number
    assert model.state.rows == ()
    assert "没有发现重复登记的人。" in labels(page)
    desk.registers.undo(saved.done)
    assert desk.store.state_digest() == before


def test_a_click_on_a_value_takes_it(page: DuplicatesPage, model: DuplicatesViewModel) -> None:
    table = page.fields
    place = table.visualRect(table.model().index(0, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert side_of(model, "household") == "other"


def test_the_record_of_the_household_chosen_stays(
    qtbot: QtBot, page: DuplicatesPage, model: DuplicatesViewModel, desk: Desk, twice: Member
) -> None:
    model.choose("household", "other")
    saved_by(qtbot, model, Qt.Key.Key_Return, page)
    assert desk.store.get(Member, twice.uid) is None
    (kept,) = desk.store.find(Member, id_number=twice.id_number)
    assert kept.household == household_uid(desk.store, "0251")


def test_different_people_are_not_offered_again(
    qtbot: QtBot, page: DuplicatesPage, model: DuplicatesViewModel
) -> None:
    page.why.set_value("表姐妹")
    saved = saved_by(qtbot, model, Qt.Key.Key_D, page)
    assert saved.notice() == "邓小梅 与 邓小美 不是同一人"
    assert model.state.rows == ()


def test_only_one_strength_is_shown(page: DuplicatesPage, model: DuplicatesViewModel) -> None:
    assert model.state.strengths == (
        ("", "全部"), ("certain", "确定 0"), ("likely", "很可能 1"), ("possible", "可能 0"),
    )  # fmt: skip
    model.narrow("certain")
    assert model.state.rows == ()
    model.narrow("likely")
    assert len(model.state.rows) == 1


def test_both_households_can_be_opened(
    qtbot: QtBot, page: DuplicatesPage, model: DuplicatesViewModel, desk: Desk
) -> None:
    for word, number in (("打开左边：邓小梅", "0042"), ("打开右边：邓小美", "0251")):
        button = next(b for b in page.findChildren(QAbstractButton) if b.text() == word)
        with qtbot.waitSignal(model.household_wanted) as wanted:
            button.click()
        assert wanted.args == [household_uid(desk.store, number)]


def test_two_heads_say_that_their_households_become_one(
    page: DuplicatesPage, model: DuplicatesViewModel, desk: Desk
) -> None:
    family = any_family(desk.store, household_uid(desk.store, "0163"))
    assert family.head is not None
    again = {"name": "何长青", "sex": "1", "birth_date": str(family.head.birth_date)}
    desk.registers.create(family.home.village, {"hh_class": "REG"}, again, "2组")
    model.load()
    model.look_at(model.state.rows[1].key)
    assert model.state.comparison is not None
    assert model.state.comparison.note.startswith("两人都是户主")
    model.merge()
    assert len(desk.store.questions.households()) == 24


def test_the_page_speaks_english(qtbot: QtBot, twice: Member, model: DuplicatesViewModel) -> None:
    assert twice.uid
    set_language("en")
    made = DuplicatesPage(model)
    put_on_screen(qtbot, made)
    made.refresh()
    assert {"People entered twice", "1 pair", "Is it the same person?"} <= labels(made)
