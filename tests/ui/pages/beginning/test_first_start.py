"""From an empty folder to the home page: every way of beginning, with the real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.bootstrap import Opener
from fieldapp.cli.window import make_program, window_folder
from fieldapp.foundation.recovery_words import words_of
from fieldapp.records import TeamMember
from fieldapp.services.preferences import load_preferences
from fieldapp.services.profile import load_profile
from fieldapp.services.recovery import recover_from_paper
from fieldapp.services.workspace import invite
from tests.register_village import open_village
from tests.ui.screen import words
from ui.models.page_picture import Picture
from ui.pages.beginning.page import BeginningPage
from ui.pages.beginning.steps import BackStep, ChooseStep, CountyStep, LaptopStep, WordsStep
from ui.program import Program

OFFICE, CLERK = "某县扶贫办", "王芳"
NEW, INVITE = "violet anvil soup 58 harbour", "teapot ladder crimson moss"
PATIENCE = 60_000


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folders of somebody who never used the program."""
    folder = tmp_path / "home"
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    return folder


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[Program]:
    started = first_start(qtbot)
    yield started
    ended(started)


def first_start(qtbot: QtBot) -> Program:
    program = make_program(window_folder(None), "zh_CN", shipped_font=True)
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    return program


def ended(program: Program) -> None:
    program.stop()
    program.window.deleteLater()


def page_of(program: Program) -> BeginningPage:
    return program.beginning.page


def county_form(program: Program) -> CountyStep:
    choose = page_of(program).view
    assert isinstance(choose, ChooseStep)
    choose.tiles["county"].click()
    form = page_of(program).view
    assert isinstance(form, CountyStep)
    form.office.setText(OFFICE)
    form.clerk.setText(CLERK)
    return form


def founded(qtbot: QtBot, program: Program) -> WordsStep:
    """The county's form is filled in and confirmed with Enter; the words are shown."""
    form = county_form(program)
    form.new.first.setText(NEW)
    form.new.again.setText(NEW)
    QTest.keyClick(form.new.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.beginning.model.state.step == "words", timeout=PATIENCE)
    shown = page_of(program).view
    assert isinstance(shown, WordsStep)
    return shown


def typed_back(program: Program, text: str) -> None:
    step = page_of(program).view
    assert isinstance(step, BackStep)
    step.words.setText(text)
    QTest.keyClick(step.words, Qt.Key.Key_Return)


def test_a_county_is_founded_and_its_home_page_opens(qtbot: QtBot, program: Program) -> None:
    founded(qtbot, program).go_on()
    place, shown = window_folder(None), program.beginning.model
    twelve = shown._made().words("en")
    assert not place.exists()  # nothing has its name before the words are typed back
    with qtbot.waitSignal(program.opened, timeout=PATIENCE):
        typed_back(program, " ".join(twelve))
    assert program.wiring is not None
    desk = program.wiring.desk
    profile = load_profile(desk.store)
    assert (profile.role, profile.name, profile.author) == ("county", OFFICE, CLERK)
    assert [one.name for one in desk.store.find(TeamMember)] == [CLERK]
    assert desk.store.examine().problems == ()
    assert program.window.navigator.page("home").isVisible()
    assert desk.folder == place
    program.lock()
    recover_from_paper(place, " ".join(twelve), "another long passphrase 42")


def test_only_the_right_words_found_the_county(qtbot: QtBot, program: Program) -> None:
    founded(qtbot, program).go_on()
    model, place = program.beginning.model, window_folder(None)
    typed_back(program, "a b c")
    qtbot.waitUntil(lambda: "十二个恢复词" in model.state.problem)
    typed_back(program, " ".join(words_of(bytes(16), "zh_CN")))
    qtbot.waitUntil(lambda: "不是" in model.state.problem)
    assert not place.exists()


def test_who_goes_back_from_the_words_has_founded_nothing(
    qtbot: QtBot, program: Program, home: Path
) -> None:
    founded(qtbot, program).back.emit()
    assert program.beginning.model.state.step == "county"
    assert list(home.rglob("key.json")) == []


def test_who_closes_the_window_at_the_words_is_welcomed_again(qtbot: QtBot, home: Path) -> None:
    program = first_start(qtbot)
    founded(qtbot, program)
    program.window.close()
    ended(program)
    assert list(home.rglob("key.json")) == []
    again = first_start(qtbot)
    assert isinstance(page_of(again).view, ChooseStep)
    ended(again)


def test_what_a_killed_founding_left_is_swept_away(qtbot: QtBot, program: Program) -> None:
    left = window_folder(None).with_name("workspace.unfinished")
    (left / "inbox").mkdir(parents=True)
    (left / "key.json").write_text("{}")
    founded(qtbot, program)
    assert (left / "store.db").is_file()


def test_the_words_are_shown_and_the_sheet_is_saved(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    step = founded(qtbot, program)
    model = program.beginning.model
    qtbot.waitUntil(lambda: all(word in words(step) for word in model.state.words))
    step.save.click()
    (dialog,) = program.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "sheet.pdf"))
    dialog.reject()
    qtbot.waitUntil(lambda: bool(model.state.told), timeout=PATIENCE)
    with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as document:
        text = document[0].get_textpage().get_text_range()
    assert all(word in text for word in model.state.words)


class OnePage:
    """A printer that only counts."""

    dots_per_inch = 60

    def __init__(self) -> None:
        self.drawn: list[Picture] = []

    def draw(self, pages: Iterator[Picture]) -> int:
        self.drawn.extend(pages)
        return len(self.drawn)


