"""How the records of each entity are laid out: the columns of its list, the headings of its form.

Labels come from the declarations; an entity without sections shows its fields in their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fieldapp.foundation.i18n import N_


@dataclass(frozen=True)
class Shown:
    """One column: a field, or with ``@`` something worked out; ``width`` in pixels."""

    field: str
    width: int
    right: bool = False
    chip: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Layout:
    """An entity's list and form; ``newest_by`` is the field that the list is ordered by."""

    columns: tuple[Shown, ...]
    newest_by: str = ""
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    picture: str = "info"
    what_to_do: str = N_("Add the first one.")


def _columns(*words: str) -> tuple[Shown, ...]:
    """Columns written as ``field:width`` with ``>`` right-aligned, ``#`` a chip, ``*`` bold."""
    found = []
    for word in words:
        name, _, rest = word.partition(":")
        flags = rest.lstrip("0123456789")
        width = int(rest.removesuffix(flags))
        found.append(Shown(name, width, ">" in flags, "#" in flags, "*" in flags))
    return tuple(found)


YEAR_SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Year and source"), ("year", "as_of_date", "source_note")),
    (N_("Households and people"), (
        "households_total", "people_total", "groups_total", "poor_households", "poor_people",
        "poor_share", "red_households", "red_people", "yellow_households", "yellow_people",
        "general_households", "general_people", "dibao_households", "dibao_people",
        "wubao_households", "wubao_people", "minority_people", "women", "disabled_people",
        "labour_people", "migrant_people")),
    (N_("Left behind and ill"), (
        "left_behind_children", "empty_nest_elders", "long_ill", "left_behind_elder_share",
        "left_behind_child_share")),
    (N_("Schooling"), ("edu_illiterate", "edu_primary", "edu_junior", "edu_senior", "edu_college",
                       "edu_base")),
    (N_("Land"), ("land_unit", "land_total", "farmland", "irrigated", "dry_land", "paddy",
                  "woodland", "returned_farmland", "fruit", "grassland", "water")),
    (N_("Income"), ("net_income_per_head", "collective_income", "poor_income", "general_income",
                    "income_basis")),
    (N_("Road, water, power, houses"), (
        "road_village_to_town_unpaved_km", "groups_without_paved_road", "group_road_unpaved_km",
        "town_road_paved", "bus_service", "hh_water_unsafe", "hh_water_hard", "groups_no_power",
        "hh_no_power", "hh_unsafe_house")),
    (N_("Co-ops and tourism"), ("coops", "hh_in_coop", "tourism_hh", "farmstay_hh",
                                "tourism_jobs")),
    (N_("Public services"), (
        "clinics", "doctors", "public_toilets", "garbage_points", "culture_rooms", "hh_tv",
        "hh_broadband", "hh_phone_online", "people_resident_medical", "people_pension",
        "medical_aid_times")),
    (N_("Cadres and visits"), (
        "party_members", "graduate_officials", "committee_members", "poverty_officials",
        "group_leaders", "officials_schooling_stated", "households_visited",
        "households_visited_over")),
)  # fmt: skip
"""The fields of a village's year by heading, in the form and in the profile."""

_PRESSURE = ("date", "way", "sbp", "dbp", "heart_rate", "weight_now", "weight_goal", "height_cm")

