"""The errors a person can meet: a code and facts; the sentences are made at the edge."""

from __future__ import annotations

from fieldapp.foundation.error_texts import TEXTS
from fieldapp.foundation.event_texts import EVENT_TEXTS
from fieldapp.foundation.exchange_texts import EXCHANGE_TEXTS
from fieldapp.foundation.i18n import translator
from fieldapp.foundation.server_texts import SERVER_TEXTS

_TEXTS = {**TEXTS, **EVENT_TEXTS, **EXCHANGE_TEXTS, **SERVER_TEXTS}


class FieldappError(Exception):
    """An error with a stable code and the facts its sentence names.

    Facts never hold personal data: they may end in a log or on a support line.
    """

    exit_status = 4

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class WrongUsage(FieldappError):
    """The command was not understood; nothing was touched."""

    exit_status = 2


class Refused(FieldappError):
    """The act is not allowed or not possible as asked; the store is as before."""

    exit_status = 3


class WorldFailed(FieldappError):
    """Disk, file or machine failed; the store is as before."""

    exit_status = 4


def sentence(error: FieldappError, language: str) -> tuple[str, str]:
    """What happened, and what is safe and what to do next, in ``language``."""
    message, hint = _TEXTS.get(error.code, (error.code, ""))
    catalogue = translator(language)
    facts = {name: str(value) for name, value in error.facts.items()}
    return (
        catalogue.gettext(message).format_map(_Facts(facts)),
        catalogue.gettext(hint).format_map(_Facts(facts)) if hint else "",
    )


class _Facts(dict[str, str]):
    """Facts for a sentence; a fact that was not given shows as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"
