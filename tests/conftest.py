"""The strictness every test is held to: no foreign folder, no unannounced log, no remains."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from fieldapp.foundation import vault
from fieldapp.foundation.derivation import cheapest
from fieldapp.foundation.i18n import set_language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "house",
    deadline=None,
    max_examples=50,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

FOREIGN_SETTINGS = ("FIELDAPP_WORKSPACE", "FIELDAPP_PASSPHRASE", "FIELDAPP_INVITE_PASSPHRASE")
MARKS_OF_LONG_TESTS = ("journey", "slow")
PATIENCE_WITH_THREADS = 5.0  # seconds a thread that was told to stop may still need


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let nothing read or write the folders of the person who runs the tests."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as surroundings:
        for name in FOREIGN_SETTINGS:
            surroundings.delenv(name, raising=False)
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            surroundings.setenv(name, str(home))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            surroundings.setenv(name, str(home / name.lower()))
        yield


@pytest.fixture(scope="session", autouse=True)
def _cheap_locks() -> Iterator[None]:
    """Lock throw-away workspaces at the least cost that is allowed, not for half a second."""
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setattr(vault, "measured", cheapest)
        yield


@pytest.fixture(autouse=True)
def _first_language() -> None:
    """Every test begins in Chinese, whatever the one before it left to be spoken."""
    set_language("zh_CN")


@pytest.fixture
def announced_logs() -> list[str]:
    """Texts of warnings that a test expects in the log; append to announce them."""
    return []


@pytest.fixture(autouse=True)
def _no_unannounced_log(
    caplog: pytest.LogCaptureFixture, announced_logs: list[str]
) -> Iterator[None]:
    yield
    surprises = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
        and not any(text in record.getMessage() for text in announced_logs)
    ]
    if surprises:
        pytest.fail(f"logged, but not announced: {surprises}")


@pytest.fixture(autouse=True)
def _nothing_left_over(request: pytest.FixtureRequest) -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(PATIENCE_WITH_THREADS)
    running = [thread.name for thread in left if thread.is_alive()]
    if running:
        pytest.fail(f"threads left running: {running}")
    windows = _windows_left(drawn="qapp" in request.fixturenames)
    if windows:
        pytest.fail(f"windows left open: {windows}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--remake-golden", action="store_true", help="keep the pictures and texts seen now"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: side by side, the last file is waited for."""
    slow = {item.path for item in items if set(MARKS_OF_LONG_TESTS) & set(item.keywords)}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Leave what has been imported out of every later search for what is no longer used."""
    gc.collect()
    gc.freeze()


def _windows_left(*, drawn: bool) -> list[str]:
    """Name the windows still on the screen, and close them for the sake of the next test.

    After a test that has ``drawn``, what nobody holds any longer is taken away here, in the
    thread of the window, and not whenever a later test happens to need memory.
    """
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    if drawn or _visible():
        gc.collect()
    left = _visible()
    names = [type(window).__name__ for window in left]
    for window in left:
        window.close()
    return names


def _visible() -> list[QWidget]:
    from PySide6.QtWidgets import QApplication

    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


@pytest.fixture
def project() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parent.parent
