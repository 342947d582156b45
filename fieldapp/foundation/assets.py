"""The one door to the files in ``resources/``, from source and from a frozen program alike."""

from __future__ import annotations

from pathlib import Path

import resources


def asset_path(relative: str) -> Path:
    """Return where a shipped file or folder lies on disk.

    Args:
        relative: the path inside ``resources/``, such as ``fonts/OFL.txt``.

    Raises:
        FileNotFoundError: the program was shipped without this file.
        ValueError: the path leads out of ``resources/``.
    """
    root = Path(resources.__path__[0]).resolve()
    wanted = (root / relative).resolve()
    if not wanted.is_relative_to(root):
        raise ValueError(relative)
    if not wanted.exists():
        raise FileNotFoundError(wanted)
    return wanted
