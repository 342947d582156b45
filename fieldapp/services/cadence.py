"""How often the county wants households visited and teams to meet: kept in its settings."""

from __future__ import annotations

import uuid

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done, Edit, Store, changed, created
from fieldapp.records import CountySetting
from fieldapp.rules.visit_cadence import MOST_DAYS, MOST_VISITS, USUAL, Cadence
from fieldapp.services.households import Registers

SETTING = "cadence"
_UID = str(uuid.uuid5(uuid.NAMESPACE_OID, f"county_setting/{SETTING}"))
"""One record wherever it is set first: two laptops that set it speak of the same."""


def load_cadence(store: Store) -> Cadence:
    """What the county has set; what is usual while it has set nothing that can be read."""
    kept = _kept(store)
    try:
        found = msgspec.json.decode((kept.value if kept else None) or "{}", type=Cadence)
    except msgspec.MsgspecError:
        return USUAL
    return found if found.sensible else USUAL


def set_cadence(registers: Registers, cadence: Cadence) -> Done:
    """Set it for the whole county; it goes along with the bundles.

    Raises:
        Refused: ``bad_value``.
    """
    if not cadence.sensible:
        expected = f"0–{MOST_VISITS}, 1–{MOST_DAYS}"
        raise Refused("bad_value", field=SETTING, expected=expected)
    value = msgspec.json.encode(cadence).decode()
    kept = _kept(registers.store)
    edit: Edit = created(CountySetting(uid=_UID, name=SETTING, value=value))
    if kept is not None:
        edit = changed(CountySetting, kept.uid, value=value)
    return registers.store.write(registers.act("cadence.set"), [edit])


def _kept(store: Store) -> CountySetting | None:
    return next((one for one in store.find(CountySetting, name=SETTING) if one.year is None), None)
