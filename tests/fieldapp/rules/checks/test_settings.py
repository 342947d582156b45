"""What a county sets for the checks: read by field, by year, and refused when senseless."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from fieldapp.records import CountySetting, PovertyLine
from fieldapp.rules.checks.settings import CheckSettings, Subsidy, read_settings


def setting(name: str, value: str, year: int | None = None) -> CountySetting:
    return CountySetting(uid=f"{name}{year}", name=name, value=value, year=year)


def test_without_settings_the_defaults_hold() -> None:
    assert read_settings((), (), 2016) == CheckSettings()


def test_every_kind_of_value_is_read() -> None:
    found = read_settings(
        [
            setting("check.farmland_ceiling", "30"),
            setting("check.both_schooling_years", "[2015]"),
            setting("check.team_arrival", '"2015-10-08"'),
            setting("check.tea_subsidy", '{"area_mu":3,"rate":1000,"amount":3000}'),
            setting("income.formula", "{}"),
            setting("check.unknown", "1"),
        ],
        (),
        2016,
    )
    assert found.farmland_ceiling == Decimal(30)
    assert found.both_schooling_years == (2015,)
    assert found.team_arrival == dt.date(2015, 10, 8)
    assert found.tea_subsidy == Subsidy(Decimal(3), Decimal(1000), Decimal(3000))


def test_the_setting_of_the_year_goes_before_the_general_one() -> None:
    rows = [
        setting("check.phone_households", "5", 2016),
        setting("check.phone_households", "4"),
        setting("check.phone_households", "9", 2015),
    ]
    assert read_settings(rows, (), 2016).phone_households == 5
    assert read_settings(rows, (), 2017).phone_households == 4


def test_the_poverty_line_is_read_by_year_and_concept() -> None:
    lines = [
        PovertyLine(uid="1", year=2015, region="全国", value=Decimal(2855)),
        PovertyLine(uid="2", year=2016, region="全国", concept="disposable", value=Decimal(4000)),
        PovertyLine(uid="3", year=2017, region="全国"),
    ]
    found = read_settings((), lines, 2016)
    assert found.line(2015, None) == Decimal(2855)
    assert found.line(2016, "disposable") == Decimal(4000)
    assert found.line(2016, "net") is None
    assert found.line(2017, "net") is None


@pytest.mark.parametrize("value", ["{", '"many"', "null", ""])
def test_a_senseless_value_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="farmland_ceiling"):
        read_settings([setting("check.farmland_ceiling", value)], (), 2016)