LAYOUTS: Mapping[str, Layout] = {
    "plan": Layout(
        _columns("year:64*", "prepared_by:90", "goal_income_per_head:120>", "needs_text:260"),
        "year",
    ),
    "benefit": Layout(
        _columns("year:60*", "type:120", "policy_ref:160", "basis:88#", "quantity:64>",
                 "rate:76>", "amount:80>"), "year",
    ),
    "exit_review": Layout(
        _columns("year:64*", "per_head_income:130>", "line_used:110>", "@conditions:120",
                 "result:96#"), "year",
        (
            (N_("Income"), ("year", "per_head_income", "line_used", "line_source")),
            (N_("Two assurances, three guarantees, water"), (
                "food", "food_evidence", "clothes", "clothes_evidence", "schooling",
                "schooling_evidence", "medical", "medical_evidence", "housing",
                "housing_evidence", "water", "water_evidence")),
            (N_("Procedure"), ("village_meeting_date", "check_date", "household_agrees",
                               "signer_name", "sign_kind", "notice_from", "notice_to", "result",
                               "announced_date")),
        ),
        what_to_do=N_("A review is recorded by people; nothing passes by itself."),
    ),
    "monitoring_case": Layout(
        _columns("monitoring_class:150*", "found_date:100", "risks:170", "found_by:130",
                 "removed:90"), "found_date",
    ),
    "pairing": Layout(
        _columns("team_member:140*", "rank:120", "start_date:100", "end_date:100"), "start_date",
        picture="person", what_to_do=N_("Name who helps this household."),
    ),
    "chronic_card": Layout(
        _columns("@person:110*", "disease:120", "issue_date:100", "valid_to:100", "doctor:90"),
        "issue_date", picture="person",
    ),
    "chronic_followup": Layout(
        _columns("date:100*", "@pressure:90>", "weight_now:80>", "@bmi:70>", "followup_class:110#",
                 "next_date:100"), "date",
        (
            (N_("Findings"), (*_PRESSURE, "symptoms", "referral")),
            (N_("Way of life"), ("smoke_now", "smoke_goal", "drink_now", "drink_goal",
                                 "exercise_times", "exercise_minutes", "salt", "mind",
                                 "compliance")),
            (N_("Drugs"), ("drug_compliance", "reaction", "drug1_name", "drug1_times", "drug1_mg",
                           "drug2_name", "drug2_times", "drug2_mg", "drug3_name", "drug3_times",
                           "drug3_mg")),
            (N_("Result"), ("followup_class", "next_date", "doctor")),
        ),
        what_to_do=N_("Four follow-ups a year are due."),
    ),
    "vaccination": Layout(
        _columns("@person:100*", "vaccine:130", "dose_no:60>", "date:100", "due_date:100"),
        "due_date", picture="person",
    ),
    "maternal": Layout(
        _columns("@person:100*", "lmp:100", "due_date:100", "first_visit_week:110>",
                 "birth_date:100"), "lmp", picture="person",
    ),
    "maternal_visit": Layout(
        _columns("visit_no:60*", "date:100", "week:64>", "@pressure:90>", "next_date:100"),
        "visit_no", what_to_do=N_("Five antenatal visits are due, the first until week 13."),
    ),
    "village_group": Layout(
        _columns("name:110*", "leader_name:100", "households:80>", "people:80>",
                 "altitude_min_m:90>", "altitude_max_m:90>", "hardened_road:90",
                 "street_lamps:80", "bus:80"),
        picture="village",
    ),
    "village_year": Layout(
        _columns("year:64*", "as_of_date:110", "source_note:240", "households_total:90>",
                 "people_total:90>"), "year", YEAR_SECTIONS, "village",
        N_("Record what the village declares of a year, with its source."),
    ),
    "coverage_measure": Layout(
        _columns("date:100*", "kind:120", "numerator:80>", "denominator:80>", "unit:44",
                 "@percent:70>", "definition:170"), "date",
        what_to_do=N_("Say what is counted and out of how many; the share is worked out."),
    ),
    "cadre": Layout(
        _columns("name:80*", "post:104", "role:104", "education:84", "start_date:108",
                 "end_date:108"), picture="person",
    ),
    "team_member": Layout(
        _columns("name:80*", "role:104", "unit:116", "post:84", "start_date:108",
                 "end_date:108"), picture="person",
    ),
    "meeting": Layout(
        _columns("date:100*", "chair:76", "@present:60>", "agenda:150", "summary:200"), "date",
        what_to_do=N_("Record this week's meeting."),
    ),
    "meeting_decision": Layout(
        _columns("text:230*", "owner:84", "due:112", "state:76#"), "due",
        what_to_do=N_("What was decided, by whom, until when."),
    ),
    "training": Layout(
        _columns("date:100*", "title:200", "kind:100", "hours:56>", "count:80>",
                 "organiser:116"), "date",
    ),
    "public_notice": Layout(
        _columns("from_date:100*", "to_date:100", "title:210", "kind:140", "@listed:60>"),
        "from_date",
        what_to_do=N_("Its rows are made from the register, with masked names."),
    ),
    "poverty_line": Layout(
        _columns("year:60*", "region:100", "concept:110", "value:80>", "verified:80#",
                 "source:190"), "year",
    ),
}  # fmt: skip
"""By entity."""

LEFT_OUT: Mapping[str, frozenset[str]] = {
    "public_notice": frozenset({"rows"}),
}
"""Fields that no form shows, because they are made."""

MASKED = frozenset({"id_number", "phone", "leader_phone"})
"""Shown with stars wherever nobody asked to see them."""
