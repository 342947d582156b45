"""The window as every test finds it: dressed, with the shipped font, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from fieldapp.foundation.i18n import language, set_language
from ui.style.theme import apply_style


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    spoken = language()
    set_language("zh_CN")
    if not qapp.styleSheet():
        apply_style(qapp, "light", shipped_font=True)
    yield qapp
    set_language(spoken)
