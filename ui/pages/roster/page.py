"""Takes a roster in: choose the file, say what its columns are, see what would change, write."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.models.wording import dotted
from ui.pages.roster.sections.columns import ColumnsSection
from ui.pages.roster.sections.trial import TrialSection
from ui.pages.roster.state import RosterState, Stage
from ui.pages.roster.view_model import RosterViewModel
from ui.style.layouts import column, row
from ui.widgets.banner import Banner
from ui.widgets.buttons import HintButton, PrimaryButton, QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.panel import Panel
from ui.widgets.text import Elided, Text

_LAYERS: dict[Stage, int] = {"choose": 0, "columns": 1, "trial": 2, "done": 2}


class RosterPage(QWidget):
    """Renders a :class:`RosterState`; what is pressed goes to the view model."""

    def __init__(self, model: RosterViewModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._about = Elided("", "quiet")
        self._other = QuietButton(_("Another file…"), "Ctrl+O", self.ask_file)
        self._back = QuietButton(_("Back to the columns"), "Alt+Left", model.back_to_columns)
        self._compare = PrimaryButton(_("Show what would change"), "Ctrl+Enter", model.compare)
        self._write = PrimaryButton(_("Take it in"), "Ctrl+Enter", model.write, changes=True)
        self._list = PrimaryButton(_("To the households"), "", model.list_wanted.emit)
        self._undo = QuietButton(_("Take it back"), "", model.undo, changes=True)
        self._banner = Banner()
        self._banner.add_action(self._undo)
        self._doing = Text("", "quiet")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = QuietButton(_("Cancel"), "Esc", model.work.cancel)
        self.columns = ColumnsSection()
        self.trial = TrialSection()
        self._arrange()
        self._connect()
        model.retell()

    def status_hints(self) -> str:
        """What the keys do here."""
        return _("↑↓ choose    Ctrl+O another file    Ctrl+Enter goes on    Esc stops")

    def show_state(self, state: RosterState) -> None:
        """Show this moment."""
        self._about.set_whole(dotted(state.file, state.sheet))
        self._layers.setCurrentIndex(_LAYERS[state.stage])
        self._show_buttons(state)
        if state.stage == "columns":
            self.columns.show_state(state)
        elif state.stage != "choose":
            self.trial.show_state(state)
        self._show_result(state)
        self._working.setVisible(bool(state.work))
        if state.work:
            self._show_work(state)

    def ask_file(self) -> None:
        """Let a person choose the roster."""
        dialog = QFileDialog(self, _("Choose a roster"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{_('Rosters')} (*.xlsx *.xls *.csv)")
        dialog.fileSelected.connect(lambda file: self._model.open(Path(file)))
        dialog.open()

    def _show_buttons(self, state: RosterState) -> None:
        stages: dict[HintButton, tuple[Stage, ...]] = {
            self._other: ("columns", "done"),
            self._back: ("trial",),
            self._compare: ("columns",),
            self._write: ("trial",),
            self._list: ("done",),
        }
        for button, where in stages.items():
            button.setVisible(state.stage in where)
            button.setEnabled(not state.work)
        needs_village = state.ask_village and not state.village
        self._compare.setEnabled(not state.work and not needs_village)
        self._write.setEnabled(not state.work and state.changes_something)

    def _show_result(self, state: RosterState) -> None:
        self._undo.setVisible(state.stage == "done" and not state.undone)
        self._undo.setEnabled(not state.work)
        if state.stage == "done" and state.undone:
            self._banner.say(_("Taken back: the register is as it was before."), "", "general")
        elif state.stage == "done":
            self._banner.say(_("The roster has been taken in."), state.result, "green")
        elif state.stage == "trial" and not state.changes_something:
            self._banner.say(_("The register already says all that this roster says."))
        elif state.stage == "trial":
            self._banner.say(
                _("Nothing is written yet."),
                _("This is what would change. “Take it in” writes it as one act, which can be "
                  "taken back as a whole."),
            )  # fmt: skip
        else:
            self._banner.say("")

    def _show_work(self, state: RosterState) -> None:
        news = state.progress
        self._doing.setText(_doing(state.work))
        self._bar.setRange(0, news.total if news else 0)
        self._bar.setValue(news.done if news else 0)

    def _arrange(self) -> None:
        head = row(
            Text(_("Take in a roster"), "title"), self._about, self._back, self._other,
            self._compare, self._write, self._list, gap=2,
        )  # fmt: skip
        head.setStretch(1, 1)
        self._working = Panel()
        working = row(self._doing, self._bar, self._cancel)
        working.setStretch(1, 1)
        self._working.body.addLayout(working)
        empty = Panel()
        empty.body.addWidget(
            EmptyState(
                "households", _("Choose the list of households or people that your office keeps."),
                _("Excel (.xlsx, .xls) or CSV. You see what would change before anything is "
                  "written."),
                PrimaryButton(_("Choose a roster…"), "Ctrl+Shift+O", self.ask_file),
            )
        )  # fmt: skip
        inside = QWidget()
        self._layers = QStackedLayout(inside)
        for layer in (empty, self.columns, self.trial):
            self._layers.addWidget(layer)
        layout = column(head, self._working, self._banner, inside, gap=2, margin=3)
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show_again)
        choices = model.columns
        self.columns.picked.connect(choices.pick)
        self.columns.filled.connect(choices.decide)
        self.columns.forgotten.connect(lambda: choices.decide(None))
        self.columns.accepted.connect(choices.accept)
        self.columns.refused.connect(choices.refuse)
        self.columns.village_chosen.connect(model.choose_village)
        self.trial.list_asked.connect(model.show_list)

    def _show_again(self) -> None:
        self.show_state(self._model.state)


def _doing(work: str) -> str:
    words = {
        "": "",
        "looking": _("Opening the file …"),
        "comparing": _("Comparing with the register …"),
        "writing": _("Writing …"),
        "undoing": _("Taking back …"),
    }
    return words[work]
