"""The answer to one question about a household or a village, asked when it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.workers.runner import Runner


class Asked(QObject):
    """``changed`` tells that :attr:`answer` is another; ``failed`` carries an exception."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, question: Callable[[str], Any]) -> None:
        super().__init__()
        self._runner = runner
        self._question = question
        self._root = ""
        self.awaited = False
        """Nothing was answered yet about what was opened."""
        self.answer: Any = None
        """What was answered last; ``None`` before the first answer."""

    def open(self, root: str) -> None:
        """Ask about another household or village from now on."""
        if root != self._root:
            self._root, self.answer = root, None
            self.awaited = bool(root)

    def load(self) -> None:
        """Ask again."""
        root, question = self._root, self._question
        if root:
            self._runner.ask(lambda: (root, question(root)), self._answered, self.failed.emit)

    def _answered(self, told: tuple[str, Any]) -> None:
        if told[0] == self._root:
            self.answer, self.awaited = told[1], False
            self.changed.emit()
