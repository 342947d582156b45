"""The Qt binding itself: a signal gives back exactly the references that it took."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal

_EMITS = 300


class _Sender(QObject):
    plain = Signal()
    telling = Signal(object)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True is immortal from Python 3.12 on")
def test_emitting_a_signal_costs_no_reference_to_true() -> None:
    sender = _Sender()
    before = sys.getrefcount(True)
    for _ in range(_EMITS):
        sender.plain.emit()
        sender.telling.emit(None)
    assert abs(sys.getrefcount(True) - before) < _EMITS / 2
