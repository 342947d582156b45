"""Life events are asked for in forms, one or two, and stand in the timeline afterwards."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from fieldapp.foundation.errors import Refused
from fieldapp.records import HouseholdYear, Member
from fieldapp.services.desk import Desk
from tests.register_village import TODAY, household_uid
from tests.ui.screen import labels, put_on_screen
from ui.dialogs.form_dialog import FormDialog
from ui.navigation.intents import Saved
from ui.pages.household.page import HouseholdPage
from ui.pages.household.view_model import HouseholdViewModel
from ui.workers.immediate import ImmediateRunner

DAY = TODAY


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> HouseholdViewModel:
    made = HouseholdViewModel(desk, at_once)
    made.open(household_uid(desk.store, "0251"))
    return made


@pytest.fixture
def page(qtbot: QtBot, model: HouseholdViewModel) -> HouseholdPage:
    made = HouseholdPage(model)
    put_on_screen(qtbot, made)
    return made


class Hands:
    """Somebody who fills the forms of events."""

    def __init__(self, qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel) -> None:
        self._qtbot, self.page, self.model = qtbot, page, model

    @property
    def dialog(self) -> FormDialog:
        assert self.page.event_forms.dialog is not None
        return self.page.event_forms.dialog

    def ask(self, kind: str) -> None:
        self.model.ask_event(kind)

    def fill(self, values: dict[str, object]) -> None:
        for key, value in values.items():
            editor = self.dialog.form.editor(key)
            editor.show(value)
            editor.changed.emit()

    def save(self) -> Saved:
        with self._qtbot.waitSignal(self.model.saved) as told:
            self.dialog.submit()
        assert told.args is not None
        saved = told.args[0]
        assert isinstance(saved, Saved)
        assert self.page.event_forms.dialog is None
        return saved

    def titles(self) -> list[str]:
        return [event.title for event in self.model.state.events]


@pytest.fixture
def hands(qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel) -> Hands:
    return Hands(qtbot, page, model)


def people(desk: Desk, number: str) -> dict[str, str]:
    """Uids by relation."""
    found = desk.store.find(Member, household=household_uid(desk.store, number))
    return {str(m.relation): m.uid for m in found}


def test_a_birth_is_recorded_and_told(hands: Hands) -> None:
    hands.ask("birth")
    hands.fill({"name": "魏小宝", "sex": "1", "birth_date": DAY, "relation": "07"})
    saved = hands.save()
    assert saved.notice() == "已登记 魏宝山 户的出生"
    assert hands.titles()[0] == "魏小宝 出生"
    assert "7 人" in hands.model.state.heading.place


def test_when_the_head_dies_a_second_form_asks_who_follows(desk: Desk, hands: Hands) -> None:
    who = people(desk, "0251")
    hands.ask("death")
    hands.fill({"who": who["01"], "date": DAY, "note": "病故"})
    hands.dialog.submit()
    hands.fill({"heir": who["03"]})
    shown = hands.dialog.form.values()
    assert shown[f"relation/{who['02']}"] == "12"
    assert shown[f"relation/{who['03']}"] == "01"
    assert shown[f"relation/{who['01']}"] == "11"
    hands.fill({"heir": who["02"]})
    assert hands.dialog.form.values()[f"relation/{who['03']}"] == "03"
    assert hands.dialog.form.values()[f"relation/{who['12']}"] == "16"
    hands.save()
    assert hands.model.state.heading.name == "魏春兰"
    assert hands.titles()[:2] == ["魏春兰 任户主", "魏宝山 去世"]
    assert len([title for title in hands.titles() if "魏宝山" in title]) == 1


def test_the_last_person_ends_the_household_only_when_that_is_confirmed(
    desk: Desk, hands: Hands
) -> None:
    hands.model.open(household_uid(desk.store, "0400"))
    hands.ask("leave")
    hands.fill({"who": people(desk, "0400")["01"], "date": DAY, "status_reason": "abroad"})
    hands.dialog.submit()
    hands.fill({"ends": False})
    hands.dialog.submit()
    assert hands.page.event_forms.dialog is not None
    hands.fill({"ends": True})
    hands.save()
    assert "迁出" in hands.model.state.heading.place
    assert [kind for kind, _words in hands.model.state.possible] == ["return"]


def test_a_split_shows_what_goes_and_what_stays(qtbot: QtBot, desk: Desk, hands: Hands) -> None:
    who = people(desk, "0251")
    hands.ask("split")
    hands.fill({"moving": (who["03"], who["04"]), "head": who["12"], "farmland": Decimal("1.5")})
    assert hands.dialog.form.blocking() == "head"
    hands.fill({"head": who["03"], "date": DAY})
    hands.save()
    founded = next(row for row in desk.store.questions.households() if row.head_name == "魏小军")
    event = hands.model.state.events[0]
    assert (event.title, event.detail, event.link) == ("分户", "魏小军、魏小梅", founded.uid)
    (year,) = desk.store.find(HouseholdYear, household=founded.uid)
    assert year.farmland == Decimal("1.5")
    link = next(b for b in hands.page.findChildren(QAbstractButton) if b.text() == event.link_words)
    with qtbot.waitSignal(hands.model.household_wanted) as wanted:
        link.click()
    assert wanted.args == [founded.uid]


def test_when_the_head_founds_a_household_the_old_one_gets_another(
    desk: Desk, hands: Hands
) -> None:
    who = people(desk, "0251")
    hands.ask("split")
    moving = tuple(sorted((who["01"], who["02"])))
    hands.fill({"moving": moving, "head": who["01"], "date": DAY})
    hands.dialog.submit()
    hands.fill({"heir": who["11"]})
    assert hands.dialog.form.blocking() == f"relation/{who['12']}"
    hands.fill({f"relation/{who['12']}": "02"})
    hands.save()
    assert hands.model.state.heading.name == "魏大山"


def test_two_households_become_one_and_both_are_read_from_it(desk: Desk, hands: Hands) -> None:
    who, other = people(desk, "0277"), household_uid(desk.store, "0277")
    hands.ask("merge")
    hands.fill({"other": other, "date": DAY})
    hands.dialog.submit()
    hands.fill({f"relation/{who['01']}": "X1"})
    assert hands.dialog.form.values()[f"relation/{who['02']}"] == "X2"
    saved = hands.save()
    assert hands.titles()[:2] == ["并户", "王芳、陈刚 走访  (0277)"]
    assert "8 人" in hands.model.state.heading.place
    desk.registers.undo(saved.done)
    hands.model.load()
    assert "并户" not in hands.titles()


def test_who_marries_within_the_village_is_found_by_name_and_number(
    desk: Desk, hands: Hands
) -> None:
    daughter = people(desk, "0042")["04"]
    hands.ask("marriage_within")
    (field,) = [f for f in hands.dialog.request.fields() if f.key == "who"]
    assert "邓小梅 · 0042" in {option.label for option in field.options}
    hands.fill({"who": daughter, "relation": "05", "date": DAY})
    hands.save()
    assert hands.titles()[0] == "邓小梅 嫁入（入赘）"
    assert hands.model.state.events[0].link == household_uid(desk.store, "0042")


@pytest.mark.parametrize(
    ("kind", "values", "title"),
    [
        ("marriage_in", {"name": "周桂花", "sex": "2", "relation": "05"}, "周桂花 嫁入（入赘）"),
        ("marriage_out", {"who": "04"}, "魏小梅 嫁出"),
        ("leave", {"who": "03", "status_reason": "other_out"}, "魏小军 迁出"),
        ("new_head", {"heir": "02"}, "魏春兰 任户主"),
    ],
)
def test_every_other_event_has_its_form(
    desk: Desk, hands: Hands, kind: str, values: dict[str, object], title: str
) -> None:
    who = people(desk, "0251")
    hands.ask(kind)
    hands.fill({k: who[str(v)] if k in {"who", "heir"} else v for k, v in values.items()})
    hands.fill({"date": DAY})
    hands.save()
    assert hands.titles()[0] == title


def test_who_left_comes_back_with_the_old_relation(desk: Desk, hands: Hands) -> None:
    son = people(desk, "0251")["03"]
    assert "return" not in dict(hands.model.state.possible)
    desk.registers.leave(son, "3", dt.date(2015, 1, 1), "other_out")
    hands.model.load()
    assert "return" in dict(hands.model.state.possible)
    hands.ask("return")
    hands.fill({"who": son, "date": DAY})
    assert hands.dialog.form.values()["relation"] == "03"
    hands.save()
    assert hands.titles()[0] == "魏小军 迁回"


def test_a_refusal_keeps_the_form(qtbot: QtBot, desk: Desk, hands: Hands) -> None:
    hands.ask("marriage_in")
    hands.fill({"name": "周桂花", "sex": "2", "relation": "02", "date": DAY})
    with qtbot.waitSignal(hands.model.events.answers.refused) as told:
        hands.dialog.submit()
    assert told.args is not None
    assert isinstance(told.args[0], Refused)
    assert told.args[0].code == "second_spouse"
    hands.dialog.reject()


def test_the_menu_offers_what_can_happen(page: HouseholdPage) -> None:
    menu = page.events.listing()
    assert [action.text() for action in menu.actions()] == [
        "&1  出生…", "&2  嫁入：外来人员…", "&3  嫁入：本村人员…", "&4  嫁出…", "&5  死亡…",
        "&6  迁出…", "&7  变更户主…", "&8  分户…", "&9  并户…",
    ]  # fmt: skip
    menu.deleteLater()


def test_somebody_who_is_registered_already_is_told_while_typing(
    qtbot: QtBot, desk: Desk, hands: Hands
) -> None:
    known = desk.store.get(Member, people(desk, "0042")["04"])
    assert known is not None
    hands.ask("marriage_in")
    hands.fill({"name": "邓小美", "birth_date": known.birth_date})
    shown = labels(hands.dialog)
    assert {
        "此人可能已经登记",
        "邓秀英 户（0042）的 邓小梅\n姓名读音相同，出生日期相同，同村。",
    } <= shown
    hands.fill({"name": "邓大姐"})
    assert hands.dialog._likeness.isHidden()
    hands.fill({"name": "邓小梅"})
    look = next(b for b in hands.dialog.findChildren(QAbstractButton) if b.text() == "去查看")
    with qtbot.waitSignal(hands.model.household_wanted) as wanted:
        look.click()
    assert wanted.args == [household_uid(desk.store, "0042")]
    assert hands.page.event_forms.dialog is None


@pytest.mark.parametrize("kind", ["birth", "marriage_in"])
def test_a_taken_id_number_of_somebody_new_is_told_and_still_saved(
    qtbot: QtBot, desk: Desk, hands: Hands, kind: str
) -> None:
    known = desk.store.get(Member, people(desk, "0042")["01"])
    assert known is not None
    hands.ask(kind)
    given: dict[str, object] = {
        "name": "邓小宝", "sex": known.sex, "relation": "99", "id_number": known.id_number,
    }  # fmt: skip
    with qtbot.waitSignal(hands.model.events.judge.found):
        hands.fill(given if kind == "marriage_in" else {**given, "birth_date": DAY})
    told = labels(hands.dialog.form)
    assert any("身份证号" in said and "0042" in said for said in told), told
    hands.save()
    assert len(desk.store.find(Member, id_number=known.id_number)) == 2


def test_a_person_added_to_a_household_is_compared_with_the_register(
    desk: Desk, hands: Hands
) -> None:
    known = desk.store.get(Member, people(desk, "0042")["04"])
    assert known is not None
    hands.model.ask_form("member")
    dialog = hands.page.forms.dialog
    assert dialog is not None
    for key, value in (("name", known.name), ("birth_date", known.birth_date)):
        dialog.form.editor(key).show(value)
        dialog.form.editor(key).changed.emit()
    assert "此人可能已经登记" in labels(dialog)
    dialog.reject()
