"""The drawings of the village page: shares over time, places by height."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.height_sketch import HeightSketch, Spot
from ui.widgets.share_lines import ShareLine, ShareLines

SPOTS = (
    Spot("a", 0, 810, "red", "张三"),
    Spot("b", 0, 812, "yellow", "李四"),
    Spot("c", 1, 1380, "general", "王五"),
)


@pytest.fixture
def sketch(qtbot: QtBot) -> HeightSketch:
    made = HeightSketch("分布")
    qtbot.addWidget(made)
    made.resize(600, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.show_spots(("1组", "2组"), SPOTS)
    return made


def places(sketch: HeightSketch) -> dict[str, QPointF]:
    """Where each mark is found by looking at every second point."""
    found: dict[str, QPointF] = {}
    for x in range(0, sketch.width(), 2):
        for y in range(0, sketch.height(), 2):
            spot = sketch.spot_at(QPointF(x, y))
            if spot is not None:
                found.setdefault(spot.key, QPointF(x, y))
    return found


def test_every_mark_has_a_place_of_its_own(sketch: HeightSketch) -> None:
    found = places(sketch)
    assert set(found) == {"a", "b", "c"}
    assert found["a"] != found["b"]
    assert found["c"].x() > found["a"].x()
    assert found["c"].y() < found["a"].y()


def test_pressing_a_mark_tells_its_key_and_pressing_beside_it_nothing(
    qtbot: QtBot, sketch: HeightSketch
) -> None:
    place = places(sketch)["c"].toPoint()
    with qtbot.waitSignal(sketch.pressed) as told:
        QTest.mouseClick(sketch, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["c"]
    with qtbot.assertNotEmitted(sketch.pressed):
        QTest.mouseClick(sketch, Qt.MouseButton.LeftButton, pos=QPoint(300, 60))


def test_marks_of_one_height_stay_within_their_column(qtbot: QtBot) -> None:
    made = HeightSketch("分布")
    qtbot.addWidget(made)
    made.resize(400, 200)
    crowd = [Spot(str(number), 0, 900, "red", "") for number in range(60)]
    made.show_spots(("1组", "2组"), [*crowd, Spot("other", 1, 900, "red", "")])
    found = places(made)
    assert max(place.x() for key, place in found.items() if key != "other") < found["other"].x()


def test_an_empty_sketch_is_drawn_too(qtbot: QtBot) -> None:
    made = HeightSketch("分布")
    qtbot.addWidget(made)
    assert not made.grab().isNull()


def test_shares_are_drawn_and_told_to_a_screen_reader(qtbot: QtBot) -> None:
    made = ShareLines("覆盖率")
    qtbot.addWidget(made)
    empty = made.sizeHint().height()
    points = ((dt.date(2015, 1, 1), 20.0), (dt.date(2016, 1, 1), 60.0))
    one_day = ((dt.date(2016, 1, 1), 100.0),)
    made.show_lines(
        [ShareLine("网络", points, "60 %", "3 / 5"), ShareLine("路灯", one_day, "100 %", "5 / 5")]
    )
    assert made.accessibleDescription() == "网络 60 % (3 / 5); 路灯 100 % (5 / 5)"
    assert made.sizeHint().height() == 2 * empty
    before = made.grab().toImage()
    made.show_lines([ShareLine("网络", points, "61 %", "3 / 5")])
    assert made.grab().toImage() != before
