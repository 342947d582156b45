"""Lines become households: where one ends and the next begins, and what belongs to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, cached_property

from fieldapp.spreadsheets.headings import targets
from fieldapp.spreadsheets.lines import Line
from fieldapp.spreadsheets.persons import HEAD, MemberMaker
from fieldapp.spreadsheets.roster import Layout, RosterHousehold, RosterMember, RowProblem, Severity

NUMBERS = ("household.national_hh_no", "household.local_no")

_NOTE = "household.note"
_MEMBER_NOTE = "member.note"
_INCOME = "income."
_EXTRAS = ("measures",)
_NEVER_COMPARED = frozenset(("roster.serial", _NOTE))


class Gathering:
    """A household while its lines come in."""

    def __init__(self, row: int, key: object) -> None:
        self.row = row
        self.key = key
        self.lines: list[Line] = []
        self.heads: list[Line] = []

    def add(self, line: Line) -> None:
        """Take a line in."""
        self.lines.append(line)
        if line.member.get("relation") == HEAD:
            self.heads.append(line)

    @property
    def repeats(self) -> bool:
        """Whether all rows say the very same of the household."""
        first = self.lines[0].values
        return all(line.values is first for line in self.lines)

    @cached_property
    def settled(self) -> dict[str, object]:
        """The household's values by target: those of the head's row, else the first ones."""
        if self.repeats:
            return self.lines[0].values
        settled: dict[str, object] = {}
        for line in (*reversed(self.lines), *reversed(self.heads)):
            settled.update(line.values)
        return settled

    def contradictions(self) -> dict[str, dict[object, int]]:
        """Targets to the values that differ from the settled ones, and where they stand first."""
        found: dict[str, dict[object, int]] = {}
        for line in () if self.repeats else self.lines:
            for name, value in line.values.items():
                if value != self.settled[name]:
                    found.setdefault(name, {}).setdefault(value, line.row)
        return found


class Boundaries:
    """Decides which household a line belongs to."""

    def __init__(self, layout: Layout, signal: str) -> None:
        self._layout = layout
        self._signal = signal
        self._current: Gathering | None = None
        self._by_key: dict[object, Gathering] = {}
        self.gatherings: list[Gathering] = []

    def place(self, line: Line) -> None:
        """Add the line to its household, opening one where it begins."""
        current = self._current
        key = self._key_of(line)
        if current is None or self._layout == "household" or self._begins(current, line, key):
            current = self._opened(line, key)
        current.add(line)

    def _key_of(self, line: Line) -> object:
        """What tells the household; a head's row may leave the column of heads to the others."""
        key = line.values.get(self._signal) if self._signal else None
        heads_own = self._signal == "roster.head_name" and line.member.get("relation") == HEAD
        return line.member.get("name") if key is None and heads_own else key

    def drained(self) -> Iterator[Gathering]:
        """The households in the order in which they begin; each is let go once it is taken."""
        self._by_key.clear()
        self._current = None
        waiting = self.gatherings
        waiting.reverse()
        while waiting:
            yield waiting.pop()

    def _begins(self, current: Gathering, line: Line, key: object) -> bool:
        if key is not None and key != current.key:
            return True
        if not self._signal:
            return line.member.get("relation") == HEAD
        says_enough = key is not None and self._signal != "roster.head_name"
        second_head = line.member.get("relation") == HEAD and bool(current.heads)
        return second_head and not says_enough

    def _opened(self, line: Line, key: object) -> Gathering:
        lasting = key is not None and self._signal in NUMBERS and self._layout == "member"
        if lasting and key in self._by_key:
            self._current = self._by_key[key]
            return self._current
        gathering = Gathering(line.row, key)
        self.gatherings.append(gathering)
        if lasting:
            self._by_key[key] = gathering
        self._current = gathering
        return gathering


