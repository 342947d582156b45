"""What the list of files shows, in the language of the screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FileRow:
    """One photo or paper; ``copy_name`` is offered for a copy and names nobody."""

    uid: str
    kind: str
    caption: str
    taken: str
    by: str
    size: str
    copy_name: str


@dataclass(frozen=True)
class FilesState:
    """The files of a household, the newest first."""

    rows: tuple[FileRow, ...] = ()
