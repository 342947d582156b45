"""What a roster says of incomes: lines of a household, or of single people, beside the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Edit, created
from fieldapp.records import IncomeLine
from fieldapp.records.declare import Record
from fieldapp.services.register_index import RegisterIndex
from fieldapp.spreadsheets.roster import RosterHousehold, RosterMember, RowProblem

Note = Callable[[int, str, Record, Mapping[str, object]], None]
"""Takes a difference: row, whose, the record as it stands, what the sheet says by field."""

NewKind = Literal["household", "member", "helper"]
New = Callable[[int, NewKind, str], None]
"""Takes somebody whom the register does not know yet: row, what, the name."""


@dataclass(frozen=True)
class Listener:
    """Who is told what the sheet would change and bring, and what of it cannot be taken."""

    difference: Note
    new: New
    problem: Callable[[RowProblem], None]


class RosterIncomes:
    """Adds the edits for income lines to the edits of a plan.

    What one figure cannot say of several lines, or several of one, is told and not taken.
    """

    def __init__(
        self,
        edits: list[Edit],
        index: RegisterIndex,
        ids: Ids,
        columns: Mapping[str, str],
        listener: Listener,
        change: Note,
    ) -> None:
        self._edits = edits
        self._index = index
        self._ids = ids
        self._columns = columns
        self._listener = listener
        self._change = change

    def of_household(self, year: str, given: RosterHousehold, *, listing: bool) -> None:
        """What the sheet gives as the household's, in its year's record ``year``."""
        name = given.head_name or ""
        for item, amount in given.incomes.items():
            known = self._index.incomes_of(year, item)
            if not known:
                line = IncomeLine(
                    uid=self._ids.uid(), household_year=year, item=item, amount=amount
                )
                self._add(given.row, name, line, listing=listing)
            elif len(known) == 1:
                self._change(given.row, name, known[0], {"amount": amount})
            elif sum(line.amount or 0 for line in known) != amount:
                self._tell(given.row, item, "income_held_in_lines", count=len(known))

    def of_person(self, year: str, uid: str, person: RosterMember, *, listing: bool) -> None:
        """What the sheet gives as a person's own; ``uid`` is the person's."""
        for item, amount in person.incomes.items():
            known = self._index.incomes_of(year, item)
            own = [line for line in known if line.member == uid]
            if own:
                self._change(person.row, person.name, own[0], {"amount": amount})
            elif any(line.member is None for line in known):
                self._tell(person.row, item, "income_held_in_one")
            else:
                line = IncomeLine(
                    uid=self._ids.uid(), household_year=year, item=item, amount=amount, member=uid
                )
                self._add(person.row, person.name, line, listing=listing)

    def _add(self, row: int, name: str, line: IncomeLine, *, listing: bool) -> None:
        self._edits.append(created(line))
        self._index.add_income(line)
        if listing:
            blank = replace(line, amount=None)
            self._listener.difference(row, name, blank, {"amount": line.amount})

    def _tell(self, row: int, item: str, code: str, **facts: object) -> None:
        columns = self._columns.items()
        heading = next((text for text, target in columns if target == f"income.{item}"), "")
        self._listener.problem(RowProblem(row, heading, code, "W", facts))
