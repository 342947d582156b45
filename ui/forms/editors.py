"""The editor of a field, chosen by the kind of its values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from fieldapp.records.kinds import (
    Bool3,
    Date,
    Dec,
    Int,
    Kind,
    ManyOf,
    OneOf,
    Ref,
    Refs,
    Text,
    Texts,
)
from ui.forms.request import FormField
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeField, CodeOption
from ui.widgets.date_field import DateField
from ui.widgets.tags_field import TagsField
from ui.widgets.text_fields import LongTextField, NumberField, TextField

FEW = 4
"""Up to so many codes stand side by side as chips; more are chosen from a list."""
_CHIPS_WIDTH = 24
"""So many Latin letters (Chinese ones count twice) fit into the chips of one field."""
_FIRST_YEAR = 1800
"""A whole number from here on is a year, which is written without commas."""


@dataclass(frozen=True)
class Editor:
    """A widget with the typed value in it."""

    widget: QWidget
    value: Callable[[], object]
    show: Callable[[object], None]
    invalid: Callable[[], bool]
    changed: SignalInstance


def editor_for(field: FormField, today: dt.date) -> Editor:
    """The editor for a field; ``today`` is the day that dates are read from."""
    if isinstance(field.kind, Date):
        return _date(field, today)
    for kind, make in _BY_KIND:
        if isinstance(field.kind, kind):
            return make(field)
    return _words(field)


def _one(field: FormField) -> Editor:
    return _chips(field) if _fits(field) else _code(field)


def _whole(field: FormField) -> Editor:
    is_year = isinstance(field.kind, Int) and (field.kind.low or 0) >= _FIRST_YEAR
    return _year(field) if is_year else _number(field, 0)


def _decimal(field: FormField) -> Editor:
    return _number(field, field.kind.places if isinstance(field.kind, Dec) else 0)


def _fits(field: FormField) -> bool:
    letters = "".join(option.label for option in field.options)
    width = sum(1 if letter.isascii() else 2 for letter in letters)
    return len(field.options) <= FEW and width <= _CHIPS_WIDTH


def _year(field: FormField) -> Editor:
    widget = TextField(field.label, field.hint)

    def value() -> object:
        typed = widget.value()
        return int(typed) if typed.isdecimal() else None

    def show(known: object) -> None:
        widget.set_value("" if known is None else str(known))

    def invalid() -> bool:
        return bool(widget.value()) and value() is None

    return Editor(widget, value, show, invalid, widget.changed)


def _words(field: FormField) -> Editor:
    multiline = isinstance(field.kind, Text) and field.kind.multiline
    widget = (
        LongTextField(field.label, field.hint, least_lines=2)
        if multiline
        else TextField(field.label, field.hint)
    )

    def show(value: object) -> None:
        widget.set_value("" if value is None else str(value))

    return Editor(widget, lambda: widget.value() or None, show, lambda: False, widget.changed)


def _number(field: FormField, places: int) -> Editor:
    widget = NumberField(field.label, decimals=places, unit=field.unit)

    def show(value: object) -> None:
        plain = value.normalize() if isinstance(value, Decimal) else value
        if isinstance(plain, Decimal) and plain == plain.to_integral_value():
            plain = int(plain)
        widget.set_value(plain if isinstance(plain, Decimal | int) else None)

    def value() -> object:
        number = widget.value()
        return int(number) if number is not None and not places else number

    return Editor(widget, value, show, widget.invalid, widget.changed)


def _date(field: FormField, today: dt.date) -> Editor:
    widget = DateField(field.label, today)

    def show(value: object) -> None:
        widget.set_value(value if isinstance(value, dt.date) else None)

    return Editor(widget, widget.value, show, widget.invalid, widget.changed)


def _code(field: FormField) -> Editor:
    widget = CodeField(field.label, field.options, field.hint)

    def show(value: object) -> None:
        widget.set_value(None if value is None else str(value))

    return Editor(widget, widget.value, show, widget.invalid, widget.changed)


def _chips(field: FormField) -> Editor:
    widget = ChoiceChips(field.label, field.options, single=True)

    def show(value: object) -> None:
        widget.set_value(() if value is None else (str(value),))

    return Editor(
        widget, lambda: next(iter(widget.value()), None), show, lambda: False, widget.changed
    )


def _several(field: FormField) -> Editor:
    widget = ChoiceChips(field.label, field.options)

    def show(value: object) -> None:
        widget.set_value(tuple(value) if isinstance(value, tuple) else ())

    return Editor(widget, lambda: widget.value() or None, show, lambda: False, widget.changed)


def _names(field: FormField) -> Editor:
    widget = TagsField(field.label, field.options)

    def show(value: object) -> None:
        widget.set_value(tuple(value) if isinstance(value, tuple) else ())

    return Editor(widget, lambda: widget.value() or None, show, lambda: False, widget.changed)


def _records(field: FormField) -> Editor:
    """Several records by their names, which the options tell apart."""
    widget = TagsField(field.label, field.options, only_known=True, hint=field.hint)
    uids = {option.label: option.value for option in field.options}
    labels = {uid: label for label, uid in uids.items()}
    unseen: list[str] = []

    def value() -> object:
        return (*(uids[name] for name in widget.value()), *unseen) or None

    def show(known: object) -> None:
        held = [str(uid) for uid in known] if isinstance(known, tuple) else []
        unseen[:] = [uid for uid in held if uid not in labels]
        widget.set_value([labels[uid] for uid in held if uid in labels])

    return Editor(widget, value, show, lambda: False, widget.changed)


def _yes_no(field: FormField) -> Editor:
    options = (CodeOption("1", "", _("yes"), "y shi s"), CodeOption("0", "", _("no"), "n fou f"))
    widget = ChoiceChips(field.label, options, single=True)
    answers = {"1": True, "0": False}

    def value() -> bool | None:
        return next((answers[chosen] for chosen in widget.value()), None)

    def show(known: object) -> None:
        widget.set_value(() if known is None else (str(int(bool(known))),))

    return Editor(widget, value, show, lambda: False, widget.changed)


_BY_KIND: tuple[tuple[type[Kind], Callable[[FormField], Editor]], ...] = (
    (Bool3, _yes_no),
    (ManyOf, _several),
    (OneOf, _one),
    (Ref, _one),
    (Refs, _records),
    (Texts, _names),
    (Int, _whole),
    (Dec, _decimal),
)
