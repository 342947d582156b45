"""The editor of a field, chosen by the kind of its values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from fieldapp.records.kinds import Bool3, Date, Dec, Int, ManyOf, OneOf, Ref, Text
from ui.forms.request import FormField
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.code_field import CodeField, CodeOption
from ui.widgets.date_field import DateField
from ui.widgets.text_fields import LongTextField, NumberField, TextField

FEW = 4
"""Up to so many codes stand side by side as chips; more are chosen from a list."""


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
    kind = field.kind
    if isinstance(kind, Bool3):
        return _yes_no(field)
    if isinstance(kind, ManyOf):
        return _several(field)
    if isinstance(kind, OneOf | Ref):
        return _chips(field) if len(field.options) <= FEW else _code(field)
    if isinstance(kind, Int | Dec):
        return _number(field, kind.places if isinstance(kind, Dec) else 0)
    if isinstance(kind, Date):
        return _date(field, today)
    return _words(field)


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

    return Editor(widget, widget.value, show, widget.invalid, widget.changed)


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


def _yes_no(field: FormField) -> Editor:
    options = (CodeOption("1", "", _("yes"), "y shi s"), CodeOption("0", "", _("no"), "n fou f"))
    widget = ChoiceChips(field.label, options, single=True)
    answers = {"1": True, "0": False}

    def value() -> bool | None:
        return next((answers[chosen] for chosen in widget.value()), None)

    def show(known: object) -> None:
        widget.set_value(() if known is None else (str(int(bool(known))),))

    return Editor(widget, value, show, lambda: False, widget.changed)
