"""The village, its groups, the card scheme, the measures on offer and the poverty lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Edit, created
from fieldapp.records.household import CardScheme
from fieldapp.records.income import PovertyLine
from fieldapp.records.places import Village, VillageGroup
from fieldapp.records.work import MeasureCatalog
from fieldapp.services.demo_village.families import GENERAL, GROUP_ALTITUDES, RED, YELLOW
from fieldapp.services.demo_village.offers import OFFERS
from fieldapp.services.demo_village.team import GROUP_LEADERS, Team

_UNVERIFIED = "一般知识，未见出处"
_SINGLE = "仅见一处资料"
_LINES = (  # year, yuan, source; only what has a source of its own counts as verified
    (2011, 2536, _UNVERIFIED), (2012, 2625, _UNVERIFIED), (2013, 2736, _UNVERIFIED),
    (2014, 2800, _UNVERIFIED), (2015, 2855, "公开资料"), (2016, 2952, _SINGLE),
    (2017, 2952, _SINGLE), (2018, 2995, _UNVERIFIED), (2019, 3218, "公开资料"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Places:
    """Identifiers that the other records point to."""

    village: str
    groups: tuple[str, ...]
    scheme: str


def new_places(ids: Ids) -> Places:
    """Fresh identifiers for the village and what belongs to it."""
    return Places(ids.uid(), tuple(ids.uid() for _ in GROUP_ALTITUDES), ids.uid())


def village_edits(places: Places, team: Team, ids: Ids) -> Iterator[Edit]:
    """All that stands before the first household is registered."""
    yield created(
        Village(
            uid=places.village, name="郑家村", county_name="兴山县", city_name="宜昌市",
            province_name="湖北省", village_type="poor_province", designation="poor_province",
            terrain="山区", development_direction="茶叶、中药材、高山蔬菜、中蜂养殖",
            altitude_min_m=800, altitude_max_m=1400, area_km2=Decimal("15.56"),
        )
    )  # fmt: skip
    for number, (uid, (low, high)) in enumerate(zip(places.groups, GROUP_ALTITUDES, strict=True)):
        yield created(
            VillageGroup(
                uid=uid, village=places.village, name=f"{number + 1}组",
                leader_name=GROUP_LEADERS[number], altitude_min_m=low, altitude_max_m=high,
                hardened_road=number < 3, street_lamps=number < 1, bus=number < 1,
            )
        )  # fmt: skip
    for record in (*team.cadres, *team.core, *team.helpers):
        yield created(record)
    yield created(
        CardScheme(
            uid=places.scheme, name="郑家村卡别（论文）", issued_by="湖北省扶贫攻坚领导小组",
            valid_from=dt.date(2015, 10, 1), colours=(GENERAL, RED, YELLOW),
        )
    )  # fmt: skip
    yield from _offered(ids)
    for year, value, source in _LINES:
        yield created(
            PovertyLine(
                uid=ids.uid(), year=year, region="全国", concept="net", value=Decimal(value),
                source=source, verified=source == "公开资料",
            )
        )  # fmt: skip


def _offered(ids: Ids) -> Iterator[Edit]:
    for offer in OFFERS.values():
        yield created(
            MeasureCatalog(
                uid=ids.uid(), code=offer.code, name=offer.title, unit=offer.unit,
                default_rate=Decimal(offer.rate) if offer.rate else None,
                needs_evidence=offer.rate >= 1000, active_from=2016,
                cause_links=offer.causes or None,
            )
        )  # fmt: skip
