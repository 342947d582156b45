"""Codes that a county adds to a shipped list: added once, never renumbered."""

from __future__ import annotations

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done, Store
from fieldapp.records.codes import Code, add_codes, code_list
from fieldapp.services.county_settings import set_setting, setting_text
from fieldapp.services.households import Registers

CAUSES, CARDS = "C06", "card_colour"
_PREFIX = {CAUSES: "L", CARDS: "K"}
"""The lists that a county may add to, and how its codes begin."""
_SHORT = "card_short"
"""The one word of a card for tables: of an added card its first sign."""


class _Added(msgspec.Struct, frozen=True):
    value: str
    zh: str
    en: str


def added_codes(store: Store, name: str) -> tuple[Code, ...]:
    """The codes that the county added to a list, in the order in which it did."""
    try:
        found = msgspec.json.decode(setting_text(store, _setting(name)) or "[]", type=list[_Added])
    except msgspec.MsgspecError:
        return ()
    return tuple(Code(one.value, one.zh, one.en) for one in found)


def use_county_codes(store: Store) -> None:
    """Let forms, sheets and files know the county's codes from now on."""
    for name in _PREFIX:
        codes = added_codes(store, name)
        add_codes(name, codes)
        if name == CARDS:
            add_codes(_SHORT, tuple(Code(c.value, c.zh[:1], c.en[:1]) for c in codes))


def add_code(registers: Registers, name: str, zh: str, en: str) -> tuple[str, Done]:
    """Add a code to the list ``name`` under the next free value; returns the value.

    Raises:
        Refused: ``unknown_setting``, ``code_unnamed``, ``code_known`` when the list has it.
    """
    if name not in _PREFIX:
        raise Refused("unknown_setting", name=_setting(name), known=" · ".join(_PREFIX))
    zh, en = zh.strip(), en.strip()
    if not zh or not en:
        raise Refused("code_unnamed")
    if any(code_list(name).find(word) for word in (zh, en)):
        raise Refused("code_known", name=zh)
    known = added_codes(registers.store, name)
    fresh = Code(f"{_PREFIX[name]}{len(known) + 1:02d}", zh, en)
    lines = [{"value": c.value, "zh": c.zh, "en": c.en} for c in (*known, fresh)]
    done = set_setting(registers, _setting(name), lines)
    use_county_codes(registers.store)
    return fresh.value, done


def _setting(name: str) -> str:
    return f"codes.{name}"
