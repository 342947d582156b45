"""The page of the checks: running, narrowing, reading, explaining, saving as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from fieldapp.foundation.jobs import Cancelled, Job, Progress
from fieldapp.ports.store import created
from fieldapp.records import Household, Member, VillageYear
from fieldapp.services.desk import Desk
from tests import factories
from tests.register_village import open_village
from ui.pages.checks.page import ChecksPage
from ui.pages.checks.view_model import ChecksViewModel
from ui.workers.immediate import ImmediateRunner
from ui.workers.runner import Failed, RunningJob

T = TypeVar("T")
NUMBER = "H09999"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The small village, with one damaged number and two figures that contradict each other."""
    made = open_village(tmp_path / "w")
    village = made.store.questions.villages()[0].uid
    ids = made.ids
    head = Member(
        uid=ids.uid(), household=(home := ids.uid()), name="张三", relation="01", status="1",
        sex="1", id_number="4.2E+17", birth_date=dt.date(1960, 1, 1),
    )  # fmt: skip
    damaged = Household(
        uid=home, village=village, local_no=NUMBER, hh_class="GEN", head_member=head.uid
    )
    figures = VillageYear(
        uid=ids.uid(), village=village, year=2030, households_total=9, people_total=30,
        poor_people=20, red_people=5, yellow_people=6,
    )  # fmt: skip
    made.store.write(factories.act(), [created(one) for one in (damaged, head, figures)])
    yield made
    made.store.close()


class Waiting(ImmediateRunner):
    """A runner whose work on the file lane goes on until the test ends it."""

    def __init__(self) -> None:
        self.told: list[Callable[[Progress], None]] = []
        self.failed: list[Failed] = []
        self.cancelled = False

    @override
    def file_job(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Failed,
        progress: Callable[[Progress], None] | None = None,
    ) -> RunningJob:
        assert progress is not None
        self.told.append(progress)
        self.failed.append(failed)
        return self

    def cancel(self) -> None:
        self.cancelled = True


def opened(qtbot: QtBot, desk: Desk) -> tuple[ChecksPage, ChecksViewModel]:
    model = ChecksViewModel(desk, ImmediateRunner())
    page = ChecksPage(model)
    qtbot.addWidget(page)
    page.resize(1190, 712)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.refresh()
    return page, model


def waiting(model: ChecksViewModel) -> int:
    assert model.run.report is not None
    return len(model.run.report.waiting)


def rules(model: ChecksViewModel) -> list[str]:
    return [line.rule for line in model.state.findings]


def test_coming_to_the_page_checks_everything(qtbot: QtBot, desk: Desk) -> None:
    page, model = opened(qtbot, desk)
    state = model.state
    assert state.checked
    assert not state.working
    assert waiting(model) == len(state.findings) > 1
    assert [line.weight for line in state.findings] == sorted(
        (line.weight for line in state.findings), key="EWI".index
    )
    assert page.table.model().rowCount() == len(state.findings)


def test_weight_rule_and_words_narrow_the_findings(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    model.narrow(severity="E")
    assert {line.weight for line in model.state.findings} == {"E"}
    model.narrow(rule="V-ID6")
    assert rules(model) == ["V-ID6"]
    model.narrow(severity="", rule="", text="张三")
    assert {line.who for line in model.state.findings} == {"张三"}
    model.narrow(text="no such words")
    assert model.state.findings == ()


def test_the_finding_under_the_cursor_is_read_and_enter_opens_its_household(
    qtbot: QtBot, desk: Desk
) -> None:
    page, model = opened(qtbot, desk)
    model.narrow(rule="V-ID6")
    reading = model.state.reading
    assert reading is not None
    assert reading.title == f"{NUMBER} · 张三"
    assert "证件号码" in reading.head
    page.table.setFocus()
    with qtbot.waitSignal(model.household_wanted) as asked:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == [reading.household]


def test_an_explained_finding_moves_to_its_own_list_and_back(qtbot: QtBot, desk: Desk) -> None:
    page, model = opened(qtbot, desk)
    model.narrow(rule="V-ID6")
    before = waiting(model)
    page.pane.words.setPlainText("派出所正在补办")
    with qtbot.waitSignal(model.saved) as saved:
        QTest.keyClick(page.pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "V-ID6" in saved.args[0].notice()
    assert waiting(model) == before - 1
    model.narrow(view="explained")
    reading = model.state.reading
    assert reading is not None
    assert reading.note.startswith("派出所正在补办\n")
    with qtbot.waitSignal(model.saved):
        model.withdraw()
    assert waiting(model) == before
    assert model.state.findings == ()


def test_an_explanation_without_words_is_refused(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    with qtbot.waitSignal(model.failed) as failed:
        model.explain("  ")
    assert failed.args[0].code == "explanation_missing"


def test_a_declared_figure_is_explained_in_the_same_way(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    model.narrow(text="5 + 6 = 11")
    assert rules(model) == ["V-VIL"]
    with qtbot.waitSignal(model.saved):
        model.explain("原文如此")
    assert model.state.findings == ()


def test_the_audit_shows_declared_computed_and_difference(qtbot: QtBot, desk: Desk) -> None:
    page, model = opened(qtbot, desk)
    model.narrow(view="audit")
    line = model.state.audit[0]
    assert (line.id, line.declared, line.computed, line.difference) == ("A2", "20", "11", "−9")
    assert model.state.reading is not None
    assert model.state.reading.sentence == line.sentence
    QTest.keyClick(page.audit, Qt.Key.Key_Down)
    assert model.state.reading.title == model.state.audit[1].check


def test_a_run_tells_how_far_it_is_and_can_be_stopped(qtbot: QtBot, desk: Desk) -> None:
    runner = Waiting()
    model = ChecksViewModel(desk, runner)
    page = ChecksPage(model)
    qtbot.addWidget(page)
    model.run.start()
    runner.told[0](Progress(1, 4))
    assert (model.state.working, model.state.percent) == (True, 25)
    model.run.start()  # a second one does not begin
    assert len(runner.told) == 1
    model.run.cancel()
    assert runner.cancelled
    with qtbot.waitSignal(model.said):
        runner.failed[0](Cancelled())
    assert not model.state.working


def test_everything_is_saved_as_a_workbook(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    _page, model = opened(qtbot, desk)
    path = tmp_path / "检查.xlsx"
    with qtbot.waitSignal(model.said) as said:
        model.export(path)
    assert "检查.xlsx" in said.args[0]()
    book = load_workbook(path)
    assert book.sheetnames == ["待核实问题", "已说明", "公布数据"]
    rows = list(book.worksheets[0].values)
    assert rows[0][:3] == ("村", "本地户号", "姓名")
    assert len(rows) == len(model.state.findings) + 1
    assert any(row[1] == NUMBER and row[4] == "V-ID6" for row in rows)
    assert "A2" in [row[2] for row in book.worksheets[2].values]


def test_a_workbook_that_cannot_be_written_is_told(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    _page, model = opened(qtbot, desk)
    with qtbot.waitSignal(model.failed) as failed:
        model.export(tmp_path / "missing" / "x.xlsx")
    assert failed.args[0].code == "not_writable"
