"""The page of a template while it is written: made anew after each pause, beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.i18n import language
from fieldapp.foundation.jobs import Job
from fieldapp.services.printing import Printing
from ui.models.page_picture import Picture
from ui.workers.runner import Runner

if TYPE_CHECKING:
    from fieldapp.services.form_preview import FormView

_PAUSE_MS = 300
"""After the last key the page is made anew."""


class LivePage(QObject):
    """The newest page that could be made; ``refused`` is why the text as it stands makes none."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, printing: Printing, runner: Runner) -> None:
        super().__init__()
        self._printing = printing
        self._runner = runner
        self._text = ""
        self._asked = 0
        self._view: FormView | None = None
        self.language = language()
        self.refused: FieldappError | None = None
        self.picture: Picture | None = None
        self.page = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._view.sheet.pages if self._view else 0

    @property
    def chinese_only(self) -> tuple[int, ...]:
        """The lines whose text has no English."""
        return self._view.chinese_only if self._view else ()

    @property
    def wrong_line(self) -> int:
        """The line that is wrong; 0 when none is."""
        line = self.refused.facts.get("line") if self.refused else 0
        return line if isinstance(line, int) else 0

    def show(self, text: str) -> None:
        """Show the first page of another template."""
        self._view = self.picture = self.refused = None
        self._text, self.page = text, 0
        self._look()

    def follow(self, text: str) -> None:
        """Take what is typed; the page follows after a short pause."""
        self._text = text
        self._pause.start()

    def speak(self, chosen: str) -> None:
        """Show the page in this language."""
        self.language = chosen
        self._look()

    def turn(self, by: int) -> None:
        """Show another page."""
        self.page = max(0, self.page + by)
        self._draw()

    def refuse(self, failure: BaseException) -> None:
        """Show why the text cannot be used; the last page that could be made stays."""
        if isinstance(failure, FieldappError):
            self.refused = failure
            self.changed.emit()
        else:
            self.failed.emit(failure)

    def _look(self) -> None:
        self._pause.stop()
        self._asked += 1
        asked, text, chosen, printing = self._asked, self._text, self.language, self._printing

        def look(_job: Job) -> FormView:
            # the workshop of the sheets is entered when a form is looked at
            from fieldapp.services.form_preview import form_view

            return form_view(printing, text, chosen)

        self.changed.emit()
        self._runner.file_job(
            look,
            lambda view: self._seen(asked, view),
            lambda failure: self.refuse(failure) if asked == self._asked else None,
        )

    def _seen(self, asked: int, view: FormView) -> None:
        if asked == self._asked:
            self._view, self.refused = view, None
            self._draw()

    def _draw(self) -> None:
        view, asked = self._view, self._asked
        if view is None or not self.pages:
            self.picture = None
            self.changed.emit()
            return
        self.page = page = min(self.page, self.pages - 1)
        self._runner.file_job(
            lambda _job: view.sheet.page(page),
            lambda drawn: self._drawn(
                asked, Picture(drawn.width, drawn.height, drawn.stride, drawn.points)
            ),
            self.failed.emit,
        )

    def _drawn(self, asked: int, picture: Picture) -> None:
        if asked == self._asked:
            self.picture = picture
            self.changed.emit()
