import pytest

from fieldapp.rules.pinyin import name_pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("贺长青", "he chang qing"),
        ("单雄信", "shan xiong xin"),
        ("解秀兰", "xie xiu lan"),
        ("仇大福", "qiu da fu"),
        ("曾桂英", "zeng gui ying"),
        ("查正清", "zha zheng qing"),
        ("覃海山", "qin hai shan"),
        ("尉迟明", "yu chi ming"),
        ("万俟雪", "mo qi xue"),
        ("区明", "ou ming"),
        ("卜大福", "bu da fu"),
        ("藏海山", "zang hai shan"),
        ("郇正清", "xun zheng qing"),
        ("吕翠", "lv cui"),
    ],
)
def test_a_surname_has_its_own_reading(name: str, pinyin: str) -> None:
    assert name_pinyin(name) == pinyin


def test_the_reading_of_a_surname_is_not_used_within_the_name() -> None:
    assert name_pinyin("王解放") == "wang jie fang"


def test_a_name_in_two_parts_is_read_through() -> None:
    assert name_pinyin("阿依努尔·买买提") == "a yi nu er mai mai ti"


def test_latin_letters_stay_and_blanks_do_not_matter() -> None:
    assert name_pinyin(" 王 芳 ") == "wang fang"
    assert name_pinyin("Anna李") == "anna li"


def test_a_name_of_nothing_has_no_reading() -> None:
    assert name_pinyin("") == ""
    assert name_pinyin("··") == ""
