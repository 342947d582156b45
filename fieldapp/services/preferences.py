"""How the window looks and speaks on this computer: needed before any workspace is open.

Read before the window stands, so only the standard library is used.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

ThemeChoice = Literal["light", "dark", "system"]
LanguageChoice = Literal["zh_CN", "en"]


@dataclass(frozen=True)
class Preferences:
    """Language of the screen; light, dark or what the desktop has; the workspace opened last.

    ``workspace`` is empty as long as nobody chose one in the window.
    """

    language: LanguageChoice = "zh_CN"
    theme: ThemeChoice = "light"
    workspace: str = ""


def load_preferences(file: Path) -> Preferences:
    """What was chosen; a file that is absent or cannot be read gives what is usual."""
    try:
        found = json.loads(file.read_bytes())
        kept = Preferences(found["language"], found["theme"], str(found.get("workspace", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Preferences()
    known = kept.language in get_args(LanguageChoice) and kept.theme in get_args(ThemeChoice)
    return kept if known else Preferences()


def save_preferences(file: Path, preferences: Preferences) -> None:
    """Keep what was chosen.

    Raises:
        WorldFailed: ``disk_full``, ``not_writable``.
    """
    from fieldapp.foundation.files import write_atomic

    file.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(file, json.dumps(asdict(preferences), indent=2).encode())
