"""The manual says the same in both languages."""

from __future__ import annotations

import re

import pytest

from fieldapp.foundation.assets import asset_path
from fieldapp.foundation.i18n import LANGUAGES
from fieldapp.foundation.manual import MANUAL_PAGES, manual_page, title_of

_KEYS = re.compile(r"(?:Ctrl|Alt)\+\w+|\bF\d+|`[^`]+`")
_LINE = re.compile(r"^(#+|-|\d+\.)( \*\*)?", re.MULTILINE)


@pytest.mark.parametrize("page", MANUAL_PAGES)
def test_both_languages_hold_the_same_headings_and_points_in_the_same_order(page: str) -> None:
    english, chinese = (_LINE.findall(manual_page(page, language)) for language in ("en", "zh_CN"))
    assert english == chinese
    assert [mark for mark, _bold in english].count("##") > 1


@pytest.mark.parametrize("page", MANUAL_PAGES)
def test_both_languages_name_the_same_keys_and_commands(page: str) -> None:
    english, chinese = (
        sorted(set(_KEYS.findall(manual_page(page, language)))) for language in ("en", "zh_CN")
    )
    assert english == chinese


def test_no_page_is_left_out_and_each_has_a_title_of_its_own() -> None:
    shipped = {file.name for file in asset_path("manual").iterdir()}
    assert shipped == {f"{page}.{language}.md" for page in MANUAL_PAGES for language in LANGUAGES}
    titles = [title_of(manual_page(page, lang)) for page in MANUAL_PAGES for lang in LANGUAGES]
    assert len(set(titles)) == len(titles)
    assert "" not in titles
