"""The shipped fonts write the names of the villages and load on paper and on screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont as FontFile
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot
from reportlab.pdfbase.ttfonts import TTFont as PaperFont

from fieldapp.foundation.assets import asset_path

FAMILIES = {
    "NotoSerifSC-Regular.ttf": "Noto Serif SC",
    "NotoSerifSC-Bold.ttf": "Noto Serif SC",
    "NotoSansSC-Regular.ttf": "Noto Sans SC",
    "NotoSansSC-Bold.ttf": "Noto Sans SC",
}
FORMS_AND_UNITS = "□■√✓×●○①⑳→←↑↓·—…℃㎡‰¥￥“”‘’（），。：；！？《》〇ǎěǐǒǔǚüńḿAz09"
RARE_NAMES = "䶮㛃镕喆翀犇堃垚珺龘"


def characters_of(file: str) -> set[int]:
    with FontFile(asset_path(f"fonts/{file}"), lazy=True) as font:
        return set(font.getBestCmap())


def encodable(encoding: str) -> set[int]:
    """The ideographs of an encoding."""
    return {code for code in range(0x4E00, 0xA000) if chr(code).encode(encoding, "ignore")}


@pytest.mark.parametrize("file", FAMILIES)
def test_every_font_writes_gb_2312_and_the_signs_of_the_forms(file: str) -> None:
    wanted = encodable("gb2312") | {ord(sign) for sign in FORMS_AND_UNITS}
    assert wanted - characters_of(file) == set()


@pytest.mark.parametrize("file", ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"])
def test_the_fonts_of_the_window_write_every_sign_that_it_shows(project: Path, file: str) -> None:
    told = [*(project / "ui").rglob("*.py"), *(project / "resources/translations").rglob("*.po")]
    signs = {ord(sign) for path in told for sign in path.read_text(encoding="utf-8")}
    assert {chr(sign) for sign in signs - characters_of(file)} == {"\n"}


@pytest.mark.parametrize("file", ["NotoSerifSC-Regular.ttf", "NotoSansSC-Regular.ttf"])
def test_the_regular_fonts_write_gbk_and_rare_names(file: str) -> None:
    assert (encodable("gbk") | set(map(ord, RARE_NAMES))) - characters_of(file) == set()


@pytest.mark.parametrize(("file", "family"), FAMILIES.items())
def test_the_screen_knows_the_font_by_its_family(qtbot: QtBot, file: str, family: str) -> None:
    number = QFontDatabase.addApplicationFont(str(asset_path(f"fonts/{file}")))
    assert QFontDatabase.applicationFontFamilies(number) == [family]
    QFontDatabase.removeApplicationFont(number)


@pytest.mark.parametrize("file", FAMILIES)
def test_paper_can_embed_the_font(file: str) -> None:
    assert PaperFont(file, str(asset_path(f"fonts/{file}"))).stringWidth("郑家村", 10) == 30
