"""Must hold in three stores after two laptops and their county went through their windows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fieldapp.records import Household, Question, Visit
from fieldapp.services.asking import state_of
from fieldapp.services.desk import Desk
from fieldapp.services.reviewing import Reviewing
from tests.journeys.exchange_walk import ThreeFolders

pytestmark = pytest.mark.journey


def test_a_conflict_a_question_and_a_return_go_there_and_back(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.journeys.exchange_walk", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    where = tmp_path / "workspaces"
    folders = ThreeFolders(where / "county", where / "one", where / "two")
    for folder in (folders.county, folders.one, folders.two):
        desk = folders.desk(folder)
        try:
            _settled(desk)
        finally:
            desk.store.close()
    pictures = {path.stem for path in (tmp_path / "pictures").iterdir()}
    for name in ("county-conflict", "one-question", "one-returned", "county-answered"):
        seen = {
            lang for lang in ("zh_CN", "en") if any(p.endswith(f"{name}-{lang}") for p in pictures)
        }
        assert seen == {"zh_CN", "en"}, name


def _settled(desk: Desk) -> None:
    store = desk.store
    assert store.questions.conflicts() == []
    question, of_visit = sorted(store.find(Question), key=lambda one: one.about)
    assert {state_of(one) for one in (question, of_visit)} == {"answered"}
    assert question.right_value == "13900000001"
    home = store.get(Household, question.household)
    assert home is not None
    assert home.phone == "13900000001"
    (stands,) = Reviewing(desk.registers).states().items()
    uid, (state, review) = stands
    assert (state, review.verdict) == ("accepted", "accepted")
    visit = store.get(Visit, uid)
    assert visit is not None
    assert visit.household == home.uid
    assert (of_visit.about, of_visit.answer) == (f"visit/{uid}", "户主和他老婆")
    assert len(Reviewing(desk.registers).case(uid).reviews) == 2
