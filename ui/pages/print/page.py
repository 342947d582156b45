"""Chooses sheets and households at the left, shows the real pages at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.print.choosing import Choosing
from ui.pages.print.drawing import PrinterPaper, lay_out
from ui.pages.print.filled import Filled
from ui.pages.print.state import PrintState
from ui.pages.print.view_model import PrintViewModel
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.page_preview import Preview
from ui.widgets.panel import Panel
from ui.widgets.text import Elided, Text


class PrintPage(QWidget):
    """Shows the state of a :class:`PrintViewModel` and tells it what a person wants."""

    def __init__(
        self,
        model: PrintViewModel,
        printers: Callable[[], Sequence[str]] = QPrinterInfo.availablePrinterNames,
    ) -> None:
        super().__init__()
        self._printers = printers
        self.setObjectName("page")
        self._model = model
        self._shown = PrintState()
        self._choosing = Choosing(model)
        self._make_preview()
        self._arrange()
        model.changed.connect(self._changed)
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.refresh()

    def status_hints(self) -> str:
        """What the keys do."""
        return _("PgUp / PgDn turn the page    Ctrl+0 whole page or full width    Ctrl+P print")

    def show_state(self, state: PrintState) -> None:
        """Show this moment."""
        self._choosing.show_state(state)
        self._show_page(state)
        self._show_work(state)
        self._shown = state

    def _make_preview(self) -> None:
        self._preview = Preview()
        self._filled = Filled()
        self._empty = EmptyState(
            "print", _("No household is chosen"), _("Widen the filters at the left."),
        )  # fmt: skip
        self._where = Elided("", "strong")
        self._back = QuietButton("‹", "PgUp", lambda: self._model.turn(-1))
        self._forward = QuietButton("›", "PgDown", lambda: self._model.turn(1))
        self._back.setAccessibleName(_("Previous page"))
        self._forward.setAccessibleName(_("Next page"))
        self._wide = LinkButton(_("Full width"), "Ctrl+0", self._toggle_width)
        self._is_wide = False
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._progress = Text("", "quiet")
        self._cancel = QuietButton(_("Cancel"), "Esc", self._model.jobs.cancel)
        self._save = QuietButton(_("Save as PDF…"), "Ctrl+S", self._ask_file)
        self._save_each = QuietButton(
            _("One file a household…"), "Ctrl+Shift+S", self._ask_folder,
        )  # fmt: skip
        self._print = PrimaryButton(_("Print…"), "Ctrl+P", self.ask_printer)

    def _arrange(self) -> None:
        head = row(
            Text(_("Print"), "title"),
            Text(_("In walking order"), "quiet"), None,
            self._save_each, self._save, self._print, gap=2,
        )  # fmt: skip
        right = Panel(sunken=True)
        turning = row(self._back, self._where, self._wide, self._forward)
        turning.setStretch(1, 1)
        self._working = QWidget()
        working = row(self._progress, self._bar, self._cancel)
        working.setStretch(1, 1)
        working.setContentsMargins(0, 0, 0, 0)
        self._working.setLayout(working)
        right.body.addLayout(turning)
        right.body.addWidget(self._working)
        right.body.addWidget(self._preview, 1)
        right.body.addWidget(self._filled, 1)
        right.body.addWidget(self._empty, 1)
        layout = column(head, side_by_side(self._choosing, right, shares=(0, 1)), gap=2, margin=3)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _show_page(self, state: PrintState) -> None:
        some = state.place >= 0
        self._preview.setVisible(some and not state.office)
        self._filled.setVisible(some and state.office)
        if state.fields != self._shown.fields:
            self._filled.show_fields(state.fields)
        self._empty.setVisible(not some)
        words = _("Nothing to print here") if state.empty else _("The page is being made …")
        self._preview.show_page(state.picture, words)
        self._where.set_whole(state.where)
        self._back.setEnabled(state.can_back)
        self._forward.setEnabled(state.can_forward)
        self._wide.setVisible(not state.office)
        self._wide.setEnabled(some)

    def _show_work(self, state: PrintState) -> None:
        ready = state.place >= 0 and not state.work and not state.empty
        self._save.setEnabled(ready)
        self._save_each.setEnabled(ready and state.each)
        self._save.set_text(_("This household…") if state.office else _("Save as PDF…"))
        self._print.setEnabled(ready and not state.office)
        self._working.setVisible(bool(state.work))
        doing = _("Saving") if state.work == "saving" else _("Printing")
        news = state.progress
        self._progress.setText(f"{doing} {news.done} / {news.total}" if news else doing)
        self._bar.setRange(0, news.total if news else 0)
        self._bar.setValue(news.done if news else 0)

    def _changed(self) -> None:
        self.show_state(self._model.state)

    def _toggle_width(self) -> None:
        self._is_wide = not self._is_wide
        self._wide.set_text(_("Whole page") if self._is_wide else _("Full width"))
        self._preview.set_wide(wide=self._is_wide)

    def _ask_file(self) -> None:
        name = Path(self._model.file_name())
        ending = name.suffix.removeprefix(".")
        title = _("Fill the form for one household") if self._shown.office else _("Save as PDF")
        dialog = QFileDialog(self, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{ending.upper()} (*.{ending})")
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(str(name))
        dialog.fileSelected.connect(lambda file: self._model.save(Path(file)))
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("One file a household"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self._model.save_each(Path(folder)))
        dialog.open()

    def ask_printer(self) -> None:
        """Let a person choose the printer; it draws what the preview shows."""
        if not self._printers():
            self._model.miss_printer()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        lay_out(printer, self._shown.binding)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._model.print_on(PrinterPaper(printer)))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
