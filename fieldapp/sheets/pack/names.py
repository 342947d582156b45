"""The names of the data dictionary that a form may use, and what each stands for on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial

from fieldapp.foundation.i18n import N_
from fieldapp.ports.questions import HouseholdRow
from fieldapp.records import (
    Benefit,
    CardRating,
    Household,
    HouseholdYear,
    IncomeLine,
    Measure,
    Member,
    MemberYear,
    Plan,
    TeamMember,
    Village,
)
from fieldapp.records.declare import Record, fields_of
from fieldapp.records.kinds import Ref, Refs
from fieldapp.rules.derived import age_on
from fieldapp.rules.household_facts import Person
from fieldapp.rules.masks import is_public, masked_name
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.household_paper import HouseholdPaper
from fieldapp.sheets.values import VisitSheet

Line = Record | Person | VisitSheet | HouseholdRow
"""What a line of a list is made from."""


@dataclass(frozen=True)
class FormPaper:
    """What a form is filled from: one household, or the chosen ``rows`` of a village."""

    today: dt.date
    village: Village
    home: HouseholdPaper | None = None
    rows: tuple[HouseholdRow, ...] = ()


@dataclass(frozen=True)
class Known:
    """A name: its label, its value, and whether everybody may read it on a public form.

    ``value`` takes the paper or the line, the words, and whether the form is public.
    """

    label: Callable[[FormWords], str]
    value: Callable[[FormPaper, Line | None, FormWords, bool], str]
    public: bool = False


def _declared(
    cls: type[Record], record: Callable[[FormPaper, Line | None], Record | None]
) -> dict[str, Known]:
    """Every field of an entity that says something by itself."""

    def label(name: str, words: FormWords) -> str:
        return words.label(cls, name)

    def value(name: str, paper: FormPaper, line: Line | None, words: FormWords, _p: bool) -> str:
        return words.shown(record(paper, line), name)

    return {
        spec.name: Known(partial(label, spec.name), partial(value, spec.name), is_public(spec))
        for spec in fields_of(cls).values()
        if not isinstance(spec.kind, Ref | Refs)
    }


def _said(
    label: str, value: Callable[[FormPaper, Line | None, FormWords], str], *, public: bool = False
) -> Known:
    return Known(
        lambda words: words.gettext(label),
        lambda paper, line, words, _public: value(paper, line, words),
        public,
    )


def _person_name(
    label: Callable[[FormWords], str], name: Callable[[FormPaper, Line | None], str]
) -> Known:
    """A name, masked where everybody reads it."""

    def value(paper: FormPaper, line: Line | None, _words: FormWords, public: bool) -> str:
        found = name(paper, line)
        return masked_name(found) if public else found

    return Known(label, value, public=True)


def _home(paper: FormPaper) -> HouseholdPaper:
    if paper.home is None:  # a form of a village names no household: see ``checking``
        raise LookupError
    return paper.home


def _year(paper: FormPaper, _line: Line | None) -> HouseholdYear | None:
    year = _home(paper).year
    return year.record if year else None


def _helper(paper: FormPaper, _line: Line | None) -> TeamMember | None:
    helpers = _home(paper).helpers
    return helpers[0] if helpers else None


def _card(paper: FormPaper, _line: Line | None) -> CardRating | None:
    ratings = _home(paper).ratings
    return ratings[0] if ratings else None


@cache
def form_names(scope: str) -> Mapping[str, Known]:
    """The names for texts and field tables, of a form for a household or for a village."""
    found = {
        "year": _said(N_("Year"), lambda paper, _l, _w: str(paper.today.year), public=True),
        "today": _said(N_("Date"), lambda paper, _l, w: w.day(paper.today), public=True),
        **_under("village", _declared(Village, lambda paper, _line: paper.village)),
    }
    if scope == "village":
        found["households.count"] = _said(
            N_("Households"), lambda paper, _l, _w: str(len(paper.rows)), public=True
        )
        found["households.people"] = _said(
            N_("People"), lambda p, _l, _w: str(sum(row.people for row in p.rows)), public=True
        )
        return found
    return {
        **found,
        **_under("household", {**_declared(Household, lambda p, _l: _home(p).home), **_HOME}),
        **_under("household_year", _declared(HouseholdYear, _year)),
        **_under("plan", _declared(Plan, lambda paper, _line: _home(paper).plan)),
        **_under("card", {**_declared(CardRating, _card), "colour": _COLOUR}),
        **_under("helper", _declared(TeamMember, _helper)),
    }


def _under(subject: str, names: Mapping[str, Known]) -> dict[str, Known]:
    return {f"{subject}.{name}": known for name, known in names.items()}


_COLOUR = _said(
    N_("Card"), lambda p, _l, w: w.code("card_colour", _home(p).card), public=True
)  # the cards are what a public notice makes known
_HOME: Mapping[str, Known] = {
    "head_name": _person_name(
        lambda words: words.gettext("Head"), lambda paper, _line: _home(paper).head_name
    ),
    "people": _said(N_("People"), lambda p, _l, _w: str(_home(p).people), public=True),
    "group": _said(N_("Group"), lambda p, _l, _w: _home(p).row.group, public=True),
    "income_per_head": _said(
        N_("Income per head"),
        lambda p, _l, w: w.number(_home(p).income_per_head, w.gettext("yuan"))
        if _home(p).income_per_head is not None else "",
    ),
    "income_year": _said(N_("Year"), lambda p, _l, _w: str(_home(p).income_year or "")),
}  # fmt: skip


# ---------------------------------------------------------------- lists


def _of(cls: type[Record]) -> dict[str, Known]:
    return _declared(cls, lambda _paper, line: line if isinstance(line, Record) else None)


def _member(_paper: FormPaper, line: Line | None) -> Member | None:
    return line.member if isinstance(line, Person) else None


def _member_year(_paper: FormPaper, line: Line | None) -> MemberYear | None:
    return line.year if isinstance(line, Person) else None


def _age(paper: FormPaper, line: Line | None, _words: FormWords) -> str:
    born = line.member.birth_date if isinstance(line, Person) else None
    return "" if born is None else str(age_on(born, paper.today))


def _visit(label: str, value: Callable[[VisitSheet, FormWords], str]) -> Known:
    return _said(label, lambda _p, line, w: value(line, w) if isinstance(line, VisitSheet) else "")


def _row(
    label: str, value: Callable[[HouseholdRow, FormWords], str], *, public: bool = False
) -> Known:
    return _said(
        label, lambda _p, line, w: value(line, w) if isinstance(line, HouseholdRow) else "",
        public=public,
    )  # fmt: skip


@cache
def columns_of(name: str) -> Mapping[str, Known]:
    """The columns that a list may have."""
    return _COLUMNS[name]()


def _members() -> dict[str, Known]:
    name = _person_name(
        lambda words: words.label(Member, "name"),
        lambda _paper, line: line.member.name if isinstance(line, Person) else "",
    )
    return {
        **_declared(MemberYear, _member_year), **_declared(Member, _member),
        "name": name, "age": _said(N_("Age"), _age),
    }  # fmt: skip


def _visits() -> dict[str, Known]:
    return {
        "date": _visit(N_("Date"), lambda visit, w: w.day(visit.start_at)),
        "visitors": _visit(N_("Visitors"), lambda visit, w: w.names(visit.visitors)),
        "people_met": _visit(N_("People met"), lambda visit, w: w.names(visit.people_met)),
        "purposes": _visit(
            N_("Purpose"), lambda visit, w: w.codes("visit_purpose", visit.purposes)
        ),
        "appeal": _visit(N_("Appeal"), lambda visit, _w: visit.appeal),
        "answer": _visit(N_("What was answered"), lambda visit, _w: visit.answer),
    }


def _households() -> dict[str, Known]:
    return {
        "group": _row(N_("Group"), lambda row, _w: row.group, public=True),
        "local_no": _row(N_("Number"), lambda row, _w: row.local_no, public=True),
        "head_name": _person_name(
            lambda words: words.gettext("Head"),
            lambda _paper, line: line.head_name if isinstance(line, HouseholdRow) else "",
        ),
        "people": _row(N_("People"), lambda row, _w: str(row.people), public=True),
        "card": _row(N_("Card"), lambda row, w: w.code("card_colour", row.card), public=True),
        "hh_class": _row(N_("Household class"), lambda row, w: w.code("C14", row.hh_class),
                         public=True),
        "main_cause": Known(
            lambda words: words.label(HouseholdYear, "main_cause"),
            lambda _p, line, w, _public: w.code("C06", line.main_cause)
            if isinstance(line, HouseholdRow) else "",
        ),
        "income_per_head": _row(N_("Income per head"), lambda row, w: w.number(row.per_head)),
        "last_visit": _row(N_("Last visit"), lambda row, w: w.date(row.last_visit), public=True),
    }  # fmt: skip


_COLUMNS: Mapping[str, Callable[[], dict[str, Known]]] = {
    "members": _members,
    "measures": lambda: _of(Measure),
    "benefits": lambda: _of(Benefit),
    "income": lambda: _of(IncomeLine),
    "visits": _visits,
    "households": _households,
}


def lines_of(name: str, paper: FormPaper) -> Iterable[Line]:
    """The lines of a list; those of income belong to the newest year that has any."""
    if name == "households":
        return paper.rows
    home = _home(paper)
    if name == "income":
        return next((year.lines for year in home.years if year.lines), ())
    found: Mapping[str, Iterable[Line]] = {
        "members": home.persons,
        "measures": home.measures,
        "benefits": home.benefits,
        "visits": home.visits,
    }
    return found[name]
