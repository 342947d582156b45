"""A small village of made-up people with years, measures and visits, for pages and services."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from db.store import open_store
from fieldapp.foundation.clock import Clock, FixedClock
from fieldapp.foundation.ids import Ids, SeededIds
from fieldapp.foundation.vault import StoreKey, unlock
from fieldapp.ports.store import Act, Edit, Store, changed, created
from fieldapp.records import (
    CardRating,
    CardScheme,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    Pairing,
    TeamMember,
    Village,
    VillageGroup,
    Visit,
    VisitIssue,
)
from fieldapp.rules.identity import check_digit
from fieldapp.rules.pinyin import name_pinyin
from fieldapp.services.desk import Desk, open_desk
from fieldapp.services.workspace import Founding
from tests.templates import template_folder

NOW = dt.datetime.fromisoformat("2015-11-25T10:24")
TODAY = NOW.date()
PASSPHRASE = "a long passphrase"
# number, head, group, card, people, cause, income, days since the last visit
HOUSEHOLDS = """\
0042 邓秀英 4 YELLOW 4 03 3120 44
0107 龚德福 3 RED 2 08 1980 41
0163 贺长青 3 RED 3 07 2240 62
0188 黎桂兰 5 YELLOW 5 07 2870 47
0201 覃海山 1 RED 1 01 1750 46
0219 史平贵 2 RED 2 01 2060 58
0233 田永寿 2 YELLOW 4 10 2910 40
0240 万春梅 4 RED 3 02 2110 39
0251 魏宝山 1 RED 6 07 2330 2
0260 吴志刚 5 YELLOW 3 01 3010 37
0277 夏金凤 3 RED 2 08 1890 1
0284 向远林 2 YELLOW 5 03 2760 36
0291 熊立文 4 RED 4 07 2180 50
0305 严桂香 1 YELLOW 2 01 2990 0
0311 易大勇 5 RED 3 07 2010 -1
0320 余春生 2 GENERAL 4 - 5200 120
0333 袁丽华 3 GENERAL 5 - 6100 -1
0347 曾庆国 1 GENERAL 3 - 4800 90
0350 张守田 4 GENERAL 6 - 5600 -1
0362 赵开明 5 GENERAL 4 - 7000 70
0370 郑先友 2 GENERAL 2 - 5100 -1
0388 周世贵 3 GENERAL 3 - 5900 -1
0391 朱传兵 1 GENERAL 4 - 6400 -1
0400 邹玉莲 4 - 1 - 0 -1
"""
MEASURES = (
    ("0163", "养殖土蜂", "01", 10, "箱", "running", dt.date(2015, 11, 15)),
    ("0163", "白芍种植", "01", 3, "亩", "running", dt.date(2016, 3, 1)),
    ("0163", "养蜂技术培训", "06", 2, "次", "planned", dt.date(2015, 12, 20)),
    ("0163", "房屋修缮", "08", 1, "户", "done", dt.date(2014, 10, 1)),
    ("0219", "慢病卡补办", "07", 1, "张", "planned", dt.date(2015, 11, 20)),
    ("0188", "白芍苗补助", "01", 3, "亩", "planned", dt.date(2015, 11, 25)),
)


def id_number(birth: dt.date, order: int) -> str:
    """A sound ID number of an area that was never given out; odd ``order`` is a man's."""
    first = f"999900{birth:%Y%m%d}{order:03d}"
    return first + check_digit(first)


def open_village(folder: Path) -> Desk:
    """A desk over a store with the village in it; close ``desk.store`` when done."""
    made = _made_village()
    shutil.copytree(made.folder, folder, dirs_exist_ok=True)
    return made.desk(folder)


@dataclass(frozen=True)
class MadeWorkspace:
    """A closed workspace that is copied: where it lies, what opens it, and who goes on in it."""

    folder: Path
    key: StoreKey
    clock: Clock
    ids: Ids

    def desk(self, folder: Path) -> Desk:
        """A desk over a copy of the workspace; its identifiers go on where the making ended."""
        return open_desk(folder, opened(folder, self.key), self.clock, copy(self.ids))


def opened(folder: Path, key: StoreKey) -> Store:
    """The store of a workspace."""
    return open_store(folder, key, "tests")


@cache
def _made_village() -> MadeWorkspace:
    folder = template_folder("register")
    clock, ids = FixedClock(NOW), SeededIds("register village")
    store = Founding(opened, clock, ids).county(folder, "兴山县", PASSPHRASE, demonstration=True)
    act = Act("王芳", "test.village", NOW - dt.timedelta(days=400))
    village = _Village(ids)
    store.write(act, list(village.edits()))
    store.write(act, list(map(created, village.pairings)))
    store.close()
    return MadeWorkspace(folder, unlock(folder, PASSPHRASE), clock, ids)


def household_uid(store: Store, number: str) -> str:
    """The uid of the household with that number."""
    return store.questions.numbered(number)[0].uid


