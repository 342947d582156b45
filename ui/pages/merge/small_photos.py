"""The photos that belong to a value, small, below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _, _n
from ui.pages.merge.state import PhotoState
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Text

_MOST = 4
_ALONE, _BESIDE = 220, 116
"""Pixels of the longer side: of one photo, and of each of several."""


class SmallPhotos(QWidget):
    """One photo fills the card, several stand side by side; how many more there are is told."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[PhotoState, ...] = ()
        self._pictures = QWidget()
        self._flow = FlowLayout(self._pictures)
        self._told = Text("", "caption", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(self._pictures)
        layout.addWidget(self._told)
        self.hide()

    def show_photos(self, photos: tuple[PhotoState, ...]) -> None:
        """Show these; what stands there already stays."""
        if photos == self._shown:
            return
        self._shown = photos
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        read = [photo.jpeg for photo in photos if photo.jpeg]
        edge = _ALONE if len(read) == 1 else _BESIDE
        for jpeg in read[:_MOST]:
            self._flow.addWidget(_picture(jpeg, edge))
        self._pictures.setVisible(bool(read))
        self._told.setText("\n".join(_told(photos, len(read))))
        self._told.setVisible(bool(self._told.text()))
        self.setVisible(bool(photos))


def _picture(jpeg: bytes, edge: int) -> QLabel:
    whole = QPixmap()
    whole.loadFromData(jpeg)
    label = QLabel()
    label.setAccessibleName(_("Photo"))
    label.setPixmap(
        whole.scaled(
            edge, edge, Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )  # fmt: skip
    return label


def _told(photos: tuple[PhotoState, ...], read: int) -> list[str]:
    more = read - _MOST
    told = list(dict.fromkeys(photo.told for photo in photos if photo.told))
    if more > 0:
        words = _n("{count} more photo", "{count} more photos", more)
        told.append(words.format(count=more))
    return told
