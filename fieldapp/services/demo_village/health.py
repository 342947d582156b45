"""Health records of the village: chronic cards with follow-ups, doses, mothers, as records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Edit, created
from fieldapp.records.health import (
    ChronicCard,
    ChronicFollowup,
    Maternal,
    MaternalVisit,
    Vaccination,
)
from fieldapp.rules.derived import birth_due, months_later
from fieldapp.rules.identity import FEMALE
from fieldapp.services.demo_village.dice import Dice
from fieldapp.services.demo_village.families import Family
from fieldapp.services.demo_village.people import DEMO_DAY, Person

DOCTOR = "覃德安"
_DISEASES = {"高血压": "hypertension", "2型糖尿病": "diabetes_2"}
_QUARTERS = (
    dt.date(2016, 1, 18),
    dt.date(2016, 4, 18),
    dt.date(2016, 7, 18),
    dt.date(2016, 10, 17),
)
_DRUGS = {"hypertension": ("硝苯地平缓释片", Decimal(20)), "diabetes_2": ("二甲双胍", Decimal(500))}
_DOSES = (  # vaccine, number, age in months
    ("卡介苗", 1, 0), ("乙肝疫苗", 1, 0), ("乙肝疫苗", 2, 1), ("脊灰疫苗", 1, 2),
    ("乙肝疫苗", 3, 6), ("麻风疫苗", 1, 8), ("麻腮风疫苗", 1, 18), ("白破疫苗", 1, 72),
)  # fmt: skip
_CHILD_MONTHS = 84
_LATE_FROM = dt.date(2016, 5, 1)
_VISIT_WEEKS = (11, 18, 26, 31, 37)
_WITH_CHILD_SHARE = 0.12


def health_edits(families: list[Family], ids: Ids) -> Iterator[Edit]:
    """The village doctor's records of everybody who lives there on the day."""
    for family in families:
        dice = family.dice("health records")
        for person in family.living():
            yield from _chronic(person, dice, ids)
            yield from _doses(person, dice, ids)
            yield from _mother(family, person, dice, ids)


def _chronic(person: Person, dice: Dice, ids: Ids) -> Iterator[Edit]:
    disease = _DISEASES.get(person.disease or "")
    if disease is None or person.work_area:
        return
    issued = dt.date(2015, dice.choice((3, 5, 6, 9)), dice.randint(1, 28))
    card = ChronicCard(
        uid=ids.uid(), member=person.uid, disease=disease, institution="镇卫生院",
        diagnosed_date=issued - dt.timedelta(days=dice.randint(40, 900)),
        card_no=f"MB{issued:%Y}{person.id_number[-6:-1]}", issue_date=issued,
        valid_to=dt.date(2017, 12, 31), doctor=DOCTOR,
    )  # fmt: skip
    yield created(card)
    height, weight = dice.randint(150, 174), dice.randint(500, 720)
    for day in _QUARTERS[: 4 if dice.often(0.7) else 3]:
        body = Decimal(height), Decimal(weight + dice.randint(-12, 12)) / 10
        on = day + dt.timedelta(days=dice.randint(0, 9))
        yield created(_followup(card, on, body, dice, ids))


def _followup(
    card: ChronicCard, day: dt.date, body: tuple[Decimal, Decimal], dice: Dice, ids: Ids
) -> ChronicFollowup:
    steady = dice.often(0.72)
    above = dice.randint(118, 139) if steady else dice.randint(142, 176)
    if not steady and dice.often(0.04):
        above = dice.randint(180, 192)
    drug, milligrams = _DRUGS[card.disease or ""]
    return ChronicFollowup(
        uid=ids.uid(), card=card.uid, date=day, way=dice.choice(("1", "2", "2")),
        symptoms=("1",) if steady else ("2",), sbp=above, dbp=above // 2 + dice.randint(12, 22),
        height_cm=body[0], weight_now=body[1],
        heart_rate=dice.randint(64, 88), smoke_now=dice.choice((0, 0, 5, 10)), smoke_goal=0,
        drink_now=Decimal(dice.choice((0, 0, 1, 2))), drink_goal=Decimal(0), salt="medium",
        compliance="1" if steady else "2", drug_compliance="1" if steady else "2",
        reaction=False, followup_class="1" if steady else "2", drug1_name=drug, drug1_times=2,
        drug1_mg=milligrams, next_date=months_later(day, 3), doctor=DOCTOR,
        referral="转镇卫生院" if above >= 180 else None,
    )  # fmt: skip


def _doses(person: Person, dice: Dice, ids: Ids) -> Iterator[Edit]:
    """Doses given on time; the next ones stand as due, a few are late."""
    if months_later(person.birth, _CHILD_MONTHS) <= DEMO_DAY:
        return
    for vaccine, number, months in _DOSES:
        due = months_later(person.birth, months)
        given = due + dt.timedelta(days=dice.randint(0, 12))
        late = due >= _LATE_FROM and dice.often(0.25)
        yield created(
            Vaccination(
                uid=ids.uid(), member=person.uid, vaccine=vaccine, dose_no=number, due_date=due,
                date=given if given <= DEMO_DAY and not late else None,
                vaccinator=DOCTOR if given <= DEMO_DAY and not late else None,
            )
        )  # fmt: skip


def _mother(family: Family, person: Person, dice: Dice, ids: Ids) -> Iterator[Edit]:
    age = person.age(DEMO_DAY)
    if person.sex != FEMALE or not 20 <= age <= 35 or person.work_area:
        return
    born = [p.birth for p in family.living() if p.birth > dt.date(2016, 1, 1)]
    if not born and not dice.often(_WITH_CHILD_SHARE):
        return
    day = born[0] - dt.timedelta(days=281) if born else dt.date(2016, 5, 1)
    lmp = day if born else day + dt.timedelta(days=dice.randint(0, 130))
    children = sum(p.age(DEMO_DAY) < 15 for p in family.living())
    mother = Maternal(
        uid=ids.uid(), member=person.uid, lmp=lmp, due_date=birth_due(lmp),
        gravida=max(1, children + (not born)), para=max(0, children - bool(born)),
        first_visit_week=_VISIT_WEEKS[0], risk_text="无",
        birth_date=born[0] if born else None,
        postnatal_date=born[0] + dt.timedelta(days=5) if born else None,
        day42_date=_by_the_day(born[0] + dt.timedelta(days=42)) if born else None,
    )  # fmt: skip
    yield created(mother)
    for number, week in enumerate(_VISIT_WEEKS, 1):
        date = lmp + dt.timedelta(weeks=week)
        if date <= DEMO_DAY and (not born or date < born[0]):
            yield created(_antenatal(mother, number, week, date, ids))


def _antenatal(mother: Maternal, number: int, week: int, date: dt.date, ids: Ids) -> MaternalVisit:
    last = number == len(_VISIT_WEEKS)
    following = date + dt.timedelta(weeks=2 if last else _VISIT_WEEKS[number] - week)
    return MaternalVisit(
        uid=ids.uid(), maternal=mother.uid, visit_no=number, date=date, week=week,
        weight=Decimal(520 + 3 * week) / 10, sbp=108 + week // 4, dbp=70 + week // 8,
        finding="未见异常", advice="注意营养，按时产检", next_date=following, doctor=DOCTOR,
    )  # fmt: skip


def _by_the_day(date: dt.date) -> dt.date | None:
    return date if date <= DEMO_DAY else None
