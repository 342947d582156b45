"""Cards, helpers, plans, measures and benefits of the households, as records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Edit, changed, created
from fieldapp.records.benefit import Benefit
from fieldapp.records.household import CardRating
from fieldapp.records.pairing import Pairing
from fieldapp.records.plan import Plan
from fieldapp.records.work import Measure
from fieldapp.services.demo_village.families import GENERAL, RED, YELLOW, Family
from fieldapp.services.demo_village.houses import home_of
from fieldapp.services.demo_village.livelihoods import per_head
from fieldapp.services.demo_village.promises import Promise, cause_note, promises_of
from fieldapp.services.demo_village.team import Team
from fieldapp.services.demo_village.village import Places

RATED = dt.date(2015, 12, 20)
RATED_AGAIN = dt.date(2016, 6, 15)
PLANNED = dt.date(2016, 3, 10)

_RERATED_SHARE = 0.05


def rating_edits(family: Family, places: Places, team: Team, ids: Ids) -> Iterator[Edit]:
    """The first card; a few that are red today began as yellow."""
    colour = YELLOW if _rerated(family) else family.card
    yield created(
        CardRating(
            uid=_first_rating(family), household=family.uid, scheme=places.scheme, colour=colour,
            valid_from=RATED, reason_text=_reason(family, colour),
            proposed_by=team.of_role("team_leader").uid,
            village_review_date=dt.date(2015, 12, 12), village_review_result="评议通过，公示无异议",
            township_approval_date=dt.date(2015, 12, 18), approved_by="镇扶贫办",
            income_snapshot=Decimal(per_head(family, 2015)),
        )
    )  # fmt: skip
    if family.poor:
        yield created(
            Pairing(
                uid=ids.uid(), household=family.uid, team_member=family.helper, rank="first",
                start_date=dt.date(2015, 12, 21),
            )
        )  # fmt: skip


def rerating_edits(family: Family, places: Places, team: Team, ids: Ids) -> Iterator[Edit]:
    """The card changed in summer: the old rating ends the day before, the reason stands."""
    if not _rerated(family):
        return
    yield changed(CardRating, _first_rating(family), valid_to=RATED_AGAIN - dt.timedelta(days=1))
    yield created(
        CardRating(
            uid=ids.uid(), household=family.uid, scheme=places.scheme, colour=RED,
            previous_colour=YELLOW, valid_from=RATED_AGAIN,
            reason_text=f"年初收入明显减少，由黄卡调整为红卡。{cause_note(family)}",
            proposed_by=team.young.uid, village_review_date=dt.date(2016, 6, 8),
            village_review_result="评议通过", township_approval_date=dt.date(2016, 6, 13),
            approved_by="镇扶贫办",
        )
    )  # fmt: skip


def _rerated(family: Family) -> bool:
    return family.card == RED and family.dice("rerated").often(_RERATED_SHARE)


def _first_rating(family: Family) -> str:
    """The uid of the first rating follows from the household's: the change must name it later."""
    return family.derived_uid("rating")


def _reason(family: Family, colour: str) -> str:
    income = f"2015年人均纯收入{per_head(family, 2015):,}元"
    if colour == GENERAL:
        water = "饮水有季节性困难，其他方面" if home_of(family).water_hard else ""
        return f"{income}，{water}没有大的困难。"
    weight = "困难较重" if colour == RED else "有一定发展能力"
    return f"{income}，{cause_note(family).rstrip('。')}，{weight}。"


