"""How sensitive values are shown where nobody asked to see them. Source: dictionary section 8."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from fieldapp.records.declare import FieldSpec
from fieldapp.records.kinds import ManyOf, OneOf, Text, Texts

_HEAD, _TAIL = 6, 4


def masked_id(number: str | None) -> str:
    """An ID number with its first six and last four characters: ``999900********0010``."""
    text = number or ""
    if len(text) <= _HEAD + _TAIL:
        return "*" * len(text)
    return text[:_HEAD] + "*" * (len(text) - _HEAD - _TAIL) + text[-_TAIL:]


def masked_phone(number: str | None) -> str:
    """A telephone number with its first three and last four digits: ``138****1234``."""
    text = number or ""
    if len(text) <= 3 + _TAIL:
        return "*" * len(text)
    return text[:3] + "*" * (len(text) - 3 - _TAIL) + text[-_TAIL:]


def masked_account(number: str | None) -> str:
    """A bank account with its last four digits."""
    text = number or ""
    return "*" * max(0, len(text) - _TAIL) + text[-_TAIL:] if len(text) > _TAIL else "*" * len(text)


def masked_name(name: str | None) -> str:
    """A name as a public notice shows it: ``张*``, ``欧*娜``; one character is left as it is."""
    text = name or ""
    if len(text) <= 1:
        return text
    return f"{text[0]}*" if len(text) == 2 else f"{text[0]}{'*' * (len(text) - 2)}{text[-1]}"


# ---------------------------------------------------------------- by declaration

Mask = Literal["", "id", "phone", "account", "hidden", "health"]
"""How a field is shown unasked; ``hidden`` not at all, ``health`` only to those it is open to."""

STARS = "***"
SENSITIVE = 2
CHILD_UNDER = 14
"""Numbers of a younger person are hidden whole; years."""
HEALTH = frozenset(
    {"chronic_card", "chronic_followup", "vaccination", "maternal", "maternal_visit"}
)
"""The entities that belong to the village doctor."""
_BY_NAME: Mapping[str, Mask] = {
    "id_number": "id", "phone": "phone", "leader_phone": "phone", "bank_account": "account",
    "bank_name": "hidden", "address_detail": "hidden", "gps_lat": "hidden", "gps_lon": "hidden",
}  # fmt: skip
_OPEN = frozenset({"altitude_m", "photos"})
"""Declared sensitive, but shown: a height names nobody, and a photo is opened one by one."""


def mask_of(spec: FieldSpec) -> Mask:
    """How a field is masked where nobody asked for it."""
    if spec.name in _BY_NAME:
        return _BY_NAME[spec.name]
    return "health" if spec.sens >= SENSITIVE and spec.name not in _OPEN else ""


_OPEN_TEXTS = frozenset({("household", "local_no"), ("measure", "title"), ("measure", "unit")})
"""Written freely, but never about a person; any other free text may name one."""


_CAUSES = "C06"
"""The codes of causes, three of which tell of illness; open in the office alone."""


def is_public(spec: FieldSpec) -> bool:
    """Whether what is meant for everybody may name a field; a cause never, nor anything of health.

    The causes that a measure of the catalogue answers are nobody's.
    """
    free = isinstance(spec.kind, Text | Texts) and spec.entity != "village"
    tells_why = (
        isinstance(spec.kind, OneOf | ManyOf)
        and spec.kind.codes.name == _CAUSES
        and spec.entity != "measure_catalog"
    )
    return (
        spec.sens == 0
        and not mask_of(spec)
        and not tells_why
        and spec.entity not in HEALTH
        and (not free or (spec.entity, spec.name) in _OPEN_TEXTS)
    )


def masked(spec: FieldSpec, value: object, *, health: bool, child: bool = False) -> str | None:
    """What stands in place of a value, or ``None`` when the value itself is shown.

    ``health`` says whether health is open to whoever looks, ``child`` that the value belongs to
    somebody under fourteen.
    """
    mask = mask_of(spec)
    if value is None or value == () or not mask:
        return None
    if mask == "health":
        if not health:
            return STARS
        return masked_id(str(value)) if spec.name == "disability_card" else None
    if mask == "hidden":
        return STARS
    if child and mask in ("id", "phone"):
        return "*" * len(str(value))
    show = {"id": masked_id, "phone": masked_phone, "account": masked_account}[mask]
    return show(str(value))


def is_child(birth: dt.date | None, today: dt.date) -> bool:
    """Whether somebody born that day is under fourteen; an unknown birth day is no child's."""
    if birth is None:
        return False
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day)) < (
        CHILD_UNDER
    )
