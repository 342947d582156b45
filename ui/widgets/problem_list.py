"""What is still wrong or missing on a page; pressing an entry jumps to its field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.style.icons import icon
from ui.style.layouts import row
from ui.widgets.text import Text, Tone
from ui.widgets.tile import Tile

Weight = Literal["error", "warning", "missing"]
_LOOK: dict[Weight, tuple[str, Tone]] = {
    "error": ("error", "error"),
    "warning": ("warning", "warning"),
    "missing": ("info", "quiet"),
}


@dataclass(frozen=True)
class ProblemLine:
    """One entry: the key of the field it jumps to, the sentence, and how much it weighs."""

    key: str
    sentence: str
    weight: Weight = "error"


class ProblemList(QWidget):
    """Entries under one another; ``jump`` gives the key of the pressed one.

    Args:
        all_well: what is said when there are none.
    """

    jump = Signal(str)

    def __init__(self, all_well: str) -> None:
        super().__init__()
        self._all_well = all_well
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.set_problems(())

    def set_problems(self, problems: Sequence[ProblemLine]) -> None:
        """Show these instead of what was shown."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if not problems:
            self._column.addWidget(self._line("ok", "ok", self._all_well, ""))
        for problem in problems:
            name, tone = _LOOK[problem.weight]
            self._column.addWidget(self._line(name, tone, problem.sentence, problem.key))

    def _line(self, picture: str, tone: Tone, sentence: str, key: str) -> Tile:
        line = Tile(sentence, "flat", clickable=bool(key))
        mark = Text()
        mark.setPixmap(icon(picture, tone).pixmap(16, 16))
        mark.setFixedWidth(20)
        words = Text(sentence, "body", tone, wrap=True)
        layout = row(mark, words, gap=0.5)
        layout.setContentsMargins(0, 3, 0, 3)
        layout.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        layout.setStretch(1, 1)
        line.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        line.setSizePolicy(policy)
        line.clicked.connect(lambda _checked=False: self.jump.emit(key))
        return line
