"""The fields of the page by key: filled from texts, told when a person types, walked by Enter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from fieldapp.foundation.i18n import language
from ui.style.tokens import GRID
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeField, CodeOption
from ui.widgets.enter_walker import EnterWalker
from ui.widgets.finding import ToggleFinding
from ui.widgets.form import FieldSlot, FormColumn
from ui.widgets.marks import Mark, mark
from ui.widgets.tags_field import TagsField
from ui.widgets.text import Text

_LABEL_WIDTHS = {"en": 80}
_LABEL_WIDTH = 64
_BETWEEN = 10


def label_width() -> int:
    """Pixels for the words at the left of a field, in the language that is on now."""
    return _LABEL_WIDTHS.get(language(), _LABEL_WIDTH)


@runtime_checkable
class Tells(Protocol):
    """A field that tells when a person changed it."""

    changed: SignalInstance


@runtime_checkable
class Worded(Protocol):
    """A field whose value is a text."""

    def value(self) -> str:
        """The text."""
        ...

    def set_value(self, text: str) -> None:
        """Show a text without telling of a change."""
        ...


@runtime_checkable
class Doubts(Protocol):
    """A field that can hold what it cannot read."""

    def invalid(self) -> bool:
        """Whether it does."""
        ...


class VisitColumn(FormColumn):
    """A form whose fields are walked together with fields that stand elsewhere on the page."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(label_width=label_width())
        self.walker = EnterWalker(page)
        self.walker.finished.connect(self.finished)
        self.walker.left.connect(self.left)
        self.walker.moved.connect(self.reveal)

    def reveal(self, field: QWidget) -> None:
        """Scroll to a field, unless it stands beside the form."""
        if self.isAncestorOf(field):
            self.ensureWidgetVisible(field, GRID, 4 * GRID)


class NameField(CodeField):
    """One name: suggested while typing, or any other that is typed."""

    def __init__(self, name: str, known: tuple[CodeOption, ...]) -> None:
        super().__init__(name, known)
        self.textEdited.connect(lambda _text: self.changed.emit())

    @override
    def value(self) -> str:
        """The name as it stands in the field."""
        return self.text().strip()

    @override
    def set_value(self, value: str | None) -> None:
        """Show a name."""
        super().set_value(value)
        if value and not self.text():
            self.setText(value)

    @override
    def settle(self) -> None:
        """Take the marked name; a name that is in no list stays as it is typed."""
        typed = self.text()
        super().settle()
        if not self.text() or self.property("mark"):
            self.setText(typed)
            self.setProperty("mark", "")


class CodesField(TagsField):
    """Several codes of a list, shown by their words."""

    def __init__(self, name: str, options: tuple[CodeOption, ...]) -> None:
        super().__init__(name, options, only_known=True)
        self._label_of = {option.value: option.label for option in options}
        self._value_of = {option.label: option.value for option in options}

    def codes(self) -> tuple[str, ...]:
        """The chosen codes in the order of the list."""
        return tuple(sorted(self._value_of[label] for label in self.value()))

    def set_codes(self, codes: tuple[str, ...]) -> None:
        """Show these codes."""
        self.set_value(self._label_of[code] for code in codes if code in self._label_of)


