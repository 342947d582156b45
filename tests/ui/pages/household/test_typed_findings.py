"""What the rules say while forms of a household are typed: beside the field, in the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.foundation.i18n import set_language
from fieldapp.services.desk import Desk
from tests.register_village import household_uid, id_number
from tests.ui.screen import labels, put_on_screen
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.judging_host import JudgingHost
from ui.pages.household.page import HouseholdPage
from ui.pages.household.view_model import HouseholdViewModel
from ui.widgets.tile import Tile
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> HouseholdViewModel:
    made = HouseholdViewModel(desk, at_once)
    made.open(household_uid(desk.store, "0163"))
    return made


@pytest.fixture
def page(qtbot: QtBot, model: HouseholdViewModel) -> Iterator[HouseholdPage]:
    made = HouseholdPage(model)
    put_on_screen(qtbot, made)
    yield made
    if made.forms.dialog is not None:
        made.forms.dialog.reject()


def opened(qtbot: QtBot, host: JudgingHost) -> FormDialog:
    dialog = host.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def type_into(dialog: FormDialog, key: str, text: str) -> None:
    """Type over what stands in a field and leave it with Enter."""
    dialog.form.editor(key).widget.setFocus(Qt.FocusReason.TabFocusReason)
    field = dialog.focusWidget()
    assert field is not None
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_wrong_id_number_is_told_when_its_field_is_left_and_still_saved(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    model.ask_form("member")
    dialog = opened(qtbot, page.forms)
    type_into(dialog, "name", "HE")
    with qtbot.waitSignal(model.judge.found):
        type_into(dialog, "id_number", "999900199001011235")
    assert "错误：身份证号校验码不对：末位与前17位不符" in labels(dialog)
    assert dialog.form.editor("id_number").widget.property("mark") == "error"
    dialog.form.editor("relation").show("03")
    dialog.form.editor("sex").show("1")
    with qtbot.waitSignal(model.saved):
        dialog.submit()


def test_an_id_number_of_somebody_else_names_the_other(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    model.ask_form("member")
    dialog = opened(qtbot, page.forms)
    with qtbot.waitSignal(model.judge.found):
        type_into(dialog, "id_number", id_number(dt.date(1963, 3, 3), 25))
    assert any("身份证号" in text and "0163" in text for text in labels(dialog))


def test_what_lies_on_no_field_of_the_form_stands_in_its_list(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    set_language("en")
    model.ask_form("member", model.state.members[0].uid)
    dialog = opened(qtbot, page.forms)
    with qtbot.waitSignal(model.judge.found):
        dialog.form.editor("relation").show("03")
        dialog.form.changed.emit("relation")
    assert any(text.startswith("Error: Nobody of the 3 members") for text in labels(dialog))


def test_an_entry_of_the_list_leads_to_its_field(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    model.ask_form("living")
    dialog = opened(qtbot, page.forms)
    with qtbot.waitSignal(model.judge.found):
        type_into(dialog, "road_distance_km", "60")
    [entry] = [tile for tile in dialog.findChildren(Tile) if tile.isVisible()]
    assert entry.accessibleName().startswith("警告：")
    dialog.save.setFocus()
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert dialog.focusWidget() is dialog.form.editor("road_distance_km").widget


def test_more_months_than_a_year_has_are_told_beside_the_field_and_still_saved(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    model.ask_form("member", model.state.members[0].uid)
    dialog = opened(qtbot, page.forms)
    with qtbot.waitSignal(model.judge.found):
        type_into(dialog, "work_months", "13")
    assert "警告：务工13个月，超出一年" in labels(dialog.form)
    with qtbot.waitSignal(model.saved):
        dialog.submit()


def test_causes_that_say_the_same_twice_are_told_and_saved(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    model.ask_form("causes")
    dialog = opened(qtbot, page.forms)
    with qtbot.waitSignal(model.judge.found):
        dialog.form.editor("other_causes").show(("07",))
        dialog.form.changed.emit("other_causes")
    assert any("缺技术" in text and text.startswith("错误：") for text in labels(dialog))
    with qtbot.waitSignal(model.saved):
        dialog.submit()


def test_a_finding_goes_when_the_value_is_mended(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel
) -> None:
    model.ask_form("living")
    dialog = opened(qtbot, page.forms)
    with qtbot.waitSignal(model.judge.found):
        type_into(dialog, "road_distance_km", "60")
    with qtbot.waitSignal(model.judge.found):
        type_into(dialog, "road_distance_km", "6")
    assert not any(text.startswith("警告：") for text in labels(dialog))
