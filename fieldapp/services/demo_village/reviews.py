"""Exit reviews that are still open, and the notices the village has seen, as records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Edit, created
from fieldapp.records.codes import code_list
from fieldapp.records.outcome import ExitReview, PublicNotice
from fieldapp.rules.masks import masked_name
from fieldapp.services.demo_village.families import Family
from fieldapp.services.demo_village.houses import home_of
from fieldapp.services.demo_village.livelihoods import per_head
from fieldapp.services.demo_village.promises import done_codes

_LINE = Decimal(2952)
_REVIEWED = 12
_MEETING, _CHECKED = dt.date(2016, 11, 15), dt.date(2016, 11, 18)
_SHOWN_FROM, _SHOWN_TO = dt.date(2016, 11, 19), dt.date(2016, 11, 28)
_RATED_FROM, _RATED_TO = dt.date(2015, 12, 12), dt.date(2015, 12, 18)
_PLACE, _PHONE = "村委会公示栏", "15400000000"


def review_edits(families: list[Family], ids: Ids) -> Iterator[Edit]:
    """Reviews of 2016: everything is gathered, the result waits for the notice to end."""
    for family in _candidates(families):
        home, mended = home_of(family), done_codes(family)
        water = home.water_safe or "water" in mended
        yield created(
            ExitReview(
                uid=ids.uid(), household=family.uid, year=2016,
                per_head_income=Decimal(per_head(family, 2016)), line_used=_LINE,
                line_source="2016年国家扶贫标准（仅见一处资料）", food=True, clothes=True,
                food_evidence="入户查看，有存粮", clothes_evidence="入户查看，四季有衣被",
                schooling=True, medical=True, schooling_evidence="无辍学", water=water,
                medical_evidence="全家参加居民医保",
                housing=home.grade not in {"C", "D"} or "house" in mended,
                housing_evidence="住房安全鉴定表", water_evidence="村饮水台账" if water else None,
                village_meeting_date=_MEETING, check_date=_CHECKED, household_agrees=True,
                signer_name=family.head.name, sign_kind="signature", notice_from=_SHOWN_FROM,
                notice_to=_SHOWN_TO, result="pending",
            )
        )  # fmt: skip


def notice_edits(families: list[Family], village: str, ids: Ids) -> Iterator[Edit]:
    """The notice of the cards of 2015, and that of the households that may leave poverty."""
    cards = code_list("card_colour")
    poor = [family for family in families if family.poor]
    rated = tuple(_line(family, cards.label(family.card, "zh_CN")) for family in poor)
    leaving = tuple(_line(family, "拟脱贫") for family in _candidates(families))
    for title, kind, rows, start, end in (
        ("红卡、黄卡农户名单公示", "card", rated, _RATED_FROM, _RATED_TO),
        ("2016年拟脱贫户公示", "exit", leaving, _SHOWN_FROM, _SHOWN_TO),
    ):
        if rows:
            yield created(
                PublicNotice(
                    uid=ids.uid(), village=village, title=title, kind=kind, rows=rows,
                    place=_PLACE, from_date=start, to_date=end, objection_phone=_PHONE,
                    signers=("郑光明", "陈刚"), stamp_note="已盖村委会公章",
                )
            )  # fmt: skip


def _candidates(families: list[Family]) -> list[Family]:
    """Those who were to leave in 2016 and earn more than the line, the first of them."""
    planned = (
        f for f in families if f.poor and f.dice("exit").choice((2016, 2017, 2017, 2018)) == 2016
    )
    return [f for f in planned if per_head(f, 2016) > _LINE][:_REVIEWED]


def _line(family: Family, words: str) -> str:
    people = len(family.living())
    name = masked_name(family.head.name)
    return f"{family.local_no} {family.group + 1}组 {name} {people}人 {words}"
