"""The audit of the paper's own figures gives what the dictionary expects, line by line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fieldapp.foundation.ids import SeededIds
from fieldapp.records import Village, VillageYear
from fieldapp.records.declare import from_stored
from fieldapp.rules.checks.audit_lines import AuditLine, audit
from fieldapp.rules.checks.facts import VillageFacts
from fieldapp.services.demo_village.declared import declared_edits
from tests.fieldapp.rules.checks.made_facts import SETTINGS, figures, village


def paper() -> VillageFacts:
    """The village as the paper declares it."""
    years = tuple(
        from_stored(VillageYear, edit.uid, edit.values)
        for edit in declared_edits("village", SeededIds("paper"))
        if edit.entity == "village_year"
    )
    return VillageFacts(
        Village(uid="village", name="郑家村", area_km2=Decimal("15.56")), years
    )  # fmt: skip


LINES: dict[str, AuditLine] = {line.id: line for line in audit(paper(), SETTINGS)}

EXPECTED = {  # id: result, declared, computed, difference, what the arithmetic must say
    "A1": ("pass", "181", "181", "0", "101 + 80 = 181"),
    "A2": ("fail", "573", "540", "-33", "301 + 239 = 540"),
    "A3": ("fail", "384", "422", "38", "181 + 241 = 422"),
    "A4": ("fail", "1279", "1163", "-116", "540 + 623 = 1,163"),
    "A5": ("fail", "1279", "1196", "-83", "573 + 623 = 1,196"),
    "A6": ("fail", "51.43", "44.80", "-6.63", "657 → 51.37 %, 658 → 51.45 %"),
    "A7": ("info", "181 384", "47.14", "", "181 ÷ 384 = 47.14 %"),
    "A8": ("fail", "573", "934", "361", "= 934"),
    "A9": ("pass", "1279", "934", "-345", "345 people is not stated"),
    "A10": ("fail", "11", "7", "-4", "11 officials"),
    "A11": ("pass", "5", "5", "0", "5 leaders for 5 groups"),
    "A12": ("fail", "15.56", "95.05", "79.49", "6.1 ×"),
    "A13": ("pass", "15.56", "15.658", "0.098", "+0.63 %"),
    "A14": ("pass", "23487.1", "22844.5", "-642.6", "642.6 mu left"),
    "A15": ("pass", "3204", "3101", "-103", "103 mu left"),
    "A16": ("fail", "181", "201", "20", "visits or households?"),
    "A17": ("info", "2700 4200 3000 4500", "55.6 50", "1500 1500", "per head is not stated"),
    "A18": ("info", "2700 4200", "2855 2952", "-155 1248", "2,700 < 2,855"),
    "A19": ("pass", "3000", "3000", "0", "3 mu × 1,000 = 3,000"),
    "A20": ("pass", "3204 17900.4", "2.51 14", "-47.49 -56", "≤ 50"),
    "A21": ("warn", "75 10", "959.25 127.9", "0.25 -0.1", "10 % × 1,279 = 127.9"),
}


@pytest.mark.parametrize("key", EXPECTED)
def test_the_line_is_as_the_dictionary_expects(key: str) -> None:
    result, declared, computed, difference, said = EXPECTED[key]
    line = LINES[key]
    assert line.result == result
    for words, found in zip(
        (declared, computed, difference),
        (line.outcome.declared, line.outcome.computed, line.outcome.difference),
        strict=True,
    ):
        assert found == tuple(Decimal(word) for word in words.split())
    assert said in line.label("en")
    assert line.check("en") != line.check("zh_CN")


def test_the_lines_stand_in_their_order() -> None:
    assert list(LINES) == list(EXPECTED)


def test_a_village_that_declares_nothing_has_no_audit() -> None:
    assert audit(village(), SETTINGS) == []


def test_what_is_not_declared_is_not_judged() -> None:
    declared = village(figures(poor_households=100, red_households=60))
    assert [line.id for line in audit(declared, SETTINGS)] == ["A7", "A19"]
