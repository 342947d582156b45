"""The command line as a public interface: every command, every status, on real workspaces."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.main import run

PASSPHRASE = "correct horse battery"
INVITE = "an invitation for one"
ID_NUMBER = "999900196001010010"
pytestmark = pytest.mark.journey


@dataclass
class CommandLine:
    """Runs commands in this process and reads what they print."""

    captured: pytest.CaptureFixture[str]

    def __call__(self, *arguments: object, status: int = 0) -> Any:  # noqa: ANN401  a JSON document
        found = run(["--json", "--lang", "en", *map(str, arguments)])
        out = self.captured.readouterr().out
        assert found == status, out
        return json.loads(out)

    def text(self, *arguments: object, lang: str = "zh_CN") -> str:
        assert run(["--lang", lang, *map(str, arguments)]) == 0
        return self.captured.readouterr().out

    def refused(self, *arguments: object, status: int = 3) -> str:
        error = self(*arguments, status=status)["error"]
        assert set(error) == {"code", "message", "hint"}
        assert error["message"] != error["code"]
        assert error["hint"]
        return str(error["code"])


@pytest.fixture(autouse=True)
def _passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDAPP_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("FIELDAPP_INVITE_PASSPHRASE", INVITE)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A county with a village of twelve households and a laptop; copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("FIELDAPP_PASSPHRASE", PASSPHRASE)
        assert run(["demo", str(folder / "laptop"), "--households", "12", "--json"]) == 0
    (folder / "laptop" / "county").rename(folder / "county")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def laptop(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "laptop", tmp_path / "laptop"))


@pytest.fixture
def county(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "county", tmp_path / "county"))


def script(folder: Path, *lines: dict[str, object]) -> Path:
    path = folder / "edits.jsonl"
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def digest(cli: CommandLine, workspace: Path) -> str:
    return str(cli("--workspace", workspace, "doctor")["state_digest"])


CREATE: dict[str, object] = {
    "do": "household.create", "village": "郑家村", "group": "3组", "local_no": "H00423",
    "hh_class": "REG", "head": {"name": "张三", "sex": "1", "id_number": ID_NUMBER},
}  # fmt: skip
VISIT: dict[str, object] = {
    "start_at": "2016-06-01T09:30", "end_at": "2016-06-01T10:40", "visitors": ["王芳"],
    "place_kind": "home", "purpose": ["measure"], "people_met": ["张三"],
    "appeal_text": "想学养蜂", "next_visit_date": "2016-06-20",
    "issues": [{"text": "蜂箱不足", "action": "联系农业局", "owner": "王芳", "due": "2016-06-15"}],
}  # fmt: skip
HOME = {"household": "H00423"}
EVERY_VERB: tuple[dict[str, object], ...] = (
    {"do": "household.set", **HOME, "set": {"phone": "13800000000", "address_detail": "三组12号"}},
    {
        "do": "member.add", **HOME,
        "member": {"name": "李四", "sex": "2", "relation": "02", "birth_date": "1962-03-01"},
    },
    {
        "do": "card.rate", **HOME, "colour": "RED", "valid_from": "2016-03-01",
        "reason": "无稳定收入，户主长期慢性病",
    },
    {
        "do": "cause.set", **HOME, "year": 2016, "main": "07", "others": ["10"],
        "note": "缺养蜂技术",
    },
    {
        "do": "measure.assign", **HOME,
        "measure": {
            "catalog": "01", "title": "养殖土蜂", "quantity": 10, "unit": "箱",
            "start_date": "2016-04-01", "due_date": "2016-10-31", "helper": "王芳",
        },
    },
    {"do": "visit.record", **HOME, "visit": VISIT},
    {
        "do": "income.set", **HOME, "year": 2016,
        "lines": [{"item": "W1", "amount": 6000}, {"item": "E2", "amount": 800}],
    },
    {
        "do": "benefit.add", **HOME,
        "benefit": {
            "type": "planting subsidy", "basis": "per mu", "quantity": 3, "rate": 1000,
            "amount": 3000, "year": 2016,
        },
    },
    {
        "do": "village.declare", "village": "郑家村", "year": 2016,
        "set": {"households_total": 384, "people_total": 1279},
    },
)  # fmt: skip


def test_every_verb_of_a_script_does_its_work(
    cli: CommandLine, laptop: Path, tmp_path: Path
) -> None:
    done = cli("apply", script(tmp_path, CREATE, *EVERY_VERB), "--workspace", laptop)
    assert done["applied"] == len(done["ids"]) == 10
    member, measure = done["ids"][2], done["ids"][5]
    later = script(
        tmp_path,
        {"do": "member.set", "member": member, "set": {"health": ["02"]}},
        {
            "do": "member.leave", "member": member, "status": "2", "date": "2016-05-01",
            "reason": "死亡",
        },
        {
            "do": "measure.set", "measure": measure,
            "set": {"state": "done", "result_date": "2016-10-20", "result_text": "收蜜40斤"},
        },
    )  # fmt: skip
    assert cli("--workspace", laptop, "apply", later)["applied"] == 3
    shown = cli("--workspace", laptop, "show", "household", "H00423")
    assert shown["phone"] == "13800000000"
    assert [person["name"] for person in shown["members"]] == ["张三", "李四"]
    assert shown["members"][1]["health"] == ["02"]
    assert shown["card"]["colour"] == "RED"
    assert shown["causes"] == {
        "year": 2016, "main": "07", "others": ["10"], "note": "缺养蜂技术",
    }  # fmt: skip
    assert shown["measures"][0]["state"] == "done"
    assert shown["visits"][0]["issues"][0]["text"] == "蜂箱不足"
    assert shown["years"][0]["income"][0]["item"] == "W1"
    assert cli("--workspace", laptop, "doctor")["ok"] is True
    removal = script(tmp_path, {"do": "household.remove", **HOME, "reason": "entered twice"})
    cli("--workspace", laptop, "apply", removal)
    assert cli.refused("--workspace", laptop, "show", "household", "H00423") == "unknown_household"


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        ({"do": "household.set", **HOME, "set": {"no_such_field": 1}}, "no_such_field"),
        ({"do": "household.set", "household": "H99999", "set": {"phone": "1"}}, "H99999"),
        ({"do": "household.explode"}, "household.explode"),
        ({"do": "household.set", **HOME}, "set"),
        ({"do": "card.rate", **HOME, "colour": "BLUE", "valid_from": "2016-03-01"}, ""),
        ({"do": "measure.set", "measure": "no such id", "set": {"state": "done"}}, ""),
        ({"do": "income.set", **HOME, "year": "soon", "lines": []}, ""),
    ],
)  # fmt: skip
def test_a_script_with_one_bad_line_writes_nothing_and_names_the_line(
    cli: CommandLine, laptop: Path, tmp_path: Path, bad: dict[str, object], word: str
) -> None:
    before = digest(cli, laptop)
    path = script(tmp_path, CREATE, bad, *EVERY_VERB)
    error = cli("--workspace", laptop, "apply", path, status=3)["error"]
    assert error["code"] == "script_line"
    assert "2" in error["message"]
    assert word in error["message"]
    assert digest(cli, laptop) == before


@pytest.mark.parametrize("text", ["{not json}", "[1]", "\u0000"])
def test_a_script_that_is_no_json_is_refused(
    cli: CommandLine, laptop: Path, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "edits.jsonl"
    path.write_text(text, encoding="utf-8")
    assert cli.refused("--workspace", laptop, "apply", path) == "script_line"
    assert (
        cli.refused("--workspace", laptop, "apply", tmp_path / "none", status=4) == "file_missing"
    )


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


def test_lists_search_and_figures_agree(cli: CommandLine, laptop: Path) -> None:
    homes = cli("--workspace", laptop, "list", "households")
    figures = cli("--workspace", laptop, "stats")
    assert len(homes) == figures["households"] == 12
    assert {"id", "local_no", "head_name", "village", "group", "card", "people"} <= set(homes[0])
    assert sum(home["people"] for home in homes) == figures["persons"]
    assert sum(card["households"] for card in figures["cards"].values()) == 12
    for kind in ("visits", "members", "measures", "villages", "conflicts"):
        assert isinstance(cli("--workspace", laptop, "list", kind), list)
    assert len(cli("--workspace", laptop, "list", "visits")) == figures["visits"]
    found = cli("--workspace", laptop, "search", homes[3]["head_name"])
    assert found[0]["id"] in {
        home["id"] for home in homes if home["head_name"] == homes[3]["head_name"]
    }
    assert cli("stats", "--village", "郑家村", "--workspace", laptop) == figures
    assert cli.refused("--workspace", laptop, "stats", "--village", "无") == "unknown_village"


def test_a_roster_goes_out_and_comes_back_unchanged(
    cli: CommandLine, laptop: Path, tmp_path: Path
) -> None:
    before = digest(cli, laptop)
    path = tmp_path / "roster.xlsx"
    assert cli("--workspace", laptop, "roster", "export", "-o", path)["rows"] > 12
    for trial in (["--dry-run"], []):
        found = cli("--workspace", laptop, "roster", "import", path, *trial)
        assert found["households"] == {"created": 0, "updated": 0, "unchanged": 12}
        assert found["persons"]["created"] == found["persons"]["updated"] == 0
        assert found["problems"] == []
    assert digest(cli, laptop) == before
    missing = tmp_path / "none.xlsx"
    assert (
        cli.refused("--workspace", laptop, "roster", "import", missing, status=4) == "file_missing"
    )


def test_a_roster_fills_an_empty_county(cli: CommandLine, laptop: Path, tmp_path: Path) -> None:
    path, county = tmp_path / "roster.xlsx", tmp_path / "new county"
    cli("--workspace", laptop, "roster", "export", "-o", path)
    cli("init", county, "--role", "county", "--name", "兴山县")
    found = cli("--workspace", county, "roster", "import", path)
    assert found["households"]["created"] == 12
    theirs, ours = (cli("--workspace", where, "stats") for where in (laptop, county))
    assert ours["cards"] == theirs["cards"]


@pytest.mark.parametrize("kind", ["visit-sheet", "blank-sheet"])
def test_sheets_are_printed(cli: CommandLine, laptop: Path, tmp_path: Path, kind: str) -> None:
    number = cli("--workspace", laptop, "list", "households")[0]["local_no"]
    target = tmp_path / "sheet.pdf"
    done = cli("--workspace", laptop, "print", kind, "--household", number, "-o", target)
    assert (done["pages"], done["file"]) == (1, str(target))
    assert target.read_bytes().startswith(b"%PDF")
    nobody = ["--workspace", laptop, "print", kind, "--household", "H99999", "-o", target]
    assert cli.refused(*nobody) == "unknown_household"


@pytest.mark.parametrize(
    "arguments",
    [["fly"], ["init"], ["list", "nothing"], ["stats", "--no-such-option"], ["bundle"],
     ["init", "x", "--role", "county"], ["init", "x", "--role", "team"]],
)  # fmt: skip
def test_wrong_usage_is_status_2_with_a_sentence(cli: CommandLine, arguments: list[str]) -> None:
    assert cli.refused(*arguments, status=2) == "wrong_usage"
    assert not Path("x").exists()


def test_a_wrong_passphrase_is_refused_without_a_hint(
    cli: CommandLine, laptop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = set()
    for tried in ("wrong", PASSPHRASE[:-1], PASSPHRASE + " "):
        monkeypatch.setenv("FIELDAPP_PASSPHRASE", tried)
        error = cli("--workspace", laptop, "stats", status=3)["error"]
        assert error["code"] == "wrong_passphrase"
        messages.add((error["message"], error["hint"]))
    assert len(messages) == 1


def test_the_passphrase_may_come_from_a_file(
    cli: CommandLine, laptop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FIELDAPP_PASSPHRASE")
    path = tmp_path / "passphrase.txt"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    assert cli("--workspace", laptop, "stats", "--passphrase-file", path)["households"] == 12
    assert cli.refused("--workspace", laptop, "stats") == "passphrase_needed"
    nothing = ["--passphrase-file", tmp_path / "none"]
    assert cli.refused("--workspace", laptop, "stats", *nothing, status=4) == "file_missing"


def test_what_is_refused_says_so(cli: CommandLine, laptop: Path, tmp_path: Path) -> None:
    here = ["--workspace", laptop]
    assert cli.refused("--workspace", tmp_path / "none", "stats") == "workspace_missing"
    assert cli.refused("init", laptop, "--role", "county", "--name", "x") == "workspace_exists"
    assert cli.refused("demo", laptop) == "workspace_exists"
    assert (
        cli.refused(*here, "invite", "--village", "郑家村", "-o", tmp_path / "x") == "not_a_county"
    )
    assert cli.refused(*here, "device", "revoke", "x", "--reason", "y") == "not_a_county"
    assert cli.refused(*here, "bundle", "export", "--to", "nobody", "-o", "x") == "no_receiver"
    stray = tmp_path / "stray.fsync"
    stray.write_bytes(b"holiday pictures")
    assert cli.refused(*here, "bundle", "import", stray) == "not_a_bundle"
    assert cli.refused("bundle", "inspect", stray) == "not_a_bundle"
    assert cli.refused("bundle", "inspect", tmp_path / "none", status=4) == "file_missing"


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


def test_people_read_text_in_their_language(cli: CommandLine, laptop: Path) -> None:
    chinese = cli.text("--workspace", laptop, "stats")
    english = cli.text("--workspace", laptop, "stats", lang="en")
    assert "households" in english
    assert "households" not in chinese
    assert "{" not in chinese + english


def test_the_paper_s_village_has_the_paper_s_figures(cli: CommandLine, tmp_path: Path) -> None:
    cli("demo", tmp_path / "whole", "--role", "county")
    found = cli("--workspace", tmp_path / "whole", "stats")
    assert found["cards"] == {
        "RED": {"households": 101, "persons": 301},
        "YELLOW": {"households": 80, "persons": 239},
        "GENERAL": {"households": 241, "persons": 623},
    }


def real(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "fieldapp", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_real_program_prints_exactly_one_document(laptop: Path) -> None:
    for place in (
        ["--workspace", laptop, "--json", "stats"],
        ["stats", "--json", "--workspace", laptop],
    ):
        done = real(*place)
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)["households"] == 12
    failed = real("--json", "fly")
    assert failed.returncode == 2
    assert set(json.loads(failed.stdout)) == {"error"}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_killed_while_writing_it_keeps_what_was_confirmed(laptop: Path, tmp_path: Path) -> None:
    """A process that confirms each entry is killed; every confirmed one is there, and sound."""
    program = tmp_path / "typist.py"
    program.write_text(
        "import sys\n"
        "from fieldapp.bootstrap import Opener\n"
        "from fieldapp.records import Village\n"
        f"desk = Opener().desk(__import__('pathlib').Path(sys.argv[1]), {PASSPHRASE!r})\n"
        "village = desk.store.find(Village)[0].uid\n"
        "for number in range(1000, 9000):\n"
        "    desk.registers.create(village, {'local_no': f'K{number}'}, {'name': '张三'})\n"
        "    print(number, flush=True)\n",
        encoding="utf-8",
    )
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        [sys.executable, str(program), str(laptop)], stdout=subprocess.PIPE, env=surroundings
    ) as typist:
        assert typist.stdout is not None
        confirmed = [int(typist.stdout.readline()) for _ in range(5)]
        typist.send_signal(signal.SIGKILL)
        rest = typist.stdout.read().split()
    confirmed += [int(number) for number in rest if len(number) == 4]
    done = real("--workspace", laptop, "--json", "list", "households")
    numbers = {home["local_no"] for home in json.loads(done.stdout)}
    assert {f"K{number}" for number in confirmed} <= numbers
    assert json.loads(real("--workspace", laptop, "--json", "doctor").stdout)["ok"] is True
