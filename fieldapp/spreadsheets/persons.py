"""A member of a roster out of one line: what the ID number tells, and where it contradicts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from fieldapp.rules import identity
from fieldapp.spreadsheets.dates import WrittenDate
from fieldapp.spreadsheets.lines import Line
from fieldapp.spreadsheets.roster import RosterMember, RowProblem, Severity

HEAD = "01"
_CITIZEN_CARDS = (None, "01")
_DISABLED_CARD = "09"
_SEX_UNKNOWN = "9"
_WIVES = frozenset(("妻", "妻子", "之妻", "老婆"))
_HUSBANDS = frozenset(("夫", "丈夫", "之夫", "老公"))
_CARD_LENGTHS = (20, 22)


class MemberMaker:
    """Makes members of lines.

    With ``derive`` the birth date and sex that the sheet leaves blank are taken from a sound ID
    number; sheets written by this program are taken as they are.
    """

    def __init__(
        self, headings: Mapping[str, str], today: dt.date, year: int | None, *, derive: bool
    ) -> None:
        self.problems: list[RowProblem] = []
        self.derived: Counter[str] = Counter()
        self._headings = headings
        self._today = today
        self._year = year
        self._derive = derive
        self._first_rows: dict[str, int] = {}

    def make(self, line: Line) -> RosterMember:
        """The member of a line; problems are added to ``problems``."""
        fields, year_fields = line.member, line.member_year
        written = fields.pop("birth_date", None)
        if isinstance(written, WrittenDate) and written.full:
            fields["birth_date"] = written.full
        if self._derive:
            self._part_card(line.row, fields, year_fields)
        facts = self._facts(fields)
        self._check_number(line.row, fields, facts)
        self._complete(line.row, fields, written, facts)
        self._check_words(line, fields)
        return RosterMember(line.row, fields, year_fields, _extras(line.person), line.incomes or {})

    def _report(
        self, row: int, target: str, code: str, severity: Severity, **facts: object
    ) -> None:
        column = self._headings.get(target, "")
        self.problems.append(RowProblem(row, column, code, severity, facts))

    def _part_card(
        self, row: int, fields: dict[str, object], year_fields: dict[str, object]
    ) -> None:
        """A disability card in the ID column holds the ID number in its first 18 places."""
        number = fields.get("id_number")
        if (
            isinstance(number, str)
            and len(number) in _CARD_LENGTHS
            and fields.get("id_type") != _DISABLED_CARD
            and identity.is_disability_card(number, self._today)
        ):
            fields["id_number"] = number[: identity.ID_LENGTH]
            year_fields.setdefault("disability_card", number)
            self._report(row, "member.id_number", "card_parted", "I")

    def _facts(self, fields: Mapping[str, object]) -> identity.IdFacts | None:
        """What the ID number says, when it is sound."""
        number = fields.get("id_number")
        return identity.id_facts(number, self._today) if isinstance(number, str) else None

    def _check_number(
        self, row: int, fields: Mapping[str, object], facts: identity.IdFacts | None
    ) -> None:
        number = fields.get("id_number")
        if not isinstance(number, str):
            return
        for code in self._faults(number, fields, facts):
            self._report(row, "member.id_number", code, "E")
        first = self._first_rows.setdefault(number, row)
        if first != row:
            self._report(row, "member.id_number", "V-ID5", "E", first=first)

    def _faults(
        self, number: str, fields: Mapping[str, object], facts: identity.IdFacts | None
    ) -> tuple[str, ...]:
        id_type = fields.get("id_type")
        if id_type == _DISABLED_CARD:
            return () if identity.is_disability_card(number, self._today) else ("V-DC",)
        if id_type not in _CITIZEN_CARDS:
            return ()
        if facts is None:
            return identity.id_faults(number, self._today)
        sex_fits = fields.get("sex") in (None, _SEX_UNKNOWN, facts.sex)
        birth_fits = fields.get("birth_date") in (None, facts.birth)
        return () if sex_fits and birth_fits else ("V-ID4",)

    def _complete(
        self,
        row: int,
        fields: dict[str, object],
        written: object,
        facts: identity.IdFacts | None,
    ) -> None:
        if isinstance(written, WrittenDate) and written.full is None:
            self._complete_birth(row, fields, written, facts)
        elif facts is not None and self._derive and written is None:
            fields["birth_date"] = facts.birth
            self.derived["birth_date"] += 1
        if facts is not None and self._derive and "sex" not in fields:
            fields["sex"] = facts.sex
            self.derived["sex"] += 1

    def _complete_birth(
        self,
        row: int,
        fields: dict[str, object],
        written: WrittenDate,
        facts: identity.IdFacts | None,
    ) -> None:
        if facts is None:
            self._report(row, "member.birth_date", "date_incomplete", "W")
        elif written.year != facts.birth.year or written.month not in (None, facts.birth.month):
            self._report(row, "member.birth_date", "V-ID4", "E")
        else:
            fields["birth_date"] = facts.birth
            self._report(row, "member.birth_date", "birth_from_id", "I")

    def _check_words(self, line: Line, fields: Mapping[str, object]) -> None:
        sex = fields.get("sex")
        if (sex == identity.MALE and line.relation in _WIVES) or (
            sex == identity.FEMALE and line.relation in _HUSBANDS
        ):
            self._report(line.row, "member.relation", "V-REL", "E")
        year = line.values.get("roster.year", self._year)
        if not _age_fits(line.person.get("age"), fields.get("birth_date"), year):
            self._report(line.row, "roster.age", "age_differs", "W")


def _age_fits(age: object, birth: object, year: object) -> bool:
    """True unless all three are known and differ by more than ways of counting do."""
    if isinstance(age, int) and isinstance(birth, dt.date) and isinstance(year, int):
        return abs(year - birth.year - age) <= 1
    return True


def _extras(person: Mapping[str, object]) -> dict[str, str]:
    kind = person.get("disability")
    return {"disability": str(kind)} if kind is not None else {}
