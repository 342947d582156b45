"""Choosing sheets, looking at real pages, and bringing them to a file or to paper."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from fieldapp.foundation.errors import FieldappError, sentence
from fieldapp.foundation.i18n import set_language
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import changed
from fieldapp.records import Household
from fieldapp.services.desk import Desk
from tests.exchanging import carry, write
from tests.factories import act
from tests.two_desks import TwoDesks
from tests.ui.screen import put_on_screen
from ui.models.page_picture import image_of
from ui.pages.print.drawing import PrinterPaper, lay_out
from ui.pages.print.page import PrintPage
from ui.pages.print.view_model import PrintViewModel
from ui.workers.immediate import ImmediateRunner
from ui.workers.runner import ThreadRunner

WidgetT = TypeVar("WidgetT", bound=QWidget)


def opened(qtbot: QtBot, desk: Desk) -> tuple[PrintPage, PrintViewModel]:
    model = PrintViewModel(desk, ImmediateRunner())
    page = PrintPage(model)
    put_on_screen(qtbot, page)
    page.refresh()
    return page, model


def households(desk: Desk) -> list[HouseholdRow]:
    return desk.store.questions.households()


def test_the_preview_shows_the_real_page(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    picture = model.state.picture
    assert picture is not None
    image = image_of(picture)
    middle = image.width() // 2
    greys = {image.pixelColor(middle, y).lightness() for y in range(image.height())}
    assert max(greys) == 255
    assert min(greys) < 100


def test_those_due_are_offered_first_in_walking_order(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    rows = model.state.rows
    assert 0 < len(rows) < len(households(desk))
    assert [(row.group, row.number) for row in rows] == sorted(
        (row.group, row.number) for row in rows
    )
    model.choose(term="")
    assert len(model.state.rows) == len(households(desk))
    model.choose(card="RED", group="3组")
    assert {(row.tone, row.group) for row in model.state.rows} == {("red", "3组")}


def test_page_keys_walk_through_the_sheets(qtbot: QtBot, desk: Desk) -> None:
    page, model = opened(qtbot, desk)
    places = [model.state.place]
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    places.append(model.state.place)
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    places.append(model.state.place)
    assert places == [0, 1, 0]
    assert not model.state.can_back


def test_the_sheet_may_speak_another_language_than_the_screen(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    before = model.state.picture
    model.choose(language="en")
    assert model.state.language == "en"
    assert before is not None
    assert model.state.picture is not None
    assert model.state.picture.points != before.points


def test_a_selection_from_another_page_replaces_the_filters(qtbot: QtBot, desk: Desk) -> None:
    page, model = opened(qtbot, desk)
    chosen = [row.uid for row in households(desk)[3:6]]
    model.hand_over(chosen)
    assert {row.uid for row in model.state.rows} == set(chosen)
    handed = [model.state.handed]
    model.let_filters_choose()
    handed.append(model.state.handed)
    assert handed == [True, False]
    assert page.isVisible()


def test_one_visit_is_printed_as_it_was(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    visit = desk.store.questions.visits()[-1]
    model.hand_over([visit.household], visit.uid)
    assert model.state.kind == "visit-sheet"
    assert [row.uid for row in model.state.rows] == [visit.household]


def test_what_is_missing_is_told_and_can_be_cured(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    model.choose(kind="visit-sheet", term="never")
    assert "blank" in [line.key for line in model.state.missing]
    model.choose(kind="blank-sheet")
    assert "blank" not in [line.key for line in model.state.missing]


def test_all_sheets_are_saved_as_one_file(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    _page, model = opened(qtbot, desk)
    target = tmp_path / "sheets.pdf"
    with qtbot.waitSignal(model.jobs.said):
        model.save(target)
    document = pypdfium2.PdfDocument(target)
    assert len(document) >= len(model.state.rows)
    document.close()


def test_the_printer_gets_the_pages_that_were_shown(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    _page, model = opened(qtbot, desk)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(model.jobs.said):
        model.print_on(PrinterPaper(printer))
    document = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(document) >= len(model.state.rows)
    document.close()


SIZES = {
    ("plan", "sheets"): {(595, 842)},
    ("roster", "sheets"): {(842, 595)},
    ("plan", "booklet-a4"): {(842, 595)},
    ("household-file", "booklet-a3"): {(1191, 842)},
}


@pytest.mark.parametrize(("kind", "binding"), SIZES)
def test_pages_across_and_booklets_come_out_of_the_printer_as_they_lie(
    qtbot: QtBot, desk: Desk, tmp_path: Path, kind: str, binding: str
) -> None:
    _page, model = opened(qtbot, desk)
    model.hand_over([households(desk)[0].uid])
    model.choose(kind=kind, binding=binding)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    lay_out(printer, model.state.binding)
    with qtbot.waitSignal(model.jobs.said):
        model.print_on(PrinterPaper(printer))
    document = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    sizes = [page.get_size() for page in document]
    assert {(round(wide), round(high)) for wide, high in sizes} == SIZES[kind, binding]
    document.close()


class _Asked:
    """The dialog of the system; what is asked for goes into a file."""

    def __init__(self, page: PrintPage, target: Path) -> None:
        page.ask_printer()
        self.dialog = page.findChildren(QPrintDialog)[-1]
        self._named("filename", QLineEdit).setText(str(target))
        self._target = target

    def ask_for(self, first: int, last: int) -> None:
        """Wish for some of the pages."""
        self._named("printRange", QRadioButton).click()
        self._named("to", QSpinBox).setValue(last)
        self._named("from", QSpinBox).setValue(first)

    def pages(self) -> list[str]:
        """The sizes of what came out."""
        self.dialog.accept()
        document = pypdfium2.PdfDocument(self._target)
        sizes = [page.get_size() for page in document]
        document.close()
        return [f"{wide:.0f}x{high:.0f}" for wide, high in sizes]

    def _named(self, name: str, kind: type[WidgetT]) -> WidgetT:
        return next(one for one in self.dialog.findChildren(kind) if one.objectName() == name)


def with_printers(qtbot: QtBot, desk: Desk) -> tuple[PrintPage, PrintViewModel]:
    """The page at a computer that knows a printer, for two households."""
    model = PrintViewModel(desk, ImmediateRunner())
    page = PrintPage(model, lambda: ["HP LaserJet"])
    put_on_screen(qtbot, page)
    page.refresh()
    model.hand_over([row.uid for row in households(desk)[:2]])
    model.choose(kind="blank-sheet")
    return page, model


def test_the_dialog_of_the_system_leads_to_paper(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page, model = with_printers(qtbot, desk)
    asked = _Asked(page, tmp_path / "printed.pdf")
    system = [QPrinterInfo.printerInfo(one) for one in QPrinterInfo.availablePrinterNames()]
    boxes = [
        {box.itemText(place) for place in range(box.count())}
        for box in asked.dialog.findChildren(QComboBox)
    ]
    assert any({one.printerName() for one in system} <= listed for listed in boxes)
    told: list[str] = []
    model.jobs.said.connect(lambda words: told.append(words()))
    assert asked.pages() == ["595x842", "595x842"]
    assert told == ["已送打印机 2 页"]


def test_only_the_pages_that_were_asked_for_are_printed(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    page, model = with_printers(qtbot, desk)
    failures: list[FieldappError] = []
    model.jobs.failed.connect(failures.append)
    asked = _Asked(page, tmp_path / "second.pdf")
    asked.ask_for(2, 9)
    assert asked.pages() == ["595x842"]
    asked = _Asked(page, tmp_path / "none.pdf")
    asked.ask_for(7, 9)
    asked.dialog.accept()
    (failure,) = failures
    assert sentence(failure, "zh_CN")[0] == "表格没有所选的这些页。"
    assert not (tmp_path / "none.pdf").exists()


def test_a_computer_without_a_printer_is_told_so(qtbot: QtBot, desk: Desk) -> None:
    model = PrintViewModel(desk, ImmediateRunner())
    page = PrintPage(model, list)
    put_on_screen(qtbot, page)
    with qtbot.waitSignal(model.failed) as failed:
        page.ask_printer()
    assert failed.args is not None
    assert sentence(failed.args[0], "zh_CN")[0] == "这台电脑没有打印机。"
    assert not page.findChildren(QPrintDialog)


class _Turning(QPrinter):
    """A printer that can turn paper over, unlike the one that writes files."""

    turned = QPrinter.DuplexMode.DuplexNone

    @override
    def setDuplex(self, duplex: QPrinter.DuplexMode) -> None:
        self.turned = duplex


def test_a_booklet_is_turned_over_its_short_edge(qtbot: QtBot) -> None:
    del qtbot
    printer = _Turning()
    lay_out(printer, "booklet-a4")
    assert printer.turned == QPrinter.DuplexMode.DuplexShortSide


def test_the_cells_to_write_on_are_counted(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    model.choose(kind="blank-sheet")
    assert any("处空格" in line.sentence for line in model.state.missing)


def test_a_character_that_no_font_has_is_named_before_printing(qtbot: QtBot, desk: Desk) -> None:
    home = households(desk)[0].uid
    edit = changed(Household, home, address_detail="\ue123")
    desk.store.write(act(at=desk.clock.now(), author="测试员"), [edit])
    _page, model = opened(qtbot, desk)
    model.hand_over([home])
    assert any("\ue123" in line.sentence for line in model.state.missing)


def test_a_stopped_job_leaves_no_file_and_says_so(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    runner = ThreadRunner()
    model = PrintViewModel(desk, runner)
    with qtbot.waitSignal(model.changed):
        model.refresh()
    model.choose(term="")
    target = tmp_path / "sheets.pdf"
    with qtbot.waitSignal(model.jobs.said) as said:
        model.save(target)
        model.jobs.cancel()
    runner.stop()
    assert said.args is not None
    assert said.args[0]() == "已停止。"
    assert not target.exists()
    assert model.state.work == ""


def test_no_household_is_an_empty_state_with_advice(qtbot: QtBot, desk: Desk) -> None:
    page, model = opened(qtbot, desk)
    set_language("en")
    model.choose(card="RED", group="1组", term="never")
    assert model.state.rows == ()
    assert not page._print.isEnabled()


def test_a_list_is_one_sheet_of_all_that_are_chosen(qtbot: QtBot, desk: Desk) -> None:
    page, model = opened(qtbot, desk)
    model.choose(kind="roster", term="")
    before = model.state.picture
    model.choose(card="RED")
    assert before is not None
    assert model.state.picture is not None
    assert model.state.picture.points != before.points
    model.look_at(2)
    assert model.state.place == 0
    assert page._save.isEnabled()


def test_only_kinds_that_make_sense_are_offered(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    kinds = {kind for kind, _words in model.state.kinds}
    assert {"plan", "household-file", "notice", "village-report", "health"} <= kinds
    assert not kinds & {"conflicts", "cover-slip"}


def test_where_nobody_has_a_health_record_nothing_can_be_printed(qtbot: QtBot, desk: Desk) -> None:
    page, model = opened(qtbot, desk)
    model.choose(kind="health")
    assert model.state.empty
    assert not page._print.isEnabled()


def test_households_handed_over_get_a_sheet_each(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    model.choose(kind="village-report")
    model.hand_over([households(desk)[0].uid])
    assert model.state.kind == "blank-sheet"


def test_the_pages_of_a_long_sheet_are_turned(qtbot: QtBot, desk: Desk) -> None:
    _page, model = opened(qtbot, desk)
    model.choose(kind="household-file")
    first = model.state.picture
    model.turn(1)
    second = model.state.picture
    assert first is not None
    assert second is not None
    assert first.points != second.points
    model.turn(-1)
    assert model.state.picture == first


def test_conflicts_are_listed_whatever_was_handed_over_before(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    write(desks.county, phone="1")
    write(desks.team, phone="2")
    carry(desks, tmp_path)
    _page, model = opened(qtbot, desks.county)
    model.choose(card="RED", group="3组", term="overdue")
    model.hand_over([households(desks.county)[0].uid])
    model.let_filters_choose()
    model.choose(kind="conflicts", card="", group="", term="")
    state = model.state
    assert (state.kind, state.handed) == ("conflicts", False)
    assert state.picture is not None
