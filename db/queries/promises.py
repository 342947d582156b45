"""What was promised to households and is not done: open measures, and open issues of visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from db.tables import state_table
from fieldapp.ports.questions import PromiseRow
from fieldapp.records.lists_work import OPEN_MEASURES

_Query = sa.Select[*tuple[Any, ...]]


def open_promises(
    connection: sa.Connection, village: str | None, household: str | None, until: dt.date | None
) -> list[PromiseRow]:
    """Promises by due date, those without a date last; with ``until`` only those due by then."""
    measures, issues = _measures(village, household), _issues(village, household)
    if until is not None:
        measures = measures.where(state_table("measure").c.due_date <= until.isoformat())
        issues = issues.where(state_table("visit_issue").c.due <= until.isoformat())
    found = [
        *(_measure(row) for row in connection.execute(measures)),
        *(_issue(row) for row in connection.execute(issues)),
    ]
    return sorted(found, key=lambda row: (row.due or dt.date.max, row.uid))


def _measures(village: str | None, household: str | None) -> _Query:
    measure, person = state_table("measure"), state_table("team_member")
    query: _Query = (
        sa.select(
            measure.c.uid, measure.c.household, measure.c.title,
            sa.func.coalesce(person.c.name, measure.c.helper_text), measure.c.due_date,
        )
        .outerjoin(person, person.c.uid == measure.c.helper)
        .where(measure.c.sys_alive == 1, measure.c.state.in_(sorted(OPEN_MEASURES)))
    )  # fmt: skip
    return _narrowed(query, measure, measure, village, household)


def _issues(village: str | None, household: str | None) -> _Query:
    issue, visit = state_table("visit_issue"), state_table("visit")
    person = state_table("team_member")
    query: _Query = (
        sa.select(
            issue.c.uid, visit.c.household, sa.func.coalesce(issue.c.action, issue.c.text),
            sa.func.coalesce(person.c.name, issue.c.owner_text), issue.c.due,
        )
        .join(visit, visit.c.uid == issue.c.visit)
        .outerjoin(person, person.c.uid == issue.c.owner)
        .where(issue.c.sys_alive == 1, visit.c.sys_alive == 1, issue.c.state == "open")
    )  # fmt: skip
    return _narrowed(query, issue, visit, village, household)


def _narrowed(
    query: _Query,
    own: sa.Table,
    of_household: sa.Table,
    village: str | None,
    household: str | None,
) -> _Query:
    if village is not None:
        query = query.where(own.c.sys_village == village)
    if household is not None:
        query = query.where(of_household.c.household == household)
    return query


def _measure(row: Sequence[object]) -> PromiseRow:
    uid, household, title, owner, due = row
    return PromiseRow(str(uid), "measure", str(household), _text(title), _text(owner), _day(due))


def _issue(row: Sequence[object]) -> PromiseRow:
    uid, household, title, owner, due = row
    return PromiseRow(str(uid), "issue", str(household), _text(title), _text(owner), _day(due))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None
