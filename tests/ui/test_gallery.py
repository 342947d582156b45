"""The gallery draws every widget, so that one which breaks is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.gallery import draw
from ui.style.theme import apply_style


@pytest.mark.slow
def test_every_widget_is_drawn_in_both_themes_and_languages(
    tmp_path: Path, dressed: QApplication
) -> None:
    draw(tmp_path)
    apply_style(dressed, "light", shipped_font=True)
    pictures = list(tmp_path.glob("*.png"))
    assert len(pictures) == 7 * 4
    assert all(picture.stat().st_size > 0 for picture in pictures)
