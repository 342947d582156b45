"""The first schema: every entity of the data dictionary, the log, local values and summaries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TYPES = {
    "int": sa.BigInteger,
    "small": sa.SmallInteger,
    "no": sa.Integer,
    "text": sa.Text,
    "blob": sa.LargeBinary,
}

SYSTEM = (
    "sys_alive:small! sys_village:text! sys_clock:blob! sys_created_at:text! "
    "sys_created_by:text! sys_updated_at:text! sys_updated_by:text!"
)

# One table a line group: name, then columns "name:type"; "*" is a part of the primary key,
# "!" is never empty, "?" is searched, ">table" points to that table's uid and is searched.
STATE = {
    "village": (
        "name:text! area_code:text township_name:text county_name:text city_name:text "
        "province_name:text village_type:text terrain:text development_direction:text "
        "altitude_min_m:int altitude_max_m:int area_km2:int longitude:int latitude:int "
        "designation:text"
    ),
    "village_group": (
        "village:text!>village name:text! leader_name:text leader_phone:text households:int "
        "people:int altitude_min_m:int altitude_max_m:int hardened_road:int street_lamps:int "
        "bus:int"
    ),
    "village_year": (
        "village:text!>village year:int! as_of_date:text source_note:text "
        "households_total:int people_total:int groups_total:int poor_households:int "
        "poor_people:int red_households:int red_people:int yellow_households:int "
        "yellow_people:int general_households:int general_people:int poor_share:int "
        "dibao_households:int wubao_households:int dibao_people:int wubao_people:int "
        "minority_people:int women:int disabled_people:int labour_people:int "
        "migrant_people:int left_behind_children:int empty_nest_elders:int long_ill:int "
        "left_behind_elder_share:int left_behind_child_share:int edu_illiterate:int "
        "edu_primary:int edu_junior:int edu_senior:int edu_college:int edu_base:text "
        "land_unit:text land_total:int farmland:int irrigated:int dry_land:int paddy:int "
        "woodland:int returned_farmland:int fruit:int grassland:int water:int "
        "net_income_per_head:int collective_income:int poor_income:int general_income:int "
        "income_basis:text road_village_to_town_unpaved_km:int groups_without_paved_road:int "
        "group_road_unpaved_km:int town_road_paved:int bus_service:int hh_water_unsafe:int "
        "hh_water_hard:int groups_no_power:int hh_no_power:int hh_unsafe_house:int coops:int "
        "hh_in_coop:int tourism_hh:int farmstay_hh:int tourism_jobs:int clinics:int "
        "public_toilets:int doctors:int garbage_points:int culture_rooms:int hh_tv:int "
        "hh_broadband:int hh_phone_online:int people_resident_medical:int people_pension:int "
        "medical_aid_times:int party_members:int graduate_officials:int committee_members:int "
        "poverty_officials:int group_leaders:int officials_schooling_stated:int "
        "households_visited:int"
    ),
    "coverage_measure": (
        "village:text!>village date:text! kind:text numerator:int denominator:int unit:text "
        "definition:text source:text"
    ),
    "cadre": (
        "village:text!>village name:text! sex:text phone:text id_number:text "
        "political_status:text education:text unit:text unit_address:text unit_level:text "
        "post:text rank:text skill:text role:text resident_in_village:int start_date:text "
        "end_date:text"
    ),
    "team_member": (
        "name:text! village:text sex:text phone:text id_number:text political_status:text "
        "education:text unit:text unit_address:text unit_level:text post:text rank:text "
        "skill:text role:text resident_in_village:int start_date:text end_date:text"
    ),
    "household": (
        "village:text!>village local_no:text! group:text national_hh_no:text head_member:text "
        "hh_class:text address_detail:text gps_lat:int gps_lon:int altitude_m:int phone:text "
        "bank_name:text bank_account:text poor_attribute:text standard_used:text "
        "first_identified:text exit_planned_year:int exit_year:int return_year:int "
        "exit_status:text not_exit_reason:text is_martyr_army:int is_family_planning:int "
        "consent_date:text consent_file:text status:text note:text declared_size:int"
    ),
    "pairing": (
        "household:text!>household team_member:text!>team_member rank:text start_date:text "
        "end_date:text"
    ),
    "card_scheme": (
        "name:text! issued_by:text document_no:text valid_from:text definition_text:text "
        "colours:text"
    ),
    "card_rating": (
        "household:text!>household scheme:text!>card_scheme colour:text valid_from:text "
        "valid_to:text reason_text:text evidence:text proposed_by:text "
        "village_review_date:text village_review_result:text township_approval_date:text "
        "approved_by:text previous_colour:text visit:text income_snapshot:int"
    ),
    "household_year": (
        "household:text!>household year:int! main_cause:text other_causes:text "
        "cause_note:text farmland:int irrigated:int woodland:int returned_farmland:int "
        "fruit:int grassland:int water:int pigs:int cattle:int sheep:int poultry:int "
        "bee_colonies:int sheds:int production_tools:text surplus_labour:int "
        "house_area_m2:int house_structure:text house_built_year:int house_grade:text "
        "house_rebuilt_year:int rebuild_subsidy:int water_hard:int water_safe:int "
        "water_source:text power_home:int power_production:int tv:int broadband:int fuel:text "
        "toilet_sanitary:int entry_road:text road_distance_km:int coop_member:int "
        "lead_firm:int local_leader:int relocated:int move_way:text settlement:text "
        "settlement_place:text moved_in:text moved_people:int move_difficulty:text "
        "size_year_start:int size_year_end:int income_concept:text income_period_start:text "
        "income_period_end:text declared_per_head:int declared_net:int declared_gross:int "
        "formula_version:text"
    ),
    "income_line": (
        "household_year:text!>household_year item:text! amount:int quantity:int unit:text "
        "unit_price:int cost_rate:int member:text evidence_note:text counts_in_net:int"
    ),
    "member": (
        "household:text!>household name:text! name_pinyin:text sex:text id_type:text "
        "id_number:text id_missing_reason:text birth_date:text relation:text ethnic:text "
        "political:text phone:text national_person_no:text status:text status_date:text "
        "status_reason:text identified_at:text note:text"
    ),
    "member_year": (
        "member:text!>member year:int! education:text school_status:text school_name:text "
        "dropout_reason:text health:text disease_name:text disease_grade:text "
        "disability_card:text labour:text work_area:text work_place:text employer:text "
        "work_months:int public_post:text ins_resident_medical:int ins_employee_medical:int "
        "ins_serious:int ins_commercial:int ins_accident:int pension_resident:int "
        "pension_employee:int dibao:int tekun:int mandarin:int left_behind:text "
        "willing_training:int willing_training_date:text"
    ),
    "measure_catalog": (
        "code:text! name:text! unit:text default_rate:int needs_evidence:int active_from:int "
        "active_to:int cause_links:text"
    ),
    "measure": (
        "household:text!>household catalog:text title:text plan:text content:text "
        "quantity:int unit:text unit_rate:int amount_planned:int amount_paid:int "
        "funding_unit:text helper:text start_date:text due_date:text state:text "
        "expected_income:int result_text:text result_income:int result_date:text "
        "model_ref:text head_signed:int head_signed_date:text helper_text:text "
        "reason_text:text"
    ),
    "plan": (
        "household:text!>household year:int! prepared_by:text goal_income_per_head:int "
        "needs_text:text agreed_with_head:text village_review:text township_review:text "
        "version:int"
    ),
    "visit": (
        "household:text!>household start_at:text end_at:text visitors:text companions:text "
        "place_kind:text people_met:text nobody_home_reason:text purpose:text weather:text "
        "family_change:text income_problem:int income_note:text food_clothes_problem:int "
        "food_clothes:text housing_problem:int housing:text water_problem:int water:text "
        "schooling_problem:int schooling:text medical_problem:int medical:text "
        "policies_enjoyed:text appeal_text:text explained_text:text gps_lat:int gps_lon:int "
        "photos:text head_signed:int signer_name:text sign_kind:text proxy_name:text "
        "next_visit_date:text no_pupil:int"
    ),
    "visit_issue": (
        "visit:text!>visit text:text category:text action:text owner:text owner_text:text "
        "due:text state:text closed_date:text outcome:text"
    ),
    "meeting": (
        "village:text!>village date:text! place:text chair:text recorder:text attendees:text "
        "absent:text agenda:text summary:text coverages:text minutes:text signer:text"
    ),
    "meeting_decision": (
        "meeting:text!>meeting text:text owner:text owner_text:text due:text state:text "
        "closed_date:text outcome:text"
    ),
    "training": (
        "village:text!>village title:text! kind:text date:text hours:int place:text "
        "organiser:text teacher:text attendees:text count:int materials:text photos:text"
    ),
    "benefit": (
        "household:text!>household member:text type:text policy_ref:text basis:text "
        "quantity:int rate:int cap:int amount:int year:int payer:text channel:text "
        "paid_date:text proof:text signer:text"
    ),
    "chronic_card": (
        "member:text!>member disease:text diagnosed_date:text institution:text card_no:text "
        "issue_date:text valid_to:text doctor:text"
    ),
    "chronic_followup": (
        "card:text!>chronic_card date:text! way:text symptoms:text sbp:int dbp:int "
        "height_cm:int weight_now:int weight_goal:int heart_rate:int smoke_now:int "
        "smoke_goal:int drink_now:int drink_goal:int exercise_times:int exercise_minutes:int "
        "salt:text mind:text compliance:text drug_compliance:text reaction:int "
        "followup_class:text drug1_name:text drug1_times:int drug1_mg:int drug2_name:text "
        "drug2_times:int drug2_mg:int drug3_name:text drug3_times:int drug3_mg:int "
        "referral:text next_date:text doctor:text"
    ),
    "vaccination": (
        "member:text!>member vaccine:text! dose_no:int date:text site:text batch:text "
        "expiry:text maker:text vaccinator:text due_date:text"
    ),
    "maternal": (
        "member:text!>member lmp:text due_date:text gravida:int para:int first_visit_week:int "
        "risk_text:text birth_date:text postnatal_date:text day42_date:text"
    ),
    "maternal_visit": (
        "maternal:text!>maternal visit_no:int! date:text week:int weight:int sbp:int dbp:int "
        "finding:text advice:text referral:text next_date:text doctor:text"
    ),
    "exit_review": (
        "household:text!>household year:int! per_head_income:int line_used:int "
        "line_source:text food:int food_evidence:text clothes:int clothes_evidence:text "
        "schooling:int schooling_evidence:text medical:int medical_evidence:text housing:int "
        "housing_evidence:text water:int water_evidence:text village_meeting_date:text "
        "check_date:text household_agrees:int signer_name:text sign_kind:text "
        "notice_from:text notice_to:text result:text announced_date:text evidence:text"
    ),
    "public_notice": (
        "village:text!>village title:text! kind:text rows:text place:text from_date:text "
        "to_date:text objection_phone:text objections:text signers:text stamp_note:text"
    ),
    "monitoring_case": (
        "household:text!>household monitoring_class:text risks:text found_by:text "
        "found_date:text income_reference:int range_used:int range_source:text "
        "housing_problem:int schooling_problem:int water_problem:int medical_problem:int "
        "measures:text removed:int removed_way:text removed_date:text contact:text"
    ),
    "poverty_line": "year:int! region:text! concept:text value:int source:text verified:int",
    "attachment": (
        "village:text!>village sha256:text! kind:text size:int taken_at:text taken_by:text "
        "household:text visit:text caption:text strip_position:int"
    ),
    "dq_issue": (
        "village:text!>village rule:text! subject_entity:text subject:text severity:text "
        "message:text state:text explanation:text by:text when:text"
    ),
    "sync_bundle": (
        "village:text!>village number:text! period_start:text period_end:text counts:text "
        "households:int people:int red_households:int red_people:int yellow_households:int "
        "yellow_people:int general_households:int general_people:int app_version:text "
        "dictionary_version:text sha256:text created_by:text encrypted_for:text receipt:text"
    ),
}

LOG = {
    "log_actor": "no:no* actor:blobu! device:text! epoch:int! name:text!",
    "log_unit": (
        "actor:no* no:int* at:text! hlc:int!? author:text! reason:text! app:text! schema:no!"
    ),
    "log_op": (
        "actor:no* seq:int* unit:int! table_no:no! row:blob!? kind:small! village:text "
        "payload:blob! chain:blob!"
    ),
    "log_sibling": "table_no:no* uid:text* field:no* standing:blob! open:small!",
    "log_orphan": "table_no:no* uid:text*",
    "log_waiting": "actor:blob* seq:int* table_no:no* uid:text*",
    "local_value": "name:text* value:blob!",
    "household_summary": (
        "household:text* village:text!? local_no:text!? head_name:text head_pinyin:text "
        "group_name:text card:text people:no! hh_class:text main_cause:text cause_year:no "
        "per_head:int per_head_before:int income_year:no last_visit:text visits:no! "
        "next_visit:text promise:text promise_due:text promise_count:no!"
    ),
}

SEARCH = {
    "sqlite": [
        """CREATE VIRTUAL TABLE household_search USING fts5
        (words, content='', contentless_delete=1, prefix='1 2 3 4')"""
    ],
    "postgresql": [
        """CREATE TABLE household_search
        (household text COLLATE "C" PRIMARY KEY, words tsvector NOT NULL)""",
        "CREATE INDEX ix_household_search_words ON household_search USING gin (words)",
    ],
}
"""The search index, in the words of each engine."""


def upgrade() -> None:
    """Make all tables; parents come before their children."""
    for name, spec in STATE.items():
        _create(name, f"uid:text* {spec} {SYSTEM}")
    for name, spec in LOG.items():
        _create(name, spec)
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def _create(table: str, spec: str) -> None:
    searched = []
    columns = []
    for part in spec.split():
        name, _, rest = part.partition(":")
        rest, _, target = rest.partition(">")
        kind = rest.rstrip("*!?u")
        columns.append(
            sa.Column(
                name,
                TYPES[kind](),
                *([sa.ForeignKey(f"{target}.uid")] if target else []),
                primary_key="*" in rest,
                nullable="*" not in rest and "!" not in rest,
                unique="u" in rest[len(kind) :] or None,
            )
        )
        if target or "?" in rest:
            searched.append(name)
    op.create_table(table, *columns)
    for name in searched:
        op.create_index(f"ix_{table}_{name}", table, [name])


def downgrade() -> None:
    """The first schema has nothing before it."""
