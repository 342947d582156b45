"""One line a household, kept beside the records: what lists, search and figures are read from.

Derived in the same transaction as the change it follows from, and rebuildable at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as upsert

from db import search
from db.rows import Row
from db.statements import in_chunks
from db.tables import SUMMARY, state_table

_COLUMNS = tuple(column.name for column in SUMMARY.columns)


def refresh(connection: sa.Connection, touched: Iterable[Row]) -> None:
    """Renew the lines of every household that the written rows belong to."""
    households = _households(connection, touched)
    for chunk in in_chunks(sorted(households)):
        _renew(connection, chunk)


def rebuild(connection: sa.Connection) -> None:
    """Make all lines and the search index anew from the records."""
    connection.execute(sa.delete(SUMMARY))
    search.clear(connection)
    uids = list(connection.scalars(sa.select(state_table("household").c.uid)))
    for chunk in in_chunks(uids):
        _renew(connection, chunk)


def _households(connection: sa.Connection, touched: Iterable[Row]) -> set[str]:
    found: set[str] = set()
    through: dict[str, set[str]] = {"visit": set(), "household_year": set()}
    groups: set[str] = set()
    for row in touched:
        scope = row.entity.scope
        if row.entity.name == "household":
            found.add(row.uid)
        elif row.entity.name == "village_group":
            groups.add(row.uid)
        elif scope == "household":
            found.add(str(row.values["household"]))
        elif scope in through:
            through[scope].add(str(row.values[scope]))
    for name, uids in through.items():
        found |= _owners(connection, name, "uid", "household", uids)
    return found | _owners(connection, "household", "group", "uid", groups)


def _owners(
    connection: sa.Connection, name: str, key: str, owner: str, values: set[str]
) -> set[str]:
    """The ``owner`` column of the records whose ``key`` is among these values."""
    table = state_table(name)
    found: set[str] = set()
    for chunk in in_chunks(sorted(values)):
        found |= set(connection.scalars(sa.select(table.c[owner]).where(table.c[key].in_(chunk))))
    return found


def _renew(connection: sa.Connection, households: Sequence[str]) -> None:
    lines = _lines(connection, households)
    gone = [uid for uid in households if uid not in lines]
    if gone:
        search.forget(connection, gone)
        connection.execute(sa.delete(SUMMARY).where(SUMMARY.c.household.in_(gone)))
    if lines:
        statement = upsert(SUMMARY)
        changes = {name: statement.excluded[name] for name in _COLUMNS if name != "household"}
        # an upsert keeps the row's number, by which the search index knows the household
        connection.execute(
            statement.on_conflict_do_update(index_elements=["household"], set_=changes),
            list(lines.values()),
        )
        search.renew(connection, list(lines))


def _lines(connection: sa.Connection, households: Sequence[str]) -> dict[str, dict[str, Any]]:
    lines: dict[str, dict[str, Any]] = {}
    household, group = state_table("household"), state_table("village_group")
    query = (
        sa.select(
            household.c.uid, household.c.village, household.c.local_no, household.c.head_member,
            household.c.hh_class, household.c.declared_size, group.c.name.label("group_name"),
        )
        .outerjoin(group, group.c.uid == household.c.group)
        .where(household.c.uid.in_(households), household.c.sys_alive == 1)
    )  # fmt: skip
    heads: dict[str, tuple[str | None, int | None]] = {}
    for row in connection.execute(query).mappings():
        heads[row["uid"]] = (row["head_member"], row["declared_size"])
        lines[row["uid"]] = {
            **dict.fromkeys(_COLUMNS),
            "household": row["uid"], "village": row["village"], "local_no": row["local_no"],
            "hh_class": row["hh_class"], "group_name": row["group_name"], "people": 0,
            "visits": 0, "promise_count": 0,
        }  # fmt: skip
    if lines:
        _add_people(connection, lines, heads)
        _add_cards(connection, lines)
        _add_causes(connection, lines)
        _add_income(connection, lines)
        _add_visits(connection, lines)
        _add_promises(connection, lines)
    return lines


def _add_people(
    connection: sa.Connection,
    lines: dict[str, dict[str, Any]],
    heads: dict[str, tuple[str | None, int | None]],
) -> None:
    member = state_table("member")
    query = sa.select(
        member.c.uid, member.c.household, member.c.name, member.c.name_pinyin,
        member.c.relation, member.c.status,
    ).where(member.c.household.in_(list(lines)), member.c.sys_alive == 1)  # fmt: skip
    for row in connection.execute(query).mappings():
        line = lines[row["household"]]
        line["people"] += row["status"] in {None, "1", "4"}  # the dead and those who left are not
        if row["uid"] == heads[row["household"]][0]:
            line["head_name"], line["head_pinyin"] = row["name"], row["name_pinyin"]
    for uid, (_, declared) in heads.items():
        line = lines[uid]
        if line["people"] <= 1 and declared:  # only the head is entered so far
            line["people"] = declared


def _add_cards(connection: sa.Connection, lines: dict[str, dict[str, Any]]) -> None:
    rating = state_table("card_rating")
    query = (
        sa.select(rating.c.household, rating.c.colour)
        .where(
            rating.c.household.in_(list(lines)),
            rating.c.sys_alive == 1,
            rating.c.valid_to.is_(None),
        )
        .order_by(rating.c.valid_from, rating.c.uid)
    )
    for household, colour in connection.execute(query):
        lines[household]["card"] = colour


def _add_causes(connection: sa.Connection, lines: dict[str, dict[str, Any]]) -> None:
    year = state_table("household_year")
    query = (
        sa.select(year.c.household, year.c.year, year.c.main_cause)
        .where(
            year.c.household.in_(list(lines)),
            year.c.sys_alive == 1,
            year.c.main_cause.is_not(None),
        )
        .order_by(year.c.year)
    )
    for household, number, cause in connection.execute(query):
        lines[household]["main_cause"], lines[household]["cause_year"] = cause, number


def _add_income(connection: sa.Connection, lines: dict[str, dict[str, Any]]) -> None:
    year, item = state_table("household_year"), state_table("income_line")
    counted = sa.case(
        (sa.func.substr(item.c.item, 1, 1) == "E", -item.c.amount),
        (sa.func.coalesce(item.c.counts_in_net, 1) == 0, 0),
        else_=item.c.amount,
    )
    lines_of = (
        sa.select(item.c.household_year, sa.func.sum(counted))
        .join(year, year.c.uid == item.c.household_year)
        .where(item.c.sys_alive == 1, year.c.household.in_(list(lines)))
        .group_by(item.c.household_year)
    )
    sums = {uid: int(total) for uid, total in connection.execute(lines_of)}
    query = (
        sa.select(
            year.c.uid, year.c.household, year.c.year, year.c.size_year_end,
            year.c.declared_per_head,
        )
        .where(year.c.household.in_(list(lines)), year.c.sys_alive == 1)
        .order_by(year.c.year)
    )  # fmt: skip
    for row in connection.execute(query).mappings():
        line = lines[row["household"]]
        size = row["size_year_end"] or line["people"]
        if row["uid"] in sums and size:
            per_head: int | None = round(sums[row["uid"]] / size)
        else:
            per_head = row["declared_per_head"]
        if per_head is not None:
            line["per_head_before"] = line["per_head"]
            line["per_head"], line["income_year"] = per_head, row["year"]


def _add_visits(connection: sa.Connection, lines: dict[str, dict[str, Any]]) -> None:
    visit = state_table("visit")
    query = (
        sa.select(visit.c.household, visit.c.start_at, visit.c.next_visit_date)
        .where(visit.c.household.in_(list(lines)), visit.c.sys_alive == 1)
        .order_by(visit.c.start_at)
    )
    for household, start_at, next_visit in connection.execute(query):
        line = lines[household]
        line["visits"] += 1
        line["last_visit"], line["next_visit"] = start_at, next_visit


def _add_promises(connection: sa.Connection, lines: dict[str, dict[str, Any]]) -> None:
    measure, issue, visit = state_table("measure"), state_table("visit_issue"), state_table("visit")
    measures = sa.select(measure.c.household, measure.c.title, measure.c.due_date).where(
        measure.c.household.in_(list(lines)),
        measure.c.sys_alive == 1,
        measure.c.state.in_(["planned", "running"]),
    )
    issues = (
        sa.select(visit.c.household, issue.c.action, issue.c.due)
        .join(visit, visit.c.uid == issue.c.visit)
        .where(visit.c.household.in_(list(lines)), issue.c.sys_alive == 1, issue.c.state == "open")
    )
    for query in (measures, issues):
        for household, title, due in connection.execute(query):
            line = lines[household]
            line["promise_count"] += 1
            if due is not None and (line["promise_due"] is None or due < line["promise_due"]):
                line["promise"], line["promise_due"] = title, due
