"""A small village for tests of visits: one household with a past, in a real store."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from db.store import SqlStore, open_store
from fieldapp.changes.operations import ActorInfo
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.ids import SeededIds
from fieldapp.foundation.vault import StoreKey
from fieldapp.ports.store import Act, Edit, created
from fieldapp.records import (
    CardRating,
    CardScheme,
    Household,
    HouseholdYear,
    Measure,
    Member,
    TeamMember,
    Village,
    VillageGroup,
    Visit,
    VisitIssue,
)
from fieldapp.records.declare import Record
from fieldapp.services.households import Registers
from fieldapp.services.visits import VisitService
from tests.templates import template_folder

NOW = dt.datetime.fromisoformat("2016-11-23T10:24:07")


def uid(name: str) -> str:
    """The same identifier for the same name, always."""
    return SeededIds(name).uid()


BEES, TRAINING, HOME, OTHER_HOME = uid("bees"), uid("training"), uid("0163"), uid("0042")
WANG, CHEN = uid("王芳"), uid("陈刚")


def village(folder: Path) -> SqlStore:
    """A store that holds the village."""
    shutil.copytree(_made(), folder, dirs_exist_ok=True)
    return reopened(folder)


def reopened(folder: Path) -> SqlStore:
    """The store in a folder, opened again."""
    return open_store(folder, StoreKey(bytes(32)), "0.1.0")


def service(store: SqlStore, clock: FixedClock | None = None) -> VisitService:
    """The service in the hands of 王芳."""
    return VisitService(store, clock or FixedClock(NOW), SeededIds("visits"), "王芳")


def registers(store: SqlStore) -> Registers:
    """What else 王芳 can do in that store."""
    return Registers(store, FixedClock(NOW), SeededIds("registers"), "王芳")


@cache
def _made() -> Path:
    folder = template_folder("visits")
    store = reopened(folder)
    ids = SeededIds("visit village")
    store.set_writer(ActorInfo(ids.actor(), "device", 1, "laptop"))
    act = Act("王芳", "test", dt.datetime.fromisoformat("2016-01-01T08:00"))
    store.write(act, [_first(record) for record in (*_place(), *_people(), *_past())])
    store.close()
    return folder


def _first(record: Record) -> Edit:
    return created(record)


def _place() -> Sequence[Record]:
    return (
        Village(uid=uid("v"), name="郑家村", county_name="兴山县"),
        VillageGroup(uid=uid("g3"), village=uid("v"), name="3组"),
        Household(
            uid=HOME,
            village=uid("v"),
            local_no="0163",
            group=uid("g3"),
            head_member=uid("p1"),
            hh_class="REG",
        ),
        Household(uid=OTHER_HOME, village=uid("v"), local_no="0042", head_member=uid("p3")),
        CardScheme(uid=uid("s"), name="郑家村卡别"),
    )


def _people() -> Sequence[Record]:
    return (
        TeamMember(uid=WANG, name="王芳", village=uid("v")),
        TeamMember(uid=CHEN, name="陈刚", village=uid("v")),
        Member(uid=uid("p1"), household=HOME, name="贺长青", relation="01", status="1"),
        Member(uid=uid("p2"), household=HOME, name="向玉梅", relation="02", status="1"),
        Member(uid=uid("p3"), household=OTHER_HOME, name="邓秀英", relation="01", status="1"),
    )


def _past() -> Sequence[Record]:
    return (
        CardRating(
            uid=uid("c1"),
            household=HOME,
            scheme=uid("s"),
            colour="RED",
            valid_from=dt.date(2015, 3, 1),
            reason_text="无稳定收入，户主长期慢性病",
        ),
        *_years(),
        *_visit_before(),
    )


def _years() -> Sequence[Record]:
    return tuple(
        HouseholdYear(
            uid=uid(f"{year}"),
            household=HOME,
            year=year,
            declared_per_head=Decimal(amount),
            main_cause="07" if year == 2016 else None,
            other_causes=("10",) if year == 2016 else None,
        )
        for year, amount in ((2014, 1720), (2015, 1930), (2016, 2240))
    )


def _visit_before() -> Sequence[Record]:
    return (
        Visit(
            uid=uid("old-visit"),
            household=HOME,
            start_at=dt.datetime.fromisoformat("2016-09-22T09:30"),
            end_at=dt.datetime.fromisoformat("2016-09-22T10:25"),
            visitors=(WANG, CHEN),
            place_kind="home",
            people_met=("贺长青",),
            purpose=("survey",),
            medical="户主慢性支气管炎，药费每月约120元。",
            income_note="儿子在宜昌务工。",
            appeal_text="愿意养蜂，缺技术和蜂箱。",
        ),
        VisitIssue(
            uid=TRAINING,
            visit=uid("old-visit"),
            text="缺养蜂技术",
            action="联系养蜂培训",
            owner=CHEN,
            due=dt.date(2016, 12, 10),
            state="open",
        ),
        Measure(
            uid=BEES,
            household=HOME,
            catalog="01",
            title="养殖土蜂",
            quantity=Decimal(10),
            unit="箱",
            helper=WANG,
            start_date=dt.date(2016, 4, 1),
            due_date=dt.date(2016, 11, 15),
            state="running",
        ),
    )
