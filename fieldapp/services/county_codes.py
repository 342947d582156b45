"""Causes of poverty that a county adds to the national list: added once, never renumbered."""

from __future__ import annotations

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done, Store
from fieldapp.records.codes import Code, add_codes, code_list
from fieldapp.services.county_settings import set_setting, setting_text
from fieldapp.services.households import Registers

CAUSES = "C06"
_SETTING = f"codes.{CAUSES}"
_PREFIX = "L"


class _Added(msgspec.Struct, frozen=True):
    value: str
    zh: str
    en: str


def added_causes(store: Store) -> tuple[Code, ...]:
    """The causes that the county added, in the order in which it did."""
    try:
        found = msgspec.json.decode(setting_text(store, _SETTING) or "[]", type=list[_Added])
    except msgspec.MsgspecError:
        return ()
    return tuple(Code(one.value, one.zh, one.en) for one in found)


def use_county_codes(store: Store) -> None:
    """Let forms, sheets and files know the county's causes from now on."""
    add_codes(CAUSES, added_causes(store))


def add_cause(registers: Registers, zh: str, en: str) -> tuple[str, Done]:
    """Add a cause under the next free code; returns the code.

    Raises:
        Refused: ``cause_unnamed``, ``cause_known`` when the national list has it already.
    """
    zh, en = zh.strip(), en.strip()
    if not zh or not en:
        raise Refused("cause_unnamed")
    known = added_causes(registers.store)
    if any(code_list(CAUSES).find(word) for word in (zh, en)):
        raise Refused("cause_known", name=zh)
    value = f"{_PREFIX}{len(known) + 1:02d}"
    lines = [*({"value": c.value, "zh": c.zh, "en": c.en} for c in known)]
    done = set_setting(registers, _SETTING, [*lines, {"value": value, "zh": zh, "en": en}])
    use_county_codes(registers.store)
    return value, done
