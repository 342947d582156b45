"""Which page of the manual lies open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import language
from fieldapp.foundation.manual import MANUAL_PAGES, manual_page, title_of
from ui.pages.manual.state import ManualState

_ABOUT_SAFETY = frozenset({"settings", "county"})


class ManualViewModel(QObject):
    """Outlives its page; ``back_wanted`` asks for the page before."""

    changed = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = MANUAL_PAGES[0]

    @property
    def state(self) -> ManualState:
        """The state now, in the language of the screen."""
        texts = {name: manual_page(name, language()) for name in MANUAL_PAGES}
        pages = tuple((name, title_of(text)) for name, text in texts.items())
        return ManualState(pages, self._chosen, texts[self._chosen])

    def choose(self, name: str) -> None:
        """Open a page by its name."""
        self._chosen = name
        self.changed.emit()

    def help_for(self, place: str) -> None:
        """Open what belongs to a page of the window; in the manual itself nothing moves."""
        if place != "manual":
            self.choose("safety" if place in _ABOUT_SAFETY else "day")
