"""Sleep and a locked screen are heard from the system itself."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Iterator
from ctypes import wintypes

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from ui.guarding.sleep import SleepWatch, WindowsMessages

_NAME = "a bus of its own"
_MANAGER, _SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"


@pytest.fixture
def bus() -> Iterator[QDBusConnection]:
    """A private message bus of Linux, on which the test speaks for the login service."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("there is no dbus-daemon")
    process = subprocess.Popen(
        [daemon, "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    made = QDBusConnection.connectToBus(process.stdout.readline().strip(), _NAME)
    assert made.isConnected()
    yield made
    QDBusConnection.disconnectFromBus(_NAME)
    process.terminate()
    process.communicate()


def _say(bus: QDBusConnection, interface: str, name: str, *arguments: object) -> None:
    signal = QDBusMessage.createSignal("/org/freedesktop/login1", interface, name)
    signal.setArguments(list(arguments))
    bus.send(signal)


def test_linux_announces_sleep_and_a_locked_screen(qtbot: QtBot, bus: QDBusConnection) -> None:
    owner = QObject()
    watch = SleepWatch(owner)
    watch.listen(bus)
    with qtbot.waitSignal(watch.going):
        _say(bus, _MANAGER, "PrepareForSleep", True)
    with qtbot.waitSignal(watch.going):
        _say(bus, _SESSION, "Lock")
    heard: list[object] = []
    watch.going.connect(lambda: heard.append(None))
    _say(bus, _MANAGER, "PrepareForSleep", False)
    _say(bus, _SESSION, "Lock")
    qtbot.waitUntil(lambda: bool(heard))
    assert len(heard) == 1, "waking is not going to sleep"
    watch.stop()


@pytest.mark.parametrize(
    ("message", "meaning", "heard"),
    [(0x0218, 4, 1), (0x02B1, 7, 1), (0x0218, 7, 0), (0x02B1, 8, 0), (0x000F, 4, 0)],
)
def test_windows_announces_sleep_and_a_locked_session(
    message: int, meaning: int, heard: int
) -> None:
    calls: list[object] = []
    told = wintypes.MSG()
    told.message, told.wParam = message, meaning
    messages = WindowsMessages(lambda: calls.append(None))
    place = ctypes.addressof(told)
    assert messages.nativeEventFilter(b"windows_generic_MSG", place) == (False, 0)
    assert messages.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert len(calls) == heard
