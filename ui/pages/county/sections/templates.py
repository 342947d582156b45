"""The county's forms: the list, the text of one, and its real page that follows while typing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from fieldapp.foundation.i18n import _
from ui.models.frozen_table import Column
from ui.pages.county.template_model import TemplateModel
from ui.pages.county.template_state import TemplateRow, TemplateState
from ui.style.layouts import column, row, side_by_side
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeOption
from ui.widgets.line_editor import LineEditor
from ui.widgets.listing import Emptiness, Listing
from ui.widgets.menu_button import MenuButton
from ui.widgets.page_preview import Preview
from ui.widgets.panel import Panel
from ui.widgets.problem_list import ProblemList
from ui.widgets.text import Text

_FILTER = "TOML (*.toml)"
_TAKEN = "TOML, Word, Excel (*.toml *.docx *.xlsx)"


class Templates(QWidget):
    """List at the left, editor in the middle, page at the right."""

    def __init__(self, model: TemplateModel) -> None:
        super().__init__()
        self._model = model
        self._revision = -1
        self._make_list()
        self._make_editor()
        self._make_preview()
        layout = side_by_side(self._left, self._middle, self._right, shares=(0, 5, 4))
        layout.setContentsMargins(0, 8, 0, 0)
        self.setLayout(layout)
        model.changed.connect(lambda: self.show_state(model.state))
        self.show_state(model.state)

    def show_state(self, state: TemplateState) -> None:
        """Show this moment."""
        self.listing.show_rows(state.rows)
        place = next((n for n, one in enumerate(state.rows) if one.uid == state.current), -1)
        if place >= 0 and self.listing.current_uid() != state.current:
            self.listing.table.go_to(place)
        self._new.set_entries(state.examples)
        for widget in (self._new, self._take, self._remove):
            widget.setVisible(state.ours)
        self.keep.setVisible(state.ours and not state.office)
        self.fill.setVisible(state.office)
        if state.revision != self._revision:
            self._revision = state.revision
            self.editor.set_value(state.text)
        self.editor.setReadOnly(state.office or not (state.ours and state.shown))
        self.editor.mark_line(state.line)
        self.problems.setVisible(state.shown and not state.office)
        self.problems.set_problems(state.problems)
        self.keep.setEnabled(state.dirty and not state.line)
        self._give.setEnabled(bool(state.current))
        self._remove.setEnabled(bool(state.current))
        self._show_page(state)

    def _show_page(self, state: TemplateState) -> None:
        self.language.set_value([state.language])
        self.language.setVisible(not state.office)
        words = state.missing if state.shown else _("Choose a form, or begin a new one.")
        self.preview.show_page(state.picture if state.shown else None, words)
        self._where.setText(state.where)
        self._back.setVisible(bool(state.where))
        self._forward.setVisible(bool(state.where))
        self._back.setEnabled(state.can_back)
        self._forward.setEnabled(state.can_forward)

    def _make_list(self) -> None:
        columns = (
            Column[TemplateRow](_("Form"), lambda r: r.title, key="title", width=0, strong=True),
            Column[TemplateRow](
                _("State"), lambda r: r.state, key="state", width=78, tone=lambda r: r.tone
            ),
        )
        empty = Emptiness(
            "print", _("No form of its own yet."), _("Begin with an example, or import a file.")
        )
        self.listing = Listing(_("Forms"), columns, empty)
        self.listing.current_changed.connect(self._chosen)
        self._new = MenuButton(_("New form"), changes=True)
        self._new.picked.connect(self._model.begin)
        self._take = QuietButton(_("Import…"), "", self._ask_file, changes=True)
        self._give = QuietButton(_("Export…"), "", self._ask_target)
        self._remove = QuietButton(_("Use no more"), "", self._model.remove, changes=True)
        self._left = column(
            row(self._new, self._take, None), self.listing, row(self._give, self._remove, None)
        )
        self._left.setStretch(1, 1)
        self.listing.setFixedWidth(272)

    def _make_editor(self) -> None:
        self._middle = Panel(_("Template"))
        self.keep = PrimaryButton(_("Keep"), "Ctrl+S", self._model.save, changes=True)
        self.fill = QuietButton(_("Fill for all households…"), "", self._ask_folder)
        self._middle.header.addWidget(self.fill)
        self._middle.header.addWidget(self.keep)
        self.editor = LineEditor(_("Template"))
        self.editor.edited.connect(self._typed)
        self.problems = ProblemList(_("Nothing is wrong"))
        self.problems.jump.connect(lambda line: self.editor.go_to_line(int(line or 0)))
        self._middle.body.addWidget(self.editor, 1)
        self._middle.body.addWidget(self.problems)

    def _make_preview(self) -> None:
        self._right = Panel(sunken=True)
        options = (CodeOption("zh_CN", "1", "中文"), CodeOption("en", "2", "English"))
        self.language = ChoiceChips(_("Language of the sheet"), options, single=True)
        self.language.changed.connect(
            lambda: self._model.live.speak(next(iter(self.language.value()), "zh_CN"))
        )
        self._where = Text("", "quiet")
        self._back = QuietButton("‹", "PgUp", lambda: self._model.live.turn(-1))
        self._forward = QuietButton("›", "PgDown", lambda: self._model.live.turn(1))
        self._back.setAccessibleName(_("Previous page"))
        self._forward.setAccessibleName(_("Next page"))
        self.preview = Preview()
        head = row(self.language, None, self._back, self._where, self._forward)
        self._right.body.addLayout(head)
        self._right.body.addWidget(self.preview, 1)

    def _typed(self) -> None:
        if not self.editor.isReadOnly():
            self._model.typed(self.editor.value())

    def _chosen(self, line: object) -> None:
        if isinstance(line, TemplateRow):
            self._model.choose(line.uid)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, _("Import a template"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_TAKEN)
        dialog.fileSelected.connect(lambda file: self._model.take_in(Path(file)))
        dialog.open()

    def _ask_target(self) -> None:
        dialog = QFileDialog(self, _("Export the template"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        state = self._model.state
        office = self._model.office.forms.get(state.current)
        ending = office.kind if office else "toml"
        dialog.setNameFilter(f"{ending} (*.{ending})" if office else _FILTER)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(office.file.name if office else f"{state.current}.toml")
        dialog.fileSelected.connect(lambda file: self._model.write_out(Path(file)))
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("One file a household"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        name = self._model.state.current
        dialog.fileSelected.connect(lambda to: self._model.office.fill_all(name, Path(to)))
        dialog.open()
