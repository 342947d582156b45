"""A county whose store lies on a PostgreSQL server, and a team's laptop, by the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from fieldapp.bootstrap import Opener
from tests.journeys.command_line import CREATE, HOME, PASSPHRASE, CommandLine, digest, script
from tests.postgres import server

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("passphrases")]


@pytest.fixture
def office(cli: CommandLine, laptop: Path, tmp_path: Path) -> Path:
    """A county on a server, filled from a roster."""
    roster, county = tmp_path / "roster.xlsx", tmp_path / "office"
    cli("--workspace", laptop, "roster", "export", "-o", roster)
    address = server().address(server().new_database())
    cli("init", county, "--role", "county", "--name", "兴山县", "--store", address)
    cli("--workspace", county, "roster", "import", roster)
    return county


def begun(cli: CommandLine, office: Path, team: Path, name: str) -> Path:
    start = team.with_suffix(".fstart")
    cli("invite", "--workspace", office, "--village", "郑家村", "--name", name, "-o", start)
    cli("init", team, "--role", "team", "--from", start)
    return team


def exported(cli: CommandLine, team: Path, *lines: dict[str, object]) -> str:
    cli("--workspace", team, "apply", script(team.parent, *lines))
    target = team.with_suffix(".fsync")
    return str(cli("--workspace", team, "bundle", "export", "-o", target)["file"])


def test_a_team_on_its_laptop_and_a_county_on_a_server_end_as_one(
    cli: CommandLine, office: Path, tmp_path: Path
) -> None:
    assert {path.name for path in office.iterdir()} >= {"store.json", "key.json"}
    assert not (office / "store.db").exists()
    team = begun(cli, office, tmp_path / "team", "一号机")
    assert digest(cli, team) == digest(cli, office)
    given = exported(cli, team, CREATE, {"do": "household.set", **HOME, "set": {"phone": "139"}})
    (merged,) = cli("--workspace", office, "bundle", "import", given)["bundles"]
    assert merged["status"] == "merged"
    assert digest(cli, office) == digest(cli, team)
    assert cli("--workspace", office, "search", "张三")[0]["local_no"] == "H00423"
    before = digest(cli, office)
    (again,) = cli("--workspace", office, "bundle", "import", given)["bundles"]
    assert (again["status"], again["changes_applied"]) == ("unchanged", 0)
    assert digest(cli, office) == before
    assert cli("--workspace", office, "doctor")["problems"] == []


def test_two_importers_at_once_take_everything(
    cli: CommandLine, office: Path, tmp_path: Path
) -> None:
    teams = [begun(cli, office, tmp_path / name, name) for name in ("one", "two")]
    bundles = [
        exported(cli, team, {**CREATE, "local_no": f"H9000{number}"})
        for number, team in enumerate(teams)
    ]
    command = [sys.executable, "-m", "fieldapp", "--json", "--workspace", str(office), "bundle"]
    running = [
        subprocess.Popen([*command, "import", bundle], stdout=subprocess.PIPE) for bundle in bundles
    ]
    assert [(program.communicate(timeout=60), program.returncode)[1] for program in running] == [
        0, 0,
    ]  # fmt: skip
    homes = {row["local_no"] for row in cli("--workspace", office, "list", "households")}
    assert {"H90000", "H90001"} <= homes
    assert cli("--workspace", office, "doctor")["problems"] == []


def test_what_cannot_be_a_countys_store_is_refused_before_anything_is_made(
    cli: CommandLine, office: Path, tmp_path: Path
) -> None:
    def refused(address: str, role: str = "county", *, status: int = 3) -> str:
        given = ("--role", role, "--name", "县", "--from", "x", "--store", address)
        code = cli.refused("init", tmp_path / "new", *given, status=status)
        assert not (tmp_path / "new").exists()
        return code

    taken = json.loads((office / "store.json").read_text(encoding="utf-8"))["url"]
    nowhere = f"postgresql://county@/store?host={tmp_path}"
    assert refused(nowhere, status=4) == "store_unreachable"
    assert refused("postgresql://a:b@host/store") == "store_password_in_address"
    assert refused("sqlite:///x.db") == "store_address_wrong"
    assert refused(nowhere, role="team", status=2) == "wrong_usage"
    assert refused(taken) == "store_taken"
    backup = ("--workspace", office, "backup", tmp_path / "office.fbackup")
    assert cli.refused(*backup) == "backup_elsewhere"


def test_a_database_put_back_under_the_county_is_noticed_and_filled_again(
    cli: CommandLine, office: Path, tmp_path: Path
) -> None:
    database = str(sa.make_url(json.loads((office / "store.json").read_text())["url"]).database)
    team = begun(cli, office, tmp_path / "team", "一号机")
    kept = server().new_database(database)
    cli("--workspace", office, "bundle", "import", exported(cli, team, CREATE))
    confirms = cli("--workspace", office, "bundle", "export", "-o", tmp_path / "1.fsync")["file"]
    cli("--workspace", team, "bundle", "import", confirms)
    complete = digest(cli, office)
    assert _pending(cli, team) == 0

    server().run(f"DROP DATABASE {database}")
    server().run(f"CREATE DATABASE {database} TEMPLATE {kept}")
    again = cli("--workspace", office, "bundle", "export", "-o", tmp_path / "2.fsync")["file"]
    assert digest(cli, office) != complete
    cli("--workspace", team, "bundle", "import", again)
    assert _pending(cli, team) > 0, "what was confirmed is no longer"
    filled = cli("--workspace", team, "bundle", "export", "-o", tmp_path / "3.fsync")["file"]
    cli("--workspace", office, "bundle", "import", filled)
    assert digest(cli, office) == complete
    assert cli("--workspace", office, "doctor")["problems"] == []


def _pending(cli: CommandLine, workspace: Path) -> int:
    desk = Opener().desk(workspace, PASSPHRASE)
    try:
        return desk.exchange.pending()
    finally:
        desk.store.close()
