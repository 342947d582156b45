"""The history of the demonstration village, act by act in order of time."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Act, Edit
from fieldapp.services.demo_village import declared, gatherings, health, register, reviews, support
from fieldapp.services.demo_village.families import Family, make_families
from fieldapp.services.demo_village.team import Team, make_team
from fieldapp.services.demo_village.village import Places, new_places, village_edits
from fieldapp.services.demo_village.visit_plan import Appointment, plan_visits
from fieldapp.services.demo_village.visits import visit_edits
from fieldapp.services.demo_village.watched import monitoring_edits

MOST_EDITS = 20_000
"""No act has more edits than this, however large the village."""

Written = tuple[Act, list[Edit]]


def demo_acts(households: int = 422, *, ids: Ids) -> Iterator[Written]:
    """What the team of 郑家村 wrote from October 2015 to 2016-11-23, in order of time.

    The village has ``households`` households (at least 1; 422 as in the paper), numbered from
    ``H00001``. The same number and ids in the same order give the same acts. All people are
    synthetic. Acts have at most ``MOST_EDITS`` edits and are made one at a time.
    """
    families = make_families(households, ids)
    places = new_places(ids)
    team = make_team(places.village, families, ids)
    story = _Story(families, places, team, ids)
    return heapq.merge(story.year(), story.visits(), key=lambda written: written[0].at)


@dataclass(frozen=True, slots=True)
class _Story:
    families: list[Family]
    places: Places
    team: Team
    ids: Ids

    def year(self) -> Iterator[Written]:
        """Everything but the visits."""
        village, team, ids = self.places.village, self.team, self.ids
        leader, young = team.of_role("team_leader").name, team.young.name
        yield from _acts(
            "2015-10-09T19:30", leader, "建立村级档案", village_edits(self.places, team, ids)
        )
        yield from _acts("2015-10-20T20:00", young, "登记农户和家庭成员", self._registered())
        yield from _acts("2015-10-22T20:00", young, "补录2014年度信息", self._years(2014))
        yield from _acts("2015-11-20T20:00", young, "2015年度入户调查", self._years(2015))
        yield from _acts("2015-12-20T18:00", leader, "评定红卡、黄卡，结对帮扶", self._rated())
        yield from _acts("2016-03-10T19:00", young, "录入一户一策帮扶计划", self._planned())
        yield from _acts("2016-06-15T19:00", young, "调整卡别", self._rerated())
        yield from _acts("2016-10-20T19:00", young, "登记出生、婚嫁和去世", self._changed())
        yield from _acts("2016-11-10T20:00", young, "2016年度入户算账", self._years(2016))
        yield from _acts("2016-11-18T20:00", young, "更新帮扶措施进展", self._progressed())
        yield from _acts("2016-11-19T20:00", young, "登记补贴发放", self._paid())
        yield from _acts("2016-11-21T20:00", leader, "整理例会和培训记录", self._gathered())
        yield from _acts(
            "2016-11-21T21:00",
            health.DOCTOR,
            "录入健康档案",
            health.health_edits(self.families, ids),
        )
        yield from _acts("2016-11-22T18:00", leader, "录入脱贫验收和公示", self._reviewed())
        watched = monitoring_edits(self.families, leader)
        yield from _acts("2016-11-22T18:30", leader, "登记监测对象", watched)
        yield from _acts(
            "2016-11-22T19:00", leader, "录入村级公布数据", declared.declared_edits(village, ids)
        )

    def visits(self) -> Iterator[Written]:
        """The visits, keyed in at the end of each month."""
        by_month = groupby(plan_visits(self.families), key=_month)
        for _, month in by_month:
            appointments = list(month)
            evening = appointments[-1].start.replace(hour=21, minute=0)
            edits = (e for a in appointments for e in visit_edits(a, self.team, self.ids))
            yield from _acts(evening.isoformat(), self.team.young.name, "录入走访记录", edits)

    def _registered(self) -> Iterator[Edit]:
        for family in self.families:
            group = self.places.groups[family.group]
            yield from register.household_edits(family, self.places.village, group)

    def _years(self, year: int) -> Iterator[Edit]:
        for family in self.families:
            yield from register.year_edits(family, year, self.ids)

    def _rated(self) -> Iterator[Edit]:
        for family in self.families:
            yield from support.rating_edits(family, self.places, self.team, self.ids)

    def _planned(self) -> Iterator[Edit]:
        for family in self.families:
            yield from support.plan_edits(family, self.ids)

    def _rerated(self) -> Iterator[Edit]:
        for family in self.families:
            yield from support.rerating_edits(family, self.places, self.team, self.ids)

    def _changed(self) -> Iterator[Edit]:
        for family in self.families:
            yield from register.change_edits(family)

    def _progressed(self) -> Iterator[Edit]:
        for family in self.families:
            yield from support.progress_edits(family)

    def _paid(self) -> Iterator[Edit]:
        for family in self.families:
            yield from support.benefit_edits(family, self.ids)

    def _gathered(self) -> Iterator[Edit]:
        village, ids = self.places.village, self.ids
        people = sum(len(family.living()) for family in self.families)
        shown = declared.coverages(village, len(self.families), people, ids)
        yield from gatherings.meeting_edits(village, self.team, shown, ids)
        yield from gatherings.training_edits(village, self.families, ids)

    def _reviewed(self) -> Iterator[Edit]:
        yield from reviews.review_edits(self.families, self.ids)
        yield from reviews.notice_edits(self.families, self.places.village, self.ids)


def _month(appointment: Appointment) -> tuple[int, int]:
    return appointment.start.year, appointment.start.month


def _acts(at: str, author: str, reason: str, edits: Iterable[Edit]) -> Iterator[Written]:
    """One act, or several a minute apart where there are very many edits."""
    moment, rest = dt.datetime.fromisoformat(at), iter(edits)
    while part := list(islice(rest, MOST_EDITS)):
        yield Act(author, reason, moment), part
        moment += dt.timedelta(minutes=1)