class HouseholdMaker:
    """Makes households of gathered lines.

    With ``derive`` the head is found where the sheet does not say it outright; sheets written by
    this program are taken as they are.
    """

    def __init__(
        self, members: MemberMaker, headings: Mapping[str, str], layout: Layout, *, derive: bool
    ) -> None:
        self.problems: list[RowProblem] = []
        self._members = members
        self._headings = headings
        self._layout = layout
        self._derive = derive
        self._first_rows: dict[str, int] = {}
        self._incomes = [name for name in headings if name.startswith(_INCOME)]
        self._notes_of_members = layout == "member" and _MEMBER_NOTE not in headings

    def make(self, gathering: Gathering) -> RosterHousehold:
        """The household; problems are added to ``problems`` and to those of the members."""
        self._own_notes(gathering)
        self._own_incomes(gathering)
        self._compare(gathering)
        household = self._household(gathering)
        self._check(household, gathering)
        return household

    def _report(
        self, row: int, target: str, code: str, severity: Severity, **facts: object
    ) -> None:
        column = self._headings.get(target, "")
        self.problems.append(RowProblem(row, column, code, severity, facts))

    def _own_notes(self, gathering: Gathering) -> None:
        """A note in a member's row is that member's; the household's is in the head's row."""
        if not self._notes_of_members:
            return
        head = (gathering.heads or gathering.lines)[0]
        for line in gathering.lines:
            note = line.values.get(_NOTE) if line is not head else None
            if note is not None:
                line.values = {name: v for name, v in line.values.items() if name != _NOTE}
                if note != head.values.get(_NOTE):
                    line.member["note"] = note

    def _own_incomes(self, gathering: Gathering) -> None:
        """Amounts that all differ are each person's own; equal ones are the household's."""
        lines = gathering.lines
        if self._layout != "member" or gathering.repeats:
            return
        for name in self._incomes:
            earning = [line for line in lines if name in line.values]
            amounts = {line.values[name] for line in earning}
            if 1 < len(amounts) == len(earning) and all(map(_is_person, earning)):
                for line in earning:
                    _make_own(line, name)
                self._report(gathering.row, name, "income_by_person", "W")
            elif len(amounts) == 1 < len(earning) < len(lines):
                self._report(
                    gathering.row, name, "income_once", "W", rows=len(earning), of=len(lines)
                )

    def _compare(self, gathering: Gathering) -> None:
        for name, others in gathering.contradictions().items():
            if name in _NEVER_COMPARED:
                continue
            target = targets()[name]
            facts: dict[str, object] = {"first": gathering.row}
            if target.sens == 0:
                facts["kept"] = target.kind.show(gathering.settled[name], "zh_CN")
                facts["others"] = "、".join(target.kind.show(v, "zh_CN") for v in others)
            code = "rows_differ" if target.sens == 0 else "rows_differ_hidden"
            self._report(min(others.values()), name, code, "W", **facts)

    def _household(self, gathering: Gathering) -> RosterHousehold:
        by_entity: dict[str, dict[str, object]] = defaultdict(dict)
        for name, value in gathering.settled.items():
            entity, field = _parts(name)
            by_entity[entity][field] = value
        own = by_entity["roster"]
        year = own.get("year")
        return RosterHousehold(
            row=gathering.row,
            village=_text(own.get("village")),
            group=_text(own.get("group")),
            head_name=_text(own.get("head_name")) or self._name_of_head(gathering),
            head_id=_text(own.get("head_id")),
            year=year if isinstance(year, int) else None,
            colour=_text(by_entity["card_rating"].get("colour")),
            fields=by_entity["household"],
            year_fields=by_entity["household_year"],
            incomes={
                code: amount
                for code, amount in by_entity["income"].items()
                if isinstance(amount, Decimal)
            },
            helper={name: str(value) for name, value in by_entity["helper"].items()},
            monitoring=by_entity["monitoring_case"],
            extras={name: str(own[name]) for name in _EXTRAS if name in own},
            members=self._people(gathering),
        )

    def _name_of_head(self, gathering: Gathering) -> str | None:
        lines = gathering.heads or (gathering.lines if self._layout == "household" else [])
        return _text(lines[0].member.get("name")) if lines else None

    def _people(self, gathering: Gathering) -> tuple[RosterMember, ...]:
        if self._derive:
            self._find_head(gathering)
        return tuple(self._members.make(line) for line in gathering.lines if _is_person(line))

    def _find_head(self, gathering: Gathering) -> None:
        """Complete the head from the columns on the head: name, ID number, relation."""
        head_name = gathering.settled.get("roster.head_name")
        head_id = gathering.settled.get("roster.head_id")
        first = gathering.lines[0]
        names = {line.member.get("name") for line in gathering.lines}
        if head_name is not None and head_name not in names and not _is_person(first):
            first.member["name"] = head_name
        heads = gathering.heads or self._unsaid_head(gathering.lines, head_name)
        if heads and head_id is not None:
            heads[0].member.setdefault("id_number", head_id)

    def _unsaid_head(self, listed: list[Line], head_name: object) -> list[Line]:
        """The head of a list that does not say who of the people it is."""
        named = [line for line in listed if line.member.get("name") == head_name]
        if self._layout == "household":
            named = listed[:1]
        found = [line for line in named if "relation" not in line.member][:1]
        for line in found:
            line.member["relation"] = HEAD
        return found

    def _check(self, household: RosterHousehold, gathering: Gathering) -> None:
        heads = [m for m in household.members if m.fields.get("relation") == HEAD]
        if len(heads) != 1:
            self._report(gathering.row, "member.relation", "V-HH1", "E", heads=len(heads))
        if self._layout == "household":
            self._check_numbers(household)
        named = gathering.settled.get("roster.head_name")
        if len(heads) == 1 and named is not None and heads[0].name not in ("", named):
            self._report(heads[0].row, "roster.head_name", "head_differs", "W")
        size = household.size
        counted = self._layout == "member" and self._derive
        if counted and size not in (None, len(household.members)):
            self._report(
                gathering.row, "household.declared_size", "size_differs", "W",
                size=size, listed=len(household.members),
            )  # fmt: skip

    def _check_numbers(self, household: RosterHousehold) -> None:
        for target in NUMBERS:
            number = household.fields.get(target.partition(".")[2])
            if isinstance(number, str):
                first = self._first_rows.setdefault(f"{target} {number}", household.row)
                if first != household.row:
                    self._report(household.row, target, "number_twice", "E", first=first)


def _make_own(line: Line, name: str) -> None:
    """An income of the household becomes one of the person."""
    amount = line.values[name]
    line.values = {other: value for other, value in line.values.items() if other != name}
    if isinstance(amount, Decimal):
        line.incomes = {**(line.incomes or {}), name.removeprefix(_INCOME): amount}


@cache
def _parts(name: str) -> tuple[str, str]:
    entity, _, field = name.partition(".")
    return entity, field


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def names_someone(line: Line) -> bool:
    """True when the line names a person or a head."""
    return _is_person(line) or "roster.head_name" in line.values


def _is_person(line: Line) -> bool:
    return "name" in line.member or "id_number" in line.member


class VillageCarrier:
    """Carries the village down to rows that leave it blank: a list is of one village at a time."""

    def __init__(self) -> None:
        self._last: object = None

    def carry(self, line: Line) -> None:
        """Fill the village in, or remember it."""
        self._last = line.values.get("roster.village", self._last)
        if self._last is not None:
            line.values["roster.village"] = self._last
