"""Figures and lists over villages: counts by card, cause and group, visits, measures."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import sqlalchemy as sa

from db.tables import SUMMARY, state_table
from fieldapp.ports.questions import Figures, MeasureRow, Stats, VillageRow, VisitRow
from fieldapp.records.lists_household import ENDED

STANDS = SUMMARY.c.status.is_(None) | SUMMARY.c.status.not_in(sorted(ENDED))
"""Whether a household counts; one that was merged or has ended keeps its visits only."""
NO_CARD = "NONE"
"""Key of the households without an open card rating."""


def villages(connection: sa.Connection) -> list[VillageRow]:
    """The villages held with their counts."""
    village, group = state_table("village"), state_table("village_group")
    counts = {
        uid: (households, people)
        for uid, households, people in connection.execute(
            sa.select(SUMMARY.c.village, sa.func.count(), sa.func.sum(SUMMARY.c.people))
            .where(STANDS)
            .group_by(SUMMARY.c.village)
        )
    }
    by_village = (
        sa.select(group.c.village, sa.func.count())
        .where(group.c.sys_alive == 1)
        .group_by(group.c.village)
    )
    groups: dict[str, int] = dict(connection.execute(by_village).all())
    query = sa.select(
        village.c.uid, village.c.name, village.c.township_name, village.c.county_name
    ).where(village.c.sys_alive == 1)
    return [
        VillageRow(
            uid, name, township or "", county or "", groups.get(uid, 0), *counts.get(uid, (0, 0))
        )
        for uid, name, township, county in connection.execute(query.order_by(village.c.name))
    ]


def stats(connection: sa.Connection, village: str | None) -> Stats:
    """The figures of one village, or of all."""
    of_village = [SUMMARY.c.village == village] if village is not None else []
    here = [*of_village, STANDS]
    pair = (sa.func.count(), sa.func.coalesce(sa.func.sum(SUMMARY.c.people), 0))
    total = connection.execute(sa.select(*pair).where(*here)).one()
    visits = connection.execute(
        sa.select(
            sa.func.coalesce(sa.func.sum(SUMMARY.c.visits), 0),
            sa.func.count().filter(SUMMARY.c.visits > 0),
        ).where(*of_village)
    ).one()
    causes = (
        sa.select(SUMMARY.c.main_cause, sa.func.count())
        .where(*here, SUMMARY.c.main_cause.is_not(None))
        .group_by(SUMMARY.c.main_cause)
        .order_by(sa.func.count().desc(), SUMMARY.c.main_cause)
    )
    return Stats(
        Figures(total[0], total[1]),
        _by(connection, SUMMARY.c.card, here, NO_CARD),
        dict(connection.execute(causes).all()),
        _by(connection, SUMMARY.c.group_name, here, ""),
        visits[0],
        visits[1],
        _measure_states(connection, village),
    )


def _by(
    connection: sa.Connection,
    column: sa.ColumnElement[str | None],
    here: list[sa.ColumnElement[bool]],
    none: str,
) -> dict[str, Figures]:
    query = (
        sa.select(column, sa.func.count(), sa.func.sum(SUMMARY.c.people))
        .where(*here)
        .group_by(column)
        .order_by(column)
    )
    return {key or none: Figures(h, p) for key, h, p in connection.execute(query)}


def _measure_states(connection: sa.Connection, village: str | None) -> dict[str, int]:
    measure = state_table("measure")
    query = (
        sa.select(measure.c.state, sa.func.count())
        .where(measure.c.sys_alive == 1)
        .group_by(measure.c.state)
    )
    if village is not None:
        query = query.where(measure.c.sys_village == village)
    return {state or "": number for state, number in connection.execute(query)}


def visits(
    connection: sa.Connection,
    village: str | None,
    household: str | None,
    since: dt.date | None = None,
    *,
    most: int | None = None,
    accepted: bool = True,
) -> list[VisitRow]:
    """Visits, the newest first; those from the day ``since`` on, at most ``most``."""
    visit, issue, person = (state_table(n) for n in ("visit", "visit_issue", "team_member"))
    names = dict(connection.execute(sa.select(person.c.uid, person.c.name)).all())
    open_issues = (
        sa.select(issue.c.visit, sa.func.count().label("open"))
        .where(issue.c.sys_alive == 1, issue.c.state == "open")
        .group_by(issue.c.visit)
        .subquery()
    )
    query = (
        sa.select(
            visit.c.uid, visit.c.household, SUMMARY.c.local_no, SUMMARY.c.head_name,
            SUMMARY.c.card, SUMMARY.c.group_name, visit.c.start_at, visit.c.end_at,
            visit.c.visitors, visit.c.appeal_text, sa.func.coalesce(open_issues.c.open, 0),
        )
        .join(SUMMARY, SUMMARY.c.household == visit.c.household)
        .outerjoin(open_issues, open_issues.c.visit == visit.c.uid)
        .where(visit.c.sys_alive == 1)
        .order_by(visit.c.start_at.desc(), visit.c.uid.desc())
    )  # fmt: skip
    if village is not None:
        query = query.where(visit.c.sys_village == village)
    if household is not None:
        query = query.where(visit.c.household == household)
    if since is not None:
        query = query.where(visit.c.start_at >= since.isoformat())
    if not accepted:
        review = state_table("visit_review")
        said = sa.select(review.c.visit).where(review.c.verdict == "accepted")
        query = query.where(visit.c.uid.not_in(said.where(review.c.sys_alive == 1)))
    if most is not None:
        query = query.limit(most)
    return [
        VisitRow(
            row[0], row[1], row[2], row[3] or "", row[4], row[5] or "", _moment(row[6]),
            _moment(row[7]), tuple(names.get(uid, "…") for uid in json.loads(row[8] or "[]")),
            row[9] or "", row[10],
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def measures(connection: sa.Connection, village: str | None) -> list[MeasureRow]:
    """Measures, by due date."""
    measure, person = state_table("measure"), state_table("team_member")
    query = (
        sa.select(
            measure.c.uid, measure.c.household, SUMMARY.c.local_no, SUMMARY.c.head_name,
            measure.c.catalog, measure.c.title, measure.c.quantity, measure.c.unit,
            sa.func.coalesce(person.c.name, measure.c.helper_text), measure.c.due_date,
            measure.c.state,
        )
        .join(SUMMARY, SUMMARY.c.household == measure.c.household)
        .outerjoin(person, person.c.uid == measure.c.helper)
        .where(measure.c.sys_alive == 1)
        .order_by(measure.c.due_date, measure.c.uid)
    )  # fmt: skip
    if village is not None:
        query = query.where(measure.c.sys_village == village)
    return [
        MeasureRow(
            row[0], row[1], row[2], row[3] or "", row[4], row[5] or "",
            None if row[6] is None else Decimal(row[6]).scaleb(-2), row[7] or "", row[8] or "",
            None if row[9] is None else dt.date.fromisoformat(row[9]), row[10],
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)
