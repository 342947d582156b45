"""What somebody else wrote into fields of a form while it was open: told before it is replaced."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import _, language
from fieldapp.records.declare import entity_named
from fieldapp.rules.masks import masked
from ui.forms.request import FormField, FormRequest, Values


class Overtaken(Refused):
    """``now`` has by field what stands there, ``said`` the same in words; neither is logged."""

    def __init__(self, now: Values, said: Mapping[str, str]) -> None:
        super().__init__("changed_meanwhile")
        self.now, self.said = now, said


def require_seen(request: FormRequest, seen: Values, now: Values, changes: Values) -> None:
    """Let only those replace a value who saw it: as ``seen`` when the form was opened, or since.

    Raises:
        Overtaken: of the fields that are going to be changed, some have another value now.
    """
    said = {
        known.key: _("Changed by somebody else meanwhile: {value}").format(
            value=_words(known, now.get(known.key))
        )
        for known in request.fields()
        if known.key in changes
        and now.get(known.key) not in (seen.get(known.key), changes[known.key])
    }
    if said:
        raise Overtaken({key: now.get(key) for key in said}, said)


def _words(known: FormField, value: object) -> str:
    """A value as the form itself would show it."""
    if value is None or value == ():
        return _("empty")
    named = next((option.label for option in known.options if option.value == value), "")
    spec = entity_named(known.entity).fields.get(known.key) if known.entity else None
    stars = masked(spec, value, health=True) if spec else None
    return named or stars or known.kind.show(value, language())
