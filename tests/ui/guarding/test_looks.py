"""What the window does for confidentiality: clipboard, looks, readers, keying for others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.ports.store import created
from fieldapp.records import AccessEntry, TeamMember
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import people, take_keyboard
from fieldapp.services.people_pins import set_pin
from tests.register_village import PASSPHRASE, household_uid
from tests.two_desks import TwoDesks
from ui.dialogs.value_dialog import ValueDialog
from ui.guarding.clipboard import ClipboardWatch
from ui.guarding.open_dialogs import OpenDialogs
from ui.guarding.revealing import Revealed, RevealModel, reveal_form
from ui.pages.settings.view_model import SettingsViewModel
from ui.shell.state import FrameState
from ui.shell.topbar import TopBar
from ui.widgets.buttons import PrimaryButton
from ui.widgets.reading import set_reading, why
from ui.workers.immediate import ImmediateRunner

NUMBER = "999900196001010010"


@pytest.fixture
def reader() -> Iterator[None]:
    """Whoever is at the keyboard only looks."""
    set_reading(reading=True)
    yield
    set_reading(reading=False)


def test_a_copied_number_leaves_the_clipboard_unless_something_else_lies_there(
    qtbot: QtBot,
) -> None:
    watch = ClipboardWatch(QGuiApplication.clipboard(), 20, lambda: True)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(f"证件 {NUMBER}")
    qtbot.waitUntil(lambda: clipboard.text() == "")
    clipboard.setText(NUMBER)
    clipboard.setText("三组12号")
    with qtbot.waitSignal(watch._timer.timeout):
        pass
    assert clipboard.text() == "三组12号"
    watch.stop()


def test_a_copied_number_is_gone_when_the_window_locks_or_closes(qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    watch = ClipboardWatch(clipboard, owns=lambda: True)
    clipboard.setText(NUMBER)
    watch.stop()
    assert clipboard.text() == ""


def test_a_revealed_value_hides_itself_and_does_not_come_back_after_the_cover(
    qtbot: QtBot,
) -> None:
    dialog = ValueDialog("邓秀英", "证件号码", NUMBER, 1)
    qtbot.addWidget(dialog)
    dialog.open()
    assert NUMBER in [label.text() for label in dialog.findChildren(QLabel)]
    dialog._tick()
    assert not dialog.isVisible()
    again = ValueDialog("邓秀英", "证件号码", NUMBER, 30)
    qtbot.addWidget(again)
    again.open()
    dialogs = OpenDialogs()
    dialogs.hide()
    dialogs.show_again()
    assert not again.isVisible()


def test_the_window_asks_for_the_reason_and_puts_the_look_on_record(
    qtbot: QtBot, desk: Desk
) -> None:
    model, home = RevealModel(desk, ImmediateRunner()), household_uid(desk.store, "0163")
    shown: list[Revealed] = []
    model.revealed.connect(shown.append)
    with qtbot.waitSignal(model.form_wanted) as asked:
        model.ask(home)
    assert asked.args is not None
    request = asked.args[0]
    what = request.fields()[0].options[0].value
    assert request.check({"what": what, "reason": "other", "note": None})
    assert not request.check({"what": what, "reason": "benefit", "note": None})
    assert desk.store.find(AccessEntry) == []
    model.submit(request, {"what": what, "reason": "benefit"})
    assert len(shown) == 1
    assert [entry.reason for entry in desk.store.find(AccessEntry)] == ["benefit"]
    assert reveal_form(()).fields()[0].options == ()


def test_what_changes_records_is_greyed_with_the_reason_for_who_only_looks(
    qtbot: QtBot, reader: None
) -> None:
    change, look = PrimaryButton("改", changes=True), PrimaryButton("看")
    for button in (change, look):
        qtbot.addWidget(button)
        button.setEnabled(True)
    assert (change.isEnabled(), look.isEnabled()) == (False, True)
    assert change.toolTip() == why()


def test_the_top_bar_says_for_whom_is_keyed_and_lets_one_choose(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.show_state(FrameState(keyboard="小李", behalf="王芳", others=("王芳", "陈刚")))
    assert "代王芳" in [button.text() for button in bar.findChildren(QPushButton)]
    wished: list[str] = []
    bar.behalf_asked.connect(wished.append)
    for entry in bar.choices().actions():
        entry.trigger()
    assert wished == ["", "王芳", "陈刚"]


def test_the_settings_ask_for_the_pin_of_who_has_one(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    first, second = (name for name, _role in people(desk.store, "zh_CN")[:2])
    set_pin(desk.store, desk.folder, second, "8305", PASSPHRASE)
    take_keyboard(desk.store, first)
    model = SettingsViewModel(desk.anew(), ImmediateRunner(), tmp_path / "p.json")
    with qtbot.waitSignal(model.pin_wanted) as asked, qtbot.assertNotEmitted(model.keyboard_taken):
        model.sit_down(second)
    assert asked.args == [second]
    assert desk.anew().profile.author == first


def test_the_looks_are_listed_for_the_team_leader_only(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    team = desks.team
    leader = TeamMember(uid=team.ids.uid(), name="队长甲", role="team_leader")
    team.store.write(team.registers.act("test"), [created(leader)])
    model = SettingsViewModel(team.anew(), ImmediateRunner(), tmp_path / "p.json")
    model.refresh()
    assert model.state.looks is None
    take_keyboard(team.store, "队长甲")
    model = SettingsViewModel(team.anew(), ImmediateRunner(), tmp_path / "p.json")
    model.refresh()
    assert model.state.looks == ()


def test_what_another_program_copied_is_left_alone(qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    watch = ClipboardWatch(clipboard, owns=lambda: False)
    clipboard.setText(NUMBER)
    watch.stop()
    assert clipboard.text() == NUMBER
    clipboard.clear()
