"""``fieldapp check`` as a public interface: findings, the audit, the rules, every status."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from fieldapp.rules.checks.findings import all_rules
from tests.fieldapp.rules.checks.test_audit import EXPECTED
from tests.journeys.command_line import CREATE, CommandLine, script
from tests.rules_list import held_by

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("passphrases")]
FINDING = {"rule", "part", "severity", "entity", "id", "field", "village", "local_no", "message"}


def test_the_demonstration_gives_the_audit_of_the_paper(cli: CommandLine, laptop: Path) -> None:
    found = cli("--workspace", laptop, "check", status=1)
    assert {line["id"]: line["result"] for line in found["audit"]} == {
        key: expected[0] for key, expected in EXPECTED.items()
    }
    line = next(line for line in found["audit"] if line["id"] == "A3")
    assert (line["declared"], line["computed"], line["difference"]) == (384, 422, 38)
    assert line["message"] == "181 + 241 = 422; declared 384; difference +38"
    assert (line["village"], line["year"]) == ("郑家村", 2016)


def test_the_register_is_held_against_the_declared_figures(cli: CommandLine, laptop: Path) -> None:
    found = cli("--workspace", laptop, "check", status=1)
    first = found["register"][0]
    assert (first["declared"], first["computed"], first["difference"]) == (384, 12, -372)
    assert found["households"] == 12
    assert found["rules_run"] > 12 * 60


def test_a_damaged_number_is_found_where_it_stands(
    cli: CommandLine, laptop: Path, tmp_path: Path
) -> None:
    head = {"name": "张三", "sex": "1", "id_number": "4.20526E+17"}
    cli("--workspace", laptop, "apply", script(tmp_path, {**CREATE, "head": head}))
    found = cli("--workspace", laptop, "check", "--village", "郑家村", status=1)
    finding = next(one for one in found["findings"] if one["rule"] == "V-ID6")
    assert set(finding) == FINDING
    assert (finding["severity"], finding["entity"]) == ("E", "member")
    assert (finding["field"], finding["local_no"]) == ("id_number", "H00423")
    assert finding["message"].startswith("H00423 张三: ")
    missing = [one["part"] for one in found["findings"] if one["rule"] == "V-NUL"]
    assert set(missing) == {"year", "ethnic", "health"}


def test_the_findings_are_saved_as_a_workbook(
    cli: CommandLine, laptop: Path, tmp_path: Path
) -> None:
    path = tmp_path / "findings.xlsx"
    found = cli("--workspace", laptop, "check", "-o", path, status=1)
    assert load_workbook(path).worksheets[0].max_row == len(found["findings"]) + 1


def test_a_village_that_is_not_held_is_refused(cli: CommandLine, laptop: Path) -> None:
    assert cli.refused("--workspace", laptop, "check", "--village", "x") == "unknown_village"


def test_nothing_waits_in_an_empty_workspace(cli: CommandLine, tmp_path: Path) -> None:
    cli("init", tmp_path / "new", "--role", "county", "--name", "兴山县扶贫办")
    found = cli("--workspace", tmp_path / "new", "check")
    assert found["findings"] == found["audit"] == []


def test_the_rules_are_listed_without_a_workspace(cli: CommandLine, tmp_path: Path) -> None:
    rules = cli("--workspace", tmp_path / "none", "check", "--rules")
    assert len(rules) == len(all_rules())
    assert rules[0]["rule"] == "V-ID1"
    assert "身份证号" in cli.text("--workspace", tmp_path / "none", "check", "--rules")


def test_every_rule_has_its_tests() -> None:
    assert [rule.key for rule in all_rules() if not held_by(rule.key)] == []


def test_a_county_sets_a_ceiling_by_script(
    cli: CommandLine, laptop: Path, county: Path, tmp_path: Path
) -> None:
    line: dict[str, object] = {"do": "setting.set", "name": "check.woodland_ceiling", "value": 1}
    cli("--workspace", county, "apply", script(tmp_path, line))
    found = cli("--workspace", county, "check", status=1)
    assert "V-LND" in {one["rule"] for one in found["findings"]}
    wrong = script(tmp_path, {**line, "value": "many"})
    assert cli.refused("--workspace", county, "apply", wrong) == "script_line"
    assert cli.refused("--workspace", laptop, "apply", script(tmp_path, line)) == "script_line"
