"""How workspaces are begun in the window, and how it remembers which one to open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from fieldapp import VERSION
from fieldapp.services.preferences import load_preferences, save_preferences

if TYPE_CHECKING:
    from ui.pages.beginning.view_model import Ways


def demonstration_folder() -> Path:
    """Where the demonstration of this version lies."""
    return user_data_path("fieldapp", appauthor=False) / f"demonstration-{VERSION}"


def ways(usual: Path, sought: Path) -> Ways:
    """What begins workspaces, for a program that was to open the folder ``sought``."""
    from fieldapp.bootstrap import Opener
    from fieldapp.services.beginning import Beginning, is_workspace
    from ui.pages.beginning.view_model import Ways

    missed = None if sought == usual or is_workspace(sought) else sought
    return Ways(Beginning(Opener().founding()), missed or usual, demonstration_folder(), missed)


def remember(preferences: Path, folder: Path) -> None:
    """Open this workspace the next time the window starts.

    Raises:
        WorldFailed: ``disk_full``, ``not_writable``.
    """
    kept = load_preferences(preferences)
    save_preferences(preferences, replace(kept, workspace=str(folder.absolute())))
