"""Roles, masks and looks: who sees what, what a look needs, and who reads of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import changed, created
from fieldapp.records import AccessEntry, Cadre, Household, Member, MemberYear, TeamMember
from fieldapp.services.access import may_write, reads_looks, roles, sees_health
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import take_keyboard
from fieldapp.services.locking import change_passphrase
from fieldapp.services.looking_up import LookingUp
from fieldapp.services.people_pins import set_pin
from fieldapp.services.records import Records
from fieldapp.services.trust import Trust
from tests.register_village import PASSPHRASE, household_uid
from tests.two_desks import TwoDesks

NUMBER = "0163"
CHILD = dt.date(2006, 3, 1)


def seated(desk: Desk, role: str) -> Desk:
    """Somebody of that role has taken the keyboard."""
    store = desk.store
    if not store.find(TeamMember, name=f"某{role}"):
        person = TeamMember(uid=desk.ids.uid(), name=f"某{role}", role=role)
        store.write(desk.registers.noted("test"), [created(person)])
    take_keyboard(store, f"某{role}")
    return desk.anew()


def refusal(do: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        do()
    return caught.value.code


def shown(desk: Desk, member: Member) -> dict[str, str]:
    """The masked values of a household and of one of its people."""
    found = LookingUp(desk.registers).of_household(member.household)
    return {h.field: h.shown for h in found if h.entity == "household" or h.uid == member.uid}


@pytest.fixture
def member(desks: TwoDesks) -> Member:
    """The head of a household, with numbers and an illness."""
    store, registers = desks.team.store, desks.team.registers
    home = household_uid(store, NUMBER)
    store.write(
        registers.act("test"),
        [changed(Household, home, phone="13800001234", bank_account="6222000011112222")],
    )
    head = next(one for one in store.find(Member, household=home) if one.relation == "01")
    registers.set_member(head.uid, {"id_number": "99990019600101001X"})
    registers.set_member(head.uid, {"health": ["02"], "disease_name": "高血压"}, year=2015)
    found = store.get(Member, head.uid)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("role", "held", "health", "looks", "writes"),
    [
        ("member", "member", False, False, True),
        ("helper", "member", False, False, True),
        ("first_secretary", "leader", False, True, True),
        ("village_doctor", "doctor", True, False, True),
        ("county_reader", "reader", True, True, False),
    ],
)
def test_a_role_of_the_dictionary_says_what_its_person_may(
    desks: TwoDesks, role: str, held: str, health: bool, looks: bool, writes: bool
) -> None:
    store = seated(desks.team, role).store
    assert roles(store) == {held}
    assert (sees_health(store), reads_looks(store), may_write(store)) == (health, looks, writes)


def test_in_the_countys_own_workspace_everybody_but_its_reader_is_a_clerk(desks: TwoDesks) -> None:
    assert roles(seated(desks.county, "member").store) == {"clerk"}
    assert roles(seated(desks.county, "county_reader").store) == {"reader"}


def test_numbers_are_offered_masked_and_health_only_to_its_roles(
    desks: TwoDesks, member: Member
) -> None:
    team = seated(desks.team, "member")
    found = shown(team, member)
    assert found["id_number"] == "999900********001X"
    assert found["phone"] == "138****1234"
    assert found["bank_account"] == "************2222"
    assert "health" not in found
    year = team.store.find(MemberYear, member=member.uid)[0]
    looking = LookingUp(team.registers)
    assert refusal(lambda: looking.reveal("member_year", year.uid, "health", "check")) == (
        "health_closed"
    )


def test_a_look_needs_a_reason_and_is_on_record_before_the_value_is_told(
    desks: TwoDesks, member: Member
) -> None:
    team = seated(desks.team, "member")
    looking = LookingUp(team.registers)
    where = ("member", member.uid, "id_number")
    assert refusal(lambda: looking.reveal(*where, "")) == "reason_needed"
    assert refusal(lambda: looking.reveal(*where, "other", "  ")) == "reason_needed"
    assert team.store.find(AccessEntry) == []
    assert looking.reveal(*where, "other", "到银行核对") == "99990019600101001X"
    (entry,) = team.store.find(AccessEntry)
    assert (entry.person, entry.what, entry.record) == ("某member", "member/id_number", member.uid)
    assert (entry.household, entry.note, entry.at) == (
        member.household, "到银行核对", team.clock.now(),
    )  # fmt: skip
    assert "99990019600101001X" not in str(entry)


def test_an_open_field_and_an_unknown_one_are_not_looked_up(
    desks: TwoDesks, member: Member
) -> None:
    looking = LookingUp(seated(desks.team, "member").registers)
    for field in ("name", "nothing", "national_person_no"):
        code = refusal(partial(looking.reveal, "member", member.uid, field, "check"))
        assert code == "nothing_masked"


def test_a_childs_numbers_are_whole_stars_and_not_for_every_member(
    desks: TwoDesks, member: Member
) -> None:
    desks.team.registers.set_member(member.uid, {"birth_date": CHILD})
    team = seated(desks.team, "member")
    assert shown(team, member)["id_number"] == "*" * 18
    where = ("member", member.uid, "id_number", "check")
    assert refusal(lambda: LookingUp(team.registers).reveal(*where)) == "child_closed"
    leader = seated(desks.team, "team_leader")
    assert LookingUp(leader.registers).reveal(*where) == "99990019600101001X"


def test_looks_are_read_by_leader_and_county_and_travel_with_the_bundle(
    desks: TwoDesks, member: Member
) -> None:
    team = seated(desks.team, "member")
    LookingUp(team.registers).reveal("member", member.uid, "id_number", "benefit")
    assert refusal(LookingUp(team.registers).looks) == "looks_closed"
    leader = seated(desks.team, "team_leader")
    (look,) = LookingUp(leader.registers).looks()
    assert (look.entry.reason, look.household, look.village) == ("benefit", NUMBER, "郑家村")
    file = leader.exchange.export(leader.folder / "out.fsync").file
    assert desks.county.exchange.import_one(file).problem is None
    (there,) = LookingUp(desks.county.registers).looks()
    assert there.entry == look.entry


def test_an_export_is_on_record_here_and_leaves_the_register_as_it_is(
    desks: TwoDesks, member: Member
) -> None:
    county = desks.county
    before = county.store.state_digest()
    LookingUp(county.registers).exported("register", 12)
    assert county.store.state_digest() == before
    (look,) = LookingUp(county.registers).looks()
    assert (look.entry.way, look.entry.what, look.entry.rows) == ("export", "register", 12)
    assert look.entry.person == county.registers.author


def test_a_reader_looks_with_a_reason_and_changes_nothing(desks: TwoDesks, member: Member) -> None:
    file = desks.county.exchange.export(desks.county.folder / "out.fsync", full=True).file
    reader = seated(desks.team, "county_reader")
    before = reader.store.state_digest({"household": ("phone",), "member": ("name",)})
    for change in (
        lambda: reader.registers.set(member.household, {"phone": "1"}),
        lambda: Records(reader.registers).add("plan", member.household, {"year": 2015}),
        lambda: reader.exchange.import_one(file),
        lambda: reader.exchange.revoke("x", "y"),
        lambda: Trust(reader.store, reader.clock).new_keys(),
        lambda: set_pin(reader.store, reader.folder, "王芳", "4907", PASSPHRASE),
        lambda: change_passphrase(reader.store, reader.folder, PASSPHRASE, "better", "better"),
    ):
        assert refusal(change) == "reader_only"
    assert reader.store.state_digest({"household": ("phone",), "member": ("name",)}) == before
    assert reader.exchange.import_one(file, preview=True).problem is None
    looking = LookingUp(reader.registers)
    assert looking.reveal("member", member.uid, "id_number", "inspection")
    assert [look.entry.person for look in looking.looks()] == ["某county_reader"]


def test_nobody_edits_or_removes_a_look_as_a_record(desks: TwoDesks, member: Member) -> None:
    team = seated(desks.team, "member")
    LookingUp(team.registers).reveal("member", member.uid, "id_number", "benefit")
    (entry,) = team.store.find(AccessEntry)
    records = Records(team.registers)
    assert refusal(lambda: records.remove("access_entry", entry.uid)) == "unknown_entity"
    assert refusal(lambda: records.set("access_entry", entry.uid, {"person": "x"})) == (
        "unknown_entity"
    )


def test_a_public_notice_with_a_whole_number_is_refused(desks: TwoDesks) -> None:
    desk = desks.county
    village = desk.store.questions.villages()[0].uid
    records = Records(desk.registers)
    rows = ["1组 张* 3人", "2组 李* 999900196001010010"]
    given = {"kind": "card", "title": "公示", "rows": rows}
    assert refusal(lambda: records.add("public_notice", village, given)) == "public_unmasked"
    masked = {**given, "rows": rows[:1]}
    uid, _done = records.add("public_notice", village, masked)
    assert refusal(lambda: records.set("public_notice", uid, {"rows": rows})) == "public_unmasked"


def test_the_numbers_of_a_villages_cadres_team_and_groups_are_masked_and_looked_up(
    desks: TwoDesks,
) -> None:
    desk = desks.team
    village = desk.store.questions.villages()[0].uid
    cadre = Cadre(uid=desk.ids.uid(), village=village, name="某村干部", phone="13800005678")
    desk.store.write(desk.registers.act("test"), [created(cadre)])
    looking = LookingUp(desk.registers)
    wanted = next(h for h in looking.of_village(village) if h.uid == cadre.uid)
    assert (wanted.field, wanted.whose, wanted.shown) == ("phone", "某村干部", "138****5678")
    assert looking.reveal("cadre", cadre.uid, "phone", "check") == "13800005678"
    entry = desk.store.find(AccessEntry)[-1]
    assert (entry.village, entry.household, entry.what) == (village, None, "cadre/phone")
    assert not [h for h in looking.of_village("another") if h.uid == cadre.uid]