class _Village:
    def __init__(self, ids: SeededIds) -> None:
        self._ids = ids
        uid = ids.uid
        self._village = Village(
            uid=uid(), name="郑家村", township_name="水月寺镇", county_name="兴山县"
        )
        self._groups = {
            str(n): VillageGroup(uid=uid(), village=self._village.uid, name=f"{n}组")
            for n in range(1, 6)
        }
        self._scheme = CardScheme(uid=uid(), name="红黄卡", colours=("GENERAL", "RED", "YELLOW"))
        self._fang = TeamMember(uid=uid(), name="王芳", village=self._village.uid)
        self._gang = TeamMember(uid=uid(), name="陈刚", village=self._village.uid)
        self.pairings: list[Pairing] = []

    def edits(self) -> Iterator[Edit]:
        yield created(self._village)
        yield from map(created, self._groups.values())
        yield from (created(self._scheme), created(self._fang), created(self._gang))
        for order, line in enumerate(HOUSEHOLDS.splitlines()):
            yield from self._household(order, line)

    def _household(self, order: int, line: str) -> Iterator[Edit]:
        number, name, group, card, people, cause, income, days = line.split()
        poor = card in ("RED", "YELLOW")
        home = Household(
            uid=self._ids.uid(), village=self._village.uid, local_no=number,
            group=self._groups[group].uid, hh_class="REG" if poor else "GEN", status="active",
            altitude_m=900 + 20 * (order % 15), phone=f"1380000{order:04d}",
        )  # fmt: skip
        yield created(home)
        members = list(self._members(home.uid, name, int(people), order))
        yield from map(created, members)
        yield changed(Household, home.uid, head_member=members[0].uid)
        for member in members:
            yield created(
                MemberYear(
                    uid=self._ids.uid(), member=member.uid, year=2015, education="03",
                    health=("01",), labour="01", ins_resident_medical=True,
                )
            )  # fmt: skip
        if card != "-":
            yield created(self._rating(home.uid, card))
        if poor:
            self.pairings.append(
                Pairing(uid=self._ids.uid(), household=home.uid, team_member=self._fang.uid,
                        rank="first", start_date=dt.date(2014, 3, 1))
            )  # fmt: skip
            yield from self._years(home.uid, cause, int(income), int(people))
        yield from self._work(home.uid, number, int(days))

    def _members(self, home: str, name: str, people: int, order: int) -> Iterator[Member]:
        given = ("", "春兰", "小军", "小梅", "桂芝", "大山")
        relations = ("01", "02", "03", "04", "12", "11")
        births = (1963, 1966, 1990, 1994, 1938, 1936)
        for place in range(people):
            birth = dt.date(births[place], 1 + order % 12, 1 + order % 28)
            odd = relations[place] in ("01", "03", "11")
            own = name if place == 0 else name[0] + given[place]
            yield Member(
                uid=self._ids.uid(), household=home, name=own, name_pinyin=name_pinyin(own),
                sex="1" if odd else "2", id_type="01",
                id_number=id_number(birth, 2 * (order * 6 + place) + odd), birth_date=birth,
                relation=relations[place], ethnic="01", status="1",
            )  # fmt: skip

    def _rating(self, home: str, card: str) -> CardRating:
        return CardRating(
            uid=self._ids.uid(), household=home, scheme=self._scheme.uid, colour=card,
            valid_from=dt.date(2014, 6, 1), reason_text="村民代表会议评议", previous_colour=None,
        )  # fmt: skip

    def _years(self, home: str, cause: str, income: int, people: int) -> Iterator[Edit]:
        for year, part in ((2013, 78), (2014, 86), (2015, 100)):
            record = HouseholdYear(
                uid=self._ids.uid(), household=home, year=year, main_cause=cause,
                other_causes=("10",) if cause != "10" else None, farmland=Decimal("4.5"),
                woodland=Decimal(12), bee_colonies=4 if year < 2015 else 10, pigs=2,
                house_area_m2=Decimal(96), house_structure="earth" if year < 2014 else "brick_wood",
                house_grade="C" if year < 2014 else "1", water_safe=year > 2014, water_hard=False,
                power_home=True, tv=True, fuel="01", toilet_sanitary=year > 2013, entry_road="02",
                road_distance_km=Decimal("1.2"), size_year_start=people, size_year_end=people,
                income_concept="net",
            )  # fmt: skip
            yield created(record)
            total = Decimal(income * people * part // 100)
            amounts = {"W1": total * 6 / 10, "B1": total * 3 / 10, "B2": total * 2 / 10,
                       "T2": total / 10, "E1": total * 2 / 10}  # fmt: skip
            for item, amount in amounts.items():
                yield created(
                    IncomeLine(uid=self._ids.uid(), household_year=record.uid, item=item,
                               amount=amount.quantize(Decimal("0.01")))
                )  # fmt: skip

    def _work(self, home: str, number: str, days: int) -> Iterator[Edit]:
        for owner, title, group, quantity, unit, state, due in MEASURES:
            if owner == number:
                yield created(
                    Measure(
                        uid=self._ids.uid(), household=home, catalog=group, title=title,
                        quantity=Decimal(quantity), unit=unit, state=state, due_date=due,
                        start_date=due - dt.timedelta(days=200), helper=self._gang.uid,
                        result_date=due if state == "done" else None,
                    )
                )  # fmt: skip
        if days >= 0:
            start = NOW.replace(hour=9, minute=30) - dt.timedelta(days=days)
            for back in (0, 60, 130):
                yield from self._visit(home, start - dt.timedelta(days=back), last=back == 0)

    def _visit(self, home: str, start: dt.datetime, *, last: bool) -> Iterator[Edit]:
        visit = Visit(
            uid=self._ids.uid(), household=home, start_at=start,
            end_at=start + dt.timedelta(minutes=55), visitors=(self._fang.uid, self._gang.uid),
            place_kind="home", people_met=("户主", "妻"), purpose=("measure", "survey"),
            water_problem=True, water="枯水期要到 300 米外挑水。",
            housing_problem=False, food_clothes_problem=False,
            medical_problem=True, medical="户主咳嗽，每月药费约一百元。",
            appeal_text="希望帮助销售蜂蜜。", explained_text="已联系合作社。",
            sign_kind="thumbprint",
        )  # fmt: skip
        yield created(visit)
        if last:
            yield created(
                VisitIssue(
                    uid=self._ids.uid(), visit=visit.uid, text="枯水期饮水困难", category="10",
                    action="申请接水管", owner=self._gang.uid, due=dt.date(2016, 1, 15),
                    state="open",
                )
            )  # fmt: skip
