"""Relations to another head follow where they are certain, and are left open elsewhere."""

from __future__ import annotations

import pytest

from fieldapp.rules.relations import (
    Kin,
    relation_after_joining,
    relation_fits_sex,
    relation_to_new_head,
    sex_of_relation,
)

MAN, WOMAN = Kin("01", "1"), Kin("01", "2")


@pytest.mark.parametrize(
    ("old_head", "heir", "person", "expected"),
    [
        (MAN, "02", MAN, "02"),
        (MAN, "02", Kin("03", "1"), "03"),
        (MAN, "02", Kin("12", "2"), "16"),
        (WOMAN, "02", Kin("12", "2"), "14"),
        (MAN, "02", Kin("13", "1"), "11"),
        (WOMAN, "02", Kin("15", "1"), "11"),
        (MAN, "03", MAN, "11"),
        (WOMAN, "03", WOMAN, "12"),
        (MAN, "03", Kin("02", "2"), "12"),
        (MAN, "03", Kin("04", "2"), "X1"),
        (MAN, "03", Kin("12", "2"), "18"),
        (WOMAN, "03", Kin("12", "2"), "20"),
        (MAN, "03", Kin("X1", "1"), "X3"),
        (MAN, "05", Kin("02", "2"), "16"),
        (MAN, "07", MAN, "17"),
        (MAN, "11", Kin("03", "1"), "07"),
        (WOMAN, "11", Kin("03", "1"), "09"),
        (MAN, "X1", Kin("02", "2"), "X2"),
        (MAN, "X1", Kin("X1"), "X1"),
        (Kin("01"), "03", Kin("02", "2"), None),
    ],
)
def test_what_is_certain_follows(
    old_head: Kin, heir: str, person: Kin, expected: str | None
) -> None:
    assert relation_to_new_head(person, Kin(heir), old_head) == expected


@pytest.mark.parametrize(
    ("heir", "person"),
    [
        ("03", Kin("05", "2")),  # the wife of the son, or of his brother
        ("03", Kin("07", "1")),  # a son, or a nephew
        ("03", Kin("X1", "2")),  # a father's sister has no code
        ("02", Kin("X1", "1")),
        ("99", Kin("03", "1")),
        ("04", Kin("06", "1")),
        ("11", Kin("12", "2")),  # the parents of the old head need not be married
    ],
)
def test_what_could_be_two_things_is_asked(heir: str, person: Kin) -> None:
    assert relation_to_new_head(person, Kin(heir), MAN) is None


def test_no_relation_contradicts_the_sex_of_the_person() -> None:
    relations = [f"{n:02d}" for n in range(2, 21)] + [f"X{n}" for n in range(1, 8)]
    for old_head in (MAN, WOMAN):
        for heir in relations:
            for relation in relations:
                person = Kin(relation, sex_of_relation(relation))
                found = relation_to_new_head(person, Kin(heir), old_head)
                assert relation_fits_sex(found, person.sex), (old_head, heir, relation, found)


@pytest.mark.parametrize(
    ("head", "person", "expected"),
    [
        (Kin("03", "1"), Kin("02", "2"), "05"),
        (Kin("03", "1"), Kin("03", "1"), "07"),
        (Kin("04", "2"), Kin("03", "1"), "09"),
        (Kin("X1", "1"), Kin("02", "2"), "X2"),
        (Kin("X1", "2"), Kin("02", "1"), None),
        (Kin("99", "1"), Kin("03", "1"), None),
        (Kin("02", "2"), Kin("03", "1"), "03"),
    ],
)
def test_who_comes_along_with_a_head(head: Kin, person: Kin, expected: str | None) -> None:
    assert relation_after_joining(person, head) == expected


def test_a_relation_must_fit_the_sex() -> None:
    assert relation_fits_sex("04", "2")
    assert not relation_fits_sex("04", "1")
    assert relation_fits_sex("04", "9")
    assert relation_fits_sex("02", "1")
