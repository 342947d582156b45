"""County and laptops exchange their work through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.command_line import (
    CREATE,
    EVERY_VERB,
    HOME,
    ID_NUMBER,
    CommandLine,
    digest,
    script,
)

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("passphrases")]


def test_county_and_team_exchange_until_they_are_equal(cli: CommandLine, tmp_path: Path) -> None:
    county, team = tmp_path / "county", tmp_path / "team"
    made = cli("demo", county, "--households", 12, "--role", "county")
    assert (made["households"], set(made)) == (12, {"workspace", "households", "persons", "visits"})
    start = tmp_path / "start.fstart"
    written = cli("invite", "--workspace", county, "--village", "郑家村", "-o", start)
    assert set(written) >= {"file", "invite"}
    joined = cli("init", team, "--role", "team", "--from", start)
    assert joined["villages"] == ["郑家村"]
    assert digest(cli, team) == digest(cli, county)

    cli("--workspace", team, "apply", script(tmp_path, CREATE, *EVERY_VERB))
    out = cli("--workspace", team, "bundle", "export", "-o", tmp_path / "team.fsync")
    assert out["changes"] > 10
    assert len(out["check_code"]) == 9
    look = cli("bundle", "inspect", out["file"])
    assert look["check_code"] == out["check_code"]
    assert len(look["recipient_keys"]) == 2  # the county's daily key, and the one in the safe
    assert "张三" not in json.dumps(look, ensure_ascii=False)

    trial = cli("--workspace", county, "bundle", "import", out["file"], "--preview")
    assert trial["bundles"][0]["status"] == "preview"
    assert digest(cli, county) != digest(cli, team)
    (merged,) = cli("--workspace", county, "bundle", "import", out["file"])["bundles"]
    assert (merged["status"], merged["changes_applied"]) == ("merged", out["changes"])
    assert digest(cli, county) == digest(cli, team)
    (again,) = cli("--workspace", county, "bundle", "import", out["file"])["bundles"]
    assert (again["status"], again["changes_applied"]) == ("unchanged", 0)

    edit = script(tmp_path, {"do": "household.set", **HOME, "set": {"phone": "13900000000"}})
    cli("--workspace", county, "apply", edit)
    back = cli("--workspace", county, "bundle", "export", "-o", tmp_path / "county.fsync")
    assert back["changes"] == 1
    cli("--workspace", team, "bundle", "import", back["file"])
    assert digest(cli, county) == digest(cli, team)
    history = cli("--workspace", team, "bundle", "history")
    assert {line["way"]: line["state"] for line in history} == {"in": "merged", "out": "merged"}
    assert (
        cli("--workspace", team, "bundle", "export", "-o", tmp_path / "none.fsync")["changes"] == 0
    )

    (device,) = cli("--workspace", county, "device", "list")
    cli("--workspace", county, "device", "revoke", device["device"], "--reason", "lost")
    late = cli("--workspace", team, "bundle", "export", "--full", "-o", tmp_path / "late.fsync")
    refused = cli.refused("--workspace", county, "bundle", "import", late["file"])
    assert refused == "bundle_sender_revoked"
    for path in (start, Path(out["file"]), *county.rglob("*"), *team.rglob("*")):
        assert_shows_nothing(path)


def assert_shows_nothing(path: Path) -> None:
    """No name and no ID number can be read, whatever the encoding."""
    data = path.read_bytes() if path.is_file() else b""
    for word in ("张三", "李四", "王芳", ID_NUMBER, "想学养蜂", "H00423"):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
            assert word.encode(encoding) not in data, path.name


def test_a_conflict_waits_for_a_person_and_is_decided(
    cli: CommandLine, laptop: Path, county: Path, tmp_path: Path
) -> None:
    number = cli("--workspace", laptop, "list", "households")[0]["local_no"]
    for workspace, phone in ((laptop, "13900000001"), (county, "13900000002")):
        line = {"do": "household.set", "household": number, "set": {"phone": phone}}
        cli("--workspace", workspace, "apply", script(tmp_path, line))
    out = cli("--workspace", laptop, "bundle", "export", "-o", tmp_path / "team.fsync")
    merged = cli("--workspace", county, "bundle", "import", out["file"], status=1)
    assert merged["bundles"][0]["conflicts"] == 1
    (conflict,) = cli("--workspace", county, "conflicts", "list")
    assert set(conflict["values"]) == {"13900000001", "13900000002"}
    decision = ["conflicts", "resolve", conflict["id"], "--keep", "theirs", "--reason", "asked"]
    assert cli("--workspace", county, *decision)["open"] == 0
    assert cli.refused("--workspace", county, *decision) == "unknown_conflict"
    back = cli("--workspace", county, "bundle", "export", "-o", tmp_path / "county.fsync")
    cli("--workspace", laptop, "bundle", "import", back["file"])
    assert digest(cli, laptop) == digest(cli, county)


def test_one_held_bundle_does_not_stop_the_others(
    cli: CommandLine, laptop: Path, county: Path, tmp_path: Path
) -> None:
    cli("--workspace", laptop, "apply", script(tmp_path, CREATE))
    out = cli("--workspace", laptop, "bundle", "export", "-o", tmp_path / "team.fsync")
    cut = tmp_path / "cut.fsync"
    cut.write_bytes(Path(out["file"]).read_bytes()[:-7])
    found = cli("--workspace", county, "bundle", "import", cut, out["file"], status=1)["bundles"]
    assert [(one["status"], one["quarantined"]) for one in found] == [("held", 1), ("merged", 0)]
    assert found[0]["problem"]["code"] == "bundle_incomplete"
    assert digest(cli, county) == digest(cli, laptop)


def test_the_paper_s_village_has_the_paper_s_figures(cli: CommandLine, tmp_path: Path) -> None:
    cli("demo", tmp_path / "whole", "--role", "county")
    found = cli("--workspace", tmp_path / "whole", "stats")
    assert found["cards"] == {
        "RED": {"households": 101, "persons": 301},
        "YELLOW": {"households": 80, "persons": 239},
        "GENERAL": {"households": 241, "persons": 623},
    }
