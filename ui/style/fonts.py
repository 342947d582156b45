"""Which letters the window is set in: the system's Chinese interface font, else the shipped one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from fieldapp.foundation.assets import asset_path
from ui.style.tokens import TEXT_SIZE

SYSTEM_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
)


def interface_font(*, shipped_only: bool = False) -> QFont:
    """The font of the whole window, with figures of equal width.

    Args:
        shipped_only: never look at the system's fonts, so that pictures are the same everywhere.
    """
    families = [] if shipped_only else [f for f in SYSTEM_FAMILIES if QFontDatabase.hasFamily(f)]
    font = QFont()
    font.setFamilies([*(families[:1] or _shipped_families()), "sans-serif"])
    font.setPixelSize(TEXT_SIZE)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _shipped_families() -> list[str]:
    """Load the shipped fonts; a program that lacks them still opens, in any font there is."""
    loaded: list[str] = []
    for file in _shipped_files():
        for family in QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(file))
        ):
            if family not in loaded:
                loaded.append(family)
    return loaded


def _shipped_files() -> list[Path]:
    try:
        return sorted(asset_path("fonts").glob("NotoSansSC-*.ttf"))
    except FileNotFoundError:
        return []
