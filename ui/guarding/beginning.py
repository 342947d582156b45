"""Covers the window with the page that begins a workspace, and hands over what was begun."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from ui.app import toggle_language
from ui.pages.beginning.page import BeginningPage
from ui.pages.beginning.state import BeginningState
from ui.pages.beginning.view_model import BeginningModel, Ways
from ui.pages.print.drawing import PrinterPaper
from ui.shell.main_window import MainWindow
from ui.workers.runner import Runner


class BeginningCover(QObject):
    """``entered`` carries folder and passphrase; ``left`` goes back to the unlock page."""

    entered = Signal(object, str)
    left = Signal()

    def __init__(
        self, window: MainWindow, ways: Ways, runner: Runner, state: BeginningState
    ) -> None:
        super().__init__(window)
        self._window = window
        self.model = BeginningModel(ways, runner, state)
        self.model.entered.connect(self.entered)
        self.model.left.connect(self.left)
        self.page = BeginningPage(self.model)
        self.page.language_asked.connect(self._speak)
        self.page.print_asked.connect(self._ask_printer)
        window.closing.connect(self.model.give_up)
        window.cover(self.page)
        self.page.setFocus()

    def _speak(self) -> None:
        toggle_language(self._window)
        self.model.go("choose")  # an old complaint would be in the wrong one
        self.page.retranslate()

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self.page)
        dialog.accepted.connect(lambda: self.model.print_sheet(PrinterPaper(printer)))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
