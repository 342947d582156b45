"""Records of any entity through the one service, with the scripted verbs over it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import created
from fieldapp.records import Benefit, ChronicCard, Meeting, MeetingDecision, Member, TeamMember
from fieldapp.services.desk import Desk
from fieldapp.services.due import due_items
from fieldapp.services.profile import load_profile, save_profile
from fieldapp.services.records import Records, open_entities
from fieldapp.services.scripting import apply_script
from fieldapp.services.while_typing import WhileTyping
from tests.register_village import household_uid

TEA = {"type": "planting_subsidy", "policy_ref": "茶叶补贴", "basis": "per_mu", "quantity": 3,
       "rate": 1000, "amount": 3000, "year": 2015}  # fmt: skip


@pytest.fixture
def records(desk: Desk) -> Records:
    return Records(desk.registers)


@pytest.fixture
def home(desk: Desk) -> str:
    return household_uid(desk.store, "0163")


def as_team(desk: Desk, author: str) -> None:
    """Let somebody of a village team be at the keyboard of this workspace."""
    profile = load_profile(desk.store)
    save_profile(desk.store, msgspec.structs.replace(profile, role="team", author=author))


def head_of(desk: Desk, home: str) -> str:
    return desk.store.find(Member, household=home)[0].uid


def script(desk: Desk, folder: Path, *lines: Mapping[str, object]) -> tuple[str, ...]:
    path = folder / "lines.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return apply_script(desk, path).ids


def test_a_record_is_added_changed_removed_and_every_step_undone(
    desk: Desk, records: Records, home: str
) -> None:
    before = desk.store.state_digest()
    uid, added = records.add("benefit", home, TEA)
    with_it = desk.store.state_digest()
    done = records.set("benefit", uid, {"amount": 2500})
    assert records.of("benefit", home)[0].amount == Decimal(2500)
    records.registers.undo(done)
    assert desk.store.state_digest() == with_it
    gone = records.remove("benefit", uid, "重复")
    assert records.of("benefit", home) == []
    records.registers.undo(gone)
    assert desk.store.state_digest() == with_it
    records.registers.undo(added)
    assert desk.store.state_digest() == before


def test_what_cannot_be_is_refused_and_the_store_stays(
    desk: Desk, records: Records, home: str
) -> None:
    before = desk.store.state_digest()
    for entity, values, code in (
        ("benefit", {**TEA, "basis": "每斤"}, "unknown_code"),
        ("benefit", {**TEA, "amount": "三千"}, "bad_value"),
        ("benefit", {**TEA, "proof": "nowhere"}, "unknown_record"),
        ("plan", {}, "field_missing"),
        ("monitoring_case", {"removed": True}, "value_refused"),
        ("household", {}, "unknown_entity"),
        ("nothing", {}, "unknown_entity"),
    ):
        with pytest.raises(Refused) as refused:
            records.add(entity, home, values)
        assert refused.value.code == code
    assert desk.store.state_digest() == before


def test_a_record_needs_its_owner(records: Records) -> None:
    with pytest.raises(Refused) as refused:
        records.add("benefit", "nobody", TEA)
    assert refused.value.code == "unknown_record"


def test_removing_a_meeting_removes_its_decisions_and_undo_brings_all_back(
    desk: Desk, records: Records
) -> None:
    village = desk.store.questions.villages()[0].uid
    meeting, _ = records.add("meeting", village, {"date": "2015-11-23"})
    records.add("meeting_decision", meeting, {"text": "修路", "owner": "王芳", "state": "open"})
    done = records.remove("meeting", meeting)
    assert desk.store.find(Meeting) == []
    assert desk.store.find(MeetingDecision) == []
    records.registers.undo(done)
    assert len(records.of("meeting_decision", meeting)) == 1


def test_a_helper_of_a_poor_household_is_warned_of(desk: Desk, records: Records, home: str) -> None:
    villager = desk.store.get(Member, head_of(desk, home))
    assert villager is not None
    village = desk.store.questions.villages()[0].uid
    same = TeamMember(
        uid=desk.ids.uid(), name=villager.name, village=village, id_number=villager.id_number
    )
    desk.store.write(desk.registers.act("test"), [created(same)])
    pairing = {"team_member": same.uid, "rank": "second"}
    found = WhileTyping(desk.registers).household(
        home, lambda to: Records(to).add("pairing", home, pairing)
    )
    told = [(one.finding.rule.key, one.finding.field, one.near) for one in found]
    assert told == [("V-HLP/poor", "team_member", True)]
    assert records.add("pairing", home, pairing)


def test_a_second_helper_of_many_is_warned_of(desk: Desk, records: Records) -> None:
    homes = [row.uid for row in desk.store.questions.households()[:6]]
    for place, home in enumerate(homes):
        uid, _ = records.add("pairing", home, {"team_member": "陈刚", "rank": "second"})
        pairing = next(p for p in records.of("pairing", home) if p.uid == uid)
        said = {remark.rule for remark in records.remarks(pairing)}
        assert ("pairing.second" in said) == (place == 5)


def test_health_is_closed_to_the_team_and_open_to_the_village_doctor(
    desk: Desk, records: Records, home: str
) -> None:
    person = head_of(desk, home)
    card = {"disease": "hypertension", "issue_date": "2015-01-10", "doctor": "覃德安"}
    uid, _ = records.add("chronic_card", person, card)  # the county office may
    as_team(desk, "王芳")
    with pytest.raises(Refused) as refused:
        records.of("chronic_card", person)
    assert refused.value.code == "health_closed"
    assert not any(item.kind == "followup" for item in due_items(desk.store, dt.date(2015, 11, 25)))
    village = desk.store.questions.villages()[0].uid
    doctor = TeamMember(uid=desk.ids.uid(), name="覃德安", village=village, role="village_doctor")
    desk.store.write(desk.registers.act("test"), [created(doctor)])
    as_team(desk, "覃德安")
    assert [found.uid for found in records.of("chronic_card", person)] == [uid]
    due = [i for i in due_items(desk.store, dt.date(2015, 11, 25)) if i.kind == "followup"]
    assert [(item.household, item.due) for item in due] == [(home, dt.date(2015, 4, 10))]


def test_what_is_due_is_told_for_a_household_and_for_the_village(
    desk: Desk, records: Records, home: str
) -> None:
    village = desk.store.questions.villages()[0].uid
    meeting, _ = records.add("meeting", village, {"date": "2015-11-09"})
    decision = {"text": "修路", "owner": "王芳", "state": "open", "due": "2015-11-20"}
    records.add("meeting_decision", meeting, decision)
    today = dt.date(2015, 11, 25)
    assert [item.title for item in due_items(desk.store, today, household=home)] == ["养殖土蜂"]
    everywhere = due_items(desk.store, today, village)
    assert ("decision", "王芳", "修路") in {(i.kind, i.who, i.title) for i in everywhere}
    assert [item.due for item in everywhere] == sorted(item.due for item in everywhere)


def test_the_history_tells_every_change_and_a_value_is_put_back(
    desk: Desk, records: Records, home: str
) -> None:
    uid, _ = records.add("benefit", home, TEA)
    records.set("benefit", uid, {"amount": 2500})
    records.remove("benefit", uid)
    rows = [row for row in desk.store.questions.history("household", home) if row.uid == uid]
    assert (rows[0].field, rows[0].before, rows[0].after) == ("alive", None, 0)
    changed = next(row for row in rows if row.field == "amount" and not row.first)
    assert (changed.before, changed.after) == (300000, 250000)
    assert changed.reason == "benefit.set"
    person = head_of(desk, home)
    desk.registers.set_member(person, {"name": "贺新名"})
    named = next(r for r in desk.store.questions.history("household", home) if r.field == "name")
    records.restore("member", person, "name", named.before)
    put_back = desk.store.get(Member, person)
    assert put_back is not None
    assert (put_back.name, put_back.name_pinyin) == ("贺长青", "he chang qing")


def test_scripts_add_set_and_remove_any_record(desk: Desk, tmp_path: Path) -> None:
    day = {"date": "2015-11-23"}
    (benefit, meeting) = script(
        desk, tmp_path,
        {"do": "record.add", "entity": "benefit", "household": "0163", "set": TEA},
        {"do": "record.add", "entity": "meeting", "village": "郑家村", "set": day},
    )  # fmt: skip
    decision = {"do": "record.add", "entity": "meeting_decision", "set": {"text": "修路"}}
    script(
        desk, tmp_path, {**decision, "meeting": meeting},
        {"do": "record.set", "entity": "benefit", "id": benefit, "set": {"amount": 1}},
        {"do": "record.remove", "entity": "meeting", "id": meeting, "reason": "误登"},
        {"do": "record.add", "entity": "poverty_line", "set": {"year": 2015, "region": "全国"}},
    )  # fmt: skip
    assert desk.store.find(Benefit)[0].amount == Decimal(1)
    assert desk.store.find(MeetingDecision) == []


def test_a_script_names_the_line_that_breaks_a_rule(desk: Desk, tmp_path: Path) -> None:
    wrong = {"do": "record.add", "entity": "cadre", "set": {
        "name": "郑支书", "start_date": "2015-11-23", "end_date": "2014-11-23"}}  # fmt: skip
    with pytest.raises(Refused) as refused:
        script(desk, tmp_path, wrong)
    assert refused.value.facts["line"] == 1


def test_records_are_listed_by_village_through_their_owners(desk: Desk, records: Records) -> None:
    village = desk.store.questions.villages()[0].uid
    person = head_of(desk, household_uid(desk.store, "0163"))
    records.add("chronic_card", person, {"disease": "other"})
    assert records.of_village("chronic_card", village) == desk.store.find(ChronicCard)
    assert records.of_village("chronic_card", "elsewhere") == []
    for entity in open_entities():
        records.of_village(entity, village)


def test_the_county_sets_how_long_a_notice_is_shown(
    desk: Desk, records: Records, tmp_path: Path
) -> None:
    village = desk.store.questions.villages()[0].uid
    short = {"title": "公示", "from_date": "2015-11-01", "to_date": "2015-11-05"}
    uid, _ = records.add("public_notice", village, short)
    notice = next(one for one in records.of("public_notice", village) if one.uid == uid)
    assert "notice.short" in {said.rule for said in records.remarks(notice)}
    limits = {"do": "setting.set", "name": "record.limits", "value": {"notice_days": 5}}
    script(desk, tmp_path, limits)
    assert "notice.short" not in {said.rule for said in records.remarks(notice)}
    for wrong in ({"notice_days": 0}, {"notice": 5}, {"notice_days": "five"}, 5):
        with pytest.raises(Refused):
            script(desk, tmp_path, {**limits, "value": wrong})
