"""Begins a workspace: a card in the middle that goes from step to step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar, QWidget

from fieldapp.foundation.i18n import N_, _
from ui.pages.beginning.state import BeginningState
from ui.pages.beginning.steps import (
    BackStep,
    ChooseStep,
    CountyStep,
    LaptopStep,
    StepView,
    WordsStep,
)
from ui.pages.beginning.view_model import BeginningModel, NewPassphrase
from ui.style.layouts import column, row
from ui.widgets.banner import Banner
from ui.widgets.scrolled import Scrolled
from ui.widgets.text import Text

_CARD_WIDTH = 720
_WORKING = {
    "laptop": N_("The starting file is being opened and its register taken in…"),
    "county": N_("The workspace and its keys are being made…"),
    "sheet": N_("The sheet is being made…"),
    "settling": N_("The words are being compared…"),
    "demonstration": N_("The demonstration village is being made; this takes a few moments…"),
}


class BeginningPage(QWidget):
    """``print_asked`` wants a printer; ``language_asked`` the other language."""

    print_asked = Signal()
    language_asked = Signal()

    def __init__(self, model: BeginningModel) -> None:
        super().__init__()
        self.setObjectName("page")
        self._model = model
        self._step = ""
        self.banner = Banner()
        self._working = Text("", "quiet", wrap=True)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._card = QFrame()
        self._card.setProperty("panel", "plain")
        self._card.setFixedWidth(_CARD_WIDTH)
        self._place = column()
        inside = column(self._place, self.banner, self._busy, self._working, gap=2, margin=4)
        self._card.setLayout(inside)
        ground = QWidget()
        ground.setLayout(column(None, row(None, self._card, None), None, margin=2))
        scroll = Scrolled()
        scroll.replace(ground)
        self.setLayout(column(scroll, gap=0))
        self.view: StepView = self._enter(model.state)
        model.changed.connect(self._changed)
        self.show_state(model.state)

    def retranslate(self) -> None:
        """Speak the language that is on now."""
        self.view = self._enter(self._model.state)

    def show_state(self, state: BeginningState) -> None:
        """Show this moment; what was typed stays in the fields of the step."""
        if state.step != self._step:
            self.view = self._enter(state)
        self.view.show_state(state)
        self.view.setEnabled(not state.work)
        if state.told:
            self.banner.say(state.told, "", "green")
        else:
            self.banner.say(state.problem, state.hint, "red")
        self._busy.setVisible(bool(state.work))
        self._working.setVisible(bool(state.work))
        self._working.setText(_(_WORKING[state.work]) if state.work else "")
        self._busy.setAccessibleName(self._working.text())

    def _changed(self) -> None:
        self.show_state(self._model.state)

    def _enter(self, state: BeginningState) -> StepView:
        while (item := self._place.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._step = state.step
        made = {
            "choose": self._choose, "laptop": self._laptop, "county": self._county,
            "words": self._words, "back": self._back,
        }[state.step](state)  # fmt: skip
        self._place.addWidget(made)
        self.setFocusProxy(made)
        made.setFocus()
        return made

    def _choose(self, state: BeginningState) -> StepView:
        step, model = ChooseStep(state), self._model
        step.chosen.connect(self._chosen)
        step.language_asked.connect(self.language_asked)
        step.left.connect(model.leave)
        return step

    def _chosen(self, way: str) -> None:
        model = self._model
        {
            "laptop": lambda: model.go("laptop"), "county": lambda: model.go("county"),
            "open": self._ask_folder, "demo": model.demonstrate,
        }[way]()  # fmt: skip

    def _laptop(self, state: BeginningState) -> StepView:
        step, model = LaptopStep(state), self._model
        step.back.connect(lambda: model.go("choose"))
        step.judged.connect(model.judge)
        step.folder.chosen.connect(lambda folder: model.place(Path(folder)))
        step.folder.path.textEdited.connect(model.name_place)
        step.wanted.connect(
            lambda file, told, new, again: model.start_laptop(file, told, NewPassphrase(new, again))
        )
        return step

    def _county(self, state: BeginningState) -> StepView:
        step, model = CountyStep(state), self._model
        step.back.connect(lambda: model.go("choose"))
        step.judged.connect(lambda typed: model.judge(typed, step.office.value()))
        step.folder.chosen.connect(lambda folder: model.place(Path(folder)))
        step.folder.path.textEdited.connect(model.name_place)
        step.wanted.connect(
            lambda office, clerk, new, again: model.found(office, clerk, NewPassphrase(new, again))
        )
        return step

    def _words(self, state: BeginningState) -> StepView:
        step, model = WordsStep(state), self._model
        step.back.connect(lambda: model.go("county"))
        step.print_asked.connect(self.print_asked)
        step.save_asked.connect(self._ask_file)
        step.went_on.connect(lambda: model.go("back"))
        return step

    def _back(self, state: BeginningState) -> StepView:
        step, model = BackStep(state), self._model
        step.back.connect(lambda: model.go("words"))
        step.typed.connect(model.confirm)
        return step

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("Folder of the workspace"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda folder: self._model.open_existing(Path(folder)))
        dialog.open()

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, _("Save the sheet as PDF…"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda file: self._model.save_sheet(Path(file)))
        dialog.open()
