"""Every declared field that people write is asked in some form, or it is said why in none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
import pytest

from fieldapp.ports.store import created
from fieldapp.records import Measure, MemberYear, TeamMember
from fieldapp.records.declare import entities, fields_of
from fieldapp.records.member import Member
from fieldapp.rules.entry.remark import Around
from fieldapp.services.access import sees_health
from fieldapp.services.desk import Desk
from fieldapp.services.household_view import household_view
from fieldapp.services.profile import load_profile, save_profile
from fieldapp.services.record_views import (
    BELOW_PERSON,
    BELOW_VILLAGE,
    COUNTY_SHELVES,
    HOUSEHOLD_SHELVES,
    PERSON_SHELVES,
    VILLAGE_SHELVES,
    Sheet,
)
from tests.register_village import household_uid
from ui.forms.request import FormRequest
from ui.pages.household import commands, forms
from ui.pages.households.new_household import new_household_form
from ui.recordbook.forms import record_form

ELSEWHERE: Mapping[str, str] = {
    "visit": "the page of a visit",
    "visit_issue": "the page of a visit",
    "life_event": "the forms of life events",
    "attachment": "made when a file is added",
    "dq_issue": "made when a finding is explained",
    "sync_bundle": "made by the exchange",
    "access_entry": "made when somebody looks",
    "question": "the page of questions and the household's form",
    "visit_review": "the page of reviews",
    "county_setting": "the page of the county's rules",
    "card_scheme": "the page of the county's rules",
    "measure_catalog": "shipped; the county adds codes on the page of its rules",
    "village": "founded by the county with the workspace",
}
"""Entities that have pages of their own, or that nobody types."""
NOT_ASKED: Mapping[str, Mapping[str, str]] = {
    "household": {
        "village": "where the household was added",
        "head_member": "another head is a life event",
        "status": "a household ends by a life event",
        "consent_file": "the paper is kept under Files",
    },
    "member": {
        "status": "death, leaving and return are life events",
        "status_date": "with the status",
        "status_reason": "with the status",
    },
    "household_year": {"formula_version": "follows from the county's formula"},
    "card_rating": {
        "scheme": "the county's",
        "valid_to": "ends when the next begins",
        "income_snapshot": "taken when the card is given",
        "previous_colour": "follows from the ratings",
        "suggested_colour": "follows from the county's conditions",
        "visit": "the visit that brought the card",
        "suggestion_text": "follows from the county's conditions",
    },
    "measure": {
        "plan": "follows from the year",
        "model_ref": "kept when a model is taken",
        "helper_text": "words of an imported sheet",
    },
    "exit_review": {"evidence": "the papers are kept under Files"},
    "benefit": {"proof": "the paper is kept under Files"},
    "meeting": {"minutes": "the paper is kept under Files"},
    "training": {"photos": "the pictures are kept under Files"},
    "public_notice": {"rows": "made from the register"},
}  # fmt: skip
SHELVES = (
    *HOUSEHOLD_SHELVES, *PERSON_SHELVES, *BELOW_PERSON, *VILLAGE_SHELVES, *BELOW_VILLAGE,
    *COUNTY_SHELVES,
)  # fmt: skip


def household_forms(desk: Desk) -> Iterator[FormRequest]:
    """Each form of the page of a household whose people and measures are known."""
    view = household_view(desk.store, desk.clock, household_uid(desk.store, "0163"))
    person, measure = view.members[0].person.uid, view.measures[0].uid
    subjects = {"member": ("", person), "measure": ("", measure), "rating": (view.ratings[0].uid,)}
    for key in (
        "member", "household", "living", "income", "income_line", "card", "rating", "causes",
        "measure",
    ):  # fmt: skip
        for subject in subjects.get(key, ("",)):
            yield forms.made(key, view, (), subject)
    yield new_household_form((), view.today)


def asked(desk: Desk) -> set[tuple[str, str]]:
    """Entity and name of every field that a form asks."""
    found = {(field.entity, field.key) for form in household_forms(desk) for field in form.fields()}
    today = desk.clock.now().date()
    for entity in SHELVES:
        sheet = Sheet(today, entity, "", None, Around(today), {})
        found |= {(field.entity, field.key) for field in record_form(sheet).fields()}
    return found


def doctor(desk: Desk) -> Desk:
    """The village doctor has taken the keyboard of a team's laptop."""
    return seated(desk, "village_doctor")


