"""A machine plays three laptops: whatever they do and however bundles travel, they end as one."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import sqlalchemy as sa
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule
from typing_extensions import override

from db.store import SqlStore
from db.tables import SUMMARY
from fieldapp.changes.operations import ActorInfo, Op, Unit
from fieldapp.ports.store import Done, Edit, changed, created, removed
from fieldapp.records import Household, Member, Village
from fieldapp.records.declare import Record
from tests.db.remade import remake_summaries
from tests.factories import MORNING, a_household, a_member, a_store, a_village, act, carry
from tests.server_stores import a_server_store

laptops = st.integers(0, 2)
values = st.sampled_from(["甲", "乙", "丙"])
fields = st.sampled_from(["phone", "address_detail", "note"])
clocks = st.sampled_from([-700, 0, 0, 0, 1, 400])
degrees = st.sampled_from([None, Decimal(30), Decimal(31), Decimal(32)])
Parcel = tuple[ActorInfo, list[Unit], list[Op]]


class Laptops(RuleBasedStateMachine):
    parcels = Bundle("parcels")
    makings: tuple[Callable[[Path, str], SqlStore], ...] = (a_store, a_store, a_store)

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="fieldapp-machine-"))
        self.stores = [
            making(self.folder / str(n), f"laptop {n}") for n, making in enumerate(self.makings)
        ]
        self.positions: set[tuple[Decimal | None, Decimal | None]] = {(None, None)}
        self.done: list[Done] = [Done() for _ in self.stores]

    @initialize()
    def begin(self) -> None:
        village = a_village()
        homes = [a_household(village, f"H{n}") for n in range(2)]
        self.stores[0].write(act(), [created(record) for record in (village, *homes)])
        for store in self.stores[1:]:
            carry(self.stores[0], store)

    def pick(self, at: int, cls: type[Record], number: int) -> str | None:
        found = sorted(record.uid for record in self.stores[at].find(cls))
        return found[number % len(found)] if found else None

    def write(self, at: int, days: int, *edits: Edit) -> None:
        moment = MORNING + dt.timedelta(days=days)
        self.done[at] = self.stores[at].write(act(at=moment), edits)

    @rule(at=laptops, number=st.integers(0, 3), field=fields, value=values, days=clocks)
    def edit(self, at: int, number: int, field: str, value: str, days: int) -> None:
        uid = self.pick(at, Household, number)
        if uid is not None:
            self.write(at, days, changed(Household, uid, **{field: value}))

    @rule(at=laptops, number=st.integers(0, 3), lat=degrees, lon=degrees)
    def locate(self, at: int, number: int, lat: Decimal | None, lon: Decimal | None) -> None:
        """A position, or half of one: what then stands on that laptop was somebody's answer."""
        uid = self.pick(at, Household, number)
        given = {name: value for name, value in (("gps_lat", lat), ("gps_lon", lon)) if value}
        if uid is not None and given:
            self.write(at, 0, changed(Household, uid, **given))
            self.positions.add(position(self.stores[at], uid))

    @rule(at=laptops, number=st.integers(0, 3), days=clocks)
    def add(self, at: int, number: int, days: int) -> None:
        home = self.stores[at].get(Household, self.pick(at, Household, number) or "")
        if home is not None:
            self.write(at, days, created(a_member(home)))

    @rule(at=laptops, cls=st.sampled_from([Household, Member]), number=st.integers(0, 5))
    def remove(self, at: int, cls: type[Record], number: int) -> None:
        uid = self.pick(at, cls, number)
        if uid is not None:
            self.write(at, 0, removed(cls, uid))

    @rule(at=laptops)
    def undo(self, at: int) -> None:
        self.write(at, 0, *self.done[at].undo)

    @rule(at=laptops)
    def decide(self, at: int) -> None:
        for row in self.stores[at].questions.conflicts()[:1]:
            if row.field == "alive":
                self.write(at, 0, Edit(row.entity, row.uid, alive=False))
            else:
                self.write(at, 0, Edit(row.entity, row.uid, {row.field: row.values[0]}))

    @rule(target=parcels, at=laptops, skip=st.integers(0, 5))
    def pack(self, at: int, skip: int) -> Parcel:
        """A bundle of a laptop's own work; what was skipped is lost until the end."""
        store = self.stores[at]
        own = store.log.have().get(store.writer().actor, ((1, 1),))
        span = ((max(1, own[-1][1] - skip), own[-1][1]),)
        return store.writer(), *store.log.operations({store.writer().actor: span}, None)

    @rule(at=laptops, parcel=parcels)
    def deliver(self, at: int, parcel: Parcel) -> None:
        """In any order, late, or twice; a trial first, which must leave no trace."""
        writer, units, ops = parcel
        store = self.stores[at]
        before = store.state_digest()
        tried = store.log.merge([writer], units, [ops], {}, preview=True)
        assert store.state_digest() == before
        assert store.log.merge([writer], units, [ops], {}) == tried
        assert store.log.merge([writer], units, [ops], {}).applied == 0

    @override
    def teardown(self) -> None:
        try:
            if self.stores[0].find(Village):
                self.deliver_everything()
        finally:
            for store in self.stores:
                store.close()
            shutil.rmtree(self.folder)

    def deliver_everything(self) -> None:
        for _ in range(2):
            for source in self.stores:
                for target in self.stores:
                    if source is not target:
                        assert carry(source, target).waiting == 0
        first = self.stores[0]
        for home in first.find(Household):
            assert position(first, home.uid) in self.positions
        for store in self.stores:
            assert store.examine().problems == ()
            assert store.state_digest() == first.state_digest()
            assert store.questions.conflicts() == first.questions.conflicts()
            kept = lines(store)
            remake_summaries(store)
            assert lines(store) == kept


def position(store: SqlStore, uid: str) -> tuple[Decimal | None, Decimal | None]:
    home = store.get(Household, uid)
    return (home.gps_lat, home.gps_lon) if home else (None, None)


def lines(store: SqlStore) -> list[object]:
    with store._transactions.reading() as connection:
        query = sa.select(SUMMARY).order_by(SUMMARY.c.household)
        return [tuple(row) for row in connection.execute(query)]


class WithACounty(Laptops):
    """One of the three is a county whose store lies on a server."""

    makings: tuple[Callable[[Path, str], SqlStore], ...] = (a_store, a_server_store, a_store)


TestLaptops = Laptops.TestCase
TestLaptops.settings = settings(
    max_examples=5,
    stateful_step_count=20,
    phases=[Phase.generate],  # shrinking whole stores would take minutes
)
TestWithACounty = WithACounty.TestCase
TestWithACounty.settings = settings(TestLaptops.settings, max_examples=3)
