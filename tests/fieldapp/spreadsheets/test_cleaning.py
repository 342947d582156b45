from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from fieldapp.spreadsheets.cells import Cell
from fieldapp.spreadsheets.cleaning import cleaner_for
from fieldapp.spreadsheets.dates import WrittenDate, read_date
from fieldapp.spreadsheets.headings import normal, recognise

TODAY = dt.date(2016, 12, 31)


def clean(heading: str, cell: Cell) -> object:
    target = recognise(heading)
    assert target is not None
    return cleaner_for(target, normal(heading).hints, TODAY)(cell).value


def fault(heading: str, cell: Cell) -> str | None:
    target = recognise(heading)
    assert target is not None
    found = cleaner_for(target, normal(heading).hints, TODAY)(cell).fault
    return found.code if found else None


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("耕地", "2.9亩", "2.90"),
        ("耕地", "0.73公顷", "10.95"),
        ("耕地", "5 分", "0.50"),
        ("耕地", "1亩5分", "1.50"),
        ("耕地", "２．５", "2.50"),
        ("耕地", 2.9, "2.90"),
        ("耕地面积(公顷)", 2.0, "30.00"),
        ("耕地面积(公顷)", "2亩", "2.00"),
        ("人均纯收入", "6369元", "6369.00"),
        ("人均纯收入", "￥6,369.5", "6369.50"),
        ("人均纯收入", "1.2万元", "12000.00"),
        ("家庭年人均纯收入(万元)", "0.5", "5000.00"),
        ("住房面积", "120㎡", "120.00"),
        ("与村主干路距离(公里)", "500米", "0.50"),
        ("与村主干路距离(公里)", "3里", "1.50"),
        ("低保金", "1,234,567", "1234567.00"),
        ("与村主干路距离(公里)", "5公里300米", "5.30"),
        ("人均纯收入", "3200元/人", "3200.00"),
        ("务工时间", "1年", "12"),
        ("低保金", "-50", "-50.00"),
    ],
)
def test_amounts_are_exact_in_the_unit_of_the_field(heading: str, cell: Cell, value: str) -> None:
    assert str(clean(heading, cell)) == value
    assert fault(heading, cell) is None


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("人均纯收入", "三千二百", "3200.00"),
        ("人均纯收入", "壹万贰仟元整", "12000.00"),
        ("人均纯收入", "1.2万", "12000.00"),
        ("人均纯收入", "1.23456万", "12345.60"),
        ("人均纯收入", "3千", "3000.00"),
        ("人均纯收入", "3千2百元", "3200.00"),
        ("人均纯收入", "一万二", "12000.00"),
        ("人均纯收入", "两千零五元", "2005.00"),
        ("人均纯收入", "三万元", "30000.00"),
        ("家庭年人均纯收入(万元)", "1.2万", "12000.00"),
        ("家庭年人均纯收入(万元)", "三", "30000.00"),
        ("人口", "五人", "5"),
        ("人口", "十二", "12"),
        ("耕地", "二亩五分", "2.50"),
        ("耕地", "三点五亩", "3.50"),
        ("与村主干路距离(公里)", "三千米", "3.00"),
    ],
)
def test_a_number_in_chinese_numerals_is_read_and_told(heading: str, cell: str, value: str) -> None:
    assert str(clean(heading, cell)) == value
    assert fault(heading, cell) == "number_in_words"


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("人均纯收入", "三五百"),
        ("人均纯收入", "3千2"),
        ("人均纯收入", "万"),
        ("人口", "三五"),
        ("人口", "两三人"),
        ("耕地", "亩半"),
        ("家庭年人均纯收入(万元)", "三千二百"),
        ("家庭年人均纯收入(万元)", "3千"),
    ],
)
def test_a_number_in_words_that_is_not_clear_is_never_guessed(heading: str, cell: str) -> None:
    assert clean(heading, cell) is None
    assert fault(heading, cell) in {"number_unreadable", "unit_unknown"}


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("人均纯收入", "3200-4000"), ("家庭人口", "3+1"), ("家庭人口", "3-4"), ("耕地", "2亩5"),
        ("家庭人口", "5人3人"), ("耕地", "5分2亩"),
    ],
)  # fmt: skip
def test_a_range_or_a_sum_without_its_units_is_never_worked_out(heading: str, cell: str) -> None:
    assert clean(heading, cell) is None
    assert fault(heading, cell) == "number_unreadable"


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("低保金", "500元/月"), ("低保金", "300元/人"), ("人均纯收入", "9000元/户"),
        ("家庭人口", "2户"), ("务工收入(元/月)", "3000"), ("务工收入(元/月)", 3000.0),
        ("住房面积(亩)", 0.1),
    ],
)  # fmt: skip
def test_a_unit_of_another_measure_is_told_and_not_taken(heading: str, cell: Cell) -> None:
    assert clean(heading, cell) is None
    assert fault(heading, cell) == "unit_unknown"


