"""The photos of the visit that is being typed: kept at once, shown small, taken off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.services.attachments import Attachments, NewAttachment
from ui.pages.visit.entry import Entry
from ui.pages.visit.reading import CODES, PHOTOS
from ui.workers.runner import Runner

THUMBNAIL = 180
"""Pixels of the longer side of a photo beside the form."""


class PhotoDesk(QObject):
    """``put`` carries the text that names the photos; ``pictured`` a small picture of one.

    ``failed`` carries an exception.
    """

    put = Signal(str, str)
    pictured = Signal(str, bytes)
    failed = Signal(object)

    def __init__(
        self, attachments: Attachments, runner: Runner, entry: Callable[[], Entry | None]
    ) -> None:
        super().__init__()
        self._attachments = attachments
        self._runner = runner
        self._entry = entry

    def add(self, path: Path) -> None:
        """Keep a photo with the household at once; it becomes the visit's when that is saved."""
        entry = self._entry()
        if entry is not None:
            given = NewAttachment(path, "photo", entry.context.household.uid)
            self._runner.ask(
                lambda: self._attachments.add(given)[0],
                lambda uid: self._name((*entry.photos, uid)),
                self.failed.emit,
            )

    def drop(self, uid: str) -> None:
        """Take a photo off the visit; it stays with the household's files."""
        entry = self._entry()
        if entry is not None:
            self._name(tuple(known for known in entry.photos if known != uid))

    def picture(self, uid: str) -> None:
        """Ask for a small picture of a photo."""
        self._runner.ask(
            lambda: self._attachments.thumbnail(uid, THUMBNAIL),
            lambda data: self.pictured.emit(uid, data),
            self.failed.emit,
        )

    def _name(self, uids: tuple[str, ...]) -> None:
        self.put.emit(PHOTOS, CODES.join(uids))