def plan_edits(family: Family, ids: Ids) -> Iterator[Edit]:
    """The plan of 2016 and its measures as they were promised in spring."""
    promises = promises_of(family)
    if not promises:
        return
    plan = Plan(
        uid=ids.uid(), household=family.uid, year=2016, prepared_by=family.helper,
        goal_income_per_head=Decimal(max(3100, -(-per_head(family, 2015) * 14 // 1000) * 100)),
        needs_text="；".join(promise.offer.content for promise in promises) + "。",
        agreed_with_head=dt.date(2016, 3, 2), village_review=dt.date(2016, 3, 6),
        township_review=dt.date(2016, 3, 9), version=1,
    )  # fmt: skip
    yield created(plan)
    for promise in promises:
        yield created(_measure(family, promise, plan.uid))


def _measure(family: Family, promise: Promise, plan: str) -> Measure:
    offer = promise.offer
    cost = Decimal(offer.rate * promise.quantity)
    gain = offer.gain * promise.quantity
    whom = f"（{promise.for_whom}）" if promise.for_whom else ""
    return Measure(
        uid=_measure_uid(family, promise), household=family.uid, catalog=offer.code,
        title=offer.title, plan=plan, content=offer.content + whom + "。",
        quantity=Decimal(promise.quantity), unit=offer.unit,
        unit_rate=Decimal(offer.rate) if offer.rate else None,
        amount_planned=cost or None, funding_unit=offer.payer, helper=family.helper,
        start_date=offer.start, due_date=promise.due, state="planned",
        expected_income=Decimal(gain) if gain else None,
    )  # fmt: skip


def _measure_uid(family: Family, promise: Promise) -> str:
    return family.derived_uid(promise.offer.key)


def progress_edits(family: Family) -> Iterator[Edit]:
    """How far the measures have come by the middle of November."""
    for promise in promises_of(family):
        uid, offer = _measure_uid(family, promise), promise.offer
        if not promise.done:
            waits = promise.due.year > PLANNED.year and family.dice("waits").often(0.4)
            if not waits:
                yield changed(Measure, uid, state="running")
            continue
        cost = Decimal(offer.rate * promise.quantity)
        share = Decimal(family.dice("gain", offer.key).randint(7, 11)) / 10
        yield changed(
            Measure, uid, state="done", result_date=promise.done, result_text=offer.result + "。",
            result_income=offer.gain * promise.quantity * share if offer.gain else None,
            amount_paid=cost or None, head_signed=True, head_signed_date=promise.done,
        )  # fmt: skip


def benefit_edits(family: Family, ids: Ids) -> Iterator[Edit]:
    """What was paid in 2016: tea by the mu, grants, allowances, help with the doctor's bill."""
    for promise in promises_of(family):
        kind = _BENEFITS.get(promise.offer.key)
        if kind and promise.done:
            type_, basis = kind
            yield created(
                Benefit(
                    uid=ids.uid(), household=family.uid, type=type_, basis=basis,
                    policy_ref=promise.offer.content, quantity=Decimal(promise.quantity),
                    rate=Decimal(promise.offer.rate),
                    amount=Decimal(promise.offer.rate * promise.quantity), year=2016,
                    payer=promise.offer.payer, channel="one_card", paid_date=promise.done,
                    signer=family.head.name,
                )
            )  # fmt: skip
    ill = [person for person in family.living() if person.ill]
    if ill and family.card == RED:
        yield _medical(family, ill[0].uid, ids, "outpatient_help", "红卡户门诊补助", 300)
    if family.poor and any("03" in person.health for person in ill):
        yield _medical(family, ill[0].uid, ids, "inpatient_waiver", "贫困户住院减免", 500)


_BENEFITS = {
    "tea": ("planting_subsidy", "per_mu"),
    "grant": ("education", "per_person"),
    "boarder": ("education", "per_person"),
    "dibao": ("dibao", "per_person"),
    "credit": ("loan_interest", "unstated"),
}


def _medical(family: Family, member: str, ids: Ids, type_: str, policy: str, yuan: int) -> Edit:
    return created(
        Benefit(
            uid=ids.uid(), household=family.uid, member=member, type=type_, policy_ref=policy,
            basis="unstated", amount=Decimal(yuan), year=2016, payer="镇卫生院", channel="offset",
            paid_date=dt.date(2016, 9, 12),
        )
    )  # fmt: skip
