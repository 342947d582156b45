"""The set-up is done once, and again when what it rests on changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import setup_env


def test_an_unknown_command_is_wrong_usage_and_shows_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert setup_env.main(["fly"]) == 2
    assert "run            open the window" in capsys.readouterr().out


def test_a_ready_environment_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup_env, "VENV", tmp_path)
    (tmp_path / "ready-to-run").write_text(setup_env._fingerprint())
    assert setup_env.prepare("run")
    assert capsys.readouterr().out == ""


def test_a_changed_lock_makes_the_environment_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "requirements.txt"
    shutil.copy(setup_env.LOCKS["run"], lock)
    monkeypatch.setitem(setup_env.LOCKS, "run", lock)
    before = setup_env._fingerprint()
    lock.write_text(lock.read_text() + "one-more==1.0\n")
    assert setup_env._fingerprint() != before
