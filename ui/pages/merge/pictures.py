"""The small pictures beside the values, read once each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.errors import FieldappError, Refused, WorldFailed, sentence
from fieldapp.foundation.i18n import _, language
from fieldapp.services.attachments import Attachments
from ui.pages.merge.state import PhotoState
from ui.workers.runner import Runner

EDGE = 300
"""Pixels of the longer side: as wide as the card of one value."""


class Pictures(QObject):
    """``changed`` tells that another picture is here; ``failed`` carries an exception."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, attachments: Attachments, runner: Runner) -> None:
        super().__init__()
        self._attachments = attachments
        self._runner = runner
        self._read: dict[str, bytes | FieldappError] = {}

    def shown(self, uids: Iterable[str]) -> tuple[PhotoState, ...]:
        """These photos as far as they are read, in the language that is on now."""
        return tuple(_photo(uid, self._read.get(uid, b"")) for uid in uids)

    def forget_missing(self) -> None:
        """Look again for those that were not here: they may have come since."""
        self._read = {uid: one for uid, one in self._read.items() if isinstance(one, bytes)}

    def want(self, uids: Iterable[str]) -> None:
        """Read those that were not read before."""
        for uid in uids:
            if uid not in self._read:
                self._read[uid] = b""
                self._ask(uid)

    def _ask(self, uid: str) -> None:
        self._runner.ask(
            lambda: self._picture(uid), lambda read: self._take(uid, read), self.failed.emit
        )

    def _picture(self, uid: str) -> bytes | FieldappError:
        try:
            return self._attachments.thumbnail(uid, EDGE)
        except (Refused, WorldFailed) as reason:
            return reason

    def _take(self, uid: str, read: bytes | FieldappError) -> None:
        self._read[uid] = read
        self.changed.emit()


def _photo(uid: str, read: bytes | FieldappError) -> PhotoState:
    if isinstance(read, bytes):
        return PhotoState(uid, read)
    told = {
        "attachment_missing": _("The photo has not come yet."),
        "not_a_photo": _("A paper; it lies with the household's files."),
    }  # fmt: skip
    return PhotoState(uid, told=told.get(read.code) or sentence(read, language())[0])
