"""How the window looks and speaks on this computer: needed before any workspace is open."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from fieldapp.foundation.files import write_atomic

ThemeChoice = Literal["light", "dark", "system"]
LanguageChoice = Literal["zh_CN", "en"]


class Preferences(msgspec.Struct, frozen=True):
    """Language of the screen, and light, dark or what the desktop has."""

    language: LanguageChoice = "zh_CN"
    theme: ThemeChoice = "light"


def load_preferences(file: Path) -> Preferences:
    """What was chosen; a file that is absent or cannot be read gives what is usual."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Preferences)
    except (OSError, msgspec.DecodeError):
        return Preferences()


def save_preferences(file: Path, preferences: Preferences) -> None:
    """Keep what was chosen.

    Raises:
        WorldFailed: ``disk_full``, ``not_writable``.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(file, msgspec.json.format(msgspec.json.encode(preferences), indent=2))
