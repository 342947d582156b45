"""What is said and seen on a visit, fitting the family: the words of a team's notebook."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldapp.services.demo_village.dice import Dice
from fieldapp.services.demo_village.families import Family
from fieldapp.services.demo_village.houses import Home
from fieldapp.services.demo_village.livelihoods import means_of, per_head
from fieldapp.services.demo_village.people import DIED, Person
from fieldapp.services.demo_village.promises import called

_FOOD = ("米面油充足，冬衣被褥齐全", "自种苞谷洋芋，腊肉够吃", "吃穿不愁", "粮食自给，菜园有菜")
_WATER_BAD = ("枯水期要到三百米外挑水", "冬春缺水，靠水窖存雨水", "水管常冻裂，要去沟里背水")
_PUPILS = ("成绩中等", "住校，周末回家", "出勤正常", "老师反映懂事")
_INCOME_HOME = ("收入主要靠种养，", "卖{sold}有些收入，", "家里以种地为主，")
_WEATHER = {
    1: ("小雪", "阴", "晴冷"), 2: ("阴", "小雨"), 3: ("晴", "小雨"), 4: ("多云", "小雨"),
    5: ("晴", "多云"), 6: ("阵雨", "多云"), 7: ("雷阵雨", "晴"), 8: ("晴热", "阵雨"),
    9: ("多云", "晴"), 10: ("晴", "小雨"), 11: ("阴", "多云", "晴"), 12: ("阴", "小雪"),
}  # fmt: skip
_APPEALS = {
    "01": ("希望慢性病买药能多报销一些", "想把病人转到县医院复查，不知道怎么报销"),
    "02": ("想问残疾证换证怎么办", "希望安排力所能及的活"),
    "03": ("孩子学费压力大，想申请助学", "想知道雨露计划什么时候到账"),
    "04": ("希望帮助修复被冲毁的田坎", "想重建猪圈"),
    "07": ("想学养蜂，缺技术", "药材种了卖不上价，想学技术", "想参加春季培训班"),
    "08": ("田荒了一半，想租出去", "希望农忙时有人帮工"),
    "09": ("想贷款多养几头猪", "想扩大羊圈，缺本钱"),
    "10": ("盼着入户路早点硬化", "土鸡蛋背到镇上要走两小时，想有人上门收"),
    "11": ("先看看别人种得怎么样再说", "怕亏本，不敢试新品种"),
}
_ANSWERS = {
    "01": "讲解大病保险和慢性病卡办理条件", "02": "说明残疾人两项补贴标准和换证手续",
    "03": "说明雨露计划申请时间和所需材料", "04": "说明救灾救济申请程序",
    "07": "介绍今年种养培训安排和茶叶补助政策", "08": "介绍土地流转和公益岗位政策",
    "09": "讲解小额信贷贴息政策和评级授信办法", "10": "通报入户路硬化计划和电商代销办法",
    "11": "动员参加培训，约定带去看示范户",
}  # fmt: skip
_GENERAL_APPEALS = ("没有特别要求", "希望路灯能装到组里", "想了解药材收购价", "希望村里通宽带")


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: a remark and whether it is a problem, by subject."""

    food: str
    housing: str
    housing_bad: bool
    water: str
    water_bad: bool
    schooling: str | None
    no_pupil: bool
    schooling_bad: bool
    medical: str
    medical_bad: bool
    income: str
    income_bad: bool


def weather(dice: Dice, day: dt.date) -> str:
    """The weather of the season."""
    return dice.choice(_WEATHER[day.month])


def findings(dice: Dice, family: Family, home: Home, mended: frozenset[str]) -> Findings:
    """What stands in the notebook about each of the six subjects."""
    ill = [p for p in family.living() if p.ill]
    pupils = [p for p in family.living() if p.at_school(2016) and p.at_school(2015)]
    house_bad = home.grade in {"C", "D"} and "house" not in mended
    water_bad = home.water_hard and "water" not in mended
    income_bad = family.poor and per_head(family, 2015) < 2855 and dice.often(0.5)
    return Findings(
        food=dice.choice(_FOOD),
        housing=_housing(home, house_bad, mended),
        housing_bad=house_bad,
        water=_water(dice, home, water_bad),
        water_bad=water_bad,
        schooling=_schooling(dice, pupils),
        no_pupil=not pupils,
        schooling_bad=bool(pupils) and family.main_cause == "03" and dice.often(0.6),
        medical=_medical(dice, ill),
        medical_bad=bool(ill) and "01" in {family.main_cause, *family.other_causes},
        income=_income(dice, family),
        income_bad=income_bad,
    )


def _housing(home: Home, bad: bool, mended: frozenset[str]) -> str:
    if "house" in mended:
        return "危房改造已完工，住上新房"
    if bad:
        return f"{home.built}年建的土坯房，墙体开裂，属{home.grade}级危房"
    kind = {"earth": "土坯房", "brick_wood": "砖瓦房"}.get(home.structure, "砖混房")
    return f"{kind}{home.area:.0f}平方米，能安全居住"


def _water(dice: Dice, home: Home, bad: bool) -> str:
    if bad:
        return dice.choice(_WATER_BAD)
    return "自来水到户" if home.water_source == "tap" else "引山泉水，水量够用"


def _schooling(dice: Dice, pupils: list[Person]) -> str | None:
    if not pupils:
        return None
    names = "、".join(called(p) for p in pupils)
    return f"{names}在校读书，{dice.choice(_PUPILS)}"


def _medical(dice: Dice, ill: list[Person]) -> str:
    if not ill:
        return "家人身体尚好，都参加了新农合"
    person = ill[0]
    cost = dice.randrange(60, 320, 20)
    return f"{called(person)}{person.disease}，药费每月约{cost}元"


def _income(dice: Dice, family: Family) -> str:
    away = [p for p in family.living() if p.work_area]
    if away:
        person = away[0]
        return f"{called(person)}在{person.work_place}务工，逢年过节寄钱回来"
    means = means_of(family)
    sold = "蜂蜜" if means.bees else "猪" if means.pigs else "鸡蛋" if means.poultry else "苞谷"
    start = dice.choice(_INCOME_HOME).format(sold=sold)
    return start + dice.choice(("今年比去年好些", "行情一般", "勉强够开支"))


def family_change(family: Family, day: dt.date, since: dt.date) -> str | None:
    """Births, weddings and deaths since the last time."""
    for person in family.people:
        if person.left and since < person.left <= day:
            what = "因病去世" if person.left_as == DIED else "出嫁迁走"
            return f"{called(person)}{person.name}{person.left.month}月{what}"
        if person.joined and since < person.joined <= day:
            return f"儿媳{person.name}{person.joined.month}月嫁入"
        if since < person.birth <= day:
            return f"{person.birth.month}月添了{called(person)}"
    return None


def appeal(dice: Dice, family: Family) -> tuple[str, str]:
    """What was asked for and what was answered."""
    if not family.poor or family.main_cause is None:
        return dice.choice(_GENERAL_APPEALS), "介绍村里的产业和基础设施计划"
    causes = [family.main_cause, *family.other_causes]
    cause = dice.choice(causes)
    return dice.choice(_APPEALS[cause]), _ANSWERS[cause]
