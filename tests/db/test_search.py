"""A household is found by whatever a person remembers of it."""

from __future__ import annotations

import pytest

from db.store import SqlStore
from fieldapp.ports.store import changed, created, removed
from fieldapp.records import Household, Member
from tests.factories import a_household, a_member, a_village, act


@pytest.fixture
def home(store: SqlStore) -> Household:
    village = a_village()
    home = a_household(village, "H00163", phone="13900001234")
    head = a_member(
        home, "何二才", name_pinyin="he er cai", id_number="99990019600101001X", phone="13700004321"
    )
    other = a_household(village, "H00042", phone=None)
    neighbour = a_member(other, "万文福", name_pinyin="wan wen fu", id_number="999900195501010024")
    store.write(
        act(),
        [
            created(village), created(home), created(other), created(head), created(neighbour),
            changed(Household, home.uid, head_member=head.uid),
            changed(Household, other.uid, head_member=neighbour.uid),
        ],
    )  # fmt: skip
    return home


@pytest.mark.parametrize(
    "text",
    [
        "何二才", "何二", "二才", "何", "heercai", "he er cai", "HEERCAI", "hec", "cai",
        "001X", "001x", "1001x", "99990019600101001x", "1234", "13900001234", "139",
        "4321", "H00163", "h00163", "163", "00163", "何·二才", "何 163",
    ],
)  # fmt: skip
def test_a_household_is_found_by(store: SqlStore, home: Household, text: str) -> None:
    assert [row.uid for row in store.questions.search(text)][:1] == [home.uid]


def test_the_surname_in_full_with_the_other_initials_finds(store: SqlStore) -> None:
    village = a_village()
    home = a_household(village)
    person = a_member(home, "何承芹", name_pinyin="he cheng qin")
    store.write(act(), [created(village), created(home), created(person)])
    for text in ("hecq", "hcq", "chengqin", "cq"):
        assert [row.uid for row in store.questions.search(text)] == [home.uid]


@pytest.mark.parametrize("text", ["", "   ", '"', "*", "AND", "OR NOT", "词'--", "zzz", "99999"])
def test_what_fits_nothing_finds_nothing(store: SqlStore, home: Household, text: str) -> None:
    assert store.questions.search(text) == []


def test_the_index_follows_every_change(store: SqlStore, home: Household) -> None:
    (member,) = store.find(Member, household=home.uid)
    store.write(act(), [changed(Member, member.uid, name="张三", name_pinyin="zhang san")])
    assert store.questions.search("何二才") == []
    assert [row.uid for row in store.questions.search("zs")] == [home.uid]
    done = store.write(act(), [removed(Household, home.uid)])
    assert store.questions.search("zs") == []
    store.write(act("undo"), done.undo)
    assert [row.uid for row in store.questions.search("zs")] == [home.uid]


def test_the_head_of_that_very_name_comes_first(store: SqlStore) -> None:
    village = a_village()
    one, other = a_household(village, "H1"), a_household(village, "H2")
    head, child = a_member(other, "何二才"), a_member(one, "何二才")
    store.write(
        act(),
        [created(r) for r in (village, one, other, head, child)]
        + [changed(Household, other.uid, head_member=head.uid)],
    )
    assert [row.uid for row in store.questions.search("何二才")] == [other.uid, one.uid]
