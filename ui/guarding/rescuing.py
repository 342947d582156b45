"""Opens the workspace again for who cannot: the dialog, and the work behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.errors import FieldappError, sentence
from fieldapp.foundation.i18n import language
from ui.pages.unlock.rescue import Rescue, Wish, fulfil
from ui.pages.unlock.rescue_dialog import RescueDialog

if TYPE_CHECKING:
    from fieldapp.services.backups import Held
    from ui.workers.runner import Runner


class Rescuing(QObject):
    """One visit to the dialog."""

    def __init__(self, window: QWidget, rescue: Rescue, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self._rescue = rescue
        self._runner = runner
        self.dialog = RescueDialog(window)
        self.dialog.wished.connect(self._fulfil)
        self.dialog.finished.connect(self._closed)

    def open(self) -> None:
        """Show the dialog."""
        self.dialog.open()

    def _fulfil(self, wish: Wish) -> None:
        def done(held: Held | None) -> None:
            if held is None:
                self.dialog.show_opened()
            else:
                self.dialog.show_held(held, wish.folder if wish.way == "restore" else "")

        self._runner.file_job(lambda _job: fulfil(self._rescue, wish), done, self._refused)

    def _refused(self, failure: BaseException) -> None:
        if not isinstance(failure, FieldappError):
            raise failure
        self.dialog.refuse(*sentence(failure, language()))

    def _closed(self, _result: int) -> None:
        self.dialog.deleteLater()
        self.deleteLater()
