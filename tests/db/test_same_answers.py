"""Both engines give the same answers in the same order, and know nothing of each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from db.store import SqlStore
from fieldapp.ports.store import Edit, changed, created
from fieldapp.records import CardRating, CardScheme, Household, Measure, VillageGroup
from fieldapp.records.declare import Record
from tests.factories import a_household, a_member, a_store, a_village, act, carry
from tests.server_stores import a_server_store

NAMES = ("郑家村", "a村", "B村", "阿村", "_村", "Z村")
DAYS = (dt.date(2016, 7, 1), None, dt.date(2016, 5, 1))
NAMED = (("何二才", "he er cai"), ("阿依·古丽", None), ("A文", "a wen"), ("万", "wan"))


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[SqlStore, SqlStore]]:
    """A laptop, and a county on a server that merged all it holds."""
    with ExitStack() as opened:
        laptop = opened.enter_context(closing(a_store(tmp_path / "laptop")))
        county = opened.enter_context(closing(a_server_store(tmp_path / "county")))
        laptop.write(act(), _everything())
        carry(laptop, county)
        yield laptop, county


def _everything() -> list[Edit]:
    villages = [a_village(name) for name in NAMES]
    first = villages[0]
    uids = iter(f"01890a5d-ac96-774b-bcce-b302099a{n:04d}" for n in range(100))
    scheme = CardScheme(uid=next(uids), name="卡别")
    groups = [
        VillageGroup(uid=next(uids), village=first.uid, name=name) for name in ("二组", "A组")
    ]
    homes = [
        a_household(first, f"H{number}", group=None if number == 2 else groups[number % 2].uid)
        for number in (10, 9, 2, 1)
    ]
    people = [
        a_member(home, name, name_pinyin=pinyin, id_number=f"9999001960010{number}001X")
        for number, (home, (name, pinyin)) in enumerate(
            zip(homes, NAMED, strict=True)
        )
    ]  # fmt: skip
    heads = [
        changed(Household, home.uid, head_member=person.uid)
        for home, person in zip(homes, people, strict=True)
    ]
    records: list[Record] = [*villages, scheme, *groups, *homes, *people]
    for day in DAYS:
        for home in homes[:2]:
            records += [
                Measure(uid=next(uids), household=home.uid, title="养蜂", due_date=day,
                        state="planned"),
                CardRating(uid=next(uids), household=home.uid, scheme=scheme.uid,
                           colour="YELLOW" if day is None else "RED", valid_from=day),
            ]  # fmt: skip
    return [*map(created, records), *heads]


def test_state_lists_and_figures_are_the_same(both: tuple[SqlStore, SqlStore]) -> None:
    laptop, county = both
    assert county.state_digest() == laptop.state_digest()
    for one, other in (
        (laptop.questions.villages(), county.questions.villages()),
        (laptop.questions.households(), county.questions.households()),
        (laptop.questions.measures(), county.questions.measures()),
        (laptop.questions.promises(), county.questions.promises()),
        (laptop.questions.stats(), county.questions.stats()),
        (laptop.questions.facts.of_register(), county.questions.facts.of_register()),
        (laptop.questions.facts.counted(), county.questions.facts.counted()),
        (laptop.find(Household), county.find(Household)),
    ):
        assert one
        assert one == other
    assert [row.name for row in county.questions.villages()] == sorted(NAMES)
    assert county.questions.measures()[0].due_date is None
    assert county.questions.household(laptop.find(Household)[0].uid) is not None


@pytest.mark.parametrize(
    "text",
    ["何", "何二", "二才", "何才", "才二", "hec", "h", "e", "a", "wen", "文", "依古", "阿依·古丽",
     "001x", "H1", "1", "10", "139 何", "1380", "000", "万 h1", "é", "'", "\\", "!", "& |", "<->"],
)  # fmt: skip
def test_search_finds_the_same(both: tuple[SqlStore, SqlStore], text: str) -> None:
    laptop, county = both
    assert county.questions.search(text) == laptop.questions.search(text)


def test_the_engines_take_turns_without_a_trace(both: tuple[SqlStore, SqlStore]) -> None:
    laptop, county = both
    home = laptop.find(Household)[0]
    for number, (writer, reader) in enumerate((both, both[::-1])):
        writer.write(act(), [changed(Household, home.uid, phone=str(number))])
        carry(writer, reader)
        assert carry(writer, reader).applied == 0
    assert county.state_digest() == laptop.state_digest()
    assert county.log.have() == laptop.log.have()
    assert county.log.heads() == laptop.log.heads()
