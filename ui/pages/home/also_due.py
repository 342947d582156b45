"""One line on the home page: what is due besides visits and promises, each with its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.pages.home.state import AlsoDue
from ui.widgets.buttons import LinkButton
from ui.widgets.chips import PillButton
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Text


class AlsoDueLine(QWidget):
    """A pill a kind; pressing one lists what is due of it."""

    def __init__(self, open_kind: Callable[[str], None]) -> None:
        super().__init__()
        self._open_kind = open_kind
        self._line = FlowLayout(self)
        self._shown: list[QWidget] = []
        self.setAccessibleName(_("Also due"))

    def show_items(self, items: Sequence[AlsoDue]) -> None:
        """Show these kinds; nothing at all when none is due."""
        for old in self._shown:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [Text(_("Also due"), "heading")] if items else []
        self._shown += [self._pill(item) for item in items]
        self._shown.append(LinkButton(_("Everything that is due"), "", lambda: self._open_kind("")))
        for widget in self._shown:
            self._line.addWidget(widget)

    def _pill(self, item: AlsoDue) -> PillButton:
        pill = PillButton(item.words, item.tone)
        pill.clicked.connect(lambda _checked=False: self._open_kind(item.kind))
        return pill
