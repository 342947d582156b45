"""The program examines itself: the main job through its own window, in a throw-away workspace."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.journey


def test_the_installed_program_can_do_its_whole_job() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "fieldapp", "--json", "self-test"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["ok"] is True
    left = [name for step in answer["steps"] for name in step["files"]]
    assert {"visit-sheet.pdf", "blank-sheet.pdf"} <= set(left)
    assert any(name.endswith(".fsync") for name in left)
    assert sum(name.endswith(".png") for name in left) >= 12
