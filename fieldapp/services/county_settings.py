"""What the county sets and every laptop receives: figures and rules by name, as JSON texts."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping, Sequence

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done, Edit, Store, changed, created
from fieldapp.records import CountySetting
from fieldapp.records.declare import record_of
from fieldapp.services.households import Registers
from fieldapp.services.profile import load_profile


def setting_text(store: Store, name: str, year: int | None = None) -> str | None:
    """The JSON text of a setting, or ``None``; a year's own goes before the general one."""
    found = {record.year: record for record in store.find(CountySetting, name=name)}
    record = found.get(year) or found.get(None)
    return record.value if record else None


def setting_years(store: Store, name: str) -> Sequence[tuple[int | None, str]]:
    """Every year for which a setting was made, with its text; the general one first."""
    found = [(r.year, r.value) for r in store.find(CountySetting, name=name) if r.value]
    return sorted(found, key=lambda pair: pair[0] or 0)


def set_setting(
    registers: Registers,
    name: str,
    value: object,
    *,
    year: int | None = None,
    source: str | None = None,
) -> Done:
    """Set what JSON can carry, for the whole county, as one act; bundles carry it along.

    Raises:
        Refused: ``county_only`` at a laptop: what the county sets comes to it with a bundle.
    """
    if not county_sets(registers.store):
        raise Refused("county_only")
    edit = _edit(registers.store, name, value, year, source)
    return registers.store.write(registers.act(f"county_setting.{name}"), [edit])


def set_together(registers: Registers, name: str, values: Mapping[str, object]) -> Done:
    """Set several settings as one act, named after the first of them; raises as ``set_setting``."""
    if not county_sets(registers.store):
        raise Refused("county_only")
    edits = [_edit(registers.store, each, value) for each, value in values.items()]
    return registers.store.write(registers.act(f"county_setting.{name}"), edits)


def settings_under(store: Store, start: str) -> Mapping[str, str]:
    """The JSON texts of all settings whose name begins so, by the rest of the name."""
    return {
        record.name.removeprefix(start): record.value
        for record in store.find(CountySetting)
        if record.name.startswith(start) and record.year is None and record.value
    }


def _edit(
    store: Store, name: str, value: object, year: int | None = None, source: str | None = None
) -> Edit:
    text = msgspec.json.encode(value).decode()
    known = [record for record in store.find(CountySetting, name=name) if record.year == year]
    if known:
        return changed(CountySetting, known[0].uid, value=text, source=source)
    fields = {"name": name, "year": year, "value": text, "source": source}
    # its uid follows from the name, and may have been used before the setting was taken back
    made = created(record_of(CountySetting, _uid(name, year), fields))
    return dataclasses.replace(made, fresh=False, alive=True)


def county_sets(store: Store) -> bool:
    """Whether this workspace is the county's, which alone sets what holds for all."""
    return load_profile(store).role == "county"


def _uid(name: str, year: int | None) -> str:
    """One record wherever it is set first: two laptops that set it speak of the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"county_setting/{name}{year or ''}"))
