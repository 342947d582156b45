"""Lines of Chinese, English and mixed text end where a typesetter would end them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.sheets.line_breaking import break_lines

_MIXED = st.text("贺青 abc，。、（）“”·…□■1,-\n", max_size=60)


def _ems(text: str) -> float:
    return sum(1 if ord(character) > 0x2E7F else 0.5 for character in text)


def test_no_line_starts_with_closing_punctuation() -> None:
    lines = break_lines("枯水期要到三百米外挑水，冬春尤难。户主咳喘", 11, _ems)
    assert lines == ("枯水期要到三百米外挑", "水，冬春尤难。户主咳喘")


def test_no_line_ends_with_an_opening_bracket() -> None:
    assert break_lines("蜂箱十只（农业局）", 5, _ems) == ("蜂箱十只", "（农业局）")


def test_english_words_stay_whole() -> None:
    assert break_lines("keep the words whole", 5, _ems) == ("keep the", "words", "whole")


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert break_lines("x" * 10, 2, _ems) == ("xxxx", "xxxx", "xx")


def test_a_box_stays_with_its_word() -> None:
    assert break_lines("□ good  □ poor", 5, _ems) == ("□ good", "□ poor")


def test_line_feeds_are_kept() -> None:
    assert break_lines("一\n\n二", 9, _ems) == ("一", "", "二")


@given(_MIXED, st.integers(3, 20))
def test_no_character_is_lost_and_none_added(text: str, room: int) -> None:
    kept = "".join(break_lines(text, room, _ems))
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text("贺青 abc，。", max_size=60), st.integers(4, 20))
def test_lines_fit_but_for_hanging_punctuation(text: str, room: int) -> None:
    for line in break_lines(text, room, _ems):
        assert _ems(line.rstrip("，。 ")) <= room
