"""What is to be known of the bundles of an import, a line each, scrolled when there is much."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.pages.exchange.state import ImportRow
from ui.style.icons import icon
from ui.style.layouts import column, row
from ui.style.tokens import GRID
from ui.widgets.buttons import QuietButton
from ui.widgets.scrolled import Scrolled
from ui.widgets.text import Text

_SHOWN = 20
_ICON = 20


class NotesList(Scrolled):
    """As high as its notes, up to where the tables need the room; hidden while there are none."""

    release_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._told: tuple[ImportRow, ...] = ()
        self._highest = 0
        self.hide()

    def show_rows(self, rows: tuple[ImportRow, ...], highest: int) -> None:
        """Tell what there is to be told of these, the held ones first, in so many pixels."""
        self._highest = highest
        told = tuple(sorted((row for row in rows if row.hint), key=lambda row: not row.held))
        if told == self._told:
            self._fit()
            return
        self._told = told
        notes = [self._note(one) for one in told[:_SHOWN]]
        more = len(told) - _SHOWN
        if more > 0:
            notes.append(Text(_("… and {count} more").format(count=more), "quiet"))
        inside = QWidget()
        inside.setLayout(column(*notes, gap=0.5))
        self.replace(inside)
        self.setVisible(bool(told))
        self._fit()

    def _note(self, one: ImportRow) -> QFrame:
        frame, picture = QFrame(), Text()
        tone = "yellow" if one.held else "general"
        frame.setProperty("banner", tone)
        picture.setPixmap(icon("warning" if one.held else "info", tone).pixmap(_ICON, _ICON))
        words = Text(_("{file}: {words}").format(file=one.file, words=one.hint), wrap=True)
        layout = row(picture, words, gap=1)
        layout.setStretch(1, 1)
        layout.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        layout.setContentsMargins(GRID, 5, GRID, 5)
        if one.release:
            ask, key = _("Let in what it wrote before"), one.key
            button = QuietButton(ask, "", lambda: self.release_asked.emit(key), changes=True)
            layout.addWidget(button)
        frame.setLayout(layout)
        return frame

    def _fit(self) -> None:
        inside = self.widget()
        if inside is not None and self._told:
            wanted = inside.heightForWidth(self.viewport().width())
            self.setFixedHeight(min(wanted, self._highest))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped otherwise, the notes are of another height."""
        super().resizeEvent(event)
        self._fit()
