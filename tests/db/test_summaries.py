"""Whatever is written, the lines and the search index are those a full rebuild would make."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from db.dialects import fts5, tsearch
from db.store import SqlStore
from fieldapp.foundation.ids import SeededIds
from fieldapp.ports.store import Edit, changed, created, removed
from fieldapp.records import (
    CardRating,
    CardScheme,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    VillageGroup,
    Visit,
    VisitIssue,
)
from fieldapp.records.declare import Record
from tests.db.remade import remake_summaries
from tests.factories import MORNING, a_household, a_member, a_store, a_village, act
from tests.server_stores import a_server_store

DAY = dt.date(2016, 6, 1)
EARLIER = MORNING - dt.timedelta(days=500)
CHANGES: dict[type[Record], tuple[dict[str, object], ...]] = {
    Household: (
        {"phone": "139"},
        {"declared_size": 3},
        {"local_no": "H7"},
        {"status": "merged"},
    ),
    VillageGroup: ({"name": "下组"},),
    Member: ({"name": "万文福", "name_pinyin": "wan wen fu"}, {"status": "3"}, {"phone": "138"}),
    CardRating: ({"valid_to": DAY}, {"colour": "YELLOW"}),
    HouseholdYear: ({"size_year_end": 2}, {"main_cause": "02"}, {"declared_per_head": Decimal(5)}),
    IncomeLine: ({"amount": Decimal(70)}, {"counts_in_net": False}),
    Visit: ({"next_visit_date": DAY}, {"start_at": EARLIER}),
    VisitIssue: ({"state": "closed"}, {"due": DAY}),
    Measure: ({"state": "done"}, {"due_date": dt.date(2016, 5, 1)}),
}
PARENT = {
    **dict.fromkeys((Member, CardRating, HouseholdYear, Visit, Measure), "household"),
    IncomeLine: "household_year",
    VisitIssue: "visit",
}
_OWNERS: dict[str, type[Record]] = {
    "household": Household,
    "household_year": HouseholdYear,
    "visit": Visit,
}
steps = st.tuples(
    st.sampled_from(sorted(CHANGES, key=lambda cls: cls.__name__)),
    st.sampled_from(["create", "change", "change", "move", "remove", "revive"]),
    st.integers(0, 5),
    st.integers(0, 5),
)


class Village:
    """A store with two households, and everything that was ever made in it."""

    def __init__(self, store: SqlStore) -> None:
        self.ids = SeededIds("summaries")
        self.store = store
        self.village = a_village()
        self.group = VillageGroup(uid=self.ids.uid(), village=self.village.uid, name="上组")
        self.scheme = CardScheme(uid=self.ids.uid(), name="卡别")
        self.made: dict[type[Record], list[Record]] = {
            VillageGroup: [self.group],
            Household: [self._home("H1"), self._home("H2")],
        }
        first = [self.village, self.group, self.scheme, *self.made[Household]]
        self.store.write(act(), [created(record) for record in first])

    def _home(self, number: str) -> Household:
        return a_household(self.village, number, group=self.group.uid)

    def edits(self, cls: type[Record], what: str, one: int, other: int) -> list[Edit]:
        held = self.made.get(cls, [])
        if what == "create" or not held:
            return [self._created(cls, one)]
        uid = held[one % len(held)].uid
        if what == "move" and cls in PARENT:
            owners = self.made[_OWNERS[PARENT[cls]]]
            return [changed(cls, uid, **{PARENT[cls]: owners[other % len(owners)].uid})]
        if what == "remove":
            return [removed(cls, uid)]
        if what == "revive":
            return [Edit(removed(cls, uid).entity, uid, alive=True)]
        return [changed(cls, uid, **CHANGES[cls][other % len(CHANGES[cls])])]

    def _created(self, cls: type[Record], number: int) -> Edit:
        record = self._fresh(cls, number)
        self.made.setdefault(type(record), []).append(record)
        return created(record)

    def _fresh(self, cls: type[Record], number: int) -> Record:
        homes = [home for home in self.made[Household] if isinstance(home, Household)]
        home, uid = homes[number % len(homes)], self.ids.uid()
        parents = {name: self.made.get(owner, [])[-1:] for name, owner in _OWNERS.items()}
        if cls is IncomeLine and parents["household_year"]:
            year = parents["household_year"][0].uid
            return IncomeLine(uid=uid, household_year=year, item="E01", amount=Decimal(9))
        if cls is VisitIssue and parents["visit"]:
            visit = parents["visit"][0].uid
            return VisitIssue(uid=uid, visit=visit, action="办", due=DAY, state="open")
        fresh: dict[type[Record], Record] = {
            Member: a_member(home, name_pinyin="he er cai", id_number="99990019600101001X"),
            CardRating: CardRating(
                uid=uid, household=home.uid, scheme=self.scheme.uid, colour="RED"
            ),
            HouseholdYear: HouseholdYear(uid=uid, household=home.uid, year=2010 + number),
            Visit: Visit(uid=uid, household=home.uid, start_at=MORNING),
            Measure: Measure(uid=uid, household=home.uid, title="养蜂", state="planned"),
        }
        return fresh.get(cls) or self._home(f"H{number}")


def shown(store: SqlStore) -> tuple[list[object], list[tuple[object, ...]]]:
    """Every line, and every word of the index by its household."""
    with store._transactions.writing() as connection:
        lines = connection.exec_driver_sql(
            "SELECT * FROM household_summary ORDER BY household"
        ).fetchall()
        words = (_words if connection.dialect.name == "sqlite" else _vectors)(connection)
    return [tuple(line) for line in lines], [tuple(word) for word in words]


def _words(connection: sa.Connection) -> list[sa.Row[*tuple[object, ...]]]:
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, {fts5.TABLE}, instance)"
    )
    words = connection.exec_driver_sql(
        'SELECT household, term, word."offset" FROM word LEFT JOIN household_summary'
        " ON household_summary.rowid = word.doc ORDER BY 1, 3, 2"
    ).fetchall()
    connection.exec_driver_sql("DROP TABLE temp.word")
    return list(words)


def _vectors(connection: sa.Connection) -> list[sa.Row[*tuple[object, ...]]]:
    query = f"SELECT household, words::text FROM {tsearch.TABLE} ORDER BY household"  # noqa: S608  fixed name
    return list(connection.exec_driver_sql(query).fetchall())


@pytest.mark.parametrize(("making", "examples"), [(a_store, 30), (a_server_store, 8)])
def test_lines_and_index_follow_every_write(
    making: Callable[[Path], SqlStore], examples: int
) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.lists(st.lists(steps, min_size=1, max_size=4), min_size=1, max_size=8))
    def follows(writes: list[list[tuple[type[Record], str, int, int]]]) -> None:
        _write_and_compare(making, writes)

    follows()


def _write_and_compare(
    making: Callable[[Path], SqlStore], writes: list[list[tuple[type[Record], str, int, int]]]
) -> None:
    with tempfile.TemporaryDirectory(prefix="fieldapp-summaries-") as folder:
        village = Village(making(Path(folder)))
        for write in writes:
            village.store.write(act(), [edit for step in write for edit in village.edits(*step)])
            kept = shown(village.store)
            remake_summaries(village.store)
            assert kept == shown(village.store)
        village.store.close()


def test_lines_of_many_households_share_what_is_equal(store: SqlStore) -> None:
    village = a_village()
    homes = [a_household(village, f"H0000{number}") for number in range(3)]
    store.write(act(), [created(village), *map(created, homes)])
    rows = store.questions.households()
    assert len({row.uid for row in rows}) == len(homes)
    assert len({id(row.village) for row in rows}) == 1
