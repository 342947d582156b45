"""What the county sets and every laptop receives: figures and rules by name, as JSON texts."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from fieldapp.ports.store import Done, changed, created
from fieldapp.records import CountySetting
from fieldapp.records.declare import record_of
from fieldapp.services.households import Registers

INCOME = "income.formula"
"""The setting that holds how incomes are added up, by year."""


@dataclass(frozen=True)
class CountySettings:
    """The shared settings of a workspace; a year's own setting goes before the general one."""

    registers: Registers

    def text(self, name: str, year: int | None = None) -> str | None:
        """The JSON text of a setting, or ``None`` when the county has not set it."""
        found = {record.year: record for record in self._named(name)}
        record = found.get(year) or found.get(None)
        return record.value if record else None

    def value(self, name: str, year: int | None = None) -> object:
        """The decoded setting, or ``None``."""
        text = self.text(name, year)
        return None if text is None else msgspec.json.decode(text)

    def set(
        self, name: str, value: object, *, year: int | None = None, source: str | None = None
    ) -> Done:
        """Set a value (anything JSON can carry), as one act."""
        registers = self.registers
        text = msgspec.json.encode(value).decode()
        known = [record for record in self._named(name) if record.year == year]
        if known:
            edit = changed(CountySetting, known[0].uid, value=text, source=source)
        else:
            fields = {"name": name, "year": year, "value": text, "source": source}
            edit = created(record_of(CountySetting, registers.ids.uid(), fields))
        return registers.store.write(registers.act("county_setting.set"), [edit])

    def _named(self, name: str) -> list[CountySetting]:
        return self.registers.store.find(CountySetting, name=name)