def seated(desk: Desk, role: str) -> Desk:
    person = TeamMember(uid=desk.ids.uid(), name="某人", role=role)
    desk.store.write(desk.registers.noted("test"), [created(person)])
    profile = msgspec.structs.replace(load_profile(desk.store), role="team", author=person.name)
    save_profile(desk.store, profile)
    return desk.anew()


def keys_of_person(desk: Desk) -> set[str]:
    view = household_view(desk.store, desk.clock, household_uid(desk.store, "0163"))
    form = forms.made("member", view, (), view.members[0].person.uid)
    return {field.key for field in form.fields()}


def test_every_field_is_asked_or_explained(desk: Desk) -> None:
    reached = asked(doctor(desk))
    missing = []
    for spec in entities():
        if spec.name in ELSEWHERE:
            continue
        explained = NOT_ASKED.get(spec.name, {})
        own = {"year", "item", spec.scope} if spec.name != "household" else {"village"}
        missing += [
            f"{spec.name}.{name}"
            for name in spec.fields
            if (spec.name, name) not in reached and name not in explained and name not in own
        ]
    assert missing == []


def test_nothing_is_explained_that_is_asked_or_not_declared(desk: Desk) -> None:
    reached = asked(doctor(desk))
    declared = {(spec.name, name) for spec in entities() for name in spec.fields}
    told = {(entity, name) for entity, names in NOT_ASKED.items() for name in names}
    assert told - declared == set()
    assert told & reached == set()
    assert set(ELSEWHERE) <= {spec.name for spec in entities()}


@pytest.mark.parametrize(
    ("role", "sees"), [("village_doctor", True), ("member", False), ("team_leader", False)]
)
def test_health_is_asked_of_whom_it_is_open_to(desk: Desk, role: str, sees: bool) -> None:
    at_work = seated(desk, role)
    assert sees_health(at_work.store) == sees
    closed = {"health", "disease_name", "disease_grade", "disability_card"}
    assert keys_of_person(at_work) & closed == (closed if sees else set())


def test_health_and_the_card_are_kept_as_typed_and_the_card_comes_back_masked(
    desk: Desk,
) -> None:
    at_work = doctor(desk)
    view = household_view(desk.store, desk.clock, household_uid(desk.store, "0163"))
    person = view.members[0].person.uid
    request = forms.made("member", view, (), person)
    card = "99990019600101001043"
    given = {"health": ("04",), "disability_card": card, "employer": "某厂", "tekun": False}
    commands.run_unless_overtaken(at_work.registers, view, request, given)
    (year,) = desk.store.find(MemberYear, member=person, year=view.today.year)
    assert (year.disability_card, year.employer, year.tekun) == (card, "某厂", False)
    again = household_view(desk.store, desk.clock, view.row.uid)
    form = forms.made("member", again, (), person)
    assert "disability_card" not in form.values
    hints = {field.key: field.hint for field in form.fields()}
    assert hints["disability_card"] == "999900**********1043"
    commands.run_unless_overtaken(at_work.registers, again, form, {"note": "长期在家"})
    assert desk.store.find(MemberYear, member=person, year=view.today.year)[0] == year


def test_what_the_office_declares_is_saved_with_the_items_as_one_act(desk: Desk) -> None:
    view = household_view(desk.store, desk.clock, household_uid(desk.store, "0163"))
    request = forms.made("income", view, (), "")
    before = desk.store.state_digest()
    done = commands.run_unless_overtaken(
        desk.registers, view, request, {"W1": 900, "declared_per_head": 3100}
    )
    newest = household_view(desk.store, desk.clock, view.row.uid).years[0].record
    assert newest.declared_per_head == 3100
    desk.registers.undo(done)
    assert desk.store.state_digest() == before


def test_the_forms_of_measures_ask_for_money_and_signature(desk: Desk) -> None:
    keys = {field.key for form in household_forms(desk) for field in form.fields()}
    wanted = {"funding_unit", "expected_income", "head_signed", "head_signed_date"}
    assert wanted <= keys & set(fields_of(Measure))
    assert "national_person_no" in keys & set(fields_of(Member))
