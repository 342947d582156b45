"""Two values stand side by side, and a person decides with keys or a button."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import changed, removed
from fieldapp.records import Household, VillageGroup
from fieldapp.services.asking import Asking, state_of
from fieldapp.services.disputes import Disputes
from tests.exchanging import HOME, carry, write
from tests.register_village import household_uid
from tests.two_desks import TwoDesks, telephone
from tests.ui.screen import put_on_screen, words
from ui.pages.merge.page import MergePage
from ui.pages.merge.view_model import MergeViewModel
from ui.workers.immediate import ImmediateRunner

ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def model(desks: TwoDesks) -> MergeViewModel:
    """The county's."""
    return MergeViewModel(desks.county, ImmediateRunner())


@pytest.fixture
def page(qtbot: QtBot, model: MergeViewModel) -> MergePage:
    """What was decided is asked for again, as in the window."""
    made = MergePage(model)
    model.saved.connect(lambda _saved: made.refresh())
    put_on_screen(qtbot, made)
    return made


def home(desks: TwoDesks) -> Household:
    found = desks.county.store.get(Household, household_uid(desks.county.store, HOME))
    assert found is not None
    return found


def meet(desks: TwoDesks, folder: Path, county: dict[str, object], team: dict[str, object]) -> None:
    """Both sides write to one household, and the team's bundle is merged."""
    write(desks.county, **county)
    write(desks.team, **team)
    carry(desks, folder)


def keep_first(page: MergePage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_1)


def keep_second(page: MergePage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_2)


@pytest.mark.parametrize(("act", "phone"), [(keep_first, "1"), (keep_second, "2")])
def test_a_figure_key_keeps_the_value_with_that_number(
    page: MergePage,
    model: MergeViewModel,
    desks: TwoDesks,
    tmp_path: Path,
    act: Callable[[MergePage], None],
    phone: str,
) -> None:
    meet(desks, tmp_path, {"phone": "1"}, {"phone": "2"})
    page.refresh()
    first, second = (card.accessibleName() for card in page.deciding.cards[:2])
    assert first.startswith("1: 1, ")
    assert second.startswith("2: 2, ")
    assert second.endswith("郑家村一号机")
    act(page)
    assert desks.county.store.questions.conflicts() == []
    assert home(desks).phone == phone
    assert model.state.none_at_all


def test_the_truth_needs_a_reason_that_stays_in_the_history(
    page: MergePage, desks: TwoDesks, tmp_path: Path
) -> None:
    meet(desks, tmp_path, {"phone": "1"}, {"phone": "2"})
    page.refresh()
    deciding = page.deciding
    deciding.truth.set_value("13900000003")
    QTest.keyClick(deciding.truth, ENTER, CONTROL)
    assert len(desks.county.store.questions.conflicts()) == 1, "nobody vouches for it yet"
    deciding.reason.set_value("电话问过")
    QTest.keyClick(deciding.reason, ENTER, CONTROL)
    assert desks.county.store.questions.conflicts() == []
    assert home(desks).phone == "13900000003"
    (newest, *_) = desks.county.store.questions.history("household", home(desks).uid)
    assert newest.reason == "conflict.resolve: 电话问过"


def test_both_are_kept_only_where_a_field_can_hold_both(
    page: MergePage, model: MergeViewModel, desks: TwoDesks, tmp_path: Path
) -> None:
    meet(desks, tmp_path, {"phone": "1", "note": "漏雨"}, {"phone": "2", "note": "学养蜂"})
    page.refresh()
    for line in model.state.lines:
        model.look_at(line.key)
        case = model.state.case
        assert case is not None
        assert case.can_keep_both == line.key.endswith("/note")
    note = next(one.key for one in model.state.lines if one.key.endswith("/note"))
    model.look_at(note)
    QTest.keyClick(page.table, Qt.Key.Key_B)
    assert home(desks).note == "漏雨；学养蜂"
    assert [row.field for row in desks.county.store.questions.conflicts()] == ["phone"]


def test_a_removal_stands_beside_what_was_written_meanwhile(
    page: MergePage, model: MergeViewModel, desks: TwoDesks, tmp_path: Path
) -> None:
    uid = household_uid(desks.team.store, HOME)
    desks.team.store.write(desks.team.registers.act("test"), [removed(Household, uid)])
    write(desks.county, phone="1")
    carry(desks, tmp_path)
    page.refresh()
    case = model.state.case
    assert case is not None
    assert not case.can_type
    assert not page.deciding.truth.isVisible()
    stays, removal = case.sides
    assert "1" in stays.value
    assert removal.laptop == "郑家村一号机"
    keep_second(page)
    assert desks.county.store.get(Household, uid) is None
    assert desks.county.store.questions.conflicts() == []


