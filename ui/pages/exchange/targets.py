"""Where bundles can be written: the sticks that come and go, and folders that were chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.pages.exchange import wording
from ui.pages.exchange.state import Target
from ui.pages.exchange.sticks import Stick
from ui.workers.runner import Runner


class Targets(QObject):
    """Knows the sticks and folders and which is chosen; the first stick put in is chosen itself."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, find: Callable[[], tuple[Stick, ...]]) -> None:
        super().__init__()
        self._runner = runner
        self._find = find
        self._sticks: tuple[Stick, ...] = ()
        self._folders: tuple[Path, ...] = ()
        self._chosen = ""
        self._looking = False

    @property
    def chosen(self) -> Target | None:
        """Where the next bundle is written."""
        return next((target for target in self.all() if target.key == self._chosen), None)

    def all(self) -> tuple[Target, ...]:
        """Sticks first, in words of the language that is on now."""
        sticks = (
            Target(str(stick.folder), wording.stick_words(stick), stick.folder)
            for stick in self._sticks
        )
        folders = (Target(str(folder), str(folder), folder) for folder in self._folders)
        return (*sticks, *folders)

    def look(self) -> None:
        """See which sticks are plugged in; called again and again while the page is in front."""
        if not self._looking:
            self._looking = True
            self._runner.file_job(lambda _job: self._find(), self._found, self._not_found)

    def choose(self, key: str) -> None:
        """Write to this stick or folder."""
        self._chosen = key
        self.changed.emit()

    def add_folder(self, folder: Path) -> None:
        """Write to a folder that a person chose."""
        self._folders = (*(known for known in self._folders if known != folder), folder)
        self.choose(str(folder))

    def _found(self, sticks: tuple[Stick, ...]) -> None:
        self._looking = False
        places = [stick.folder for stick in sticks]
        if places == [stick.folder for stick in self._sticks]:
            return  # only the free room may differ
        self._sticks = sticks
        keys = [target.key for target in self.all()]
        self.choose(self._chosen if self._chosen in keys else next(iter(keys), ""))

    def _not_found(self, failure: BaseException) -> None:
        self._looking = False
        self.failed.emit(failure)
