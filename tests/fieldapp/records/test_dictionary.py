"""The declarations as a whole: complete, unambiguous, labelled in both languages."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

import fieldapp.records
from fieldapp.records.declare import EntitySpec, Need, Record, entities, entity_named
from fieldapp.records.kinds import Ref, Refs

ENTITIES = [
    "village", "village_group", "village_year", "coverage_measure", "cadre", "team_member",
    "pairing", "household", "card_scheme", "card_rating", "household_year", "income_line",
    "member", "member_year", "measure_catalog", "measure", "plan", "visit", "visit_issue",
    "meeting", "meeting_decision", "training", "benefit", "chronic_card", "chronic_followup",
    "vaccination", "maternal", "maternal_visit", "exit_review", "public_notice",
    "monitoring_case", "poverty_line", "attachment", "dq_issue", "sync_bundle", "county_setting",
    "life_event", "question", "visit_review", "access_entry",
]  # fmt: skip
OF_THE_COUNTY = {"village", "card_scheme", "measure_catalog", "poverty_line", "county_setting"}
SHEET_LEVELS = {
    "household": (
        "village_group", "household", "household_year", "card_rating", "team_member",
        "monitoring_case",
    ),
    "member": ("member", "member_year"),
}  # fmt: skip
each_entity = pytest.mark.parametrize("spec", entities(), ids=lambda spec: spec.name)


def test_every_entity_of_the_dictionary_is_declared_under_its_number() -> None:
    assert [spec.name for spec in entities()] == ENTITIES
    assert [spec.no for spec in entities()] == list(range(1, len(ENTITIES) + 1))


@each_entity
def test_every_record_class_can_be_had_from_the_package(spec: EntitySpec) -> None:
    assert getattr(fieldapp.records, spec.cls.__name__) is spec.cls
    assert spec.cls.__name__ in fieldapp.records.__all__


@each_entity
def test_every_entity_is_labelled_in_both_languages(spec: EntitySpec) -> None:
    assert spec.zh
    assert spec.en
    assert spec.label("zh_CN") != spec.label("en")


@each_entity
def test_field_numbers_are_unique_within_an_entity(spec: EntitySpec) -> None:
    numbers = Counter(field.id for field in spec.fields.values())
    assert all(count == 1 for count in numbers.values())
    assert min(numbers) > 0


@each_entity
def test_every_field_of_a_record_class_is_declared(spec: EntitySpec) -> None:
    own = set(spec.cls.__annotations__) - set(Record.__annotations__)
    assert own == set(spec.fields)


@each_entity
def test_labels_tell_the_fields_of_an_entity_apart(spec: EntitySpec) -> None:
    for language in ("zh_CN", "en"):
        labels = Counter(field.label(language) for field in spec.fields.values())
        assert [label for label, count in labels.items() if count > 1] == []


@each_entity
def test_every_field_is_labelled_in_both_languages(spec: EntitySpec) -> None:
    assert [
        field.name
        for field in spec.fields.values()
        if not field.zh or field.zh.isascii() or not field.en or not field.en.isascii()
    ] == []


@each_entity
def test_a_field_a_record_cannot_stand_without_is_required(spec: EntitySpec) -> None:
    structural = [field for field in spec.fields.values() if field.structural]
    assert structural
    assert [field.name for field in structural if field.need is not Need.REQUIRED] == []


@each_entity
def test_the_case_of_a_conditional_field_is_stated(spec: EntitySpec) -> None:
    conditional = [f for f in spec.fields.values() if f.need is Need.CONDITIONAL]
    assert [field.name for field in conditional if not field.declared.when] == []


@each_entity
def test_fields_merge_in_a_known_way(spec: EntitySpec) -> None:
    for field in spec.fields.values():
        assert field.declared.merge in {"ask", "max", "min", "union", "first"}
        assert field.sens in {0, 1, 2}


@each_entity
def test_every_reference_names_a_declared_entity(spec: EntitySpec) -> None:
    for field in spec.fields.values():
        if isinstance(field.kind, Ref | Refs):
            assert entity_named(field.kind.entity).name == field.kind.entity


@each_entity
def test_every_record_belongs_to_a_village_or_to_the_county(spec: EntitySpec) -> None:
    seen = [spec.name]
    while spec.scope:
        parent = spec.fields[spec.scope].ref
        assert parent is not None
        spec = entity_named(parent)
        assert spec.name not in seen
        seen.append(spec.name)
    assert spec.name == "village" or seen[0] in OF_THE_COUNTY
    assert spec.name in OF_THE_COUNTY


@each_entity
def test_only_the_custody_of_this_machine_stays_at_home(spec: EntitySpec) -> None:
    assert spec.shared is (spec.name != "sync_bundle")


@pytest.mark.parametrize("level", SHEET_LEVELS)
def test_a_heading_means_one_field_of_its_level(level: str) -> None:
    meanings = defaultdict(set)
    for name in SHEET_LEVELS[level]:
        for field in entity_named(name).fields.values():
            for heading in field.headings:
                meanings[heading].add(f"{name}.{field.name}")
    assert {heading: means for heading, means in meanings.items() if len(means) > 1} == {}


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("户编号", "household.national_hh_no"),
        ("卡别", "card_rating.colour"),
        ("致贫原因", "household_year.main_cause"),
        ("致贫原因2", "household_year.other_causes"),
        ("住房面积", "household_year.house_area_m2"),
        ("身份证号", "member.id_number"),
        ("务工时间", "member_year.work_months"),
        ("新农合", "member_year.ins_resident_medical"),
        ("帮扶责任人", "team_member.name"),
        ("村民小组", "village_group.name"),
        ("监测对象类别", "monitoring_case.monitoring_class"),
    ],
)
def test_the_headings_of_offices_find_their_field(heading: str, meant: str) -> None:
    entity, _, field = meant.partition(".")
    assert heading in entity_named(entity).fields[field].headings


def test_national_codes_name_one_field_of_an_entity() -> None:
    for spec in entities():
        codes = Counter(f.declared.nat for f in spec.fields.values() if f.declared.nat)
        assert [code for code, count in codes.items() if count > 1] == []


@pytest.mark.parametrize(
    "name",
    ["chronic_card", "chronic_followup", "vaccination", "maternal", "maternal_visit"],
)
def test_all_health_records_are_sensitive(name: str) -> None:
    fields = entity_named(name).fields.values()
    assert [field.name for field in fields if field.sens < 2 and not field.ref] == []


@pytest.mark.parametrize(
    "name",
    [
        "household.gps_lat", "household.bank_account", "member.id_number", "member_year.health",
        "member_year.disease_name", "member_year.disability_card", "visit.photos", "visit.gps_lat",
        "team_member.id_number", "cadre.id_number",
    ],
)  # fmt: skip
def test_what_the_law_calls_sensitive_is_marked_so(name: str) -> None:
    entity, _, field = name.partition(".")
    assert entity_named(entity).fields[field].sens == 2
