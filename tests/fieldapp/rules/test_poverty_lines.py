from __future__ import annotations

from decimal import Decimal

from fieldapp.records import PovertyLine, Village
from fieldapp.rules.poverty_lines import lines_in, places_of

VILLAGE = Village(
    uid="v", name="郑家村", county_name="兴山县", city_name="宜昌市", province_name="湖北省"
)
HERE = places_of([VILLAGE])


def line(region: str, value: int | None, **fields: object) -> PovertyLine:
    figure = None if value is None else Decimal(value)
    given = {"year": 2016, "concept": "net", "value": figure, **fields}
    return PovertyLine(uid=f"{region}{value}", region=region, **given)  # type: ignore[arg-type]  # a test names any field


def held(*lines: PovertyLine) -> int:
    found = {lines_in(given, HERE)[2016, "net"].value for given in (lines, lines[::-1])}
    assert len(found) == 1
    return int(found.pop() or 0)


def test_the_line_of_the_nearest_place_holds_in_whatever_order_they_come() -> None:
    assert held(line("全国", 2952), line("湖北省", 3000)) == 3000
    assert held(line("全国", 2952), line("湖北省", 3000), line("兴山县", 3100)) == 3100


def test_a_line_of_another_region_gives_way_to_the_national_one() -> None:
    assert held(line("全国", 2952), line("浙江省", 4600)) == 2952


def test_of_two_lines_of_one_region_the_verified_one_holds() -> None:
    assert held(line("全国", 2952), line("全国", 2800, verified=True)) == 2800


def test_a_line_without_a_figure_holds_nothing() -> None:
    assert lines_in([line("全国", None)], HERE) == {}


def test_each_concept_of_income_has_its_own() -> None:
    found = lines_in([line("全国", 2952), line("全国", 4000, concept="disposable")], HERE)
    assert {key: int(one.value or 0) for key, one in found.items()} == {
        (2016, "net"): 2952, (2016, "disposable"): 4000,
    }  # fmt: skip
