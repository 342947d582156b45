"""Visits and what came up in them, as records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Edit, created
from fieldapp.records.work import Visit, VisitIssue
from fieldapp.services.demo_village import visit_words
from fieldapp.services.demo_village.changes import REGISTERED
from fieldapp.services.demo_village.dice import Dice
from fieldapp.services.demo_village.families import Family
from fieldapp.services.demo_village.houses import home_of
from fieldapp.services.demo_village.people import DEMO_DAY, Person
from fieldapp.services.demo_village.promises import promises_of
from fieldapp.services.demo_village.support import PLANNED
from fieldapp.services.demo_village.team import GROUP_LEADERS, Team
from fieldapp.services.demo_village.visit_plan import Appointment

_ISSUES = {  # by finding: what is the matter, category, what will be done
    "water": ("枯水期吃水难", "10", "报镇水利站，列入安全饮水计划"),
    "housing": ("房屋属危房，雨季有隐患", "08", "报镇村建办鉴定，申请危房改造"),
    "medical": ("药费负担重，报销手续不清楚", "07", "联系村医，协助办理慢性病卡"),
    "schooling": ("学费生活费有缺口", "05", "协助填报助学申请表"),
    "income": ("缺少稳定收入门路", "01", "联系合作社和培训班"),
}
_OUTCOMES = {
    "water": "已列入计划",
    "housing": "已鉴定上报",
    "medical": "已办卡",
    "schooling": "申请表已交镇里",
    "income": "已报名培训",
}
_LATELY = dt.date(2016, 8, 1)
_OVERDUE_SHARE = 0.1
"""Share of what fell due lately and was forgotten."""


def visit_edits(appointment: Appointment, team: Team, ids: Ids) -> Iterator[Edit]:
    """One visit, and the issue that somebody must see to."""
    family, start = appointment.family, appointment.start
    dice = family.dice("visit", appointment.ordinal)
    day = start.date()
    mended = frozenset(
        promise.offer.key for promise in promises_of(family) if promise.done and promise.done < day
    )
    found = visit_words.findings(dice, family, home_of(family), mended)
    visit = _visit(appointment, found, team, ids.uid(), dice)
    yield created(visit)
    problems = [name for name in _ISSUES if getattr(found, f"{name}_bad")]
    if problems and dice.often(0.75):
        yield _issue(visit, problems[0], team, ids.uid(), dice)


def _visit(
    appointment: Appointment, found: visit_words.Findings, team: Team, uid: str, dice: Dice
) -> Visit:
    family, start = appointment.family, appointment.start
    day = start.date()
    met = _met(family, day)
    appeal, answer = visit_words.appeal(dice, family)
    since = REGISTERED if appointment.ordinal == 1 else day - dt.timedelta(days=120)
    return Visit(
        uid=uid,
        household=family.uid,
        start_at=start,
        end_at=start + dt.timedelta(minutes=dice.randrange(45, 85, 5)),
        visitors=_visitors(family, team, dice),
        companions=GROUP_LEADERS[family.group] if dice.often(0.4) else None,
        place_kind=dice.weighted((("home", 9), ("field", 1))),
        people_met=tuple(person.name for person in met),
        purpose=_purpose(family, day, dice),
        weather=visit_words.weather(dice, day),
        family_change=visit_words.family_change(family, day, since),
        income_problem=found.income_bad,
        income_note=found.income + "。",
        food_clothes_problem=False,
        food_clothes=found.food + "。",
        housing_problem=found.housing_bad,
        housing=found.housing + "。",
        water_problem=found.water_bad,
        water=found.water + "。",
        schooling_problem=None if found.no_pupil else found.schooling_bad,
        schooling=found.schooling + "。" if found.schooling else None,
        no_pupil=found.no_pupil,
        medical_problem=found.medical_bad,
        medical=found.medical + "。",
        policies_enjoyed=_policies(family, day),
        appeal_text=appeal + "。",
        explained_text=answer + "。",
        head_signed=True,
        signer_name=met[0].name,
        sign_kind="thumbprint" if met[0].education == "01" else "signature",
        next_visit_date=appointment.again,
    )


def _met(family: Family, day: dt.date) -> list[Person]:
    """Those at home: the head, and one more who does not work away."""
    at_home = [p for p in family.present(day) if not p.work_area and p.age(day) >= 14]
    at_home = [p for p in at_home if not p.at_school(day.year)]
    return (at_home or [family.head])[:2]


def _visitors(family: Family, team: Team, dice: Dice) -> tuple[str, ...]:
    pair = dice.sample(team.core[:4], 2)
    helper = (family.helper,) if family.helper and dice.often(0.3) else ()
    return (pair[0].uid, *(helper or (pair[1].uid,)))


def _purpose(family: Family, day: dt.date, dice: Dice) -> tuple[str, ...]:
    if day < PLANNED or not family.poor:
        return ("policy", "survey")
    return tuple(sorted({"measure", dice.choice(("policy", "check", "benefit", "measure"))}))


def _policies(family: Family, day: dt.date) -> tuple[str, ...] | None:
    codes = {p.offer.code for p in promises_of(family) if p.offer.start <= day}
    return tuple(sorted(codes)) or None if day >= PLANNED else None


def _issue(visit: Visit, about: str, team: Team, uid: str, dice: Dice) -> Edit:
    text, category, action = _ISSUES[about]
    day = (visit.start_at or dt.datetime.combine(DEMO_DAY, dt.time())).date()
    due = day + dt.timedelta(days=dice.randint(25, 70))
    forgotten = due >= _LATELY and dice.often(_OVERDUE_SHARE)
    kept = due < DEMO_DAY and not forgotten
    closed = due - dt.timedelta(days=dice.randint(0, 12)) if kept else None
    doctor = team.of_role("village_doctor").uid
    owner = doctor if about == "medical" else (visit.visitors or ("",))[0]
    return created(
        VisitIssue(
            uid=uid, visit=visit.uid, text=text, category=category, action=action, owner=owner,
            due=due, state="done" if kept else "open", closed_date=closed,
            outcome=_OUTCOMES[about] if kept else None,
        )
    )  # fmt: skip
