"""What became of a form that was submitted, told to the dialog that shows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class FormAnswers(QObject):
    """The outcome of one form after the other.

    ``done`` closes the form, ``refused`` carries why it was not saved, ``told`` names a field and
    what was found out about it while the form was typed.
    """

    done = Signal()
    refused = Signal(object)
    told = Signal(str, str)
