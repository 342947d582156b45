"""What a household's line says, read from its records aspect by aspect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from db.statements import Prepared, among
from db.tables import SUMMARY, state_table
from fieldapp.records.lists_people import LIVING_HERE
from fieldapp.rules.income import SETTING, IncomeSums, Item, add_up, formula_of

Line = dict[str, Any]
"""Values by column of the summary table."""
Lines = dict[str, Line]
"""Lines by household."""

HOMES = "homes"
"""The name under which the households asked for are given."""


@dataclass(frozen=True, eq=False)
class Aspect:
    """Columns that follow from the same records; ``empty`` is what they hold without any."""

    empty: Mapping[str, object]
    add: Callable[[sa.Connection, Lines], None]


def living(connection: sa.Connection, households: list[str]) -> Lines:
    """The lines of those households that stand: the household itself and its people."""
    lines: Lines = {}
    heads: dict[str, tuple[str | None, int | None]] = {}
    for row in _HOUSEHOLDS.rows(connection, homes=households):
        uid, village, local_no, head, hh_class, declared, status, group_name = row
        heads[uid] = (head, declared)
        lines[uid] = {
            "household": uid, "village": village, "local_no": local_no, "hh_class": hh_class,
            "group_name": group_name, "status": status, "head_name": None, "head_pinyin": None,
            "people": 0,
        }  # fmt: skip
    for uid, home, name, pinyin, status in _MEMBERS.rows(connection, homes=list(lines)):
        line = lines[home]
        line["people"] += status in LIVING_HERE
        if uid == heads[home][0]:
            line["head_name"], line["head_pinyin"] = name, pinyin
    for uid, (_, declared) in heads.items():
        line = lines[uid]
        if line["people"] <= 1 and declared:  # only the head is entered so far
            line["people"] = declared
    return lines


def people_of(connection: sa.Connection, households: Sequence[str]) -> Lines:
    """Of the lines that are held, the number of people: what the years build upon."""
    found = _PEOPLE.rows(connection, homes=list(households))
    return {uid: {"people": people} for uid, people in found}


def fill(connection: sa.Connection, lines: Lines, aspects: Iterable[Aspect]) -> None:
    """Read these aspects into the lines."""
    for aspect in aspects:
        for line in lines.values():
            line.update(aspect.empty)
        aspect.add(connection, lines)


def _add_cards(connection: sa.Connection, lines: Lines) -> None:
    for household, colour in _CARDS.rows(connection, homes=list(lines)):
        lines[household]["card"] = colour


def _add_years(connection: sa.Connection, lines: Lines) -> None:
    items: dict[str, list[Item]] = defaultdict(list)
    for year, code, amount, counts, share in _ITEMS.rows(connection, homes=list(lines)):
        own = None if share is None else Decimal(share) / 100
        items[year].append((code, amount, None if counts is None else bool(counts), own))
    texts = dict(_FORMULAS.rows(connection))
    concepts: dict[str, str | None] = {}
    for row in _YEARS.rows(connection, homes=list(lines)):
        uid, household, number, cause, size, per_head, concept = row
        line = lines[household]
        if cause is not None:
            line["main_cause"], line["cause_year"] = cause, number
        size = size or line["people"]
        if uid in items and size:
            sums = add_up(items[uid], formula_of(texts, number))
            per_head = round(IncomeSums(sums).net / size)
        if per_head is not None:
            # net and disposable income are not compared with each other
            same = concepts.get(household, concept) == concept
            line["per_head_before"] = line["per_head"] if same else None
            line["per_head"], line["income_year"] = per_head, number
            concepts[household] = concept


def _add_visits(connection: sa.Connection, lines: Lines) -> None:
    for household, start_at, next_visit in _VISITS.rows(connection, homes=list(lines)):
        line = lines[household]
        line["visits"] += 1
        line["last_visit"], line["next_visit"] = start_at, next_visit


def _add_promises(connection: sa.Connection, lines: Lines) -> None:
    for query in (_MEASURES, _ISSUES):
        for household, title, due in query.rows(connection, homes=list(lines)):
            line = lines[household]
            line["promise_count"] += 1
            if due is not None and (line["promise_due"] is None or due < line["promise_due"]):
                line["promise"], line["promise_due"] = title, due


def _nothing(*columns: str) -> Mapping[str, object]:
    return dict.fromkeys(columns)


CARD = Aspect(_nothing("card"), _add_cards)
YEARS = Aspect(
    _nothing("main_cause", "cause_year", "per_head", "per_head_before", "income_year"), _add_years
)
VISITS = Aspect({"visits": 0, **_nothing("last_visit", "next_visit")}, _add_visits)
PROMISES = Aspect({"promise_count": 0, **_nothing("promise", "promise_due")}, _add_promises)
ASPECTS = (CARD, YEARS, VISITS, PROMISES)

_household, _group, _member = (state_table(n) for n in ("household", "village_group", "member"))
_rating, _year, _item = (state_table(n) for n in ("card_rating", "household_year", "income_line"))
_setting = state_table("county_setting")
_visit, _measure, _issue = (state_table(n) for n in ("visit", "measure", "visit_issue"))

_PEOPLE = Prepared(
    sa.select(SUMMARY.c.household, SUMMARY.c.people).where(among(SUMMARY.c.household, HOMES))
)
_HOUSEHOLDS = Prepared(
    sa.select(
        _household.c.uid, _household.c.village, _household.c.local_no, _household.c.head_member,
        _household.c.hh_class, _household.c.declared_size, _household.c.status, _group.c.name,
    )
    .outerjoin(_group, _group.c.uid == _household.c.group)
    .where(among(_household.c.uid, HOMES), _household.c.sys_alive == 1)
)  # fmt: skip
_MEMBERS = Prepared(
    sa.select(
        _member.c.uid, _member.c.household, _member.c.name, _member.c.name_pinyin, _member.c.status
    ).where(among(_member.c.household, HOMES), _member.c.sys_alive == 1)
)
_CARDS = Prepared(
    sa.select(_rating.c.household, _rating.c.colour)
    .where(
        among(_rating.c.household, HOMES), _rating.c.sys_alive == 1, _rating.c.valid_to.is_(None)
    )
    .order_by(_rating.c.valid_from, _rating.c.uid)
)
_ITEMS = Prepared(
    sa.select(
        _item.c.household_year, _item.c.item, _item.c.amount, _item.c.counts_in_net,
        _item.c.cost_rate,
    )
    .join(_year, _year.c.uid == _item.c.household_year)
    .where(_item.c.sys_alive == 1, among(_year.c.household, HOMES))
)  # fmt: skip
_FORMULAS = Prepared(
    sa.select(_setting.c.year, _setting.c.value).where(
        _setting.c.name == SETTING, _setting.c.value.is_not(None), _setting.c.sys_alive == 1
    )
)
_YEARS = Prepared(
    sa.select(
        _year.c.uid, _year.c.household, _year.c.year, _year.c.main_cause, _year.c.size_year_end,
        _year.c.declared_per_head, _year.c.income_concept,
    )
    .where(among(_year.c.household, HOMES), _year.c.sys_alive == 1)
    .order_by(_year.c.year, _year.c.uid)
)  # fmt: skip
_VISITS = Prepared(
    sa.select(_visit.c.household, _visit.c.start_at, _visit.c.next_visit_date)
    .where(among(_visit.c.household, HOMES), _visit.c.sys_alive == 1)
    .order_by(_visit.c.start_at, _visit.c.uid)
)
_MEASURES = Prepared(
    sa.select(_measure.c.household, _measure.c.title, _measure.c.due_date)
    .where(
        among(_measure.c.household, HOMES),
        _measure.c.sys_alive == 1,
        sa.or_(_measure.c.state == "planned", _measure.c.state == "running"),
    )
    .order_by(_measure.c.uid)
)
_ISSUES = Prepared(
    sa.select(_visit.c.household, _issue.c.action, _issue.c.due)
    .join(_visit, _visit.c.uid == _issue.c.visit)
    .where(among(_visit.c.household, HOMES), _issue.c.sys_alive == 1, _issue.c.state == "open")
    .order_by(_issue.c.uid)
)
