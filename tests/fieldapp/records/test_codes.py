"""Code lists: complete, labelled, and no word means two codes of a list."""

from __future__ import annotations

from collections import defaultdict

import pytest

from fieldapp.records.codes import CodeList, all_lists, code_list
from fieldapp.records.declare import entities

NATIONAL = [
    "C01", "C02", "C03", "C04", "C05", "C05b", "C06", "C07", "C08", "C08b", "C09", "C10", "C11",
    "C12a", "C12b", "C12c", "C12d", "C13", "C13r", "C14", "C15", "C16", "C17", "C18", "C19",
    "C20", "C21", "C22", "C23", "C24", "C25", "C26", "C27", "C28", "C29", "C30", "C31", "C32",
    "C33", "C34", "C35",
]  # fmt: skip
BESIDE_A_FIELD = {"card_short", "audit_result"}
each_list = pytest.mark.parametrize("codes", all_lists(), ids=lambda codes: codes.name)


@pytest.mark.parametrize("name", NATIONAL)
def test_every_list_of_the_dictionary_is_declared(name: str) -> None:
    assert code_list(name).codes


def test_every_list_is_used_by_a_field() -> None:
    used = {
        field.codes.name
        for spec in entities()
        for field in spec.fields.values()
        if field.codes is not None
    }
    assert {codes.name for codes in all_lists()} - used == BESIDE_A_FIELD


@each_list
def test_values_are_unique_and_labelled_in_both_languages(codes: CodeList) -> None:
    values = [code.value for code in codes.codes]
    assert len(set(values)) == len(values)
    for code in codes.codes:
        assert code.value.isascii()
        assert code.zh
        assert code.en.isascii()
        assert codes.label(code.value, "zh_CN") == code.zh
        assert codes.label(code.value, "en") == code.en


@each_list
def test_no_word_means_two_codes_of_a_list(codes: CodeList) -> None:
    meanings = defaultdict(set)
    for code in codes.codes:
        for word in (code.value, code.zh, code.en, *code.synonyms):
            meanings["".join(word.split()).casefold()].add(code.value)
    assert {word: means for word, means in meanings.items() if len(means) > 1} == {}


@each_list
def test_every_word_of_a_code_finds_it(codes: CodeList) -> None:
    for code in codes.codes:
        for word in (code.value, code.zh, code.en, *code.synonyms):
            assert codes.find(f" {word} ") == code.value


@pytest.mark.parametrize(
    ("name", "word", "value"),
    [
        ("C01", "本人或户主", "01"),
        ("issue_category", "健康帮扶", "07"),
        ("issue_category", "因病", "c01"),
        ("issue_category", "其他", "16"),
        ("C01", "妻", "02"),
        ("C01", "爱人", "02"),
        ("C01", "次子", "03"),
        ("C01", "长女", "04"),
        ("C01", "儿媳", "05"),
        ("C01", "孙", "07"),
        ("C01", "孙女", "08"),
        ("C01", "母亲", "12"),
        ("C01", "之侄女", "X5"),
        ("C04", "汉", "01"),
        ("C04", "土家", "15"),
        ("C05", "半文盲", "01"),
        ("C05", "中专", "04"),
        ("C05", "本科", "05b"),
        ("C06", "缺劳动力", "08"),
        ("C07", "慢性病", "02"),
        ("C08", "半劳动力", "X1"),
        ("C08b", "乡(镇)内务工", "01"),
        ("C08b", "县外省内务工", "03"),
        ("C08b", "省外务工", "04"),
        ("C08b", "05", "99"),
        ("C14", "贫困户", "REG"),
        ("C14", "脱贫户", "EXIT"),
        ("C19", "低保金", "T2"),
        ("C19", "工资性收入", "W0"),
        ("C20", "小额信贷", "09"),
        ("card_colour", "红", "RED"),
        ("card_colour", "黄卡户", "YELLOW"),
        ("card_colour", "一般户", "GENERAL"),
        ("place_kind", "village office", "village_office"),
        ("issue_state", "Passed up", "passed_up"),
        ("benefit_type", "planting subsidy", "planting_subsidy"),
        ("benefit_basis", "per head of stock", "per_head_of_stock"),
    ],
)
def test_the_words_of_offices_find_their_code(name: str, word: str, value: str) -> None:
    assert code_list(name).find(word) == value


@pytest.mark.parametrize("word", ["", "没有这个词", "红黄"])
def test_a_word_nobody_declared_finds_no_code(word: str) -> None:
    assert code_list("card_colour").find(word) is None


def test_a_code_of_a_newer_version_shows_as_itself() -> None:
    assert code_list("C06").label("14", "zh_CN") == "14"


def test_the_ethnic_groups_are_those_of_the_national_standard() -> None:
    groups = [code for code in code_list("C04").codes if int(code.value) <= 56]
    assert [code.value for code in groups] == [f"{number:02d}" for number in range(1, 57)]
    assert all(code.zh.endswith("族") for code in groups)
    assert all(code_list("C04").find(code.zh.removesuffix("族")) == code.value for code in groups)
