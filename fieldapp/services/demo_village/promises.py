"""Which measures a family is promised, how far each has come, and what the team noted as causes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fieldapp.services.demo_village.dice import Dice
from fieldapp.services.demo_village.families import NEIGHBOURS, Family
from fieldapp.services.demo_village.houses import home_of
from fieldapp.services.demo_village.livelihoods import means_of
from fieldapp.services.demo_village.offers import OFFERS, Offer
from fieldapp.services.demo_village.people import Person

STATES_AS_OF = dt.date(2016, 11, 18)
_LATE_SHARE = 0.05
"""Share of the families to whom a promise of the autumn was not kept."""
_LATE_FROM = dt.date(2016, 9, 20)


@dataclass(frozen=True, slots=True)
class Promise:
    """A measure promised to a family; ``done`` is ``None`` while it is not carried out."""

    offer: Offer
    quantity: int
    for_whom: str
    due: dt.date
    done: dt.date | None


@lru_cache(NEIGHBOURS)
def promises_of(family: Family) -> tuple[Promise, ...]:
    """Two to five measures for a registered household, each answering one of its causes."""
    if not family.poor:
        return ()
    dice = family.dice("promises")
    late = dice.often(_LATE_SHARE)
    found = []
    for key in dict.fromkeys(_keys(dice, family)):
        offer = OFFERS[key]
        quantity = dice.randint(offer.low, offer.high)
        due = offer.due - dt.timedelta(days=dice.randint(0, 25))
        done = None
        if late and _LATE_FROM < due < STATES_AS_OF:
            late = False
        elif due <= STATES_AS_OF:
            early = dice.randint(0, (due - offer.start).days // 3)
            done = due - dt.timedelta(days=early)
        found.append(Promise(offer, quantity, _for_whom(family, key), due, done))
    return tuple(found)


def done_codes(family: Family) -> frozenset[str]:
    """Keys of the measures that were carried out."""
    return frozenset(p.offer.key for p in promises_of(family) if p.done)


def _keys(dice: Dice, family: Family) -> Iterator[str]:
    for cause in (family.main_cause, *family.other_causes):
        yield from _for_cause(dice, family, cause or "")
    yield from _for_state(dice, family)


def _for_cause(dice: Dice, family: Family, cause: str) -> Iterator[str]:
    people = family.people
    if cause == "01":
        serious = any("03" in p.health and not p.left for p in people)
        yield "serious" if serious else "chronic"
    elif cause == "02":
        yield "disabled"
    elif cause == "03":
        pupils = [p for p in people if p.at_school(2016)]
        yield "grant" if any(p.age(STATES_AS_OF) >= 15 for p in pupils) else "boarder"
    elif cause == "07":
        trade = _trade(dice, family)
        yield trade
        yield "bee_course" if trade == "bees" else "course"
    elif cause == "09":
        yield "credit"
        yield "shed"
    elif cause == "10":
        yield dice.choice(("road", "online"))
        yield _trade(dice, family)
    elif cause == "11":
        yield "course"
    else:
        yield _trade(dice, family)


def _trade(dice: Dice, family: Family) -> str:
    """One altitude, one trade: greens below, tea in the middle, herbs and bees above."""
    means = means_of(family)
    if family.altitude < 960:
        return dice.choice(("greens", "hens", "pigs"))
    if family.altitude < 1150:
        return dice.choice(("tea", "pigs", "goats", "bees"))
    return "bees" if means.farmland < 5 else dice.choice(("herbs", "bees", "walnut"))


def _for_state(dice: Dice, family: Family) -> Iterator[str]:
    home = home_of(family)
    if family.attribute == "06":
        yield "tekun"
    if any(p.dibao for p in family.people):
        yield "dibao"
    if any(p.post for p in family.people):
        yield "post"
    if home.grade in {"C", "D"}:
        yield "house"
    if home.water_hard and dice.often(0.6):
        yield "water"
    if not home.toilet and dice.often(0.12):
        yield "toilet"


def _for_whom(family: Family, key: str) -> str:
    """The member a measure is for, where it is for one; otherwise empty."""
    suits = _SUITS.get(key)
    return next((p.name for p in family.living() if suits and suits(p)), "")


_SUITS: dict[str, Callable[[Person], bool]] = {
    "serious": lambda p: "03" in p.health,
    "chronic": lambda p: p.ill,
    "disabled": lambda p: bool(p.disability),
    "dibao": lambda p: p.dibao,
    "tekun": lambda p: p.tekun,
    "post": lambda p: bool(p.post),
    "grant": lambda p: p.at_school(2016) and p.age(STATES_AS_OF) >= 15,
    "boarder": lambda p: p.at_school(2016),
}

_NOTES = {
    "01": "{ill}患{disease}，常年吃药，花销大",
    "02": "{disabled}残疾，干不了重活",
    "03": "{pupil}在读，学费和生活费负担重",
    "04": "前年山体滑坡毁了田和猪圈",
    "07": "只会种苞谷洋芋，没有学过别的种养技术",
    "08": "家里没有壮劳力，田地种不过来",
    "09": "想扩大养殖，缺本钱",
    "10": "离公路远，农产品运不出去，价钱被压低",
    "11": "习惯了老办法，不愿意试新品种",
}
_NOTE_AWAY = "年轻人在外务工，家里劳力不够，田地种不过来"


def cause_note(family: Family) -> str:
    """Why the family is poor, in the team's words, main cause first."""
    people = family.living()
    ill = next((p for p in people if p.ill), None)
    disabled = next((p for p in people if p.disability), None)
    pupil = next((p for p in people if p.at_school(2016)), None)
    words = {
        "ill": called(ill),
        "disease": ill.disease if ill else "",
        "disabled": called(disabled),
        "pupil": called(pupil),
    }
    notes = {**_NOTES, "08": _NOTE_AWAY} if any(p.work_area for p in people) else _NOTES
    causes = filter(None, (family.main_cause, *family.other_causes))
    return "；".join(notes[cause].format(**words) for cause in causes) + "。"


_CALLED = {
    "01": "户主", "03": "儿子", "04": "女儿", "05": "儿媳", "07": "孙子", "08": "孙女",
    "11": "父亲", "12": "母亲",
}  # fmt: skip


def called(person: Person | None) -> str:
    """How people in the village would speak of a member, such as 妻子 or 儿子."""
    if person is None:
        return "家人"
    if person.relation == "02":
        return "妻子" if person.sex == "2" else "丈夫"
    return _CALLED[person.relation]
