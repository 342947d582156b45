"""The command line in the hands of a test, and a script with every verb."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.main import run

PASSPHRASE = "correct horse battery"
INVITE = "an invitation for one"
ID_NUMBER = "999900196001010010"


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