@pytest.mark.parametrize(
    "cell",
    [
        "约80", "80左右", "~80", "～80元", "≈80", "近百", "80多", "80余元", "大概80元", "约3200元",
        "不到100", "80以上", "三千多", "十几", "几百", "数千", "十来元", "80+", "八十上下",
    ],
)  # fmt: skip
def test_an_approximate_figure_is_told_and_never_taken_for_an_exact_one(cell: str) -> None:
    assert clean("人均纯收入", cell) is None
    assert fault("人均纯收入", cell) == "number_approximate"


@pytest.mark.parametrize("heading", ["耕地", "人口", "出生日期", "性别", "低保", "户编号", "姓名"])
@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#DIV/0!", "#value!"])
def test_an_error_of_the_spreadsheet_is_told_and_is_no_value(heading: str, cell: str) -> None:
    assert clean(heading, cell) is None
    assert fault(heading, cell) == "cell_error"


def test_a_text_that_only_begins_like_an_error_is_kept() -> None:
    assert clean("备注", "#1门") == "#1门"


@pytest.mark.parametrize("cell", ["2017-01-01", "2017年", dt.date(2017, 1, 1)])
def test_nobody_was_born_in_the_future(cell: Cell) -> None:
    assert clean("出生日期", cell) is None
    assert fault("出生日期", cell) == "birth_ahead"


def test_an_amount_is_rounded_only_with_a_word() -> None:
    assert clean("耕地", "0.3333公顷") == Decimal("5.00")
    assert fault("耕地", "0.3333公顷") == "number_rounded"
    assert clean("人均纯收入", 0.1 + 0.2) == Decimal("0.30")
    assert fault("人均纯收入", 0.1 + 0.2) is None


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("耕地", "3英亩", "unit_unknown"),
        ("耕地", "若干", "number_unreadable"),
        ("耕地", "-3", "number_unreadable"),
        ("人口", "2.5", "number_not_whole"),
        ("人口", dt.date(2016, 1, 2), "turned_into_date"),
        ("务工时间(月)", "100", "number_unreadable"),
        ("户编号", dt.date(2016, 1, 2), "turned_into_date"),
        ("户编号", 420526990000010012.0, "number_damaged"),
        ("银行卡号", "6.22848E+18", "number_damaged"),
        ("性别", "甲", "code_unknown"),
        ("健康状况", "健康、甲", "code_unknown"),
        ("低保", "也许", "yes_no_unknown"),
        ("出生日期", "去年", "date_unreadable"),
        ("出生日期", "1995-02-30", "date_unreadable"),
        ("联系电话", "12345", "V-PH"),
    ],
)
def test_what_cannot_be_read_is_named(heading: str, cell: Cell, code: str) -> None:
    assert fault(heading, cell) == code


@pytest.mark.parametrize("cell", ["", "-", "—", "/", "不详"])
@pytest.mark.parametrize("heading", ["耕地", "人口", "出生日期", "性别", "低保", "联系电话"])
def test_nothing_recorded_is_neither_zero_nor_no(heading: str, cell: str) -> None:
    assert clean(heading, cell) in (None, "9")
    assert heading == "性别" or fault(heading, cell) is None


@pytest.mark.parametrize("cell", ["是", "有", "√", "1", 1.0, "Y", "yes", True, "享受", "低保户"])
def test_words_for_yes(cell: Cell) -> None:
    assert clean("低保", cell) is True


@pytest.mark.parametrize("cell", ["否", "无", "×", "X", "0", 0.0, "2", "N", False, "未享受"])
def test_words_for_no(cell: Cell) -> None:
    assert clean("低保", cell) is False


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("关系", "长女", "04"),
        ("关系", "之女", "04"),
        ("关系", "本人或户主", "01"),
        ("关系", "爱人", "02"),
        ("关系", "二女儿", "04"),
        ("关系", "儿媳", "05"),
        ("关系", "孙", "07"),
        ("关系", "03", "03"),
        ("关系", 3.0, "03"),
        ("关系", "3、之子", "03"),
        ("民族", "汉", "01"),
        ("文化程度", " 文盲 ", "01"),
        ("证件类型", "01居民身份证", "01"),
        ("卡别", "红卡", "RED"),
        ("劳动能力", "无", "04"),
    ],
)
def test_codes_are_found_by_value_label_and_other_words(
    heading: str, cell: Cell, code: str
) -> None:
    assert clean(heading, cell) == code


