"""What the county sets and every laptop receives: figures and rules by name, as JSON texts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

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
    text = msgspec.json.encode(value).decode()
    known = [r for r in registers.store.find(CountySetting, name=name) if r.year == year]
    edit: Edit
    if known:
        edit = changed(CountySetting, known[0].uid, value=text, source=source)
    else:
        fields = {"name": name, "year": year, "value": text, "source": source}
        edit = created(record_of(CountySetting, _uid(name, year), fields))
    return registers.store.write(registers.act(f"county_setting.{name}"), [edit])


def county_sets(store: Store) -> bool:
    """Whether this workspace is the county's, which alone sets what holds for all."""
    return load_profile(store).role == "county"


def _uid(name: str, year: int | None) -> str:
    """One record wherever it is set first: two laptops that set it speak of the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"county_setting/{name}{year or ''}"))
