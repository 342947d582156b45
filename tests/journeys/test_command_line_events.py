"""Events of families and duplicates from scripts: every verb, its trace, and its refusal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line import CommandLine, digest, script

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("passphrases")]

Line = dict[str, object]
DAY = "2016-05-01"


def create(number: str, name: str, sex: str = "1") -> Line:
    head = {"name": name, "sex": sex, "birth_date": "1960-02-03"}
    return {"do": "household.create", "local_no": number, "hh_class": "GEN", "head": head}


def add(number: str, name: str, relation: str, sex: str, birth: str) -> Line:
    member = {"name": name, "sex": sex, "relation": relation, "birth_date": birth}
    return {"do": "member.add", "household": number, "member": member}


@pytest.fixture
def ids(cli: CommandLine, laptop: Path, tmp_path: Path) -> dict[str, str]:
    """Two families by name of person: 张三 with wife, son and daughter; 李四 alone."""
    people = [("张妻", "02", "2", "1962-03-01"), ("张小军", "03", "1", "1988-04-01"),
              ("张小梅", "04", "2", "1992-05-01")]  # fmt: skip
    lines = [create("H90001", "张三"), create("H90002", "李四")]
    lines += [add("H90001", *person) for person in people]
    cli("--workspace", laptop, "apply", script(tmp_path, *lines))
    shown = [cli("--workspace", laptop, "show", "household", n) for n in ("H90001", "H90002")]
    return {m["name"]: m["id"] for home in shown for m in home["members"]}


def applied(cli: CommandLine, laptop: Path, tmp_path: Path, *lines: Line) -> Any:  # noqa: ANN401  a JSON document
    return cli("--workspace", laptop, "apply", script(tmp_path, *lines))


def test_every_event_is_applied_and_listed(
    cli: CommandLine, laptop: Path, tmp_path: Path, ids: dict[str, str]
) -> None:
    home = {"household": "H90001"}
    child = {"name": "张宝", "sex": "1", "relation": "07"}
    bride = {"name": "周桂花", "sex": "2", "birth_date": "1990-01-01"}
    applied(
        cli, laptop, tmp_path,
        {"do": "event.birth", **home, "date": "2016-01-01", "child": child},
        {"do": "event.marriage_in", **home, "date": "2016-01-02", "person": bride,
         "relation": "05"},
        {"do": "event.leave", "member": ids["张小军"], "date": "2016-02-01", "reason": "abroad"},
        {"do": "event.return", "member": ids["张小军"], "date": "2016-03-01"},
        {"do": "event.marriage_out", "member": ids["张小梅"], "date": "2016-03-02"},
        {"do": "event.new_head", **home, "date": "2016-04-01", "head": ids["张妻"]},
        {"do": "event.death", "member": ids["张三"], "date": DAY, "note": "病故"},
        {"do": "household.split", **home, "date": "2016-06-01", "members": [ids["张小军"]],
         "head": ids["张小军"], "new": {"hh_class": "GEN", "local_no": "H90003"}},
        {"do": "household.merge", "household": "H90003", "other": "H90002", "date": "2016-07-01",
         "relations": {ids["李四"]: "X3"}},
    )  # fmt: skip
    listed = cli("--workspace", laptop, "list", "events")
    told = [(e["kind"], e["local_no"], e["other"]) for e in listed if e["local_no"] >= "H9"]
    assert told == [
        ("birth", "H90001", None), ("marriage_in", "H90001", None), ("leave", "H90001", None),
        ("return", "H90001", None), ("marriage_out", "H90001", None),
        ("new_head", "H90001", None), ("death", "H90001", None),
        ("split", "H90001", "H90003"), ("split", "H90003", "H90001"),
        ("merge", "H90002", "H90003"), ("merge", "H90003", "H90002"),
    ]  # fmt: skip
    shown = cli("--workspace", laptop, "show", "household", "H90001")
    relations = {m["name"]: (m["relation"], m["status"]) for m in shown["members"]}
    assert relations == {
        "张三": ("02", "2"), "张妻": ("01", "1"), "张小梅": ("04", "3"), "张宝": ("07", "4"),
        "周桂花": ("05", "4"),
    }  # fmt: skip
    merged = cli("--workspace", laptop, "show", "household", "H90002")
    assert (merged["status"], merged["members"]) == ("merged", [])
    numbers = {home["local_no"] for home in cli("--workspace", laptop, "list", "households")}
    assert "H90002" not in numbers
    assert {"H90001", "H90003"} <= numbers
    assert cli("--workspace", laptop, "doctor")["ok"] is True


def test_a_head_who_dies_needs_a_follower_and_relations_that_are_certain(
    cli: CommandLine, laptop: Path, tmp_path: Path, ids: dict[str, str]
) -> None:
    before = digest(cli, laptop)
    dies: Line = {"do": "event.death", "member": ids["张三"], "date": DAY}
    path = script(tmp_path, dies)
    error = cli("--workspace", laptop, "apply", path, status=3)["error"]
    assert "nobody is named to follow" in error["message"]
    assert digest(cli, laptop) == before
    applied(cli, laptop, tmp_path, {**dies, "new_head": ids["张小军"]})
    shown = cli("--workspace", laptop, "show", "household", "H90001")
    relations = {m["name"]: m["relation"] for m in shown["members"]}
    assert relations == {"张三": "11", "张妻": "12", "张小军": "01", "张小梅": "X1"}


def test_the_last_of_a_household_ends_it_only_when_that_is_said(
    cli: CommandLine, laptop: Path, tmp_path: Path, ids: dict[str, str]
) -> None:
    dies: Line = {"do": "event.death", "member": ids["李四"], "date": DAY}
    error = cli("--workspace", laptop, "apply", script(tmp_path, dies), status=3)["error"]
    assert "Nobody would be left" in error["message"]
    applied(cli, laptop, tmp_path, {**dies, "ends": True})
    shown = cli("--workspace", laptop, "show", "household", "H90002")
    assert shown["status"] == "cancelled"


def test_duplicates_are_listed_merged_and_told_apart(
    cli: CommandLine, laptop: Path, tmp_path: Path, ids: dict[str, str]
) -> None:
    again = add("H90002", "张小梅", "99", "2", "1992-05-01")
    cousin = add("H90002", "张晓君", "99", "1", "1988-04-01")
    done = applied(cli, laptop, tmp_path, again, cousin)
    ours = {ids["张小梅"], ids["张小军"], *done["ids"]}

    def listed() -> list[Any]:
        rows = cli("--workspace", laptop, "list", "duplicates")
        return [row for row in rows if {row["member"], row["other"]} <= ours]

    assert [row["strength"] for row in listed()] == ["likely", "likely"]
    assert all(row["sentence"].endswith("in the same village.") for row in listed())
    applied(
        cli, laptop, tmp_path,
        {"do": "member.merge", "member": ids["张小梅"], "other": done["ids"][0],
         "take": ["phone"]},
        {"do": "member.distinct", "member": ids["张小军"], "other": done["ids"][1],
         "reason": "堂兄弟"},
    )  # fmt: skip
    assert listed() == []
    shown = cli("--workspace", laptop, "show", "household", "H90002")
    assert [m["name"] for m in shown["members"]] == ["李四", "张晓君"]


@pytest.mark.parametrize(
    "bad",
    [
        {"do": "event.birth", "household": "H90001", "date": "soon", "child": {"name": "张宝"}},
        {"do": "event.birth", "household": "H90001", "date": DAY, "child": "张宝"},
        {"do": "event.birth", "household": "H90001", "date": DAY},
        {"do": "household.split", "household": "H90001", "date": DAY, "members": "all",
         "head": "x", "new": {}},
        {"do": "household.merge", "household": "H90001", "other": "H99999", "date": DAY},
        {"do": "member.merge", "member": "x", "other": "y"},
        {"do": "member.merge", "member": "x", "other": "y", "take": "all"},
    ],
)  # fmt: skip
def test_a_senseless_event_is_refused_with_its_line(
    cli: CommandLine, laptop: Path, tmp_path: Path, ids: dict[str, str], bad: Line
) -> None:
    assert ids
    before = digest(cli, laptop)
    error = cli("--workspace", laptop, "apply", script(tmp_path, bad), status=3)["error"]
    assert error["code"] == "script_line"
    assert digest(cli, laptop) == before
