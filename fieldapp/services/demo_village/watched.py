"""Two general households that are watched because they may fall into poverty, as records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from fieldapp.ports.store import Edit, created
from fieldapp.records.outcome import MonitoringCase
from fieldapp.services.demo_village.families import Family
from fieldapp.services.demo_village.livelihoods import per_head

_RANGE = Decimal(4428)
_RANGE_SOURCE = "2016年国家扶贫标准（仅见一处资料）的1.5倍"
_LACK_OF_LABOUR, _DISASTER = "08", "04"


def monitoring_edits(families: list[Family], contact: str) -> Iterator[Edit]:
    """The two poorest of the general households: one still watched, one out of danger again."""
    general = (family for family in families if not family.poor)
    watched = sorted(general, key=lambda family: (per_head(family, 2016), family.no))[:2]
    for family, case in zip(watched, (_borderline, _hailed_upon), strict=False):
        yield created(case(family, contact))


def _borderline(family: Family, contact: str) -> MonitoringCase:
    return MonitoringCase(
        uid=family.derived_uid("monitoring"), household=family.uid, monitoring_class="borderline",
        risks=(_LACK_OF_LABOUR,), found_by="cadre", found_date=dt.date(2016, 11, 12),
        income_reference=Decimal(per_head(family, 2016)), range_used=_RANGE,
        range_source=_RANGE_SOURCE, housing_problem=False, schooling_problem=False,
        water_problem=False, medical_problem=False, removed=False, contact=contact,
    )  # fmt: skip


def _hailed_upon(family: Family, contact: str) -> MonitoringCase:
    return MonitoringCase(
        uid=family.derived_uid("monitoring"), household=family.uid, monitoring_class="sudden",
        risks=(_DISASTER,), found_by="self", found_date=dt.date(2016, 7, 8),
        income_reference=Decimal(per_head(family, 2016)), range_used=_RANGE,
        range_source=_RANGE_SOURCE, housing_problem=False, schooling_problem=False,
        water_problem=False, medical_problem=False, removed=True, removed_way="natural",
        removed_date=dt.date(2016, 11, 12), contact=contact,
    )  # fmt: skip
