"""The people who work in the village: resident team, cadres, helpers from the county."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldapp.foundation.ids import Ids
from fieldapp.records.cadre import Cadre
from fieldapp.records.people import TeamMember
from fieldapp.rules.identity import FEMALE, MALE
from fieldapp.services.demo_village.dice import Dice
from fieldapp.services.demo_village.families import Family
from fieldapp.services.demo_village.names import given_name, surname
from fieldapp.services.demo_village.register import phone_of

ARRIVED = dt.date(2015, 10, 8)
"""The day on which the team came to the village."""

_HOMES_A_HELPER = 8
_PHONES_OF_TEAM = 90_000_000
_TEAM = (  # name, sex, role, unit, its level, post, schooling
    ("梁志远", MALE, "first_secretary", "县财政局", "50", "预算股股长", "20"),
    ("陈刚", MALE, "team_leader", "帮扶高校", "20", "讲师", "14"),
    ("王芳", FEMALE, "member", "帮扶高校", "20", "辅导员", "20"),
    ("余晓静", FEMALE, "member", "县财政局", "50", "科员", "20"),
    ("覃德安", MALE, "village_doctor", "郑家村卫生室", "70", "乡村医生", "41"),
    ("龚雪莲", FEMALE, "bank_liaison", "县农村商业银行", "50", "信贷员", "30"),
)
_CADRES = (  # name, sex, role, post, schooling: the seven whose schooling is stated
    ("郑光明", MALE, "party_secretary", "村党支部书记", "30"),
    ("向启贵", MALE, "village_head", "村委会主任", "20"),
    ("郑传福", MALE, "group_leader", "一组组长", "70"),
    ("万兴才", MALE, "group_leader", "二组组长", "70"),
    ("谭先平", MALE, "group_leader", "三组组长", "60"),
    ("彭开顺", MALE, "group_leader", "四组组长", "70"),
    ("舒桂珍", FEMALE, "group_leader", "五组组长", "41"),
)
GROUP_LEADERS = tuple(name for name, _, role, _, _ in _CADRES if role == "group_leader")
_UNITS = ("县财政局", "县农业局", "县林业局", "县水利局", "镇人民政府", "县教育局", "县国税局")


@dataclass(frozen=True, slots=True)
class Team:
    """Who works in the village; ``core`` are the six on the spot, ``helpers`` come from offices."""

    core: tuple[TeamMember, ...]
    helpers: tuple[TeamMember, ...]
    cadres: tuple[Cadre, ...]

    def of_role(self, role: str) -> TeamMember:
        """The member of the core with that role."""
        return next(member for member in self.core if member.role == role)

    @property
    def young(self) -> TeamMember:
        """The team member who mostly writes."""
        return self.of_role("member")


def make_team(village: str, families: list[Family], ids: Ids) -> Team:
    """The team, and as many helpers as the registered households need, who are assigned."""
    core = tuple(_member(village, ids.uid(), line, number) for number, line in enumerate(_TEAM, 1))
    poor = [family for family in families if family.poor]
    count = -(-len(poor) // _HOMES_A_HELPER)
    helpers = tuple(_helper(village, ids.uid(), number) for number in range(count))
    for place, family in enumerate(poor):
        family.helper = helpers[place // _HOMES_A_HELPER].uid
    return Team(core, helpers, tuple(_cadres(village, ids)))


def _member(
    village: str, uid: str, line: tuple[str, str, str, str, str, str, str], number: int
) -> TeamMember:
    name, sex, role, unit, level, post, schooling = line
    return TeamMember(
        uid=uid, name=name, village=village, sex=sex, role=role, unit=unit, unit_level=level,
        post=post, education=schooling, phone=phone_of(_PHONES_OF_TEAM + number),
        political_status="01" if role != "bank_liaison" else "13",
        resident_in_village=role != "bank_liaison", start_date=ARRIVED,
    )  # fmt: skip


def _helper(village: str, uid: str, number: int) -> TeamMember:
    dice = Dice("helper", number)
    sex = MALE if dice.often(0.65) else FEMALE
    unit = _UNITS[number % len(_UNITS)]
    return TeamMember(
        uid=uid, name=surname(dice) + given_name(dice, sex, 1978), village=village, sex=sex,
        role="helper", unit=unit, unit_level="60" if unit.startswith("镇") else "50", post="干部",
        education="30" if dice.often(0.5) else "20", phone=phone_of(_PHONES_OF_TEAM + 100 + number),
        political_status="01", resident_in_village=False, start_date=ARRIVED,
    )  # fmt: skip


def _cadres(village: str, ids: Ids) -> list[Cadre]:
    return [
        Cadre(
            uid=ids.uid(), village=village, name=name, sex=sex, role=role, post=post,
            unit="郑家村村民委员会", unit_level="99", education=schooling,
            phone=phone_of(_PHONES_OF_TEAM + 20 + number), resident_in_village=True,
            political_status="01", start_date=dt.date(2014, 11, 1),
        )
        for number, (name, sex, role, post, schooling) in enumerate(_CADRES)
    ]  # fmt: skip
