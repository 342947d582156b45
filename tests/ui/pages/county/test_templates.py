"""The county writes its forms in the window, with the real page beside the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.services.county_forms import example_text
from fieldapp.services.desk import Desk
from fieldapp.services.form_pack import keep_form, kept_forms
from tests.office_files import word_form
from tests.two_desks import TwoDesks
from ui.pages.county.page import CountyPage
from ui.pages.county.template_model import TemplateModel
from ui.pages.county.view_model import CountyViewModel
from ui.pages.print.view_model import PrintViewModel
from ui.workers.immediate import ImmediateRunner

NAME = "measures-notice"
EXAMPLE = example_text(NAME)


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> TemplateModel:
    keep_form(desk.registers, EXAMPLE)
    return CountyViewModel(desk, at_once).templates


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, at_once: ImmediateRunner) -> CountyPage:
    keep_form(desk.registers, EXAMPLE)
    made = CountyPage(CountyViewModel(desk, at_once))
    qtbot.addWidget(made)
    made.resize(1190, 680)
    made.tabs.setCurrentWidget(made.templates)
    made.show()
    made.refresh()
    return made


def test_a_form_is_shown_with_its_page(page: CountyPage) -> None:
    section = page.templates
    assert section.editor.value() == EXAMPLE
    assert section.listing.current_uid() == NAME
    assert page._model.templates.state.picture is not None


def test_the_page_follows_what_is_typed_after_a_pause(qtbot: QtBot, model: TemplateModel) -> None:
    model.refresh()
    before = model.state.picture
    model.typed(EXAMPLE.replace("帮扶措施告知书", "帮扶措施通知单"))
    assert model.state.picture is before
    assert model.state.dirty
    qtbot.waitUntil(lambda: model.state.picture != before)
    assert model.state.line == 0


def test_what_is_wrong_is_marked_beside_its_line_and_the_last_page_stays(
    qtbot: QtBot, page: CountyPage
) -> None:
    model, section = page._model.templates, page.templates
    before = model.state.picture
    section.editor.setPlainText(EXAMPLE.replace("{household.head_name}", "{household.headname}"))
    qtbot.waitUntil(lambda: model.state.line == 25)
    (problem,) = model.state.problems
    assert "household.head_name" in problem.sentence
    assert model.state.picture is before
    assert len(section.editor.extraSelections()) == 1
    assert not section.keep.isEnabled()
    section.problems.jump.emit(problem.key)
    assert section.editor.textCursor().blockNumber() == 24


def test_a_form_begun_from_an_example_is_kept_and_taken_back(
    qtbot: QtBot, model: TemplateModel, desk: Desk
) -> None:
    model.refresh()
    model.begin("plan-change")
    assert (model.state.current, model.state.dirty) == ("", True)
    with qtbot.waitSignal(model.saved) as kept:
        model.save()
    assert (model.state.current, model.state.dirty) == ("plan", False)
    assert set(kept_forms(desk.store)) == {NAME, "plan"}
    desk.store.write(desk.registers.act("undo"), kept.args[0].done.undo)
    model.refresh()
    assert set(kept_forms(desk.store)) == {NAME}
    assert [row.uid for row in model.state.rows] == [NAME]


def test_what_was_typed_stays_while_another_form_is_looked_at(
    model: TemplateModel, desk: Desk
) -> None:
    keep_form(desk.registers, example_text("plan-change"))
    model.refresh()
    model.choose(NAME)
    model.typed(EXAMPLE + "# 备注\n")
    model.choose("plan")
    assert not model.state.dirty
    model.choose(NAME)
    assert model.state.text.endswith("# 备注\n")
    assert model.state.dirty


def test_files_are_taken_in_and_written_out(
    model: TemplateModel, desk: Desk, tmp_path: Path
) -> None:
    file, back = tmp_path / "plan.toml", tmp_path / "back.toml"
    file.write_text(example_text("plan-change"), encoding="utf-8")
    model.take_in(file)
    assert model.state.current == "plan"
    model.write_out(back)
    assert back.read_bytes() == file.read_bytes()
    model.remove()
    assert set(kept_forms(desk.store)) == {NAME}


def test_a_laptop_reads_the_forms_and_changes_none(
    qtbot: QtBot, desks: TwoDesks, at_once: ImmediateRunner
) -> None:
    made = CountyPage(CountyViewModel(desks.team, at_once))
    qtbot.addWidget(made)
    made.refresh()
    assert made.templates.editor.isReadOnly()
    assert made.templates.keep.isHidden()


def test_the_print_page_offers_the_form_under_its_title(
    model: TemplateModel, desk: Desk, at_once: ImmediateRunner
) -> None:
    assert model.state.shown is False
    printing = PrintViewModel(desk, at_once)
    printing.refresh()
    assert (f"form:{NAME}", "帮扶措施告知书") in printing.state.kinds
    printing.choose(kind=f"form:{NAME}", term="")
    assert printing.state.kind == f"form:{NAME}"
    assert printing.state.picture is not None
    assert printing.file_name() == "帮扶措施告知书.pdf"


def test_a_word_form_is_taken_in_shown_with_its_values_and_filled(
    page: CountyPage, tmp_path: Path
) -> None:
    model, section = page._model.templates, page.templates
    model.take_in(word_form(tmp_path / "登记表.docx"))
    head = page._model._desk.store.questions.households()[0].head_name
    assert section.listing.current_uid() == "office-1"
    assert head in section.editor.value()
    assert section.editor.isReadOnly()
    assert not section.keep.isVisible()
    model.office.fill_all("office-1", tmp_path / "out")
    assert len(list((tmp_path / "out").iterdir())) == len(
        page._model._desk.store.questions.households()
    )
    model.choose(NAME)
    assert section.editor.value() == EXAMPLE
    model.choose("office-1")
    model.remove()
    assert [row.uid for row in model.state.rows] == [NAME]
