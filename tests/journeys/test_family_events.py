"""A household splits, its founder marries, another joins: done, taken back and done again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fieldapp.bootstrap import Opener
from fieldapp.services.demonstration import make_demonstration

pytestmark = pytest.mark.journey


def test_a_split_a_marriage_and_a_merge_by_keyboard_undone_and_redone(tmp_path: Path) -> None:
    workspace, pictures = tmp_path / "workspace", tmp_path / "pictures"
    make_demonstration(Opener().founding(), workspace, households=90, role="county")
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.family_window", str(workspace), str(pictures)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    start, split, married, merged, *after = told["digests"]
    assert len({start, split, married, merged}) == 4
    assert after == [married, split, start, split, married, merged]
    assert told["said"][-1].startswith("已重做：已登记并入")
    assert sorted(told["told"]["old"]) == ["merge", "split"]
    assert sorted(told["told"]["founded"]) == ["marriage_in", "split"]
    assert told["told"]["bride's"] == ["marriage_out"]
    assert told["told"]["joining"] == ["merge"]
    assert {"分户"} <= set(told["shown"])
    assert any("嫁入" in title for title in told["shown"])
    assert told["problems"] == []
    assert len(list(pictures.glob("*.png"))) >= 10
