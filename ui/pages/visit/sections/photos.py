"""The photos of the visit, small, beside the form."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from fieldapp.foundation.i18n import _
from ui.files.shelf import PHOTOS
from ui.pages.visit.photo_desk import PhotoDesk
from ui.style.layouts import column, row
from ui.widgets.buttons import LinkButton, QuietButton
from ui.widgets.panel import Panel
from ui.widgets.text import Text


class Photos(Panel):
    """Small pictures, and the way to add one; it is kept at once, before the visit is saved."""

    def __init__(self, desk: PhotoDesk) -> None:
        super().__init__(_("Photos"))
        self._desk = desk
        self._shown: dict[str, QWidget] = {}
        self._pictures: dict[str, QLabel] = {}
        self._none = Text(_("None yet."), "quiet")
        self.header.addWidget(QuietButton(_("Add"), "Ctrl+Shift+A", self._choose, changes=True))
        self.body.addWidget(self._none)
        desk.pictured.connect(self._pictured)

    def show_photos(self, uids: tuple[str, ...]) -> None:
        """Show these photos."""
        for uid in [known for known in self._shown if known not in uids]:
            self._pictures.pop(uid)
            gone = self._shown.pop(uid)
            gone.hide()
            gone.deleteLater()
        for uid in uids:
            if uid not in self._shown:
                self._shown[uid] = self._photo(uid)
                self.body.addWidget(self._shown[uid])
                self._desk.picture(uid)
        self._none.setVisible(not uids)

    def _photo(self, uid: str) -> QWidget:
        picture = QLabel()
        picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        picture.setAccessibleName(_("Photo"))
        self._pictures[uid] = picture
        holder = QWidget()
        off = LinkButton(_("Take off"), "", lambda: self._desk.drop(uid))
        holder.setLayout(column(picture, row(off, None), gap=0.5))
        return holder

    def _pictured(self, uid: str, data: bytes) -> None:
        picture = self._pictures.get(uid)
        if picture is not None:
            small = QPixmap()
            small.loadFromData(data)
            picture.setPixmap(small)

    def _choose(self) -> None:
        names = " ".join(f"*{suffix}" for suffix in sorted(PHOTOS))
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Add a photo"), "", f"{_('Photos')} ({names})"
        )
        if chosen:
            self._desk.add(Path(chosen))
