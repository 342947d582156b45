"""The door to the shipped files."""

from __future__ import annotations

import pytest

from fieldapp.foundation.assets import asset_path


def test_a_shipped_file_is_found_wherever_the_program_was_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert asset_path("fonts/OFL.txt").read_text(encoding="utf-8").startswith("Noto Serif SC")


def test_a_folder_of_assets_is_found_too() -> None:
    assert asset_path("fonts").is_dir()


def test_a_missing_asset_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="nothing"):
        asset_path("fonts/nothing.ttf")


@pytest.mark.parametrize("path", ["../pyproject.toml", "fonts/../../db", "/etc"])
def test_the_door_leads_nowhere_else(path: str) -> None:
    with pytest.raises(ValueError, match=r"pyproject|db|etc"):
        asset_path(path)
