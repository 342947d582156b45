"""Changing one household from its page: its years and income, and a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fieldapp.ports.store import Done, Edit, changed, created, removed
from fieldapp.records import HouseholdYear, IncomeLine
from fieldapp.records.declare import record_of
from fieldapp.rules.identity import tidy_id
from fieldapp.rules.income import SETTING as INCOME
from fieldapp.rules.income import formula_of, priced
from fieldapp.services.county_settings import setting_years
from fieldapp.services.households import Registers, year_edit
from fieldapp.services.lookup import the_record
from fieldapp.services.values import new_record, read_fields


@dataclass(frozen=True)
class HouseholdEdits:
    """What can be changed on a household's page besides what ``Registers`` offers."""

    registers: Registers

    def set_year(self, household: str, year: int, values: Mapping[str, object]) -> Done:
        """Change yearly fields; the year's record is made where it is missing."""
        typed = read_fields(HouseholdYear, values)
        store, ids = self.registers.store, self.registers.ids
        edit = year_edit(store, ids, household, year, typed)
        return store.write(self.registers.act("year.set"), [edit])

    def set_income(
        self,
        household: str,
        year: int,
        amounts: Mapping[str, object],
        declared: Mapping[str, object] | None = None,
    ) -> Done:
        """Set amounts by item, and what an office declares; an empty amount takes the item away.

        Raises:
            Refused: ``bad_value``, ``unknown_code``.
        """
        store, ids = self.registers.store, self.registers.ids
        typed_year = read_fields(HouseholdYear, declared or {})
        edits: list[Edit] = [self._income_year(household, year, typed_year)]
        year_uid = edits[0].uid
        lines = {line.item: line for line in store.find(IncomeLine, household_year=year_uid)}
        for item, raw in amounts.items():
            typed = read_fields(IncomeLine, {"item": item, "amount": raw})
            line = lines.get(item)
            if typed["amount"] is None:
                edits += [removed(IncomeLine, line.uid)] if line else []
            elif line:
                edits.append(changed(IncomeLine, line.uid, amount=typed["amount"]))
            else:
                made = record_of(IncomeLine, ids.uid(), {**typed, "household_year": year_uid})
                edits.append(created(made))
        return store.write(self.registers.act("income.set"), edits)

    def set_income_line(
        self, household: str, year: int, line: str, values: Mapping[str, object]
    ) -> Done:
        """Change one item of income with all that is known of it; without ``line`` add one.

        The amount follows from quantity and price where both are known; an item that is left
        without an amount is taken away.

        Raises:
            Refused: ``bad_value``, ``unknown_code``, ``field_missing``, ``unknown_record``.
        """
        store, typed = self.registers.store, read_fields(IncomeLine, values)
        known = vars(the_record(store, IncomeLine, line)) if line else {}
        whole = {**known, **typed}
        amount = priced(whole.get("quantity"), whole.get("unit_price"))
        if amount is not None:
            typed |= read_fields(IncomeLine, {"amount": amount})
        edits: list[Edit] = [self._income_year(household, year, {})]
        if not line:
            fresh = {**typed, "household_year": edits[0].uid}
            edits.append(created(new_record(IncomeLine, self.registers.ids.uid(), fresh)))
        elif typed.get("amount", whole["amount"]) is None:
            edits.append(removed(IncomeLine, line))
        else:
            edits.append(changed(IncomeLine, line, **typed))
        return store.write(self.registers.act("income.set"), edits)

    def _income_year(self, household: str, year: int, typed: Mapping[str, object]) -> Edit:
        """The year's record with the version of the formula by which its income adds up."""
        store, ids = self.registers.store, self.registers.ids
        formula = formula_of(dict(setting_years(store, INCOME)), year)
        values = {**typed, "formula_version": formula.version}
        return year_edit(store, ids, household, year, values)

    def create(
        self,
        village: str,
        fields: Mapping[str, object],
        head: Mapping[str, object],
        group: str | None,
    ) -> tuple[str, Done]:
        """Add a household with its head; returns its uid; raises as ``Registers.create``."""
        return self.registers.create(village, fields, tidied(head), group)

    def add_member(self, household: str, fields: Mapping[str, object]) -> tuple[str, Done]:
        """Add a person; returns the person's uid."""
        return self.registers.add_member(household, tidied(fields))

    def set_member(self, member: str, values: Mapping[str, object]) -> Done:
        """Change a person."""
        return self.registers.set_member(member, tidied(values))


def tidied(values: Mapping[str, object]) -> dict[str, object]:
    """A person's values with the ID number as it is written on the card."""
    number = values.get("id_number")
    return {**values, "id_number": tidy_id(str(number))} if number else dict(values)
