"""Hears from the system that the laptop is about to sleep, or that its screen is locked."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_WINDOWS_MESSAGES = frozenset({b"windows_generic_MSG", b"windows_dispatcher_MSG"})
_POWER, _ASLEEP = 0x0218, 4
_SESSION, _LOCKED = 0x02B1, 7
_LOGIN = "org.freedesktop.login1"


class SleepWatch(QObject):
    """``going`` before the laptop sleeps, and when somebody locks its screen.

    What a system does not announce is noticed by the time that is missing. ``window`` is what
    Windows tells of a locked session.
    """

    going = Signal()

    def __init__(self, parent: QObject, window: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter: WindowsMessages | None = None
        application = QCoreApplication.instance()
        if sys.platform == "win32" and application is not None:
            self._filter = WindowsMessages(self.going.emit)
            application.installNativeEventFilter(self._filter)
            if window is not None:
                ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)
        elif sys.platform == "linux":
            from PySide6.QtDBus import QDBusConnection

            self.listen(QDBusConnection.systemBus())

    def listen(self, bus: QDBusConnection) -> None:
        """Hear the login service of a Linux desktop on this bus, if it is there."""
        manager, session = f"{_LOGIN}.Manager", f"{_LOGIN}.Session"
        connect: Any = bus.connect  # the stubs have it that slots are bytes
        connect("", "", manager, "PrepareForSleep", self, SLOT("_prepares(bool)"))
        connect("", "", session, "Lock", self, SLOT("_locked()"))

    def stop(self) -> None:
        """Hear no more."""
        application = QCoreApplication.instance()
        if self._filter is not None and application is not None:
            application.removeNativeEventFilter(self._filter)
        self._filter = None

    @Slot(bool)
    def _prepares(self, asleep: bool) -> None:
        if asleep:
            self.going.emit()

    @Slot()
    def _locked(self) -> None:
        self.going.emit()


class WindowsMessages(QAbstractNativeEventFilter):
    """Calls ``going`` for the messages by which Windows announces sleep and a locked session."""

    def __init__(self, going: Callable[[], None]) -> None:
        super().__init__()
        self._going = going

    @override
    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """See every message; keep none from whom it is meant for."""
        if QByteArray(eventType).data() in _WINDOWS_MESSAGES:
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in {(_POWER, _ASLEEP), (_SESSION, _LOCKED)}:
                self._going()
        return False, 0