def test_a_position_is_kept_whole(
    page: MergePage, model: MergeViewModel, desks: TwoDesks, tmp_path: Path
) -> None:
    meet(
        desks, tmp_path, {"gps_lat": Decimal("31.1"), "gps_lon": Decimal("110.1")},
        {"gps_lat": Decimal("31.2"), "gps_lon": Decimal("110.2")},
    )  # fmt: skip
    page.refresh()
    case = model.state.case
    assert case is not None
    for side, lat, lon in zip(case.sides, ("31.1", "31.2"), ("110.1", "110.2"), strict=True):
        assert lat in side.value
        assert lon in side.value
    keep_first(page)
    assert (home(desks).gps_lat, home(desks).gps_lon) == (Decimal("31.1"), Decimal("110.1"))
    assert desks.county.store.questions.conflicts() == []


def test_a_household_that_moved_two_ways_names_both_groups(
    page: MergePage, model: MergeViewModel, desks: TwoDesks, tmp_path: Path
) -> None:
    groups = {
        group.uid: group.name
        for group in desks.county.store.find(VillageGroup)
        if group.uid != home(desks).group
    }
    one, two = sorted(groups)[:2]
    meet(desks, tmp_path, {"group": one}, {"group": two})
    page.refresh()
    case = model.state.case
    assert case is not None
    assert [side.value for side in case.sides] == [groups[one], groups[two]]
    keep_second(page)
    assert home(desks).group == two


def test_the_team_is_asked_and_its_answer_is_shown(
    qtbot: QtBot, page: MergePage, model: MergeViewModel, desks: TwoDesks, tmp_path: Path
) -> None:
    meet(desks, tmp_path, {"phone": "1"}, {"phone": "2"})
    page.refresh()
    page.deciding.question.set_value("哪个能打通？")
    QTest.keyClick(page.deciding.question, ENTER)
    carry(desks, tmp_path, back=True)
    team = Asking(desks.team.registers)
    (asked,) = team.for_here()
    assert asked.text == "哪个能打通？"
    team.answer(asked.uid, "打过了", "13900000009")
    carry(desks, tmp_path)
    page.refresh()
    qtbot.waitUntil(lambda: "打过了" in words(page) and "13900000009" in words(page))
    case = model.state.case
    assert case is not None
    model.close_question(case.questions[0].uid)
    (dispute,) = Disputes(desks.county.registers).every()
    assert [state_of(one) for one in dispute.questions] == ["closed"]


def numbers(model: MergeViewModel) -> Counter[str]:
    """By household: how many lines are shown."""
    return Counter(line.number for line in model.state.lines)


def test_filters_leave_what_fits_and_a_household_begins_alone(
    page: MergePage, model: MergeViewModel, desks: TwoDesks, tmp_path: Path
) -> None:
    other = "0107"
    telephone(desks.county, other, "3")
    telephone(desks.team, other, "4")
    meet(desks, tmp_path, {"phone": "1", "note": "甲"}, {"phone": "2", "note": "乙"})
    page.refresh()
    assert numbers(model) == {HOME: 2, other: 1}
    model.narrow(field="household/phone")
    assert numbers(model) == {HOME: 1, other: 1}
    model.narrow(field="", text=other)
    assert numbers(model) == {other: 1}
    model.narrow(text="", age="30")
    assert numbers(model) == {}
    model.about(household_uid(desks.county.store, HOME))
    page.refresh()
    assert numbers(model) == {HOME: 2}


def test_what_another_settled_meanwhile_is_refused(
    page: MergePage, model: MergeViewModel, desks: TwoDesks, tmp_path: Path
) -> None:
    meet(desks, tmp_path, {"phone": "1"}, {"phone": "2"})
    page.refresh()
    failures: list[object] = []
    model.failed.connect(failures.append)
    uid = household_uid(desks.county.store, HOME)
    act = desks.county.registers.act("test")
    desks.county.store.write(act, [changed(Household, uid, phone="5")])
    keep_first(page)
    (failure,) = failures
    assert isinstance(failure, Refused)
    assert failure.code == "unknown_conflict"
    assert home(desks).phone == "5"


def test_a_list_without_conflicts_is_not_printed(
    qtbot: QtBot, page: MergePage, desks: TwoDesks, tmp_path: Path
) -> None:
    page.refresh()
    (button,) = [one for one in page.findChildren(QPushButton) if one.text() == "打印清单"]
    assert not button.isEnabled()
    meet(desks, tmp_path, {"phone": "1"}, {"phone": "2"})
    page.refresh()
    with qtbot.waitSignal(page.print_asked):
        QTest.keyClick(page, Qt.Key.Key_P, CONTROL)
