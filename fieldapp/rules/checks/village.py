"""V-VIL, V-UNI, V-MSK: what is declared of a village, its units, and what is shown in public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldapp.foundation.i18n import N_
from fieldapp.records import VillageYear
from fieldapp.records.codes import code_list
from fieldapp.rules.checks.audit_lines import declared_of
from fieldapp.rules.checks.facts import Around, VillageFacts
from fieldapp.rules.checks.findings import Hit, hit, label_of, of_village
from fieldapp.rules.village_parts import PEOPLE_IN, SCHOOLING, WHOLES

_UNITS = {code.value: code for code in code_list("land_unit").codes}
_REAL_UNITS = frozenset({"mu", "hectare", "acre"})
_BASES = {"all": "people_total", "poor": "poor_people"}
"""The field that counts those whose schooling is declared."""
_UNMASKED = re.compile(
    r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9}|\d{16,19})(?!\d)|0\d{2,3}-?[1-9]\d{6,7}(?!\d)",
    re.ASCII,
)
"""ID numbers, mobile and landline numbers, bank accounts that stand in full."""


@of_village("V-VIL/part", "E", N_("{year}: “{field}” is {part}, more than the {whole} of “{of}”"))
def part_above_whole(village: VillageFacts, around: Around) -> Iterator[Hit]:
    del around
    for year in village.years:
        for whole, parts in WHOLES:
            yield from _parts(year, whole, parts)


def _parts(year: VillageYear, of: str, names: tuple[str, ...]) -> Iterator[Hit]:
    whole = getattr(year, of)
    for name in names:
        part = getattr(year, name)
        if whole is not None and part is not None and part > whole:
            yield hit(
                year, name, year=str(year.year), field=label_of(VillageYear, name), part=part,
                whole=whole, of=label_of(VillageYear, of),
            )  # fmt: skip


@of_village("V-VIL/people", "E", N_("{year}: {people} people in {households} households"))
def fewer_people_than_households(village: VillageFacts, around: Around) -> Iterator[Hit]:
    del around
    for year in village.years:
        for homes, counted in PEOPLE_IN:
            households, people = getattr(year, homes), getattr(year, counted)
            if people is not None and households is not None and people < households:
                yield hit(year, counted, year=str(year.year), people=people, households=households)


@of_village("V-VIL/base", "E", N_("{year}: schooling is declared, but not of whom"))
def schooling_without_base(village: VillageFacts, around: Around) -> Iterator[Hit]:
    del around
    for year in village.years:
        told = any(getattr(year, name) is not None for name in SCHOOLING)
        if told and year.edu_base not in {"all", "poor"}:
            yield hit(year, "edu_base", year=str(year.year))


@of_village(
    "V-VIL/schooling",
    "E",
    N_("{year}: the schooling adds up to {sum}, more than the {whole} of “{of}”"),
)
def schooling_above_base(village: VillageFacts, around: Around) -> Iterator[Hit]:
    audited = declared_of(village, around.settings)
    for year in village.years:
        known = [value for name in SCHOOLING if (value := getattr(year, name)) is not None]
        if audited and audited.year.uid == year.uid and len(known) == len(SCHOOLING):
            continue  # A8 and A9 say it
        of = _BASES.get(year.edu_base or "", "")
        whole = getattr(year, of) if of else None
        if whole is not None and sum(known) > whole:
            yield hit(
                year, "edu_base", year=str(year.year), sum=sum(known), whole=whole,
                of=label_of(VillageYear, of),
            )  # fmt: skip


@of_village("V-UNI/mixed", "E", N_("areas are declared in “{first}” and in “{other}”"))
def units_mixed(village: VillageFacts, around: Around) -> Iterator[Hit]:
    del around
    told = [year for year in village.years if year.land_unit in _REAL_UNITS]
    for year in told[1:]:
        if year.land_unit != told[0].land_unit:
            first, other = _UNITS[told[0].land_unit or ""], _UNITS[year.land_unit or ""]
            yield hit(year, "land_unit", first=first, other=other)


@of_village("V-UNI/percent", "E", N_("{year}: a share of {share} % is declared, but not of what"))
def percent_without_base(village: VillageFacts, around: Around) -> Iterator[Hit]:
    del around
    for year in village.years:
        if year.poor_share is not None and not year.people_total:
            yield hit(year, "poor_share", year=str(year.year), share=year.poor_share)


@of_village("V-UNI/coverage", "E", N_("the coverage of {day} does not say of how many"))
def coverage_without_base(village: VillageFacts, around: Around) -> Iterator[Hit]:
    del around
    for one in village.coverages:
        whole = one.denominator
        unsaid = one.numerator is not None and (whole is None or "%" in (one.unit or ""))
        if unsaid or (whole is not None and whole <= 0):
            yield hit(one, "denominator", day=one.date)


@of_village("V-UNI/over", "E", N_("the coverage of {day} is {covered} of {whole}"))
def coverage_above_all(village: VillageFacts, around: Around) -> Iterator[Hit]:
    del around
    for one in village.coverages:
        if one.numerator is not None and one.denominator and one.numerator > one.denominator:
            yield hit(one, "numerator", day=one.date, covered=one.numerator, whole=one.denominator)


@of_village(
    "V-MSK/notice", "E", N_("the public notice “{title}” shows {count} numbers of people in full")
)
def unmasked_in_public(village: VillageFacts, around: Around) -> Iterator[Hit]:
    del around
    for notice in village.notices:
        count = sum(len(unmasked(row)) for row in notice.rows or ())
        if count:
            yield hit(notice, "rows", title=notice.title, count=count)


def unmasked(text: str) -> list[str]:
    """Numbers of people that stand in full in a text meant for the public."""
    return _UNMASKED.findall(text)
