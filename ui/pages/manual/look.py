"""How a page of the manual looks: sizes, distances and colours of its headings and lines."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from ui.style.theme import tokens
from ui.style.tokens import GRID, HEADING_SIZE, TEXT_SIZE, TITLE_SIZE

_SIZES = {0: TEXT_SIZE, 1: TITLE_SIZE, 2: HEADING_SIZE}
_ABOVE = {0: GRID / 2, 1: 0, 2: 2 * GRID}
_LINE_HEIGHT = 140.0
"""Percent."""


def dressed(text: str, parent: QObject) -> QTextDocument:
    """A document of this Markdown in the colours of the theme that is on."""
    document = QTextDocument(parent)
    document.setMarkdown(text)
    block = document.begin()
    while block.isValid():
        _dress(block)
        block = block.next()
    return document


def _dress(block: QTextBlock) -> None:
    level = block.blockFormat().headingLevel()
    cursor = QTextCursor(block)
    distances = QTextBlockFormat()
    distances.setTopMargin(_ABOVE[level])
    distances.setBottomMargin(GRID / 2)
    distances.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(distances)
    letters = QTextCharFormat()
    letters.setProperty(QTextCharFormat.Property.FontPixelSize.value, _SIZES[level])
    letters.clearProperty(QTextCharFormat.Property.FontSizeAdjustment.value)
    letters.setForeground(QColor(tokens().accent if level == len(_SIZES) - 1 else tokens().text))
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    cursor.mergeCharFormat(letters)
