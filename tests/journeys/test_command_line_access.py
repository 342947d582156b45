"""Masks, looks and a county reader on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fieldapp.cli.main import run
from fieldapp.ports.store import created
from fieldapp.records import Member, TeamMember
from fieldapp.services.keyboard import take_keyboard
from tests.register_village import PASSPHRASE, household_uid
from tests.two_desks import open_two_desks

ID_NUMBER = "99990019600101001X"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A team's workspace in which a household's head has a number and an illness."""
    desks = open_two_desks(tmp_path)
    team = desks.team
    home = household_uid(team.store, "0163")
    head = next(m for m in team.store.find(Member, household=home) if m.relation == "01")
    team.registers.set_member(head.uid, {"id_number": ID_NUMBER, "name": "贺长青"})
    team.registers.set_member(head.uid, {"health": ["02"], "disease_name": "高血压"}, year=2015)
    for name, role in (("队长甲", "team_leader"), ("查阅员", "county_reader")):
        person = TeamMember(uid=team.ids.uid(), name=name, role=role)
        team.store.write(team.registers.act("test"), [created(person)])
    folder = team.folder
    desks.close()
    monkeypatch.setenv("FIELDAPP_PASSPHRASE", PASSPHRASE)
    return folder


def seat(folder: Path, name: str) -> None:
    from fieldapp.bootstrap import Opener

    desk = Opener().desk(folder, PASSPHRASE)
    take_keyboard(desk.store, name)
    desk.store.close()


def said(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> tuple[int, str]:
    status = run(["--workspace", str(folder), "--json", *arguments])
    return status, capsys.readouterr().out


@pytest.mark.slow
def test_a_member_sees_stars_and_looks_with_a_reason_that_the_leader_reads(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--workspace", str(folder), "show", "household", "0163"]) == 0
    shown = capsys.readouterr().out
    assert ID_NUMBER not in shown
    assert "高血压" not in shown
    where = ("access", "reveal", "0163", "id_number", "--member", "贺长青")
    status, told = said(capsys, folder, *where, "--reason", "benefit", "--note", "发放补助")
    assert (status, json.loads(told)["value"]) == (0, ID_NUMBER)
    status, told = said(capsys, folder, "access", "list")
    assert (status, json.loads(told)["error"]["code"]) == (3, "looks_closed")
    seat(folder, "队长甲")
    _status, told = said(capsys, folder, "access", "list")
    (look,) = json.loads(told)
    assert (look["person"], look["what"], look["local_no"]) == ("王芳", "member/id_number", "0163")
    assert ID_NUMBER not in told


@pytest.mark.slow
def test_a_reader_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seat(folder, "查阅员")
    script = folder.parent / "script.jsonl"
    script.write_text('{"do": "household.set", "household": "0163", "set": {"note": "x"}}\n')
    for command in (("apply", str(script)), ("device", "keys")):
        status, told = said(capsys, folder, *command)
        assert (status, json.loads(told)["error"]["code"]) == (3, "reader_only")
    _status, shown = said(capsys, folder, "show", "household", "0163")
    assert "高血压" in shown
