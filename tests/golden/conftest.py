"""The comparison with what was kept, and a look that is the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from fieldapp.foundation.i18n import set_language
from tests.golden.comparing import Golden
from ui.app import make_application
from ui.style.theme import apply_style


@pytest.fixture
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Golden:
    return Golden(bool(request.config.getoption("--remake-golden")), tmp_path)


@pytest.fixture(params=["zh_CN", "en"])
def spoken(request: pytest.FixtureRequest) -> str:
    set_language(str(request.param))
    return str(request.param)


@pytest.fixture
def pinned(qapp: QApplication, spoken: str) -> Iterator[None]:
    """The shipped letters alone, drawn by their outlines, and no blinking cursor."""
    blinking = qapp.cursorFlashTime()
    make_application([], "light", spoken, shipped_font=True)
    font = QFont(qapp.font())
    font.setFamilies([family for family in font.families() if family != "sans-serif"])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(
        QFont.StyleStrategy.NoFontMerging | QFont.StyleStrategy.NoSubpixelAntialias
    )
    qapp.setFont(font)
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(blinking)
    make_application([], "light", "zh_CN", shipped_font=True)
    apply_style(qapp, "light", shipped_font=True)
