from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.rules import identity

TODAY = dt.date(2016, 12, 31)
SOUND = ("11010519491231002X", "999900196001010010", "999900196001010037", "999900196001010029")


@pytest.mark.parametrize("number", SOUND)
def test_a_sound_number_has_no_fault(number: str) -> None:
    assert identity.id_faults(number, TODAY) == ()


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        ("110105491231002", "V-ID1"),
        ("99990019600101001034", "V-ID1"),
        ("110105194912310021", "V-ID2"),
        ("9999001960010100Z0", "V-ID2"),
        ("440524188001010014", "V-ID3"),
        ("420526209912310017", "V-ID3"),
        ("999900196001010000", "V-ID6"),
        ("9.99900196001E+17", "V-ID6"),
        ("4.2e17", "V-ID6"),
    ],
)
def test_a_number_breaks_exactly_the_rule_it_was_made_for(number: str, rule: str) -> None:
    assert identity.id_faults(number, TODAY) == (rule,)


def test_a_wrong_checksum_does_not_hide_an_impossible_day() -> None:
    assert identity.id_faults("999900196002310011", TODAY) == ("V-ID2", "V-ID3")


def test_a_number_that_happens_to_end_in_three_noughts_is_sound_when_its_checksum_is() -> None:
    number = next(
        f"9999001960{month:02}{day:02}0000"
        for month in range(1, 13)
        for day in range(1, 29)
        if identity.check_digit(f"9999001960{month:02}{day:02}000") == "0"
    )
    assert identity.id_faults(number, TODAY) == ()


def test_the_seventeenth_digit_tells_the_sex() -> None:
    assert identity.sex_of("999900196001010037") == identity.MALE
    assert identity.sex_of("999900196001010029") == identity.FEMALE


def test_recorded_sex_and_birth_must_be_those_of_the_number() -> None:
    number, birth = "999900196001010037", dt.date(1960, 1, 1)
    assert identity.id_faults(number, TODAY, sex=identity.MALE, birth=birth) == ()
    assert identity.id_faults(number, TODAY, sex=identity.FEMALE) == ("V-ID4",)
    assert identity.id_faults(number, TODAY, birth=dt.date(1960, 1, 2)) == ("V-ID4",)


def test_an_unknown_sex_contradicts_nothing() -> None:
    assert identity.id_faults("999900196001010037", TODAY, sex="9") == ()


def test_an_unsound_number_says_nothing_of_its_holder() -> None:
    assert identity.id_facts("110105194912310021", TODAY) is None
    assert identity.id_facts("440524188001010014", TODAY) is None
    assert identity.id_facts("999900196001010037", TODAY) == identity.IdFacts(
        dt.date(1960, 1, 1), identity.MALE
    )


def test_blanks_hyphens_and_a_small_x_are_tidied() -> None:
    assert identity.tidy_id(" 110105 19491231 002x ") == "11010519491231002X"


@pytest.mark.parametrize("tail", ["34", "3401"])
def test_a_disability_card_is_a_sound_number_with_category_and_grade(tail: str) -> None:
    assert identity.is_disability_card(f"999900196001010037{tail}", TODAY)


@pytest.mark.parametrize(
    "card",
    ["999900196001010037", "99990019600101003784", "99990019600101003735", "99990019600101003634"],
)
def test_other_numbers_are_no_disability_card(card: str) -> None:
    assert not identity.is_disability_card(card, TODAY)


@pytest.mark.parametrize("phone", ["13800001111", "07172580000", "0717-2580000", "010-80000000"])
def test_mobile_and_landline_numbers_are_phones(phone: str) -> None:
    assert identity.is_phone(phone)


@pytest.mark.parametrize("phone", ["", "12800001111", "1380000111", "2580000", "138-0000-1111"])
def test_other_texts_are_no_phones(phone: str) -> None:
    assert not identity.is_phone(phone)


@given(st.text(max_size=30))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    identity.id_faults(text, TODAY)
    identity.is_disability_card(text, TODAY)
    identity.is_phone(text)


@given(
    st.from_regex(
        r"9999001[9][0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True
    )
)
def test_changing_any_one_digit_of_a_sound_number_is_noticed(first_17: str) -> None:
    number = first_17 + identity.check_digit(first_17)
    for place in range(17):
        other = str((int(number[place]) + 1) % 10)
        assert not identity.has_right_checksum(number[:place] + other + number[place + 1 :])
