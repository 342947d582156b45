"""What a county sets for its teams: thresholds, coefficients, ceilings, by year."""

from dataclasses import dataclass
from typing import Annotated

from fieldapp.records.declare import F, R, Record, entity
from fieldapp.records.kinds import Bool3, Int, Text


@entity(36, "county_setting", "县级设置", "County setting")
@dataclass(frozen=True, kw_only=True)
class CountySetting(Record):
    """A figure or rule that the county sets; the value is a JSON text, a year narrows it."""

    name: Annotated[str, F(1, Text(60), "设置项", "Setting", R)]
    year: Annotated[int | None, F(2, Int(1980, 2100), "年度", "Year")] = None
    value: Annotated[str | None, F(3, Text(8000), "设置值", "Value", R)] = None
    source: Annotated[str | None, F(4, Text(200), "依据", "Source")] = None
    verified: Annotated[bool | None, F(5, Bool3(), "已核实", "Verified")] = None
