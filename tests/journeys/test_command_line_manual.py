"""The manual is read at the command line without a workspace."""

from __future__ import annotations

import json

import pytest

from fieldapp.cli.main import run
from fieldapp.foundation.manual import MANUAL_PAGES, manual_page


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("page", MANUAL_PAGES)
def test_a_page_is_said_as_it_stands(
    capsys: pytest.CaptureFixture[str], page: str, language: str
) -> None:
    assert run(["manual", page, "--lang", language]) == 0
    assert capsys.readouterr().out.strip() == manual_page(page, language).strip()


def test_a_script_gets_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--json", "manual", "safety", "--lang", "en"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["page"] == "safety"
    assert said["title"] == "What is protected, what is not"
    assert said["markdown"].startswith(f"# {said['title']}")


def test_a_page_that_there_is_not_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["manual", "poetry"]) == 2
    assert "safety" in capsys.readouterr().err