def test_the_sheet_is_printed_without_a_file(qtbot: QtBot, program: Program, home: Path) -> None:
    founded(qtbot, program)
    paper, model = OnePage(), program.beginning.model
    model.print_sheet(paper)  # type: ignore[arg-type]  # it is handed an iterator
    qtbot.waitUntil(lambda: bool(model.state.told), timeout=PATIENCE)
    assert len(paper.drawn) == 1
    assert list(home.rglob("*.pdf")) == []


def test_a_weak_or_mistyped_passphrase_is_told_and_founds_nothing(
    qtbot: QtBot, program: Program, home: Path
) -> None:
    form, model = county_form(program), program.beginning.model
    assert not form.act.isEnabled()
    form.new.first.setText("fupin2016")
    form.new.again.setText("fupin2016")
    qtbot.waitUntil(lambda: model.state.strength is not None, timeout=PATIENCE)
    assert model.state.strength is not None
    assert not model.state.strength.good
    weakness = model.state.strength.weakness
    qtbot.waitUntil(lambda: weakness in words(form))
    form.act.click()
    qtbot.waitUntil(lambda: bool(model.state.problem), timeout=PATIENCE)
    assert model.state.step == "county"
    form.new.first.setText(NEW)
    qtbot.waitUntil(lambda: bool(model.state.strength and model.state.strength.good))
    form.act.click()
    qtbot.waitUntil(lambda: "两次" in model.state.problem, timeout=PATIENCE)
    assert list(home.rglob("key.json")) == []


def test_a_laptop_starts_from_the_county_s_file(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    county, file = open_village(tmp_path / "office"), tmp_path / "laptop.fstart"
    village = county.store.questions.villages()[0].name
    households = county.store.questions.stats().total.households
    invite(county.exchange, [village], file, INVITE)
    county.store.close()
    choose = page_of(program).view
    assert isinstance(choose, ChooseStep)
    choose.tiles["laptop"].click()
    form, model = page_of(program).view, program.beginning.model
    assert isinstance(form, LaptopStep)
    form.file.path.setText(str(file))
    form.secret.setText("not this one at all")
    form.new.first.setText(NEW)
    form.new.again.setText(NEW)
    form.act.click()
    qtbot.waitUntil(lambda: bool(model.state.problem), timeout=PATIENCE)
    assert form.file.path.text() == str(file)  # what was typed stays
    form.secret.setText(INVITE)
    with qtbot.waitSignal(program.opened, timeout=PATIENCE):
        form.act.click()
    assert program.wiring is not None
    desk = program.wiring.desk
    assert load_profile(desk.store).role == "team"
    assert desk.store.questions.stats().total.households == households > 0


def test_a_workspace_that_is_there_is_opened_and_remembered(
    qtbot: QtBot, program: Program, tmp_path: Path, home: Path
) -> None:
    folder = tmp_path / "elsewhere"
    Opener().founding().county(folder, OFFICE, NEW).close()
    model = program.beginning.model
    model.open_existing(tmp_path)
    assert "key.json" in words(page_of(program))
    model.open_existing(folder)
    assert program.unlock_page.passphrase.isVisible()
    with qtbot.waitSignal(program.opened, timeout=PATIENCE):
        program.unlock_page.unlock_asked.emit(NEW)
    kept = home / "xdg_config_home" / "fieldapp" / "preferences.json"
    assert load_preferences(kept).workspace == str(folder)
    assert window_folder(None) == folder
    assert window_folder(str(tmp_path)) == tmp_path


def test_a_remembered_workspace_that_is_gone_is_named(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    program = make_program(folder, "zh_CN", shipped_font=True)
    qtbot.addWidget(program.window)
    program.window.show()
    assert str(folder) in words(page_of(program))
    program.stop()


def test_the_demonstration_opens_without_a_passphrase(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    ways = program.beginning.model._ways
    shown = tmp_path / "demonstration"
    Opener().founding().county(shown, OFFICE, NEW, demonstration=True).close()
    program.beginning.model._ways = replace(ways, demonstration=shown)
    choose = page_of(program).view
    assert isinstance(choose, ChooseStep)
    choose.tiles["demo"].click()
    qtbot.waitUntil(lambda: hasattr(program, "unlock_page"), timeout=PATIENCE)
    assert program.unlock_page.passphrase.text() == NEW


def test_another_workspace_is_offered_beside_an_open_one(qtbot: QtBot, tmp_path: Path) -> None:
    place = window_folder(None)
    Opener().founding().county(place, OFFICE, NEW).close()
    program = first_start(qtbot)
    program.unlock_page._elsewhere.click()
    page, model = page_of(program), program.beginning.model
    assert "其他工作区" in words(page)
    assert model.state.folder == str(place.with_name("workspace-2"))
    model.place(tmp_path)
    assert model.state.folder == str(tmp_path / "workspace")
    back = next(b for b in page.findChildren(QPushButton) if b.text() == "返回")
    back.click()
    assert program.unlock_page.passphrase.isVisible()
    ended(program)


def test_the_welcome_speaks_both_languages(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: "欢迎使用" in words(page_of(program)))
    page_of(program).language_asked.emit()
    qtbot.waitUntil(lambda: "Welcome" in words(page_of(program)))
    assert "欢迎" not in words(page_of(program))
