"""Backup, restore and recovery on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.command_line import INVITE, CommandLine, digest

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("passphrases")]


def test_a_backup_brings_the_workspace_back_in_a_new_folder(
    cli: CommandLine, laptop: Path, tmp_path: Path
) -> None:
    before = digest(cli, laptop)
    file, folder = tmp_path / "kept.fbackup", tmp_path / "back"
    made = cli("--workspace", laptop, "backup", file)
    assert made["bytes"] == file.stat().st_size
    held = cli("restore", file, folder, "--preview")
    assert held["workspace"] is None
    assert not folder.exists()
    assert cli("restore", file, folder) == {**held, "workspace": str(folder)}
    assert (held["households"], held["changes"]) == (12, made["changes"])
    assert digest(cli, folder) == before
    assert cli.refused("restore", file, folder) == "workspace_exists"
    assert cli.refused("restore", laptop / "key.json", tmp_path / "x") == "not_a_backup"
    assert cli.refused("restore", tmp_path / "no", tmp_path / "x", status=4) == "file_missing"


def test_the_doctor_rebuilds_a_workspace_from_its_log(cli: CommandLine, laptop: Path) -> None:
    found = cli("--workspace", laptop, "doctor")
    assert "rebuilt" not in found
    done = cli("--workspace", laptop, "doctor", "--rebuild")
    assert done.pop("rebuilt") == {
        "message": "Rebuilt from the change log: 0 records differed",
        "digest_before": found["state_digest"],
        "digest_after": found["state_digest"],
        "differences": [],
        "lines": 0,
        "copy": None,
    }
    assert done == found


def test_a_county_that_forgot_its_passphrase_types_the_words_of_its_sheet(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = tmp_path / "county"
    made = cli("init", county, "--role", "county", "--name", "兴山县")
    before = digest(cli, county)
    monkeypatch.setenv("FIELDAPP_RECOVERY_WORDS", made["recovery_words"]["zh_CN"])
    monkeypatch.setenv("FIELDAPP_PASSPHRASE", "ten new yellow umbrellas")
    assert cli.refused("--workspace", county, "doctor") == "wrong_passphrase"
    assert cli("--workspace", county, "recover", "--from-paper") == {"workspace": str(county)}
    assert digest(cli, county) == before


def test_the_county_recovers_a_laptop(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county, laptop = tmp_path / "county", tmp_path / "laptop"
    start, answer = tmp_path / "start.fstart", tmp_path / "answer.frecovery"
    cli("init", county, "--role", "county", "--name", "兴山县")
    roster = tmp_path / "roster.csv"
    roster.write_text("村,户编号,户主姓名\n郑家村,1,张三\n", encoding="utf-8")
    cli("--workspace", county, "roster", "import", roster)
    cli("--workspace", county, "invite", "--village", "郑家村", "-o", start)
    cli("init", laptop, "--role", "team", "--from", start)
    done = cli("--workspace", county, "recover", laptop / "key.json", "-o", answer)
    monkeypatch.setenv("FIELDAPP_INVITE_PASSPHRASE", done["one_time_passphrase"])
    monkeypatch.setenv("FIELDAPP_PASSPHRASE", "ten new yellow umbrellas")
    cli("--workspace", laptop, "recover", "--from", answer)
    assert cli("--workspace", laptop, "doctor")["ok"]
    assert cli.refused("--workspace", laptop, "recover", status=2) == "wrong_usage"
    monkeypatch.setenv("FIELDAPP_INVITE_PASSPHRASE", INVITE)
    assert cli.refused("--workspace", laptop, "recover", "--from", answer) == "wrong_passphrase"


def test_a_weak_passphrase_makes_no_workspace(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDAPP_PASSPHRASE", "fupin2016")
    folder = tmp_path / "county"
    asked = ("init", folder, "--role", "county", "--name", "兴山县")
    assert cli.refused(*asked) == "passphrase_too_weak"
    monkeypatch.setenv("FIELDAPP_PASSPHRASE", "ten new yellow umbrellas")
    assert cli(*asked)["workspace"] == str(folder)


def test_the_log_is_packed_and_what_stays_is_told(cli: CommandLine, county: Path) -> None:
    before = digest(cli, county)
    (recent,) = cli("--workspace", county, "compact", "--dry-run", "--days", 36500)["stays"]
    assert recent["reason"] == "not old enough"
    told = cli("--workspace", county, "compact", "--dry-run", "--days", 0)
    assert (told["dry_run"], told["packed"]) == (True, 0)
    done = cli("--workspace", county, "compact", "--days", 0)
    assert done["packed_now"] == done["packed"] == told["to_pack"] >= 100
    assert done["bytes_after"] < done["bytes_before"]
    assert digest(cli, county) == before
    assert cli("--workspace", county, "doctor")["ok"] is True
    assert f"已压缩: {done['packed']}" in cli.text("--workspace", county, "compact", "--dry-run")
