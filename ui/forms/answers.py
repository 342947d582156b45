"""What became of a form that was submitted, told to the dialog that shows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class FormAnswers(QObject):
    """The outcome of one form after the other.

    ``done`` closes the form, ``refused`` carries why it was not saved. ``resembled`` says whom a
    person being typed may be, with the uid of that person's household, or with nothing that it is
    nobody; ``opening`` asks for that household instead of the form.
    """

    done = Signal()
    refused = Signal(object)
    resembled = Signal(str, str)
    opening = Signal(str)
