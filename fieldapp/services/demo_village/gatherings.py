"""Meetings with what they decided, and trainings with who took part, as records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Edit, created
from fieldapp.records.coverage import CoverageMeasure
from fieldapp.records.meeting import Meeting, MeetingDecision
from fieldapp.records.training import Training
from fieldapp.services.demo_village.dice import Dice
from fieldapp.services.demo_village.families import Family
from fieldapp.services.demo_village.people import DEMO_DAY
from fieldapp.services.demo_village.team import Team

_MEETINGS = (  # date, agenda, what was discussed; decision, days given, outcome
    ("2015-12-28", ("models",), "通报入户调查情况，红卡、黄卡名单经评议公示无异议。",
     "按户落实帮扶责任人", 10, "已结对到户"),
    ("2016-03-07", ("infrastructure", "models"), "逐户讨论一户一策，确定茶叶、药材、中蜂三个产业。",
     "完成红卡、黄卡户帮扶计划并签字", 7, "计划已全部签字"),
    ("2016-04-25", ("infrastructure",), "危房改造和安全饮水项目开工，讨论蓄水池选址。",
     "蓄水池占地协议签到户", 14, "协议已签"),
    ("2016-06-27", ("medical", "models"), "半年小结，通报三项覆盖率，慢性病卡办理进度偏慢。",
     "村医上门为行动不便的老人办卡", 30, "已上门办卡"),
    ("2016-08-29", ("culture", "medical"), "开学前排查在校生，讨论雨露计划申请。",
     "收齐雨露计划申请表报镇扶贫办", 14, "申请表已报"),
    ("2016-10-17", ("models",), "茶苗、药材秋管安排，讨论蜂蜜销路。",
     "联系县城超市试销蜂蜜", 30, None),
    ("2016-11-14", ("infrastructure",), "四组、五组入户路进度慢，雨天不能施工。",
     "请县交通局技术员到四组复核线路", 7, None),
    ("2016-11-21", ("medical", "models"), "通报三项覆盖率，安排年底逐户算账和走访。",
     "年底前走访所有到期的红卡、黄卡户", 30, None),
)  # fmt: skip
_TRAININGS = (  # date, title, kind, hours, organiser, teacher
    ("2016-04-18", "春季茶叶栽培技术培训", "technology", "6", "帮扶高校农学院", "许老师"),
    ("2016-05-16", "中蜂养殖技术培训", "bees", "8", "县农业局", "柳技术员"),
    ("2016-06-20", "高血压和糖尿病健康讲座", "health", "2", "村卫生室", "覃德安"),
    ("2016-07-18", "电脑和网店入门", "computer", "6", "帮扶高校", "王芳"),
    ("2016-09-19", "秋季中药材管护技术培训", "technology", "6", "县农业局", "邱技术员"),
    ("2016-10-24", "农产品电商销售", "ecommerce", "4", "镇电商服务站", "祝站长"),
    ("2016-11-07", "冬季慢性病防治讲座", "health", "2", "村卫生室", "覃德安"),
)


def meeting_edits(
    village: str, team: Team, shown: list[CoverageMeasure], ids: Ids
) -> Iterator[Edit]:
    """The coverages, and eight meetings of which three have something open."""
    for coverage in shown:
        yield created(coverage)
    names = (*(member.name for member in team.core[:5]), *(c.name for c in team.cadres[:2]))
    for place, (day, agenda, summary, decision, days, outcome) in enumerate(_MEETINGS):
        date = dt.date.fromisoformat(day)
        coverage_uids = tuple(c.uid for c in shown if c.date == date)
        meeting = Meeting(
            uid=ids.uid(), village=village, date=date, place="村委会会议室", chair=names[0],
            recorder=team.young.name, attendees=names[: 5 + place % 3],
            absent=names[5 + place % 3 :] or None, agenda=agenda, summary=summary,
            coverages=coverage_uids or None, signer=names[0],
        )  # fmt: skip
        yield created(meeting)
        due = date + dt.timedelta(days=days)
        yield created(
            MeetingDecision(
                uid=ids.uid(), meeting=meeting.uid, text=decision,
                owner=team.core[place % 4].uid, due=due, state="done" if outcome else "open",
                closed_date=due - dt.timedelta(days=1) if outcome else None, outcome=outcome,
            )
        )  # fmt: skip


def training_edits(village: str, families: list[Family], ids: Ids) -> Iterator[Edit]:
    """Seven courses; those who said they are willing take part by turns."""
    dice = Dice("trainings", len(families))
    willing = [
        person.uid
        for family in families
        for person in family.living()
        if person.willing and not person.work_area and person.age(DEMO_DAY) >= 18
    ]
    for day, title, kind, hours, organiser, teacher in _TRAININGS:
        there = dice.sample(willing, min(len(willing), dice.randint(18, 34)))
        yield created(
            Training(
                uid=ids.uid(), village=village, title=title, kind=kind,
                date=dt.date.fromisoformat(day), hours=Decimal(hours), place="村委会会议室",
                organiser=organiser, teacher=teacher, attendees=tuple(there), count=len(there),
            )
        )  # fmt: skip
