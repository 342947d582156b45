"""The head block of a form: who, where, why poor; of a visit also when and with whom."""

from __future__ import annotations

from fieldapp.sheets.form import Form
from fieldapp.sheets.household_paper import HouseholdPaper
from fieldapp.sheets.tables import Row, Table
from fieldapp.sheets.values import VisitSheet

Known = VisitSheet | HouseholdPaper
"""What knows where a household lives and why it is poor."""


def head_table(sheet: VisitSheet, form: Form) -> Table:
    """Who lives where, why poor, who helps, and when the visit was."""
    words = form.words
    label, value = form.label, form.value
    halves = (label, value, label, value + label + value)
    return Table(
        (
            *household_rows(sheet, form),
            form.pairs(
                halves,
                (words.gettext("Helper"), sheet.helper),
                (words.gettext("Time of visit"), words.span(sheet.start_at, sheet.end_at)),
            ),
            form.pairs(
                halves,
                (words.gettext("Visitors"), _visitors(sheet, form)),
                (words.gettext("People met"), _met(sheet, form)),
            ),
        )
    )


def household_rows(sheet: Known, form: Form) -> tuple[Row, ...]:
    """Who lives where, and why they are poor."""
    words = form.words
    label, value = form.label, form.value
    four = (label, value + label + value, label, value)
    return (
        form.pairs(
            (label, value) * 3,
            (words.gettext("Head"), sheet.head_name),
            (words.gettext("Card"), words.code("card_colour", sheet.card)),
            (words.gettext("People"), _people(sheet, form)),
        ),
        form.pairs(
            four,
            (words.gettext("Address"), _address(sheet, form)),
            (words.gettext("Phone"), sheet.phone_masked),
        ),
        form.pairs(
            four,
            (words.gettext("Causes"), _causes(sheet, form)),
            (words.gettext("Income per head"), _income(sheet, form)),
        ),
    )


def _people(sheet: Known, form: Form) -> str:
    if not sheet.people:
        return ""  # nobody is entered yet: a number to write by hand
    return form.words.gettext("{count} in all", count=sheet.people)


def _address(sheet: Known, form: Form) -> str:
    words, altitude = form.words, sheet.altitude_m
    if altitude is None:
        return sheet.address
    metres = words.gettext("altitude {metres} m", metres=words.number(altitude))
    return words.details(sheet.address, (metres,))


def _causes(sheet: Known, form: Form) -> str:
    words = form.words
    return words.apart(
        (
            words.named(words.gettext("Main cause"), words.code("C06", sheet.main_cause)),
            words.named(words.gettext("Other causes"), words.codes("C06", sheet.other_causes)),
        )
    )


def _income(sheet: Known, form: Form) -> str:
    words = form.words
    if sheet.income_per_head is None:
        return ""
    year = "" if sheet.income_year is None else str(sheet.income_year)
    amount = words.number(sheet.income_per_head, words.gettext("yuan"))
    return words.details(amount, (year,))


def _visitors(sheet: VisitSheet, form: Form) -> str:
    words = form.words
    along = words.named(words.gettext("Along with them"), sheet.companions)
    keyed = words.named(words.gettext("Keyed by"), sheet.typist)
    return words.apart((words.names(sheet.visitors), along, keyed))


def _met(sheet: VisitSheet, form: Form) -> str:
    words = form.words
    met = words.names(sheet.people_met)
    if sheet.nobody_home_reason:
        met = words.named(words.gettext("Nobody met"), sheet.nobody_home_reason)
    place = words.code("place_kind", sheet.place_kind)
    purposes = words.codes("visit_purpose", sheet.purposes)
    return words.apart(
        (
            met,
            words.named(words.gettext("Place"), place),
            words.named(words.gettext("Purpose"), purposes),
        )
    )