class FieldSet(QObject):
    """Knows every field by its key; several fields may show the same text."""

    typed = Signal(str, str)

    def __init__(self, form: VisitColumn) -> None:
        super().__init__(form)
        self._form = form
        self._fields: list[tuple[str, QWidget]] = []
        self._bare: list[tuple[str, QWidget]] = []

    def bind(self, key: str, field: QWidget) -> FieldSlot:
        """Take up a field; returns the slot to be put into a layout."""
        slot = self._form.slot(field, key)
        self._take(key, field)
        return slot

    def bind_bare(self, key: str, field: QWidget) -> None:
        """Take up a field without room for words below it: only its line tells of problems."""
        self._form.walker.watch(field)
        self._bare.append((key, field))
        self._take(key, field)

    def mark(self, tones: Mapping[str, Mark]) -> None:
        """Draw the lines of the fields without words in these tones, by key."""
        for key, field in self._bare:
            unread = isinstance(field, Doubts) and field.invalid()
            if key in tones or not unread:
                mark(field, tones.get(key, ""))

    def fill(self, texts: Mapping[str, str]) -> None:
        """Show these texts without telling of a change."""
        for key, field in self._fields:
            write_text(field, texts.get(key, ""))

    def move(self, key: str, text: str) -> None:
        """Show another text under ``key`` than was typed there."""
        for known, field in self._fields:
            if known == key and read_text(field) != text:
                write_text(field, text)

    def settle(self) -> None:
        """Let every field read what is typed in it now."""
        for _key, field in self._fields:
            settle = getattr(field, "settle", None)
            if callable(settle) and field.isVisibleTo(self._form.window()):
                settle()

    def field(self, key: str) -> QWidget | None:
        """The first visible field under ``key``."""
        found = (field for known, field in self._fields if known == key)
        return next((field for field in found if field.isVisibleTo(self._form.window())), None)

    def first_blank(self, keys: Iterable[str]) -> str:
        """The first of these keys whose field is seen and empty; "" when there is none."""
        found = ((key, self.field(key)) for key in keys)
        return next((key for key, field in found if field and not read_text(field)), "")

    def order(self, keys: Iterator[str]) -> None:
        """Let Enter and Tab walk the fields in the order of ``keys``; others keep theirs.

        A key named twice stands for its first field, then for its second.
        """
        by_key: dict[str, list[QWidget]] = {}
        for key, field in self._fields:
            by_key.setdefault(key, []).append(field)
        walk = [by_key[key].pop(0) for key in keys if by_key.get(key)]
        for before, after in pairwise(walk):
            QWidget.setTabOrder(before, after)

    def _take(self, key: str, field: QWidget) -> None:
        self._fields.append((key, field))
        if isinstance(field, Tells):
            field.changed.connect(lambda: self._told(key, field))

    def _told(self, key: str, field: QWidget) -> None:
        text = read_text(field)
        for known, twin in self._fields:
            if known == key and twin is not field:
                write_text(twin, text)
        self.typed.emit(key, text)


def read_text(field: QWidget) -> str:
    """What stands in a field, as typed; codes by value, names and codes joined."""
    if isinstance(field, TagsField | ChoiceChips):
        return _joined(field)
    if isinstance(field, CodeField | ToggleFinding):
        return field.value() or ""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QLineEdit):
        return field.text()
    return field.value() if isinstance(field, Worded) else ""


def _joined(field: TagsField | ChoiceChips) -> str:
    if isinstance(field, CodesField):
        return ",".join(field.codes())
    if isinstance(field, TagsField):
        return "、".join(field.value())
    return ",".join(value for value in field.value() if value)


def write_text(field: QWidget, text: str) -> None:
    """Show a text in a field without telling of a change."""
    if isinstance(field, CodesField):
        field.set_codes(tuple(filter(None, text.split(","))))
    elif isinstance(field, TagsField):
        field.set_value(filter(None, text.split("、")))
    elif isinstance(field, ChoiceChips):
        field.set_value(text.split(","))
    elif isinstance(field, CodeField | ToggleFinding):
        field.set_value(text or None)
    elif isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, Worded):
        field.set_value(text)


def label(words: str, width: int = 0) -> Text:
    """The quiet words at the left of a field."""
    made = Text(words, "quiet", wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.setFixedWidth(width or label_width())
    made.setMinimumHeight(30)
    return made


def labelled(*cells: tuple[str, QWidget | QLayout], shares: tuple[int, ...] = ()) -> QHBoxLayout:
    """Cells side by side, each with its label; ``shares`` weighs their widths, else equal."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(_BETWEEN)
    top = Qt.AlignmentFlag.AlignTop
    for place, (words, cell) in enumerate(cells):
        share = shares[place] if shares else 1
        line.addWidget(label(words), 0, top)
        if isinstance(cell, QLayout):
            line.addLayout(cell, share)
            line.setAlignment(cell, top)
        else:
            line.addWidget(cell, share, top)
    return line
