"""How often the county wants households visited and teams to meet: kept in its settings."""

from __future__ import annotations

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done, Store
from fieldapp.rules.visit_cadence import MOST_DAYS, MOST_VISITS, USUAL, Cadence
from fieldapp.services.county_settings import set_setting, setting_text
from fieldapp.services.households import Registers

SETTING = "cadence"


def load_cadence(store: Store) -> Cadence:
    """What the county has set; what is usual while it has set nothing that can be read."""
    try:
        found = msgspec.json.decode(setting_text(store, SETTING) or "{}", type=Cadence)
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
    return set_setting(registers, SETTING, cadence)
