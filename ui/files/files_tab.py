"""The files of a household as a table, with the chosen photo beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import _, language
from fieldapp.records import Attachment
from fieldapp.records.declare import fields_of
from ui.dialogs.form_host import FormHost
from ui.files.shelf import PHOTOS, FileShelf
from ui.files.state import FileRow
from ui.forms.request import FormRequest
from ui.models.frozen_table import Column
from ui.style.layouts import side_by_side
from ui.widgets.listing import Command, Emptiness, Listing
from ui.widgets.panel import Panel


class FilesTab(QWidget):
    """Ins adds a file, Enter writes a copy, Del takes it away."""

    def __init__(self, shelf: FileShelf) -> None:
        super().__init__()
        self._shelf = shelf
        self.forms = FormHost(self, shelf)
        self.files = self._listing()
        self.picture = Picture()
        beside = Panel(_("The chosen photo"))
        beside.body.addWidget(self.picture, 1)
        self.setLayout(side_by_side(self.files, beside, shares=(3, 2)))
        self.files.current_changed.connect(self._look)
        shelf.form_wanted.connect(self._show_form)
        shelf.opened.connect(self._opened)

    def show_state(self) -> None:
        """Show the files as they are now."""
        state = self._shelf.state
        self.files.show_rows(state.rows)
        if not state.rows:
            self.picture.show_photo(b"")

    def _listing(self) -> Listing:
        names = {name: spec.label(language()) for name, spec in fields_of(Attachment).items()}
        columns = (
            Column[FileRow](names["kind"], lambda r: r.kind, key="kind", width=96),
            Column[FileRow](
                names["caption"], lambda r: r.caption, key="caption", strong=True, width=0
            ),
            Column[FileRow](names["taken_at"], lambda r: r.taken, key="taken", width=128),
            Column[FileRow](names["taken_by"], lambda r: r.by, key="by", width=84),
            Column[FileRow](names["size"], lambda r: r.size, key="size", align="right", width=84),
        )
        made = Listing(
            _("Photos and papers"), columns,
            Emptiness("info", _("No file is kept yet."), _("Add a photo or a scanned paper.")),
            (
                Command(_("Add a file"), "Ins", self._choose),
                Command(_("Write a copy"), "", self._copy, True, changes=False),
                Command(
                    _("Take away"), "", lambda: self._shelf.remove(made.current_uid()), True
                ),
            ),
        )  # fmt: skip
        made.opened.connect(lambda _row: self._copy())
        return made

    def _look(self, row: FileRow | None) -> None:
        if row is not None:
            self._shelf.look_at(row.uid)

    def _opened(self, uid: str, data: bytes) -> None:
        if uid == self.files.current_uid():
            self.picture.show_photo(data)

    def _choose(self) -> None:
        photos = " ".join(f"*{suffix}" for suffix in sorted(PHOTOS))
        names = f"{_('Photos')} ({photos});;{_('All files')} (*)"
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Add a file"), "", names)
        if chosen:
            self._shelf.offer(Path(chosen))

    def _copy(self) -> None:
        """A copy that may leave the office: without the place where it was taken."""
        row = self.files.table.current()
        if isinstance(row, FileRow):
            chosen, _filter = QFileDialog.getSaveFileName(self, _("Write a copy"), row.copy_name)
            if chosen:
                self._shelf.copy_out(row.uid, Path(chosen), public=True)

    def _show_form(self, request: FormRequest) -> None:
        self.forms.show_form(request, self._shelf.today)


class Picture(QLabel):
    """A photo as large as the place allows; a sentence when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._whole = QPixmap()
        self.show_photo(b"")

    def show_photo(self, data: bytes) -> None:
        """Show this photo; without bytes say that there is nothing to see."""
        self._whole = QPixmap()
        if data:
            self._whole.loadFromData(data)
        self._fit()

    def _fit(self) -> None:
        if self._whole.isNull():
            self.setText(_("Nothing to show."))
            return
        self.setPixmap(
            self._whole.scaled(
                self.size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the photo to the new size."""
        super().resizeEvent(event)
        if not self._whole.isNull():
            self._fit()