@pytest.mark.parametrize(
    "text", ["残疾,长期慢性病", "长期慢性病，残疾", "残疾、慢性病", "残疾/慢病"]
)
def test_several_answers_in_one_cell(text: str) -> None:
    assert clean("健康状况", text) == ("02", "04")


@pytest.mark.parametrize(
    "cell",
    [
        "2016-12-31", "2016/12/31", "2016.12.31", "2016年12月31日", "2016年12月31号", "20161231",
        "２０１６-12-31", "2016-12-31 00:00:00", 20161231.0, 42735.0, "42735",
        dt.date(2016, 12, 31), dt.datetime.combine(dt.date(2016, 12, 31), dt.time(8)),
    ],
)  # fmt: skip
def test_every_form_of_a_full_date(cell: Cell) -> None:
    written = read_date(cell)
    assert written is not None
    assert written.full == dt.date(2016, 12, 31)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("1995年8月", WrittenDate(1995, 8)),
        ("1995.8", WrittenDate(1995, 8)),
        ("1995-08", WrittenDate(1995, 8)),
        ("199508", WrittenDate(1995, 8)),
        (199508.0, WrittenDate(1995, 8)),
        ("1995年", WrittenDate(1995)),
        (1995.0, WrittenDate(1995)),
    ],
)
def test_a_day_that_is_not_written_is_not_invented(cell: Cell, written: WrittenDate) -> None:
    assert read_date(cell) == written
    assert written.full is None


@pytest.mark.parametrize(
    "cell", ["", "95-8-1", "1995-13-01", "1995-00-01", "八月", "3", 12.5, True]
)
def test_other_texts_are_no_dates(cell: Cell) -> None:
    assert read_date(cell) is None


def test_years_and_months_come_out_of_dates() -> None:
    assert clean("脱贫年度", "2016年12月") == 2016
    assert clean("脱贫年度", 2016.0) == 2016
    assert clean("首次识别时间", "2014年6月1日") == "2014-06"
    assert clean("首次识别时间", "2014年") == "2014"


def test_names_of_two_characters_lose_the_blank_between_them() -> None:
    assert clean("姓名", "王　强") == "王强"
    assert clean("姓名", " 买买提·吐尔逊 ") == "买买提·吐尔逊"
    assert clean("姓名", "John Smith") == "John Smith"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("138-0000-1111", "13800001111"),
        ("138 0000 1111", "13800001111"),
        (13800001111.0, "13800001111"),
        ("+86 13800001111", "13800001111"),
        ("0717-2580000", "0717-2580000"),
    ],
)
def test_phones_lose_their_dashes_but_a_landline_keeps_its_form(cell: Cell, value: str) -> None:
    assert clean("联系电话", cell) == value


RELATIONS = {
    "01": "户主 本人 本人或户主",
    "02": "妻 妻子 丈夫 之妻 之夫 爱人 配偶",
    "03": "长子 次子 儿子 之子 三子",
    "04": "长女 次女 女儿 之女",
    "05": "儿媳 之儿媳",
    "07": "孙 孙子 之孙子",
}


@pytest.mark.parametrize(
    ("word", "code"), [(word, code) for code, words in RELATIONS.items() for word in words.split()]
)
def test_words_for_the_relation_to_the_head(word: str, code: str) -> None:
    assert clean("与户主关系", word) == code


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("身份证号", "999900 19600101 0037", "999900196001010037"),
        ("身份证号", "99990019600101003x", "99990019600101003X"),
        ("身份证号", "　９９９９００196001010037", "999900196001010037"),
        ("是否通生活用电", "√", True),
        ("是否通生活用电", "2", False),
        ("民族", "土家", "15"),
        ("健康状况", "长期慢性病/残疾", ("02", "04")),
        ("风险是否消除", "否", False),
        ("致贫/返贫风险", "因病、因学", ("01", "03")),
        ("监测对象类型", "突发严重困难户", "sudden"),
    ],
)
def test_cells_in_the_forms_that_offices_write(heading: str, cell: str, value: object) -> None:
    assert clean(heading, cell) == value
