"""The code on a paper sheet survives paper, scanner and keyboard, or says that it did not."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.foundation.errors import Refused
from fieldapp.sheets.paper_code import Form, PaperCode, decode, encode, is_code
from tests.fieldapp.sheets.samples import UID


@given(st.uuids(), st.sampled_from(["visit", "blank"]))
def test_a_code_reads_back_as_form_and_household(uid: uuid.UUID, form: Form) -> None:
    assert decode(encode(str(uid), form)) == PaperCode(form, str(uid))


def test_a_code_typed_in_small_letters_with_spaces_is_read() -> None:
    typed = encode(UID, "visit").lower().replace(":", " : ")
    assert decode(typed).household_uid == UID


def test_a_code_in_the_wide_letters_of_an_input_method_is_read() -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in encode(UID, "plan"))
    assert is_code(wide)
    assert decode(wide) == PaperCode("plan", UID)


@pytest.mark.parametrize("text", ["0163", "张", "FV", "fvx:1"])
def test_what_is_looked_up_in_the_register_is_no_code(text: str) -> None:
    assert not is_code(text)


@given(st.integers(4, 41), st.sampled_from("0123456789ABCDEF"))
def test_one_wrong_character_is_noticed(place: int, character: str) -> None:
    code = encode(UID, "visit")
    wrong = code[:place] + character + code[place + 1 :]
    if wrong != code:
        with pytest.raises(Refused):
            decode(wrong)


@pytest.mark.parametrize("text", ["", "hello", "FV2:V:00", "FV1:V:" + "0" * 32])
def test_a_foreign_code_is_refused_as_unknown(text: str) -> None:
    with pytest.raises(Refused) as refused:
        decode(text)
    assert refused.value.code == "paper_code_unknown"


def test_a_code_keeps_to_the_compact_alphabet_and_names_nobody() -> None:
    code = encode(UID, "blank")
    assert set(code) <= set("0123456789ABCDEFV:")
    assert len(code) == 43


def test_a_uid_that_is_no_uuid_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="UUID"):
        encode("0163", "visit")
