"""The short form of ``make faults``: a few kills, a few full disks, every search and refusal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.full_disk import ACTS, fill, small_disk
from tests.faults.kills import WORKS, kill_at_random
from tests.faults.plain_text import search
from tests.faults.refusals import CASES, refuse

pytestmark = pytest.mark.slow
KILLS, PLACES = 4, 4
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@forks
@pytest.mark.parametrize("work", WORKS)
def test_what_was_confirmed_outlives_a_kill(work: str, tmp_path: Path) -> None:
    done = kill_at_random(WORKS[work], tmp_path, KILLS, seed=7)
    assert (done.kills, done.lost, done.damaged) == (KILLS, 0, 0)


@pytest.mark.parametrize("work", ACTS)
def test_a_full_disk_leaves_everything_unchanged_or_complete(work: str, tmp_path: Path) -> None:
    with small_disk(tmp_path) as mounted:
        if not mounted:
            pytest.skip("no small disk can be mounted here")
        done = fill(tmp_path, ACTS[work], steps=PLACES)
    assert done.refused
    assert done.between == 0
    assert set(done.unnamed) <= {"not_writable"}


@forks
def test_no_file_of_a_workspace_can_be_read_without_the_key(tmp_path: Path) -> None:
    done = search(tmp_path)
    assert done.texts > 200
    assert done.files >= 5
    assert done.found == ()


@pytest.mark.parametrize("case", CASES)
def test_what_does_not_belong_together_is_refused_and_left_alone(
    case: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    found = refuse(case, tmp_path)
    assert (found.code, found.unchanged, found.sentences) == (CASES[case][2], True, 2)
