"""The pages look as they did when they were last approved, on the smallest screen."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fieldapp.bootstrap import Opener
from fieldapp.bundles.keys import PublicKeys
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.ids import SeededIds
from fieldapp.services.demonstration import OPENING, make_demonstration
from fieldapp.services.desk import Desk
from tests.golden.comparing import Golden
from ui.app import lock
from ui.pages.exchange import sticks
from ui.pages.unlock.view_model import UnlockViewModel
from ui.shell.main_window import MainWindow
from ui.wiring import Wiring
from ui.workers.immediate import ImmediateRunner

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="other systems draw letters otherwise"),
    pytest.mark.usefixtures("pinned"),
    pytest.mark.slow,
]

SMALLEST = QSize(1366, 768)
PAGES = ("print", "exchange")
OPENER = Opener(FixedClock(dt.datetime.fromisoformat(OPENING)), SeededIds("golden"))


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden") / "workspace"
    make_demonstration(OPENER.founding(), folder, households=422, role="team")
    return folder


@pytest.fixture
def desk(village: Path) -> Iterator[Desk]:
    """The team's desk, on a machine without sticks, in the evening of the demonstration's day."""
    opened = OPENER.desk(village, None)
    yield opened
    opened.store.close()


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(SMALLEST)
    return made


def seen(qtbot: QtBot, window: QWidget) -> Image.Image:
    """What the window shows once nothing moves any more."""
    shots: list[QImage] = []

    def still() -> bool:
        shots.append(window.grab().toImage())
        return len(shots) > 1 and shots[-1] == shots[-2]

    qtbot.waitUntil(still)
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    shots[-1].save(kept, "PNG")  # type: ignore[call-overload]  # the stub names the format bytes
    return Image.open(io.BytesIO(kept.data().data()))


def on_screen(qtbot: QtBot, window: QWidget) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def test_the_lock_is_the_approved_one(
    qtbot: QtBot, window: MainWindow, golden: Golden, spoken: str
) -> None:
    lock(window, UnlockViewModel("郑家村一号机"), print)
    on_screen(qtbot, window)
    golden.picture(f"unlock-{spoken}", seen(qtbot, window))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_the_approved_one(
    qtbot: QtBot, window: MainWindow, golden: Golden, desk: Desk, spoken: str, page: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(sticks, "is_removable", lambda _device, _folder: False)
    monkeypatch.setattr(PublicKeys, "fingerprint", lambda _keys: "7F3A 90C2")  # keys are random
    wiring = Wiring(window, desk, ImmediateRunner(), tmp_path / "preferences.json")
    on_screen(qtbot, window)
    wiring.routes.go(page)
    golden.picture(f"{page}-{spoken}", seen(qtbot, window))
    wiring.let_go()
