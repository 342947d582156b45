"""What the program and its workspace can say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fieldapp.records.codes import all_lists
from fieldapp.records.declare import entities


@dataclass(frozen=True)
class About:
    """The version, where the workspace lies with how many bytes, and the data dictionary.

    ``version`` is empty when the program runs from its source folder.
    """

    version: str
    folder: Path
    bytes: int
    entities: int
    fields: int
    lists: int


def about(folder: Path) -> About:
    """Look at the installed program and the workspace folder."""
    try:
        number = version("fieldapp")
    except PackageNotFoundError:
        number = ""  # run from its source folder
    return About(
        number,
        folder,
        sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()),
        len(entities()),
        sum(len(spec.fields) for spec in entities()),
        len(all_lists()),
    )
