"""The window as every test finds it: dressed, with the shipped font."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.style.theme import apply_style


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> QApplication:
    if not qapp.styleSheet():
        apply_style(qapp, "light", shipped_font=True)
    return qapp
