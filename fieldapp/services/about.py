"""What the program and its workspace can say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fieldapp import VERSION
from fieldapp.records.codes import all_lists
from fieldapp.records.declare import entities


@dataclass(frozen=True)
class About:
    """The version, where the workspace lies with how many bytes, and the data dictionary."""

    version: str
    folder: Path
    bytes: int
    entities: int
    fields: int
    lists: int


def about(folder: Path) -> About:
    """Look at the program and the workspace folder."""
    return About(
        VERSION,
        folder,
        sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()),
        len(entities()),
        sum(len(spec.fields) for spec in entities()),
        len(all_lists()),
    )
