"""The steps of beginning a workspace; each emits what a person wants."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _
from ui.pages.beginning.fields import NewPassphraseField, PathField, labelled, secret
from ui.pages.beginning.state import BeginningState
from ui.style.icons import icon
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.text import Text
from ui.widgets.text_fields import TextField
from ui.widgets.tile import Tile

_A_ROW = 4
_ICON = 32


class StepView(QWidget):
    """What stands on the card in one step: ``ready`` tells whether its act can be done."""

    back = Signal()

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.act = PrimaryButton("", "", self.go_on)
        self.act.setEnabled(False)
        self.ground = column(Text(title, "title"), Text(about, "quiet", wrap=True), gap=2)
        self.setLayout(self.ground)

    def go_on(self) -> None:
        """Do what the step is for."""

    def show_state(self, state: BeginningState) -> None:
        """Show this moment."""

    def foot(self, act: str, *more: QWidget) -> None:
        """End the step with its buttons; Enter in any field is the act."""
        self.act.set_text(act)
        back = QuietButton(_("Back"), "Esc", self.back.emit)
        for button in (back, self.act):
            button.setAutoDefault(False)
        self.ground.addLayout(row(back, None, *more, self.act))
        for field in self.findChildren(QLineEdit):
            field.textChanged.connect(lambda _text: self._changed())
            field.returnPressed.connect(self._entered)
        self._changed()

    def _entered(self) -> None:
        if self.act.isEnabled():
            self.go_on()
        else:
            self.focusNextChild()

    def _changed(self) -> None:
        empty = any(not field.text().strip() for field in self.findChildren(QLineEdit))
        self.act.setEnabled(not empty)


class ChooseStep(StepView):
    """The four ways: ``chosen`` carries ``laptop``, ``county``, ``open`` or ``demo``."""

    chosen = Signal(str)
    language_asked = Signal()
    left = Signal()

    def __init__(self, state: BeginningState) -> None:
        if state.leaving:
            title = _("Another workspace")
            about = _("What was open stays as it is. Which workspace do you want?")
        else:
            title = _("Welcome to Household Visits")
            about = _("This computer holds no workspace here yet. How do you want to begin?")
        super().__init__(title, about)
        self.tiles: dict[str, Tile] = {}
        for key, picture, name, about in (
            ("laptop", "village", _("Start this laptop with a starting file"),
             _("For a team in a village: the county office gave you a file and told you its "
               "passphrase.")),
            ("county", "merge", _("Found the county office's workspace"),
             _("Once for each county: it makes starting files for the teams and merges what they "
               "bring.")),
            ("open", "search", _("Open a workspace that is here already"),
             _("For instance on another drive, or restored from a backup.")),
            ("demo", "households", _("Try it with invented people"),
             _("A demonstration village; nobody in it is real, and no passphrase is needed.")),
        ):  # fmt: skip
            self.ground.addWidget(self._tile(key, picture, name, about))
        language = LinkButton("中文 / English", "", self.language_asked.emit)
        foot = row(language, None)
        if state.leaving:
            foot.addWidget(QuietButton(_("Back"), "Esc", self.left.emit))
        self.ground.addLayout(foot)
        self.setFocusProxy(self.tiles["laptop"])

    def _tile(self, key: str, picture: str, name: str, about: str) -> Tile:
        tile = self.tiles[key] = Tile(name)
        tile.setAccessibleDescription(about)
        sign = Text()
        sign.setPixmap(icon(picture, "accent").pixmap(_ICON, _ICON))
        words = column(Text(name, "heading"), Text(about, "quiet", wrap=True), gap=0.25)
        inside = row(sign, words, gap=2)
        inside.setStretch(1, 1)
        inside.setContentsMargins(16, 12, 16, 12)
        tile.setLayout(inside)
        tile.clicked.connect(lambda _on=False: self.chosen.emit(key))
        return tile


class LaptopStep(StepView):
    """``wanted``: the starting file, its passphrase, the new passphrase, and that once more."""

    wanted = Signal(str, str, str, str)
    judged = Signal(str)

    def __init__(self, state: BeginningState) -> None:
        super().__init__(
            _("Start this laptop with a starting file"),
            _("The file lies on the stick from the county office; its name ends in .fstart. Its "
              "passphrase was told by telephone. The new passphrase is your team's own."),
        )  # fmt: skip
        title = _("Starting file")
        self.file = PathField(title, f"{title} (*.fstart);;* (*)")
        self.secret = secret()
        self.new, self.folder = NewPassphraseField(), PathField(_("Folder of the workspace"))
        self.new.judged.connect(self.judged)
        for item in (
            labelled(title, self.file), labelled(_("Passphrase of the starting file"), self.secret)
        ):  # fmt: skip
            self.ground.addLayout(item)
        self.ground.addWidget(self.new)
        self.ground.addLayout(labelled(_("Folder of the workspace"), self.folder))
        self.foot(_("Start this laptop"))
        self.setFocusProxy(self.file)
        self.show_state(state)

    @override
    def go_on(self) -> None:
        """Begin."""
        first, again = self.new.first.text(), self.new.again.text()
        self.wanted.emit(self.file.path.text().strip(), self.secret.text(), first, again)

    @override
    def show_state(self, state: BeginningState) -> None:
        """Show this moment."""
        self.new.show_strength(state.strength)
        _show_folder(self.folder, state.folder)


class CountyStep(StepView):
    """``wanted``: the office, its clerk, the new passphrase, and that once more."""

    wanted = Signal(str, str, str, str)
    judged = Signal(str)

    def __init__(self, state: BeginningState) -> None:
        super().__init__(
            _("Found the county office's workspace"),
            _("It keeps the keys of the county. Where the county's records shall lie on a "
              "PostgreSQL server, its administrator founds it on the command line instead: "
              "fieldapp init --store."),
        )  # fmt: skip
        self.office = TextField("", _("such as: Poverty Relief Office of Xingshan County"))
        self.clerk = TextField("")
        self.new, self.folder = NewPassphraseField(), PathField(_("Folder of the workspace"))
        self.new.judged.connect(self.judged)
        self.office.textChanged.connect(lambda _text: self.judged.emit(self.new.first.text()))
        names = side_by_side(
            labelled(_("Name of the county office"), self.office),
            labelled(_("Your name, as the office's clerk"), self.clerk), shares=(3, 2),
        )  # fmt: skip
        self.ground.addLayout(names)
        self.ground.addWidget(self.new)
        self.ground.addLayout(labelled(_("Folder of the workspace"), self.folder))
        self.foot(_("Go on to the recovery words"))
        self.setFocusProxy(self.office)
        self.show_state(state)

    @override
    def go_on(self) -> None:
        """Found it."""
        first, again = self.new.first.text(), self.new.again.text()
        self.wanted.emit(self.office.value(), self.clerk.value(), first, again)

    @override
    def show_state(self, state: BeginningState) -> None:
        """Show this moment."""
        self.new.show_strength(state.strength)
        _show_folder(self.folder, state.folder)


class WordsStep(StepView):
    """The twelve words, to be printed or written down."""

    save_asked = Signal()
    print_asked = Signal()
    went_on = Signal()

    def __init__(self, state: BeginningState) -> None:
        super().__init__(
            _("Recovery words for the safe"),
            _("If the passphrase is forgotten, only these words, in this order, open the county's "
              "records again. Print the sheet, or write the words down by hand, and put them into "
              "the office's safe. They are shown this once."),
        )  # fmt: skip
        self.words = QFrame()
        self.words.setProperty("panel", "sunken")
        self.words.setLayout(_in_rows(state.words))
        self.ground.addWidget(self.words)
        self.print = QuietButton(_("Print the sheet…"), "Ctrl+P", self.print_asked.emit)
        self.save = QuietButton(_("Save the sheet as PDF…"), "Ctrl+S", self.save_asked.emit)
        for button in (self.print, self.save):
            button.setAutoDefault(False)
        self.ground.addLayout(row(self.print, self.save, None))
        self.foot(_("I have them: type them back"))
        self.setFocusProxy(self.act)

    @override
    def go_on(self) -> None:
        """Type them back."""
        self.went_on.emit()


class BackStep(StepView):
    """``typed`` carries the words as they were typed back."""

    typed = Signal(str)

    def __init__(self, state: BeginningState) -> None:
        del state
        super().__init__(
            _("Type the recovery words back"),
            _("All twelve, in their order, from the sheet or from your notes. The workspace is "
              "founded when they are right; before that nothing is kept."),
        )  # fmt: skip
        self.words = TextField("", _("twelve words with blanks between them, or twelve characters"))
        self.ground.addLayout(labelled(_("Recovery words"), self.words))
        self.foot(_("Found the workspace"))
        self.setFocusProxy(self.words)

    @override
    def go_on(self) -> None:
        """Compare them."""
        self.typed.emit(self.words.value())


def _in_rows(words: Sequence[str]) -> QGridLayout:
    """Numbered, four a row, so that none is skipped when they are copied."""
    grid = QGridLayout()
    grid.setContentsMargins(24, 16, 24, 16)
    grid.setVerticalSpacing(12)
    for place, word in enumerate(words):
        number, shown = Text(f"{place + 1}.", "quiet"), Text(word, "unit")
        shown.setAccessibleName(f"{place + 1}. {word}")
        across = row(number, shown, None, gap=1)
        grid.addLayout(across, place // _A_ROW, place % _A_ROW)
    return grid


def _show_folder(field: PathField, folder: str) -> None:
    if field.path.text() != folder:
        field.path.setText(folder)
