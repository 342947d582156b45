"""What the window shows when something fails: a banner, a dialog, or the crash report."""

from __future__ import annotations

from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from fieldapp.foundation import crash
from fieldapp.foundation.errors import FieldappError, Refused, WrongUsage, sentence
from fieldapp.foundation.i18n import _, language
from fieldapp.foundation.jobs import Cancelled
from ui.style.icons import icon
from ui.style.layouts import column, row
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.text import Text


class CrashReport(NamedTuple):
    """What a person may hand on: where the program failed, and nothing of what it held."""

    text: str


class FailureDialog(QDialog):
    """The world failed: what happened, what is safe, what to do."""

    def __init__(self, error: FieldappError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        message, hint = sentence(error, language())
        self.setWindowTitle(_("This did not work"))
        self.setAccessibleName(message)
        self.setMinimumWidth(440)
        head = row(_picture("warning", "warning"), Text(message, "heading", wrap=True), gap=1.5)
        head.setStretch(1, 1)
        layout = column(head, Text(hint, wrap=True), gap=1.5, margin=3)
        layout.addLayout(row(None, PrimaryButton(_("Understood"), "", self.accept)))
        self.setLayout(layout)


class CrashDialog(QDialog):
    """Our own fault: what was kept, and a report that can be copied."""

    def __init__(self, report: CrashReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A fault in the program"))
        self.setMinimumWidth(560)
        self._report = report
        shown = QPlainTextEdit(report.text)
        shown.setReadOnly(True)
        shown.setAccessibleName(_("Report"))
        shown.setMinimumHeight(160)
        head = row(
            _picture("error", "error"),
            Text(_("The program made a mistake."), "heading"), None, gap=1.5,
        )  # fmt: skip
        safe = _(
            "Everything saved before is safe, and what you were typing is kept as a draft. "
            "You can go on working; if it happens again, close the program and open it anew."
        )
        about = _("This report holds no personal data. Copy it and send it to the county office.")
        told = (Text(safe, wrap=True), Text(about, "quiet", wrap=True))
        layout = column(head, *told, shown, gap=1.5, margin=3)
        layout.addLayout(
            row(
                None, QuietButton(_("Copy report"), "Ctrl+Shift+C", self.copy),
                PrimaryButton(_("Go on"), "", self.accept),
            )
        )  # fmt: skip
        self.setLayout(layout)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report.text)


def crash_report(
    kind: type[BaseException], trace: TracebackType | None, version: str
) -> CrashReport:
    """As everywhere, with the version of Qt."""
    return CrashReport(crash.crash_report(kind, trace, f"{version}, Qt {qVersion()}"))


def show_failure(failure: BaseException, banner: Banner, window: QWidget) -> None:
    """Answer a failed act on the right surface: refusals in ``banner``, the world's in a dialog.

    A stopped job says nothing. Anything else is a fault of the program and is raised.
    """
    if isinstance(failure, Cancelled):
        return
    if isinstance(failure, (Refused, WrongUsage)):
        message, hint = sentence(failure, language())
        banner.say(message, hint, "yellow")
        return
    if isinstance(failure, FieldappError):
        FailureDialog(failure, window).open()
        return
    raise failure


def _picture(name: str, role: str) -> Text:
    label = Text()
    label.setPixmap(icon(name, role).pixmap(24, 24))
    return label
