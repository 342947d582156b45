"""Two records are compared by number, sound, birth, sex and place, and the reasons are told."""

from __future__ import annotations

import datetime as dt
import random
import time
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.rules.duplicates import Likeness, Person, likeness, pairs, plain_id, sound_of
from fieldapp.rules.pinyin import name_pinyin
from tests.register_village import id_number

BORN = dt.date(1966, 3, 12)
ID = id_number(BORN, 12)
NEAR_IDS = [ID[:n] + ID[n + 1] + ID[n] + ID[n + 2 :] for n in range(17)]
ONE = Person("a", "home 1", "village", "何春兰", "he chun lan", "2", BORN, ID)
OTHER = replace(ONE, uid="b", household="home 2")


def named(name: str, **more: object) -> Person:
    return replace(OTHER, name=name, pinyin=name_pinyin(name), **more)  # type: ignore[arg-type]  # a test names any field


@pytest.mark.parametrize(
    ("other", "strength"),
    [
        (OTHER, "certain"),
        (named("贺纯兰"), "certain"),
        (named("王大山"), "certain"),
        (named("王大山", birth=None), "likely"),
        (replace(OTHER, sex="1"), "certain"),
        (replace(OTHER, id_number=ID[:10] + ID[11] + ID[10] + ID[12:]), "likely"),
        (replace(OTHER, id_number=""), "likely"),
        (replace(OTHER, id_number="", village="far away"), "possible"),
        (replace(OTHER, id_number="", household="home 1"), "certain"),
        (replace(OTHER, id_number="", household="home 1", birth=None), "likely"),
        (replace(OTHER, id_number="", birth=dt.date(1966, 3, 13)), "possible"),
        (named("贺纯兰", id_number=""), "likely"),
        (named("何春难", id_number=""), "likely"),
        (replace(OTHER, id_number="", birth=None), None),
        (replace(OTHER, id_number="", sex="1"), None),
        (replace(OTHER, id_number=id_number(dt.date(1971, 1, 1), 14)), None),
        (named("王大山", id_number=""), None),
        (named("贺纯兰", id_number="", village="far away"), None),
    ],
)  # fmt: skip
def test_how_likely_it_is(other: Person, strength: str | None) -> None:
    found = likeness(ONE, other)
    assert (found.strength if found else None) == strength
    assert likeness(other, ONE) == found


def test_the_reasons_stand_in_one_sentence() -> None:
    found = likeness(ONE, named("贺纯兰", sex="1"))
    assert found == Likeness(
        "certain", ("same_id", "same_sound", "same_birth", "same_village", "other_sex")
    )
    assert found.sentence("en") == (
        "Same ID number, names sound alike, born on the same day, in the same village, "
        "but the sex differs."
    )
    assert found.sentence("zh_CN") == "证件号码相同，姓名读音相同，出生日期相同，同村，但性别不同。"


def test_an_old_number_of_15_digits_is_the_same_number() -> None:
    assert plain_id(ID[:6] + ID[8:17]) == ID
    assert plain_id(f" {ID[:6]}-{ID[6:].lower()}") == ID


def test_sounds_that_the_mountains_do_not_tell_apart() -> None:
    assert sound_of("zhang liang") == sound_of("zan nian")
    assert sound_of("he chun lan") != sound_of("he chun hua")


names = st.sampled_from(["何春兰", "贺纯兰", "张三", "章山", "王大山"])
people = st.lists(
    st.builds(
        lambda name, home, village, sex, birth, number: Person(
            "", home, village, name, name_pinyin(name), sex, birth, number
        ),
        names, st.sampled_from("xyz"), st.sampled_from("vw"), st.sampled_from(["", "1", "2"]),
        st.sampled_from([None, BORN, dt.date(1966, 3, 13), dt.date(1976, 3, 12)]),
        st.sampled_from(["", ID, "12", *NEAR_IDS]),
    ),
    max_size=12,
)  # fmt: skip


@given(people)
def test_the_keys_lose_no_pair(found: list[Person]) -> None:
    register = [replace(person, uid=f"{place:02d}") for place, person in enumerate(found)]
    every = {
        (one.uid, other.uid)
        for one, other in combinations(register, 2)
        if likeness(one, other) is not None
    }
    told = [(one.uid, other.uid) for one, other, _likeness in pairs(register)]
    assert len(told) == len(set(told))
    assert set(told) == every


def test_a_hundred_thousand_people_take_a_few_seconds() -> None:
    dice = random.Random(7)
    surnames, given_names = (
        "王李张刘陈杨黄赵吴周何贺向覃谭田",
        "春兰桂英大山小军德福长青秀梅明华国庆",
    )
    register = [
        Person(
            str(n), f"h{n // 4}", f"v{n // 2000}",
            dice.choice(surnames) + dice.choice(given_names) + dice.choice(given_names), "",
            str(dice.randint(1, 2)), (born := BORN + dt.timedelta(days=dice.randrange(25_000))),
            id_number(born, dice.randrange(1000)),
        )
        for n in range(100_000)
    ]  # fmt: skip
    began = time.process_time()
    found = list(pairs(register))
    assert time.process_time() - began < 20
    assert found
