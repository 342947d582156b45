"""A question, its answer and a review go there and back through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.command_line import CREATE, VISIT, CommandLine, digest, script

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("passphrases")]


def carry(cli: CommandLine, sender: Path, receiver: Path, file: Path, status: int = 0) -> None:
    cli("--workspace", sender, "bundle", "export", "-o", file)
    cli("--workspace", receiver, "bundle", "import", file, status=status)


def test_a_question_about_a_conflict_is_answered_and_closed(
    cli: CommandLine, laptop: Path, county: Path, tmp_path: Path
) -> None:
    number = cli("--workspace", laptop, "list", "households")[0]["local_no"]
    for workspace, phone in ((laptop, "13900000001"), (county, "13900000002")):
        line = {"do": "household.set", "household": number, "set": {"phone": phone}}
        cli("--workspace", workspace, "apply", script(tmp_path, line))
    carry(cli, laptop, county, tmp_path / "1.fsync", status=1)
    (conflict,) = cli("--workspace", county, "conflicts", "list")
    ask = ["conflicts", "ask", conflict["id"], "--text", "哪个能打通？"]
    asked = cli("--workspace", county, *ask)["id"]
    carry(cli, county, laptop, tmp_path / "2.fsync", status=1)
    (question,) = cli("--workspace", laptop, "questions", "list")
    assert (question["id"], question["state"], question["local_no"]) == (asked, "open", number)
    answer = ["questions", "answer", asked, "--text", "打过了", "--value", "13900000001"]
    cli("--workspace", laptop, *answer)
    carry(cli, laptop, county, tmp_path / "3.fsync")
    (answered,) = cli("--workspace", county, "questions", "list")
    assert (answered["state"], answered["right_value"]) == ("answered", "13900000001")
    cli("--workspace", county, "questions", "close", asked)
    (closed,) = cli("--workspace", county, "questions", "list")
    assert closed["state"] == "closed"
    assert cli.refused("--workspace", county, *answer) == "question_closed"
    nothing = ["conflicts", "ask", conflict["id"], "--text", " "]
    assert cli.refused("--workspace", county, *nothing) == "question_empty"


def test_a_visit_is_returned_corrected_and_accepted(
    cli: CommandLine, laptop: Path, county: Path, tmp_path: Path
) -> None:
    visit: dict[str, object] = {"do": "visit.record", "household": "H00423", "visit": VISIT}
    cli("--workspace", laptop, "apply", script(tmp_path, CREATE, visit))
    carry(cli, laptop, county, tmp_path / "1.fsync")
    inbox = cli("--workspace", county, "review", "list")
    (found,) = [line for line in inbox if line["local_no"] == "H00423"]
    assert (found["state"], found["stage"]) == ("new", "merged")
    back = ["review", "return", found["id"], "--comment", "天气没写"]
    assert cli.refused("--workspace", laptop, *back) == "not_a_county"
    cli("--workspace", county, *back)
    carry(cli, county, laptop, tmp_path / "2.fsync")
    (returned,) = cli("--workspace", laptop, "review", "list")
    assert (returned["id"], returned["comment"]) == (found["id"], "天气没写")
    empty = ["review", "correct", found["id"]]
    assert cli.refused("--workspace", laptop, *empty) == "nothing_corrected"
    cli("--workspace", laptop, *empty, "--set", "weather=多云", "--reply", "补上了")
    assert cli("--workspace", laptop, "review", "list") == []
    carry(cli, laptop, county, tmp_path / "3.fsync")
    again = cli("--workspace", county, "review", "list")
    (corrected,) = [line for line in again if line["id"] == found["id"]]
    assert (corrected["state"], corrected["reply"]) == ("corrected", "补上了")
    cli("--workspace", county, "review", "accept", found["id"])
    left = cli("--workspace", county, "review", "list")
    assert found["id"] not in {line["id"] for line in left}


def test_a_whole_merge_is_taken_back_once(
    cli: CommandLine, laptop: Path, county: Path, tmp_path: Path
) -> None:
    number = cli("--workspace", laptop, "list", "households")[0]["local_no"]
    line = {"do": "household.set", "household": number, "set": {"phone": "13900000001"}}
    cli("--workspace", laptop, "apply", script(tmp_path, line))
    before = digest(cli, county)
    carry(cli, laptop, county, tmp_path / "1.fsync")
    assert digest(cli, county) != before
    bundle = cli("bundle", "inspect", tmp_path / "1.fsync")["bundle"]
    undo = ("--workspace", county, "bundle", "undo", bundle)
    assert cli(*undo) == {"bundle": bundle, "records": 1}
    assert digest(cli, county) == before
    assert cli.refused(*undo) == "merge_taken_back"
    assert cli.refused(*undo[:-1], "none") == "merge_unknown"
