"""Where the window stands, where it was before, and how it goes elsewhere.

A change of language or theme is answered by making every page again through its factory: no
page then needs to know how to speak anew, and none can forget a word.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.navigation.register import PageRegister

_MOST_BACK = 50


class Navigator(QObject):
    """Makes pages when they are first wanted and keeps them.

    ``arrived`` gives the key of the page that is now in front.
    """

    arrived = Signal(str)

    def __init__(self, register: PageRegister, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._register = register
        self._stack = stack
        self._pages: dict[str, QWidget] = {}
        self._here = ""
        self._before: list[str] = []

    @property
    def here(self) -> str:
        """The key of the page in front; empty before the first."""
        return self._here

    def go(self, key: str) -> QWidget:
        """Bring a page to the front, remembering where we were; ``KeyError`` for an unknown key."""
        page = self.page(key)
        if self._here and self._here != key:
            self._before = [*self._before, self._here][-_MOST_BACK:]
        self._show(key)
        return page

    def back(self) -> bool:
        """Return to the page before; ``False`` when there is none."""
        if not self._before:
            return False
        self._show(self._before.pop())
        return True

    def page(self, key: str) -> QWidget:
        """The page under ``key``, made if need be; ``KeyError`` for an unknown key."""
        if key not in self._pages:
            made = self._register.spec(key).factory()
            self._pages[key] = made
            self._stack.addWidget(made)
        return self._pages[key]

    def rebuild(self) -> None:
        """Make all pages again: the one in front now, the others when they are wanted."""
        old = list(self._pages.values())
        self._pages = {}
        if self._here:
            self._show(self._here)
        for page in old:
            self._stack.removeWidget(page)
            page.deleteLater()

    def _show(self, key: str) -> None:
        page = self.page(key)
        self._here = key
        self._stack.setCurrentWidget(page)
        refresh = getattr(page, "refresh", None)
        if callable(refresh):
            refresh()
        self.arrived.emit(key)
