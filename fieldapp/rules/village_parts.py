"""Which declared figures of a village are parts of which whole. Source: dictionary 1.3."""

from __future__ import annotations

WHOLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("people_total", ("poor_people", "red_people", "yellow_people", "general_people",
                      "dibao_people", "wubao_people", "minority_people", "women",
                      "disabled_people", "labour_people", "migrant_people",
                      "left_behind_children", "empty_nest_elders", "long_ill",
                      "people_resident_medical", "people_pension", "party_members")),
    ("households_total", ("poor_households", "red_households", "yellow_households",
                          "general_households", "dibao_households", "wubao_households",
                          "hh_water_unsafe", "hh_water_hard", "hh_no_power", "hh_unsafe_house",
                          "hh_in_coop", "tourism_hh", "farmstay_hh", "hh_tv", "hh_broadband",
                          "hh_phone_online")),
    ("groups_total", ("groups_without_paved_road", "groups_no_power")),
    ("land_total", ("farmland", "woodland", "returned_farmland", "fruit", "grassland", "water")),
    ("farmland", ("irrigated", "dry_land", "paddy")),
)  # fmt: skip
"""Figures that can be no more than a whole, by that whole."""

PEOPLE_IN = (("households_total", "people_total"), ("poor_households", "poor_people"))
"""Households, and the people who live in them: never fewer."""

SCHOOLING = ("edu_illiterate", "edu_primary", "edu_junior", "edu_senior", "edu_college")
"""The figures that schooling is told by."""
