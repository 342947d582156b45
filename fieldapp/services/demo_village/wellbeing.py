"""Schooling, health, labour and work of the members, so that they agree with one another."""

from __future__ import annotations

import datetime as dt

from fieldapp.rules.identity import MALE
from fieldapp.services.demo_village.dice import Dice
from fieldapp.services.demo_village.people import DEMO_DAY, Person

HEALTHY, CHRONIC, SERIOUS, DISABLED = "01", "02", "03", "04"
ABLE, SKILLED, LOST, NONE, WEAK = "01", "02", "03", "04", "X1"

_SCHOOL_END_BORN_FROM = 1992
_EDUCATION = (  # from age, then the weights of illiterate, primary, junior, senior, college
    (65, (76, 21, 3, 0, 0)),
    (50, (58, 32, 9, 1, 0)),
    (35, (36, 41, 20, 3, 0)),
    (0, (12, 34, 42, 10, 2)),
)
_CHRONIC = (
    "高血压", "慢性支气管炎", "类风湿性关节炎", "2型糖尿病", "腰椎间盘突出", "冠心病", "慢性胃炎",
    "慢性阻塞性肺病", "骨质增生",
)  # fmt: skip
_SERIOUS = ("脑梗死后遗症", "尿毒症", "肝硬化", "胃癌术后", "乳腺癌术后", "风湿性心脏病")
_DISABILITIES = ("43", "44", "42", "13", "14", "23", "24", "53", "63")
_MOST_AWAY = 2
_PLACES = {
    "04": ("广东东莞", "广东深圳", "浙江温州", "浙江宁波", "江苏昆山", "福建泉州", "上海松江"),
    "03": ("湖北武汉", "湖北宜昌市区", "湖北襄阳", "湖北荆州", "湖北宜都"),
    "02": ("县城", "县内磷矿", "县内工业园"),
    "01": ("本镇集镇", "本镇茶厂", "本村砂石厂"),
}
_SCHOOLS = {
    "02": "村幼儿班", "03": "镇中心小学", "04": "镇初级中学", "05": "镇初级中学",
    "06": "镇初级中学", "07": "县第一中学", "08": "县第一中学", "09": "县第一中学",
    "10": "县职业教育中心", "11": "县职业教育中心", "12": "县职业教育中心",
}  # fmt: skip


def add_schooling(dice: Dice, person: Person) -> None:
    """What a person learned, or until when a young one goes to school."""
    if person.birth.year >= _SCHOOL_END_BORN_FROM:
        stages = (
            ((15, 18), (18, 56), (22, 26))
            if person.birth.year > 1996
            else ((15, 50), (18, 35), (22, 15))
        )
        person.school_until = dice.weighted(stages)
        person.vocational = dice.often(0.45)
        person.education = {15: "03", 18: "04"}.get(
            person.school_until, "05a" if person.vocational else "05b"
        )
        return
    age = person.age(DEMO_DAY)
    weights = next(w for low, w in _EDUCATION if age >= low)
    person.education = dice.choices(("01", "02", "03", "04", "05a"), weights)[0]


def add_health(dice: Dice, person: Person, *, burden: float) -> None:
    """Chronic illness and disability as ages bring them; ``burden`` 1 is a poor household's."""
    age = person.age(DEMO_DAY)
    chronic = 0.36 if age >= 65 else 0.16 if age >= 45 else 0.01
    if age >= 18 and dice.often(chronic * burden):
        make_ill(dice, person, serious=dice.often(0.06))
    if age >= 12 and dice.often(0.035 * burden):
        make_disabled(dice, person)


def make_ill(dice: Dice, person: Person, *, serious: bool) -> None:
    """Let a person have a named illness."""
    code = SERIOUS if serious else CHRONIC
    person.health = tuple(sorted({*person.health, code} - {HEALTHY}))
    person.disease = dice.choice(_SERIOUS if serious else _CHRONIC)


def make_disabled(dice: Dice, person: Person) -> None:
    """Let a person be disabled and hold a card."""
    person.health = tuple(sorted({*person.health, DISABLED} - {HEALTHY}))
    person.disability = dice.choice(_DISABILITIES)


def labour(person: Person, year: int) -> str | None:
    """Labour capacity in a year; ``None`` below 16."""
    age = person.age(dt.date(year, 12, 1))
    if age < 16:
        return None
    if person.at_school(year) or age >= 75:
        return NONE
    if SERIOUS in person.health or person.disability[1:] in {"1", "2"}:
        return LOST
    if age > 65 or person.health != (HEALTHY,):
        return WEAK
    if person.education in {"04", "05a", "05b"} and person.work_area:
        return SKILLED
    return ABLE


def able_at_home(people: list[Person], year: int) -> list[Person]:
    """Those who work the fields."""
    return [
        p
        for p in people
        if p.age(dt.date(year, 12, 1)) < 75
        and not p.work_area
        and labour(p, year) in {ABLE, SKILLED, WEAK}
    ]


def send_to_work(dice: Dice, people: list[Person]) -> None:
    """The young go out to work; somebody mostly stays with the old and the small."""
    for person in sorted(people, key=lambda p: p.birth, reverse=True):
        if sum(bool(p.work_area) for p in people) == _MOST_AWAY:
            return
        age = person.age(DEMO_DAY)
        if person.at_school(2015) or person.left or labour(person, 2015) not in {ABLE, SKILLED}:
            continue
        share = 0.85 if age < 36 else 0.5 if age < 51 and person.sex == MALE else 0.12
        if 19 <= age < 60 and dice.often(share):
            area = dice.weighted((("04", 45), ("03", 30), ("02", 15), ("01", 10)))
            person.work_area, person.work_place = area, dice.choice(_PLACES[area])


def school_of(person: Person, year: int) -> tuple[str | None, str | None]:
    """Code of the school status and the school's name in the autumn of a year."""
    age = person.age(dt.date(year, 9, 1))
    if age < 3:
        return None, None
    if age < 6:
        return "02", _SCHOOLS["02"]
    if not person.at_school(year):
        return ("01" if age <= 24 else None), None
    code = _stage(person, age)
    return code, _SCHOOLS.get(code)


def _stage(person: Person, age: int) -> str:
    if age < 12:
        return "03"
    if age < 15:
        return ("04", "05", "06")[age - 12]
    if age < 18:
        return (("10", "11", "12") if person.vocational else ("07", "08", "09"))[age - 15]
    if person.vocational:
        return ("13", "14", "15", "15")[age - 18]
    return ("X8", "X9", "X10", "X11")[age - 18]
