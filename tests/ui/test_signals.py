"""The Qt binding itself: a signal gives back exactly the references that it took."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal

_EMITS = 300
_OLD = pytest.mark.skipif(sys.version_info >= (3, 12), reason="immortal from Python 3.12 on")


class _Sender(QObject):
    plain = Signal()
    telling = Signal(object)


@_OLD
def test_emitting_a_signal_costs_no_reference_to_true() -> None:
    sender = _Sender()
    before = sys.getrefcount(True)
    for _ in range(_EMITS):
        sender.plain.emit()
        sender.telling.emit(None)
    assert abs(sys.getrefcount(True) - before) < _EMITS / 2


@_OLD
def test_a_call_that_answers_nothing_costs_no_reference_to_none() -> None:
    sender = _Sender()
    before = sys.getrefcount(None)
    for _ in range(_EMITS):
        sender.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < _EMITS / 2
