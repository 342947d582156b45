"""Office forms on the print page: looked at and filled for one household or for many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from docx import Document
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fieldapp.foundation.jobs import Progress
from fieldapp.services.desk import Desk
from fieldapp.services.office_forms import keep_office
from tests.office_files import excel_form, word_form
from tests.register_village import open_village
from tests.ui.pages.print.test_page import households, opened
from ui.pages.print.view_model import PrintViewModel
from ui.widgets.page_preview import Preview
from ui.workers.runner import ThreadRunner

WidgetT = TypeVar("WidgetT", bound=QWidget)


@pytest.fixture
def with_forms(tmp_path: Path) -> Iterator[Desk]:
    """A county with a Word and an Excel form of its own."""
    made = open_village(tmp_path / "workspace")
    keep_office(made.registers, word_form(tmp_path / "登记表.docx"), "card")
    keep_office(made.registers, excel_form(tmp_path / "台账.xlsx"), "ledger")
    yield made
    made.store.close()


def test_an_office_form_is_looked_at_and_filled_for_the_household_shown(
    qtbot: QtBot, with_forms: Desk, tmp_path: Path
) -> None:
    _page, model = opened(qtbot, with_forms)
    assert ("office:card", "登记表 · Word") in model.state.kinds
    model.choose(kind="office:card", term="")
    place = next(n for n, row in enumerate(model.state.rows) if row.number == "0163")
    model.look_at(place)
    shown = {field.name: field.value for field in model.state.fields}
    assert shown["household.head_name"] == "贺长青"
    assert len(shown["members.name"].split(" · ")) == 3
    assert model.file_name() == "0163-登记表.docx"
    target = tmp_path / model.file_name()
    model.save(target)
    assert Document(str(target)).paragraphs[1].text == "户主：贺长青 （0163）"
    model.turn(-1 if place else 1)
    assert model.state.fields[0].value != "贺长青"


def test_an_office_form_is_filled_for_all_that_are_chosen(
    qtbot: QtBot, with_forms: Desk, tmp_path: Path
) -> None:
    page, model = opened(qtbot, with_forms)
    model.choose(kind="office:ledger", term="")
    told: list[str] = []
    model.jobs.said.connect(lambda words: told.append(words()))
    model.save_each(tmp_path / "out")
    count = len(households(with_forms))
    assert len(list((tmp_path / "out").glob("*.xlsx"))) == count
    assert told == [f"已在 out 保存 {count} 个文件"]
    model.choose(kind="blank-sheet")
    assert page.findChildren(Preview)[0].isVisible()


def test_filling_can_be_stopped_and_what_is_finished_stays(
    qtbot: QtBot, with_forms: Desk, tmp_path: Path
) -> None:
    runner = ThreadRunner()
    model = PrintViewModel(with_forms, runner)
    with qtbot.waitSignal(model.changed):
        model.refresh()
    qtbot.waitUntil(lambda: ("office:card", "登记表 · Word") in model.state.kinds)
    model.choose(kind="office:card", term="")
    moved: list[Progress] = []

    def stop() -> None:
        if model.state.progress:
            moved.append(model.state.progress)
            model.jobs.cancel()

    model.changed.connect(stop)
    with qtbot.waitSignal(model.jobs.said) as said:
        model.save_each(tmp_path / "out")
    runner.stop()
    assert said.args is not None
    assert said.args[0]() == "已停止。"
    made = len(list((tmp_path / "out").glob("*.docx")))
    assert moved[0].done <= made < len(households(with_forms))
