"""What the paper declares about the village, as it stands there, and three coverages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Edit, created
from fieldapp.records.coverage import CoverageMeasure
from fieldapp.records.settings import CountySetting
from fieldapp.records.village_year import VillageYear

_SOURCE = "研究郑家村精准扶贫的论文所载，原数照录"


def declared_edits(village: str, ids: Ids) -> Iterator[Edit]:
    """The figures of the paper for 2016, the incomes before, and its subsidy for tea."""
    yield created(
        CountySetting(
            uid=ids.uid(), name="check.tea_subsidy",
            value='{"area_mu":3,"rate":1000,"amount":3000}', source=_SOURCE,
        )
    )  # fmt: skip
    yield created(
        VillageYear(
            uid=ids.uid(), village=village, year=2015, as_of_date=dt.date(2015, 12, 31),
            source_note=_SOURCE, poor_income=Decimal(2700), general_income=Decimal(3000),
            income_basis="unstated",
        )
    )  # fmt: skip
    yield created(
        VillageYear(
            uid=ids.uid(), village=village, year=2016, as_of_date=dt.date(2016, 11, 23),
            source_note=_SOURCE, households_total=384, people_total=1279, groups_total=5,
            poor_households=181, poor_people=573, red_households=101, red_people=301,
            yellow_households=80, yellow_people=239, general_households=241, general_people=623,
            poor_share=Decimal("51.43"), left_behind_elder_share=Decimal(75),
            left_behind_child_share=Decimal(10), edu_illiterate=470, edu_primary=283,
            edu_junior=139, edu_senior=37, edu_college=5, edu_base="poor", land_unit="acre",
            land_total=Decimal("23487.1"), farmland=Decimal(3204), dry_land=Decimal(3101),
            woodland=Decimal("17900.4"), returned_farmland=Decimal("1740.1"),
            poor_income=Decimal(4200), general_income=Decimal(4500), income_basis="unstated",
            committee_members=4, graduate_officials=1, poverty_officials=1, group_leaders=5,
            officials_schooling_stated=7, households_visited=200, households_visited_over=True,
        )
    )  # fmt: skip


_COVERAGES = (  # kind, unit, definition, source, shares on the three days
    ("network", "户", "通宽带或能用手机上网的户数 / 总户数", "电信公司装机表", (0.22, 0.34, 0.47)),
    ("paved_road", "组", "通水泥路的组数 / 全部组数", "村委会", (0.4, 0.4, 0.6)),
    ("health_check", "人", "本年度参加体检的人数 / 常住人口", "村卫生室台账", (0.31, 0.52, 0.78)),
)
COVERAGE_DAYS = (dt.date(2015, 12, 28), dt.date(2016, 6, 27), dt.date(2016, 11, 21))


def coverages(village: str, households: int, people: int, ids: Ids) -> list[CoverageMeasure]:
    """The three coverages on each of three days; numerators and denominators, no percentages."""
    wholes = {"network": households, "paved_road": 5, "health_check": people}
    return [
        CoverageMeasure(
            uid=ids.uid(), village=village, date=day, kind=kind,
            numerator=Decimal(round(wholes[kind] * shares[place])),
            denominator=Decimal(wholes[kind]), unit=unit, definition=definition, source=source,
        )
        for place, day in enumerate(COVERAGE_DAYS)
        for kind, unit, definition, source, shares in _COVERAGES
    ]  # fmt: skip
