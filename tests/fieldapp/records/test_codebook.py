"""The codebook says of every field and code what was declared."""

from __future__ import annotations

import pytest

from fieldapp.records.codebook import code_rows, field_rows
from fieldapp.records.codes import all_lists
from fieldapp.records.declare import entities


def test_every_field_has_a_row() -> None:
    rows = [(row.entity, row.name) for row in field_rows("en")]
    assert rows == [(spec.name, name) for spec in entities() for name in spec.fields]


@pytest.mark.parametrize(
    ("name", "kind", "need"),
    [
        ("household.local_no", "text(20)", "R"),
        ("household.village", "ref(village)", "R"),
        ("household.poor_attribute", "enum(C15)", "C: registered"),
        ("household_year.farmland", "dec(8,2)", "O"),
        ("household_year.other_causes", "multi(C06)", "O"),
        ("household.first_identified", "ym", "O"),
        ("visit.visitors", "refs(team_member)", "R"),
        ("visit.start_at", "datetime", "R"),
        ("member_year.dibao", "bool3", "R"),
    ],
)
def test_a_row_says_the_type_and_the_need_as_the_dictionary_does(
    name: str, kind: str, need: str
) -> None:
    row = next(row for row in field_rows("zh_CN") if f"{row.entity}.{row.name}" == name)
    assert (row.kind, row.need) == (kind, need)


def test_labels_follow_the_language() -> None:
    labels = {
        language: next(row.label for row in field_rows(language) if row.name == "local_no")
        for language in ("zh_CN", "en")
    }
    assert labels == {"zh_CN": "本地户号", "en": "Local number"}


def test_every_code_has_a_row() -> None:
    rows = {(row.code_list, row.value) for row in code_rows("zh_CN")}
    assert rows == {(codes.name, code.value) for codes in all_lists() for code in codes.codes}
