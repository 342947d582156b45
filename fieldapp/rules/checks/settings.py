"""What a county sets for the checks, with the values that hold where it sets nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal

import msgspec

from fieldapp.records import CountySetting, PovertyLine
from fieldapp.rules.poverty_lines import lines_in

PREFIX = "check."
"""County settings whose name begins like this carry a field of ``CheckSettings``."""
_READ_ELSEWHERE = frozenset({"lines", "formulas"})


@dataclass(frozen=True, slots=True)
class Subsidy:
    """A subsidy as a source states it: so many mu at so many yuan make that amount."""

    area_mu: Decimal
    rate: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Thresholds of the rules. Areas in mu, distances in km, money in yuan."""

    both_schooling_years: tuple[int, ...] = (2015, 2016, 2017)
    """Years whose forms asked pupils for education and school status alike."""
    farmland_ceiling: Decimal = Decimal(50)
    """Farmland per head above this is doubted."""
    woodland_ceiling: Decimal = Decimal(70)
    """Woodland per head above this is doubted."""
    road_distance_ceiling: Decimal = Decimal(50)
    per_head_ceiling: Decimal = Decimal(100_000)
    """Net income per head above this is doubted."""
    income_tolerance: Decimal = Decimal(1)
    """Yuan by which a declared income may differ from the formula: forms round."""
    generation_years: int = 14
    """The least years between parent and child."""
    phone_households: int = 3
    """A telephone number may stand in this many households."""
    land_tolerance: Decimal = Decimal("0.01")
    """The share by which a declared land total may differ from the village's area."""
    altitude_tolerance: int = 100
    """Metres by which a house may lie below or above its village."""
    team_arrival: dt.date | None = None
    """No visit of the team is earlier; unset: the day its first resident member came."""
    tea_subsidy: Subsidy | None = None
    """The subsidy for tea as the source states it."""
    lines: Mapping[tuple[int, str], Decimal] = field(default_factory=dict)
    """The poverty line by year and income concept; read from its own table."""
    formulas: Mapping[int | None, str] = field(default_factory=dict)
    """How incomes are added up, by year; a setting of its own."""

    def line(self, year: int, concept: str | None) -> Decimal | None:
        """The poverty line of a year for that concept of income."""
        return self.lines.get((year, concept or "net"))


def setting_names() -> tuple[str, ...]:
    """The names of the settings that the checks read."""
    own = (one.name for one in fields(CheckSettings) if one.name not in _READ_ELSEWHERE)
    return tuple(PREFIX + name for name in own)


def read_settings(
    rows: Iterable[CountySetting],
    lines: Iterable[PovertyLine],
    year: int,
    places: Sequence[str] = (),
) -> CheckSettings:
    """The settings of ``year``; one for that year goes before one for all years.

    ``places`` are those whose poverty lines hold, the nearest first.

    Raises:
        ValueError: a value cannot be read; the message is the setting's name.
    """
    names = {one.name for one in fields(CheckSettings)} - _READ_ELSEWHERE
    found: dict[str, object] = {}
    for row in sorted(rows, key=lambda row: row.year or 0):
        name = row.name.removeprefix(PREFIX)
        if row.name.startswith(PREFIX) and name in names and row.year in {None, year}:
            found[name] = _read(row)
    try:
        settings = msgspec.convert(found, CheckSettings)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
    known = lines_in(lines, places).items()
    return replace(settings, lines={key: line.value for key, line in known if line.value})


def _read(row: CountySetting) -> object:
    try:
        return msgspec.json.decode(row.value or "null")
    except msgspec.DecodeError:
        raise ValueError(row.name) from None
