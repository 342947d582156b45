from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.store import SqlStore
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.i18n import set_language
from fieldapp.records import CardRating, HouseholdYear, Measure, Visit, VisitIssue
from fieldapp.services.attachments import Attachments
from fieldapp.services.drafts import Draft
from tests.ui.keyboard import compose, type_words
from tests.visit_village import (
    BEES,
    CHEN,
    HOME,
    NOW,
    TRAINING,
    WANG,
    registers,
    service,
    uid,
    village,
)
from ui.pages.visit.page import VisitPage
from ui.pages.visit.sections.field_set import CodesField
from ui.pages.visit.view_model import Saved, VisitViewModel
from ui.widgets.buttons import QuietButton
from ui.widgets.form import FormColumn
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = village(tmp_path)
    yield store
    store.close()


@pytest.fixture(params=["zh_CN", "en"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(str(request.param))
    yield str(request.param)
    set_language("zh_CN")


def made(store: SqlStore) -> VisitViewModel:
    attachments = Attachments(registers(store), Path("nowhere"))
    return VisitViewModel(service(store), ImmediateRunner(), "王芳", attachments)


@pytest.fixture
def model(store: SqlStore) -> VisitViewModel:
    return made(store)


@pytest.fixture
def page(qtbot: QtBot, model: VisitViewModel, spoken: str) -> VisitPage:
    return opened(qtbot, model)


def opened(qtbot: QtBot, model: VisitViewModel) -> VisitPage:
    page = VisitPage(model)
    qtbot.addWidget(page)
    page.resize(1190, 680)
    page.show()
    qtbot.waitUntil(page.isVisible)
    page.activateWindow()
    if model.state.phase == "empty":
        model.open(HOME)
    qtbot.waitUntil(lambda: at_promise(page))
    return page


def at_promise(page: VisitPage) -> bool:
    return here().accessibleName().startswith("养殖土蜂") and page.isAncestorOf(here())


def here() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def keys(*texts: str) -> None:
    """Key each text where the cursor is, and go on with Enter."""
    for text in texts:
        if text.isascii():
            QTest.keyClicks(here(), text)
        else:
            type_words(here(), text)
            turn()
        press(Qt.Key.Key_Return)


def turn() -> None:
    """Let everything happen that waits for its turn."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(here(), key, modifier)


def test_a_whole_visit_is_keyed_without_the_mouse(
    page: VisitPage, model: VisitViewModel, store: SqlStore, qtbot: QtBot
) -> None:
    keys("1")  # the bees have come
    keys("2", "12-20", "老师病了")  # the training has not: a new day and why
    keys("", "930", "1025", "1")  # today, from, to, at home
    keys("cg", "hcq")  # 陈刚 too; met 贺长青
    keys("1", "龚组长", "小雨")  # purpose: survey; who came along; the weather
    keys("1", "1", "2", "3", "2", "1")  # six findings
    keys("枯水期要到300米外挑水", "咳嗽加重", "7,10")  # and the policies enjoyed
    keys("2", "收入稳定")  # yellow card, because
    keys("7", "")  # causes as before
    keys("", "", "", "收蜜40斤")  # the bees: due, state, day, result
    keys("办慢病卡", "7", "1", "人", "村医", "12-5", "", "")  # a new measure, then no further one
    keys("", "想参加春季养蜂班", "")  # family, appeal, answer
    keys("蜂箱不足", "qjs", "联系农业局", "wf", "12-15", "")  # an issue: want of skills
    keys("2017-1-10", "1")
    with qtbot.waitSignal(model.saved):
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (saved,) = store.find(Visit, household=HOME, appeal_text="想参加春季养蜂班")
    assert saved.start_at == dt.datetime.fromisoformat("2016-11-23T09:30")
    assert saved.end_at == dt.datetime.fromisoformat("2016-11-23T10:25")
    assert saved.visitors == (WANG, CHEN)
    assert saved.people_met == ("贺长青",)
    assert (saved.place_kind, saved.purpose, saved.sign_kind) == ("home", ("survey",), "signature")
    assert (saved.water_problem, saved.housing_problem, saved.no_pupil) == (True, False, True)
    assert (saved.water, saved.medical) == ("枯水期要到300米外挑水", "咳嗽加重")
    assert (saved.companions, saved.weather, saved.policies_enjoyed) == (
        "龚组长", "小雨", ("07", "10"),
    )  # fmt: skip
    assert saved.next_visit_date == dt.date(2017, 1, 10)
    assert [r.colour for r in store.find(CardRating, household=HOME)] == ["RED", "YELLOW"]
    assert store.find(HouseholdYear, household=HOME, year=2016)[0].main_cause == "07"
    bees = store.get(Measure, BEES)
    assert bees is not None
    assert (bees.state, bees.result_text) == ("done", "收蜜40斤")
    fresh = next(m for m in store.find(Measure, household=HOME) if m.uid != BEES)
    assert (fresh.title, fresh.catalog, fresh.unit, fresh.helper_text) == (
        "办慢病卡", "07", "人", "村医",
    )  # fmt: skip
    assert (fresh.state, fresh.due_date) == ("planned", dt.date(2016, 12, 5))
    training = store.get(VisitIssue, TRAINING)
    assert training is not None
    assert (training.state, training.due, training.outcome) == (
        "open", dt.date(2016, 12, 20), "老师病了",
    )  # fmt: skip
    issue = store.find(VisitIssue, visit=saved.uid)[0]
    told = (issue.text, issue.category, issue.action, issue.owner)
    assert told == ("蜂箱不足", "c07", "联系农业局", WANG)


def test_what_is_saved_can_be_taken_back_with_one_undo(
    page: VisitPage, model: VisitViewModel, store: SqlStore, qtbot: QtBot
) -> None:
    before = store.state_digest()
    enough_to_save(page, model)
    told: list[Saved] = []
    model.saved.connect(told.append)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert store.state_digest() != before
    registers(store).undo(told[0].done)
    assert store.state_digest() == before


def test_a_meaningless_record_is_not_saved_and_the_cursor_goes_where_it_lacks(
    page: VisitPage, model: VisitViewModel, store: SqlStore
) -> None:
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert model.state.phase == "ready"
    assert here().accessibleName() in {"开始时间", "Start"}
    assert len(store.find(Visit, household=HOME)) == 1


def test_the_draft_is_stored_half_a_second_after_the_last_key(
    page: VisitPage, model: VisitViewModel, store: SqlStore, qtbot: QtBot
) -> None:
    keys("1")
    qtbot.waitUntil(lambda: bool(model.state.draft_note))
    assert "10:24:07" in model.state.draft_note
    assert service(store).drafts.find(HOME) is not None


def test_after_a_crash_the_page_comes_back_as_it_was_typed(
    page: VisitPage, model: VisitViewModel, store: SqlStore, qtbot: QtBot
) -> None:
    keys("2", "12-20", "没有空")
    qtbot.waitUntil(lambda: bool(model.state.draft_note))
    again = made(store)
    again.look_for_drafts()
    assert [draft.title for draft in again.state.waiting] == ["贺长青"]
    second = opened(qtbot, again)
    assert again.state.notice.message
    keys("")
    assert field_text(second) == "12-20"
    keys("")
    assert field_text(second) == "没有空"


def test_another_language_keeps_what_is_typed(
    page: VisitPage, model: VisitViewModel, qtbot: QtBot, spoken: str
) -> None:
    keys("2", "12-20", "没有空")
    page.hide()
    set_language("en" if spoken == "zh_CN" else "zh_CN")
    other = opened(qtbot, model)
    keys("", "")
    assert field_text(other) == "没有空"
    assert model.state.heading.title == (
        "Visit to 贺长青" if spoken == "zh_CN" else "贺长青 的走访"
    )


def test_esc_goes_back_and_keeps_the_draft(
    page: VisitPage, model: VisitViewModel, store: SqlStore, qtbot: QtBot
) -> None:
    keys("1")
    with qtbot.waitSignal(model.left) as told:
        press(Qt.Key.Key_Escape)
    assert told.args[0]
    assert model.state.phase == "empty"
    draft = service(store).drafts.find(HOME)
    assert draft is not None
    assert draft.texts[f"promise.{BEES}"] == "done"


def test_the_draft_keeps_the_whole_setting_of_the_visit(
    page: VisitPage, model: VisitViewModel, qtbot: QtBot
) -> None:
    typed = {
        "visit.companions": "龚组长", "visit.weather": "小雨", "visit.policies_enjoyed": "07,10",
    }  # fmt: skip
    for key, text in typed.items():
        model.put(key, text)
    model.leave()
    model.open(HOME)
    qtbot.waitUntil(lambda: at_promise(page))
    assert {key: model.state.text(key) for key in typed} == typed
    assert ("07", "10") in [field.codes() for field in page.findChildren(CodesField)]


def test_discarding_asks_once_more_and_records_nothing(
    page: VisitPage, model: VisitViewModel, store: SqlStore, qtbot: QtBot
) -> None:
    before = store.state_digest()
    keys("1")
    button = next(b for b in page.findChildren(QuietButton) if b.text() in {"放弃", "Discard"})
    button.click()
    assert model.state.phase == "ready"
    with qtbot.waitSignal(model.left):
        button.click()
    assert service(store).drafts.pending() == ()
    assert store.state_digest() == before


def test_enter_that_confirms_a_candidate_stays_in_the_field(page: VisitPage) -> None:
    keys("2", "")
    field = here()
    compose(field, "laoshi")
    press(Qt.Key.Key_Return)
    assert here() is field
    compose(field, "", "老师")
    press(Qt.Key.Key_Return)
    assert here() is field


def test_a_promise_ticked_at_the_left_is_done_in_the_table_too(
    page: VisitPage, model: VisitViewModel
) -> None:
    keys("1")
    assert model.state.text(f"measure.{BEES}.state") == "done"
    assert model.state.text(f"measure.{BEES}.result_date") == "2016-11-23"
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_0)
    assert model.state.text(f"measure.{BEES}.state") == "running"


def test_nothing_needs_to_be_scrolled_sideways(page: VisitPage, model: VisitViewModel) -> None:
    form = page.findChildren(FormColumn)[0]
    model.put("visit.visitors", "王芳、陈刚")
    sheet = form.widget()
    assert sheet is not None
    assert sheet.minimumSizeHint().width() <= form.viewport().width()


def enough_to_save(page: VisitPage, model: VisitViewModel) -> None:
    keys("1", "1")
    keys("", "930", "1025", "1", "", "hcq", "1", "", "")


def field_text(page: VisitPage) -> str:
    assert page.isAncestorOf(here())
    field = here()
    assert isinstance(field, QLineEdit)
    return field.text()


def test_a_draft_of_another_form_says_so_and_names_its_day(
    qtbot: QtBot, store: SqlStore, spoken: str
) -> None:
    yesterday = FixedClock(NOW - dt.timedelta(days=1))
    shelf = service(store, yesterday).drafts
    shelf.keep(Draft(uid("new visit"), HOME, {"visit.start_at": "9点"}, version=0))
    model = made(store)
    opened(qtbot, model)
    notice = model.state.notice
    assert "2016-11-22" in notice.message
    assert notice.hint in {
        "草稿是用另一版表格填的，请把每一项再看一遍。",
        "It was begun in another version of this form: look through every field.",
    }
    assert model.state.text("visit.start_at") == "9点"
