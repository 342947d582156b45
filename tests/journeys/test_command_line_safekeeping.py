"""Backup and restore on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.command_line import CommandLine, digest

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("passphrases")]


def test_a_backup_brings_the_workspace_back_in_a_new_folder(
    cli: CommandLine, laptop: Path, tmp_path: Path
) -> None:
    before = digest(cli, laptop)
    file, folder = tmp_path / "kept.fbackup", tmp_path / "back"
    made = cli("--workspace", laptop, "backup", file)
    assert made["bytes"] == file.stat().st_size
    held = cli("restore", file, folder, "--preview")
    assert held["workspace"] is None
    assert not folder.exists()
    assert cli("restore", file, folder) == {**held, "workspace": str(folder)}
    assert (held["households"], held["changes"]) == (12, made["changes"])
    assert digest(cli, folder) == before
    assert cli.refused("restore", file, folder) == "workspace_exists"
    assert cli.refused("restore", laptop / "key.json", tmp_path / "x") == "not_a_backup"
    assert cli.refused("restore", tmp_path / "no", tmp_path / "x", status=4) == "file_missing"
