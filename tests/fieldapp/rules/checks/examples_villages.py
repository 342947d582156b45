"""For each rule about a village: facts with which it holds, and facts that break it."""

from __future__ import annotations

from decimal import Decimal

from fieldapp.rules.checks.facts import Around, VillageFacts
from fieldapp.rules.checks.settings import CheckSettings, Subsidy
from tests.fieldapp.rules.checks.made_facts import (
    MALE_ID,
    around,
    counted,
    coverage,
    figures,
    notice,
    scheme,
    village,
)

Example = tuple[VillageFacts, VillageFacts] | tuple[VillageFacts, VillageFacts, Around]
_SCHOOLING = {
    "edu_illiterate": 100, "edu_primary": 100, "edu_junior": 100, "edu_senior": 50,
    "edu_college": 50,
}  # fmt: skip
_OFFICIALS = {
    "committee_members": 4, "graduate_officials": 1, "poverty_officials": 1, "group_leaders": 5,
}  # fmt: skip


def told(**fields: object) -> VillageFacts:
    return village(figures(**fields))  # type: ignore[arg-type]  # any field


def mu(**areas: str) -> VillageFacts:
    return told(**{name: Decimal(area) for name, area in areas.items()})


def tea(amount: int) -> Around:
    return around(settings=CheckSettings(
        tea_subsidy=Subsidy(Decimal(3), Decimal(1000), Decimal(amount))
    ))  # fmt: skip


def year_of(rise: int) -> VillageFacts:
    """Nothing is broken by a rise: the line informs."""
    return village(
        figures(2015, poor_income=Decimal(2700)), figures(poor_income=Decimal(2700 + rise))
    )


EXAMPLES: dict[str, Example] = {
    "V-VIL/A1": (told(poor_households=181, red_households=101, yellow_households=80),
                 told(poor_households=181, red_households=101, yellow_households=81)),
    "V-VIL/A2": (told(poor_people=540, red_people=301, yellow_people=239),
                 told(poor_people=573, red_people=301, yellow_people=239)),
    "V-VIL/A3": (told(poor_households=181, general_households=119),
                 told(poor_households=181, general_households=241)),
    "V-VIL/A4": (told(red_people=301, yellow_people=239, general_people=460),
                 told(red_people=301, yellow_people=239, general_people=623)),
    "V-VIL/A5": (told(poor_people=573, general_people=427),
                 told(poor_people=573, general_people=623)),
    "V-VIL/A6": (told(poor_people=448, poor_share=Decimal("44.8")),
                 told(poor_people=448, poor_share=Decimal("51.43"))),
    "V-VIL/A8": (told(poor_people=400, edu_base="poor", **_SCHOOLING),
                 told(poor_people=399, edu_base="poor", **_SCHOOLING)),
    "V-VIL/A9": (told(edu_base="all", **_SCHOOLING),
                 told(edu_base="all", people_total=399, **_SCHOOLING)),
    "V-VIL/A10": (told(officials_schooling_stated=11, **_OFFICIALS),
                  told(officials_schooling_stated=7, **_OFFICIALS)),
    "V-VIL/A11": (told(groups_total=5, group_leaders=5), told(groups_total=5, group_leaders=4)),
    "V-UNI/A12": (told(land_total=Decimal("23487.1"), land_unit="mu"),
                  told(land_total=Decimal("23487.1"), land_unit="acre")),
    "V-UNI/A13": (mu(land_total="23487.1"), mu(land_total="24000")),
    "V-VIL/A14": (mu(land_total="10", woodland="5", farmland="5"),
                  mu(land_total="10", woodland="5", farmland="6")),
    "V-VIL/A15": (mu(farmland="10", dry_land="9", paddy="1"),
                  mu(farmland="10", dry_land="9", paddy="2")),
    "V-VIL/A16": (told(poor_households=181, households_visited=181),
                  told(poor_households=181, households_visited=181, households_visited_over=True)),
    "V-VIL/A19": (told(), told(), tea(2000)),
    "V-VIL/A20": (mu(farmland="50000"), mu(farmland="50010")),
    "V-VIL/A21": (told(left_behind_child_share=Decimal(10)),
                  told(left_behind_child_share=Decimal(10), people_total=1279)),
    "V-VIL/part": (told(women=1000), told(women=1001)),
    "V-VIL/people": (told(poor_households=9, poor_people=9),
                     told(poor_households=10, poor_people=9)),
    "V-VIL/base": (told(edu_primary=10, edu_base="poor"), told(edu_primary=10)),
    "V-VIL/schooling": (told(edu_base="poor", poor_people=9, edu_primary=4, edu_junior=5),
                        told(edu_base="poor", poor_people=9, edu_primary=4, edu_junior=6)),
    "V-VIL/register": (village(figures(), counted=counted()),
                       village(figures(), counted=counted(households=301))),
    "V-UNI/mixed": (village(figures(2015, land_unit="mu"), figures(land_unit="mu")),
                    village(figures(2015, land_unit="mu"), figures(land_unit="acre"))),
    "V-UNI/percent": (told(poor_share=Decimal(10)),
                      told(poor_share=Decimal(10), people_total=None)),
    "V-UNI/coverage": (village(coverages=(coverage(),)),
                       village(coverages=(coverage(denominator=None),))),
    "V-UNI/over": (village(coverages=(coverage(numerator=Decimal(100)),)),
                   village(coverages=(coverage(numerator=Decimal(101)),))),
    "V-MSK/notice": (village(notices=(notice("何二才 999900********0010 138****0000"),)),
                     village(notices=(notice(f"何二才 {MALE_ID}"),))),
    "V-CRD/definition": (village(schemes=(scheme(definition_text="红卡：…"),)),
                         village(schemes=(scheme(),))),
}  # fmt: skip

ONLY_TOLD = ("V-VIL/A7", "V-VIL/A17", "V-VIL/A18")
"""Lines of the audit that inform and are never broken."""
