"""Workspaces of a county and a laptop, and the command line that works on them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.cli.main import run
from tests.journeys.command_line import INVITE, PASSPHRASE, CommandLine


@pytest.fixture
def passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDAPP_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("FIELDAPP_INVITE_PASSPHRASE", INVITE)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A county with a village of twelve households and a laptop; copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("FIELDAPP_PASSPHRASE", PASSPHRASE)
        assert run(["demo", str(folder / "laptop"), "--households", "12", "--json"]) == 0
    (folder / "laptop" / "county").rename(folder / "county")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def laptop(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "laptop", tmp_path / "laptop"))


@pytest.fixture
def county(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "county", tmp_path / "county"))
