"""A sheet that was printed, looked at as a picture and scanned opens where it is keyed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

PLACES = {
    "blank-sheet": ("visit", "", ""),
    "visit-sheet": ("visit", "", ""),
    "without promises": ("visit", "", ""),
    "collection-form": ("household", "概览", "户号"),
    "income-card": ("household", "收入", "收入"),
    "plan": ("household", "计划与结对", "一户一策帮扶计划"),
    "measures-card": ("household", "措施", ""),
    "household-file": ("household", "概览", ""),
    "health": ("household", "健康", ""),
    "form:measures-notice": ("household", "概览", ""),
}
"""By kind of sheet the page, the subject of a household's page, and words of the form's title."""
BLANKS = ("blank-sheet", "visit-sheet", "without promises", "collection-form", "income-card")


def test_every_scanned_sheet_opens_its_entry_with_the_cursor_in_the_first_blank(
    tmp_path: Path,
) -> None:
    pytest.importorskip("zxingcpp")
    command = [sys.executable, "-m", "tests.journeys.paper_walk", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found.keys() == PLACES.keys()
    for kind, (page, subject, form) in PLACES.items():
        at = found[kind]
        assert (at["page"], at["subject"]) == (page, subject), kind
        assert form in at["form"], kind
        assert bool(at["form"]) == bool(form), kind
    assert all(found[kind]["field"] and not found[kind]["text"] for kind in BLANKS)
    assert found["without promises"]["field"] == "开始时间"
    calm = found.pop("without promises")["household"]
    (name,) = {at["household"].split()[0] for at in found.values()}
    assert name
    assert not calm.startswith(name)
