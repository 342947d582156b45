"""Writes the register as a file: what, for whom, where to; open errors are told before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.export import wording
from ui.pages.export.state import ExportState
from ui.pages.export.view_model import ExportViewModel
from ui.style.layouts import column, row, rule
from ui.widgets.banner import Banner
from ui.widgets.buttons import FilterButton, PrimaryButton, QuietButton
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeOption
from ui.widgets.panel import Panel
from ui.widgets.text import Elided, Text

_WIDTH = 720


class ExportPage(QWidget):
    """Renders an :class:`ExportState`; what is pressed goes to the view model."""

    def __init__(self, model: ExportViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._kinds = wording.kind_words()
        self._levels = wording.level_words()
        self.kinds = ChoiceChips(
            _("What goes into the file"), _options(self._kinds.values()), single=True
        )
        self.levels = ChoiceChips(_("For whom"), _options(self._levels.values()), single=True)
        self._about = Text("", "quiet", wrap=True)
        self._carries = Text("", "quiet", wrap=True)
        self.village = FilterButton(_("Village"), [("", _("all"))])
        self._template = Elided("", "strong")
        self._choose = QuietButton(_("Choose the form…"), "Ctrl+O", self.ask_template)
        self._write = PrimaryButton(_("Write the file…"), "Ctrl+Enter", self.ask_target)
        self._back = QuietButton(_("To the households"), "Alt+Left", model.back_wanted.emit)
        self._make_answers()
        self._arrange()
        self._connect()
        self.show_state(model.state)

    def refresh(self) -> None:
        """Ask again; called each time the page comes to the front."""
        self._model.load()
        self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def status_hints(self) -> str:
        """What the keys do here."""
        return _("← → and Space choose    Ctrl+Enter writes the file    Esc stops")

    def show_state(self, state: ExportState) -> None:
        """Show this moment."""
        self.kinds.set_value([self._kinds[state.kind]])
        self._about.setText(wording.about_kind(state.kind))
        self.levels.set_value([self._levels[state.level]])
        self._carries.setText(state.carries)
        self.village.set_choices(state.villages or [("", _("all"))], state.village)
        self._whose.setVisible(bool(state.villages))
        self._form.setVisible(state.kind == "template")
        self._template.set_whole(state.template or _("no form chosen yet"))
        self._write.setEnabled(state.ready and not state.work)
        for choice in (self.kinds, self.village, self._choose):
            choice.setEnabled(not state.work)
        self.levels.setEnabled(state.masks and not state.work)
        self._show_answer(state)
        self._working.setVisible(bool(state.work))
        self._doing.setText(wording.doing(state.work))
        news = state.progress
        self._bar.setRange(0, news.total if news else 0)
        self._bar.setValue(news.done if news else 0)

    def ask_template(self) -> None:
        """Let a person choose the office's workbook."""
        dialog = QFileDialog(self, _("Choose the form…"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("Excel (*.xlsx)")
        dialog.fileSelected.connect(lambda name: self._model.choose_template(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_target(self) -> None:
        """Let a person say where the file is to lie."""
        state = self._model.state
        dialog = QFileDialog(self, _("Write the file…"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = ["Excel (*.xlsx)"]
        if state.kind == "roster":
            filters.append("CSV (*.csv)")
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("csv" if "csv" in chosen else "xlsx")
        )
        dialog.selectFile(state.file_name)
        dialog.fileSelected.connect(lambda name: self._model.write_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_answer(self, state: ExportState) -> None:
        for button in (self._show_errors, self._nevertheless):
            button.setVisible(bool(state.errors))
        self._open.setVisible(bool(state.written))
        if state.errors:
            hint = _("Nothing is written yet. The office that receives the file will meet them.")
            self._banner.say(state.errors, hint, "yellow")
        else:
            self._banner.say(state.written, state.detail, "green")

    def _make_answers(self) -> None:
        self._banner = Banner()
        self._show_errors = QuietButton(_("Show them"), "Alt+S", self._model.checks_wanted.emit)
        self._nevertheless = PrimaryButton(
            _("Write nevertheless"), "Alt+W", self._model.write_nevertheless
        )
        self._open = QuietButton(_("Open the folder"), "Alt+O", self._open_folder)
        for button in (self._show_errors, self._nevertheless, self._open):
            self._banner.add_action(button)
        self._doing = Text("", "quiet")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = QuietButton(_("Cancel"), "Esc", self._model.work.cancel)

    def _arrange(self) -> None:
        self._working = Panel()
        working = row(self._doing, self._bar, self._cancel)
        working.setStretch(1, 1)
        self._working.body.addLayout(working)
        self._form, self._whose = QWidget(), QWidget()
        form = row(self._template, self._choose)
        form.setStretch(0, 1)
        self._form.setLayout(form)
        self._whose.setLayout(row(self.village, None))
        panel = Panel()
        panel.setFixedWidth(_WIDTH)
        parts = (
            Text(_("What goes into the file"), "heading"), self.kinds, self._about, self._form,
            rule(), Text(_("For whom"), "heading"), self.levels, self._carries, self._whose,
        )  # fmt: skip
        for part in parts:
            panel.body.addWidget(part)
        panel.body.addSpacing(8)
        panel.body.addLayout(row(None, self._write))
        head = row(Text(_("Export the register"), "title"), None, self._back, gap=2)
        layout = column(head, self._banner, self._working, row(panel, None), None, gap=2, margin=3)
        self.setLayout(layout)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show_again)
        self.kinds.changed.connect(self._kind_chosen)
        self.levels.changed.connect(self._level_chosen)
        self.village.picked.connect(model.choose_village)

    def _kind_chosen(self) -> None:
        chosen = [kind for kind, words in self._kinds.items() if words in self.kinds.value()]
        self._model.choose_kind(chosen[0] if chosen else self._model.state.kind)

    def _level_chosen(self) -> None:
        chosen = [level for level, words in self._levels.items() if words in self.levels.value()]
        self._model.choose_level(chosen[0] if chosen else self._model.state.level)

    def _open_folder(self) -> None:
        folder = self._model.folder
        if folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _show_again(self) -> None:
        self.show_state(self._model.state)


def _options(entries: Iterable[str]) -> list[CodeOption]:
    return [CodeOption(words, str(place), words) for place, words in enumerate(entries, 1)]
