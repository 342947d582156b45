"""Rules for the health records: chronic disease, vaccination, mothers. Source: dictionary 3.6."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fieldapp.records import (
    ChronicCard,
    ChronicFollowup,
    Maternal,
    MaternalVisit,
    Member,
    Vaccination,
)
from fieldapp.rules.derived import age_on, birth_due
from fieldapp.rules.entry.remark import Around, Remark

HYPERTENSION = "hypertension"
HYPERTENSION_AGE = 35
URGENT_SYSTOLIC, URGENT_DIASTOLIC = 180, 110
FIRST_VISIT_WEEK = 13
VACCINATED_UNTIL = 6
WOMAN = "2"


def chronic_card(card: ChronicCard, around: Around) -> Iterator[Remark]:
    """A card: its validity, the age, the follow-ups of last year."""
    if card.issue_date and card.valid_to and card.valid_to < card.issue_date:
        yield Remark("period.order", "E", "valid_to")
    birth = _birth(around)
    if card.disease == HYPERTENSION and birth:
        age = age_on(birth, card.issue_date or around.today)
        if age < HYPERTENSION_AGE:
            yield Remark("chronic.age", "W", "disease", {"age": age})
    year = around.today.year - 1
    made = [f for f in around.below if isinstance(f, ChronicFollowup) and f.date.year == year]
    held_all_year = card.issue_date is not None and card.issue_date.year < year
    due = around.limits.followups_a_year
    if held_all_year and len(made) < due:
        yield Remark(
            "chronic.few", "W", "issue_date", {"count": len(made), "year": year, "due": due}
        )


def followup(record: ChronicFollowup, around: Around) -> Iterator[Remark]:
    """A follow-up: the blood pressure and the next date."""
    del around
    yield from _pressure(record.sbp, record.dbp)
    if record.next_date and record.next_date <= record.date:
        yield Remark("followup.next", "W", "next_date")


def antenatal(record: MaternalVisit, around: Around) -> Iterator[Remark]:
    """An antenatal visit: the blood pressure, the next date, the week of the first."""
    del around
    yield from _pressure(record.sbp, record.dbp)
    if record.date and record.next_date and record.next_date <= record.date:
        yield Remark("followup.next", "W", "next_date")
    if record.visit_no == 1 and record.week is not None and record.week > FIRST_VISIT_WEEK:
        yield Remark("maternal.first", "W", "week")


def maternal(record: Maternal, around: Around) -> Iterator[Remark]:
    """A pregnancy: the due date, the order of births, the number of visits."""
    if isinstance(around.person, Member) and around.person.sex not in {None, WOMAN}:
        yield Remark("maternal.sex", "E", "lmp")
    if record.lmp and record.due_date and record.due_date != birth_due(record.lmp):
        day = birth_due(record.lmp).isoformat()
        yield Remark("maternal.due", "W", "due_date", {"day": day})
    if record.gravida is not None and record.para is not None and record.para > record.gravida:
        yield Remark("maternal.para", "E", "para")
    if record.first_visit_week is not None and record.first_visit_week > FIRST_VISIT_WEEK:
        yield Remark("maternal.first", "W", "first_visit_week")
    due = around.limits.antenatal_visits
    if record.birth_date and len(around.below) < due:
        yield Remark("maternal.few", "W", "birth_date", {"count": len(around.below), "due": due})
    if record.lmp and record.birth_date and record.birth_date <= record.lmp:
        yield Remark("period.order", "E", "birth_date")


def vaccination(record: Vaccination, around: Around) -> Iterator[Remark]:
    """A dose: given or due, at an age for it, not expired."""
    if record.date is None and record.due_date is None:
        yield Remark("vaccination.open", "W", "date")
    if record.date is None:
        return
    birth = _birth(around)
    if birth and record.date < birth:
        yield Remark("vaccination.birth", "E", "date")
    elif birth and age_on(birth, record.date) > VACCINATED_UNTIL:
        yield Remark("vaccination.age", "W", "date")
    if record.expiry and record.expiry < record.date:
        yield Remark("vaccination.expiry", "W", "expiry")


def _pressure(sbp: int | None, dbp: int | None) -> Iterator[Remark]:
    if sbp is not None and dbp is not None and sbp <= dbp:
        yield Remark("pressure.order", "E", "dbp")
    elif (sbp or 0) >= URGENT_SYSTOLIC or (dbp or 0) >= URGENT_DIASTOLIC:
        high = "sbp" if (sbp or 0) >= URGENT_SYSTOLIC else "dbp"
        yield Remark("pressure.urgent", "W", high)


def _birth(around: Around) -> dt.date | None:
    return around.person.birth_date if isinstance(around.person, Member) else None
