"""Long work that tells how far it is and can be stopped, without knowing who watches."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Cancelled(Exception):
    """The work was stopped because somebody asked; what it had begun is undone by its owner."""


@dataclass(frozen=True)
class Progress:
    """How far work is: ``done`` of ``total`` parts; a total of 0 means not known."""

    done: int
    total: int


class Job(Protocol):
    """What long work is handed to report on itself."""

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        ...

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is, between two safe steps.

        Raises:
            Cancelled: somebody asked to stop.
        """
        ...


class WatchedJob:
    """A job whose progress goes to ``on_progress``, once for each new percent."""

    def __init__(self, on_progress: Callable[[Progress], None] | None = None) -> None:
        self._on_progress = on_progress
        self._stop = threading.Event()
        self._percent = -1

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next safe step; may be called from any thread."""
        self._stop.set()

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is.

        Raises:
            Cancelled: somebody asked to stop.
        """
        if self._stop.is_set():
            raise Cancelled
        percent = done * 100 // total if total > 0 else 0
        if percent != self._percent and self._on_progress is not None:
            self._percent = percent
            self._on_progress(Progress(done, total))


@dataclass(frozen=True)
class Share:
    """One of several pieces of work that together are one job: the first, second … of so many."""

    whole: Job
    before: int
    pieces: int

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop the whole."""
        return self.whole.cancelled

    def progress(self, done: int, total: int) -> None:
        """Tell how far this piece is.

        Raises:
            Cancelled: somebody asked to stop the whole.
        """
        self.whole.progress(self.before * total + done, self.pieces * total)
