"""The command line as a public interface: every command, every status, on real workspaces."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from fieldapp.services.sheet_kinds import HOUSEHOLD_KINDS, LIST_KINDS, VILLAGE_KINDS
from tests.fieldapp.spreadsheets import made_sheets as made
from tests.journeys.command_line import (
    CREATE,
    EVERY_VERB,
    HOME,
    PASSPHRASE,
    VISIT,
    CommandLine,
    digest,
    script,
)

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("passphrases")]


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
    assert "138****0000" in cli.text("--workspace", laptop, "show", "household", "H00423")
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
        ({"do": "income.set", **HOME, "year": 2016, "lines": [{"amount": 1}]}, "missing"),
        ({"do": "visit.record", **HOME, "visit": {}}, ""),
        ({"do": "household.set", **HOME, "set": {"local_no": None}}, "missing"),
        ({"do": "member.set", "member": "x", "set": {}}, ""),
        ({"do": "income.set", **HOME, "year": 2016, "lines": ["W1"]}, ""),
        ({"do": "visit.record", **HOME, "visit": {**VISIT, "issues": ["x"]}}, ""),
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


def test_any_declared_record_is_scripted_and_listed(
    cli: CommandLine, laptop: Path, tmp_path: Path
) -> None:
    home = cli("--workspace", laptop, "list", "households")[0]["local_no"]
    before = len(cli("--workspace", laptop, "list", "monitoring_cases"))
    case = {"monitoring_class": "突发严重困难户", "risks": ["01"], "found_date": "2016-11-01"}
    path = script(
        tmp_path,
        {"do": "record.add", "entity": "monitoring_case", "household": home, "set": case},
        {"do": "record.add", "entity": "coverage_measure",
         "set": {"date": "2016-11-22", "numerator": 3, "denominator": 5}},
    )  # fmt: skip
    (made, _coverage) = cli("--workspace", laptop, "apply", path)["ids"]
    listed = cli("--workspace", laptop, "list", "monitoring_case", "--village", "郑家村")
    assert len(listed) == before + 1
    assert listed[-1]["id"] == made
    assert listed[-1]["risks"] == ["01"]
    removed = {"do": "record.remove", "entity": "monitoring_case", "id": made, "reason": "误登"}
    cli("--workspace", laptop, "apply", script(tmp_path, removed))
    assert len(cli("--workspace", laptop, "list", "monitoring_cases")) == before
    assert cli.refused("--workspace", laptop, "list", "chronic_cards") == "health_closed"


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


def test_a_roster_is_mapped_tried_written_and_undone(
    cli: CommandLine, laptop: Path, tmp_path: Path
) -> None:
    before, home = digest(cli, laptop), cli("--workspace", laptop, "list", "households")[0]
    path = tmp_path / "list.csv"
    lines = ["户主,本地户号,责任田,手记", f"{home['head_name']},{home['local_no']},97.5亩,x",
             "新来户,,2亩,y"]  # fmt: skip
    path.write_text("\n".join(lines), encoding="gb18030")
    mapping = ["--map", "责任田=farmland", "--map", "手记=ignore"]
    way = ["--workspace", laptop, "roster"]
    tried = cli(*way, "import", path, *mapping, "--dry-run")
    assert tried["columns"]["责任田"] == "household_year.farmland"
    assert tried["unmapped"] == []
    assert [(one["row"], one["name"]) for one in tried["creations"]] == [(3, "新来户")] * 2
    (change,) = tried["differences"]
    assert (change["field"], change["after"]) == ("farmland", "97.5")
    assert digest(cli, laptop) == before
    done = cli(*way, "import", path, *mapping)
    assert (done["households"]["created"], done["undoable"]) == (1, True)
    assert cli(*way, "import", path)["unmapped"] == []
    assert cli.refused(*way, "import", path, "--map", "手记=nothing") == "unknown_target"
    assert cli.refused(*way, "import", path, "--map", "手记", status=2) == "wrong_usage"
    assert cli(*way, "undo") == {"undone": True}
    assert digest(cli, laptop) == before
    assert cli.refused(*way, "undo") == "act_built_upon"


def test_an_offices_template_is_filled(cli: CommandLine, laptop: Path, tmp_path: Path) -> None:
    template, target = tmp_path / "template.csv", tmp_path / "out.xlsx"
    template.write_text("户主,人口", encoding="utf-8")
    way = ["--workspace", laptop, "roster", "export", "-o", target, "--template", template]
    assert cli.refused(*way) == "not_a_template"
    made.workbook(tmp_path / "t.xlsx", [("本村台账",), ("户主", "户内人数")])
    done = cli(*way[:-1], tmp_path / "t.xlsx", "--map", "户内人数=declared_size")
    assert (done["rows"], done["columns"]["户内人数"]) == (12, "household.declared_size")
    assert target.is_file()


def test_the_whole_register_goes_to_a_workbook_and_back(
    cli: CommandLine, laptop: Path, tmp_path: Path
) -> None:
    path, county = tmp_path / "register.xlsx", tmp_path / "another county"
    out = cli("--workspace", laptop, "register", "export", "-o", path, status=1)
    assert {one["rule"] for one in out["errors"]} == {"V-VIL", "V-UNI"}, "the paper's own faults"
    cli("init", county, "--role", "county", "--name", "兴山县")
    back = cli("--workspace", county, "register", "import", path)
    assert back["records"]["created"] == out["records"]
    assert back["sheets_digest"] == out["sheets_digest"]


@pytest.mark.parametrize(
    "way", [("register", "export"), ("roster", "export"), ("print", "collection-form", "--all")]
)
def test_an_export_tells_the_errors_that_go_along(
    cli: CommandLine, laptop: Path, tmp_path: Path, way: tuple[str, ...]
) -> None:
    wrong = {**CREATE, "head": {"name": "张三", "sex": "1", "id_number": "12345"}}
    cli("--workspace", laptop, "apply", script(tmp_path, wrong))
    target = tmp_path / "out.xlsx"
    done = cli("--workspace", laptop, *way, "-o", target, status=1)
    counts = {one["rule"]: one["count"] for one in done["errors"]}
    assert counts["V-ID1"] == 1
    assert done["waiting"] == sum(one["count"] for one in done["errors"])
    assert target.is_file(), "what is wrong is told, not held back"


@pytest.mark.parametrize("kind", ["visit-sheet", "blank-sheet"])
def test_sheets_are_printed(cli: CommandLine, laptop: Path, tmp_path: Path, kind: str) -> None:
    number = cli("--workspace", laptop, "list", "households")[0]["local_no"]
    target = tmp_path / "sheet.pdf"
    done = cli("--workspace", laptop, "print", kind, "--household", number, "-o", target)
    assert (done["pages"], done["file"]) == (1, str(target))
    assert target.read_bytes().startswith(b"%PDF")
    nobody = ["--workspace", laptop, "print", kind, "--household", "H99999", "-o", target]
    assert cli.refused(*nobody) == "unknown_household"


@pytest.mark.parametrize("kind", [*HOUSEHOLD_KINDS, *LIST_KINDS, *VILLAGE_KINDS])
def test_every_kind_of_sheet_is_printed(
    cli: CommandLine, laptop: Path, tmp_path: Path, kind: str
) -> None:
    number = cli("--workspace", laptop, "list", "households")[0]["local_no"]
    target = tmp_path / "sheet.pdf"
    done = cli("--workspace", laptop, "print", kind, "--household", number, "-o", target)
    assert done["pages"] == len(pypdf.PdfReader(target).pages)
    assert (done["sheets"], done["missing"]) == (1, [])


def test_a_sheet_for_which_there_is_nothing_is_refused(
    cli: CommandLine, laptop: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sheet.pdf"
    asked = ["--workspace", laptop, "print", "conflicts", "-o", target]
    assert cli.refused(*asked) == "nothing_of_that_kind"
    assert not target.exists()


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


def test_people_read_text_in_their_language(cli: CommandLine, laptop: Path) -> None:
    chinese = cli.text("--workspace", laptop, "stats")
    english = cli.text("--workspace", laptop, "stats", lang="en")
    assert "households" in english
    assert "households" not in chinese
    assert "{" not in chinese + english


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


@pytest.mark.parametrize(
    ("level", "numbers"), [("whole", True), ("masked", False), ("public", False)]
)
def test_a_roster_is_as_open_as_its_level(
    cli: CommandLine, laptop: Path, tmp_path: Path, level: str, *, numbers: bool
) -> None:
    path = tmp_path / "r.csv"
    cli("--workspace", laptop, "roster", "export", "-o", path, "--level", level)
    text = path.read_text("utf-8-sig")
    assert bool(re.search("999900[0-9]{11}[0-9X]", text)) == numbers
    assert ("主要致贫原因" in text.splitlines()[0]) == (level != "public")
