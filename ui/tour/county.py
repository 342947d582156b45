"""The county's side of the main job: a bundle is looked at, merged, and its visit is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from fieldapp.foundation.i18n import _
from ui.app import toggle_language
from ui.program import Program
from ui.tour.walker import Act, Album, StuckError, Walker

_FILE_NAME = "fileNameEdit"
"""What Qt calls the line of its file dialog."""


class CountyTour:
    """A clerk takes in the ``bundle`` that a laptop wrote; ``household`` was visited in it."""

    def __init__(self, program: Program, album: Album, bundle: Path, household: str) -> None:
        self._program = program
        self._walker = Walker(program, album)
        self._bundle = bundle
        self._household = household

    def acts(self) -> Iterator[tuple[str, Act]]:
        """What is done, in order, each with its name in the language of the screen."""
        yield _("unlock the county's window"), self._unlock
        yield _("look at what the bundle would change"), self._preview
        yield _("merge the bundle at the county office"), self._merge
        yield _("look at the village after the merge"), self._look

    def end(self) -> None:
        """Close the window."""
        self._program.window.close()

    def _unlock(self) -> list[Path]:
        unlocked = self._walker.unlock("county-unlock")
        self._walker.answered()
        return [unlocked, self._walker.picture("county-home")]

    def _preview(self) -> list[Path]:
        self._walker.go("exchange")
        before = self._walker.picture("county-exchange")
        self._walker.key(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        self._choose(self._bundle)
        imports = self._walker.wiring.models.exchange.imports
        self._walker.until(lambda: imports.bringing is not None, "the bundle to be read")
        return [before, self._walker.picture("county-preview")]

    def _merge(self) -> list[Path]:
        imports = self._walker.wiring.models.exchange.imports
        self._walker.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._walker.until(
            lambda: imports.bringing is not None and imports.bringing.outcomes, "the merge"
        )
        merged = self._walker.picture("county-merged")
        if not imports.bringing or not imports.bringing.outcomes[0].changes_applied:
            raise StuckError("changes in the bundle")
        self._walker.key(Qt.Key.Key_Escape)
        return [merged, self._walker.picture("county-ledger")]

    def _look(self) -> list[Path]:
        self._walker.go("households")
        listed = self._walker.picture("county-households")
        self._walker.wiring.routes.open_household(self._household)
        visited = self._walker.picture("county-household")
        toggle_language(self._program.window)
        self._walker.go("exchange")
        other = self._walker.picture("county-exchange-other-language")
        toggle_language(self._program.window)
        return [listed, visited, other]

    def _choose(self, file: Path) -> None:
        """Key a file's name into the dialog that asks for it."""
        window = self._program.window
        self._walker.until(lambda: window.findChildren(QFileDialog), "the dialog for bundles")
        name = window.findChildren(QFileDialog)[-1].findChild(QLineEdit, _FILE_NAME)
        if not isinstance(name, QLineEdit):
            raise StuckError("the line of the dialog for a name")
        name.setText(str(file.resolve()))
        QTest.keyClick(name, Qt.Key.Key_Return)
        self._walker.come_forward()
