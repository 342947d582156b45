"""How sensitive values are shown where nobody asked to see them. Source: dictionary section 8."""

from __future__ import annotations

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
