"""Puts a village into words: its profile by year, its coverages, its sketch, its audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from fieldapp.foundation.i18n import N_, _, _n, language
from fieldapp.ports.questions import VillageRow
from fieldapp.records import CoverageMeasure, VillageYear
from fieldapp.records.declare import fields_of
from fieldapp.rules.checks.audit_lines import AuditLine
from fieldapp.rules.derived import percent
from fieldapp.services.record_views import Book
from fieldapp.services.village_map import Dwelling, VillageMap
from ui.models.matter_words import in_these_figures
from ui.models.wording import NOTHING, card_tone, card_word, dotted, unit_word
from ui.models.year_table import YearRow, YearTable, change_mark
from ui.pages.village.state import AuditRow, SketchState, VillageState
from ui.recordbook.layouts import YEAR_SECTIONS
from ui.recordbook.rows import value_words
from ui.widgets.chips import ChipTone
from ui.widgets.height_sketch import Spot
from ui.widgets.share_lines import ShareLine

_YEARS_SHOWN = 3
_RESULTS: dict[str, tuple[str, ChipTone]] = {
    "pass": (N_("agrees"), "green"),
    "fail": (N_("contradicts"), "red"),
    "warn": (N_("ask about it"), "yellow"),
    "info": (N_("note"), "general"),
}
_CARDS = ("RED", "YELLOW", "GENERAL")


def village_state(
    villages: Sequence[VillageRow], village: str, book: Book | None, conflicts: int = 0
) -> VillageState:
    """The page for the village that is shown, with how many conflicts are open in it."""
    row = next((one for one in villages if one.uid == village), None)
    choices = tuple((one.uid, one.name) for one in villages)
    if row is None:
        return VillageState(choices=choices)
    groups = _n("{count} group", "{count} groups", row.groups).format(count=row.groups)
    homes = _n("{count} household", "{count} households", row.households)
    people = _n("{count} person", "{count} people", row.people)
    counts = dotted(
        row.township, groups, homes.format(count=f"{row.households:,}"),
        people.format(count=f"{row.people:,}"),
    )  # fmt: skip
    shown = VillageState(village, row.name, counts, in_these_figures(conflicts), choices)
    if book is None:
        return shown
    return replace(shown, profile=profile_table(book), shares=shares(book))


def profile_table(book: Book) -> YearTable:
    """The declared figures, up to three years side by side; only what was ever recorded."""
    found = [
        v.record for v in book.shelves.get("village_year", ()) if isinstance(v.record, VillageYear)
    ]
    years = sorted(found, key=lambda year: -year.year)[:_YEARS_SHOWN]
    rows: list[YearRow] = []
    for title, names in (
        YEAR_SECTIONS[1:] if years else ()
    ):  # year and source stand in the list above
        lines = [_line(name, years) for name in names]
        known = [line for line in lines if any(cell != NOTHING for cell in line.cells)]
        if known:
            rows += [YearRow(_(title), ("",) * len(years), kind="heading"), *known]
    return YearTable(tuple(str(year.year) for year in years), tuple(rows))


def _line(name: str, years: Sequence[VillageYear]) -> YearRow:
    spec = fields_of(VillageYear)[name]
    unit = f" ({unit_word(spec.unit)})" if spec.unit else ""
    values = [getattr(year, name) for year in years]
    pairs = zip(values, [*values[1:], None], strict=True)
    return YearRow(
        f"{spec.label(language())}{unit}",
        tuple(value_words(spec, value, {}) or NOTHING for value in values),
        tuple(_mark(now, before) for now, before in pairs),
    )


def _mark(now: object, before: object) -> str:
    """What changed in a figure; words and days are read beside each other."""
    figures = isinstance(now, int | Decimal) and not isinstance(now, bool)
    return change_mark(now, before) if figures else ""


def shares(book: Book) -> tuple[ShareLine, ...]:
    """The coverages by kind, each over time."""
    found = [
        view.record
        for view in book.shelves.get("coverage_measure", ())
        if isinstance(view.record, CoverageMeasure)
    ]
    kinds = fields_of(CoverageMeasure)["kind"].codes
    order = [code.value for code in kinds.codes] if kinds else []
    lines = []
    for kind in order:
        own = sorted((one for one in found if one.kind == kind), key=lambda one: one.date)
        known = [(one, percent(one.numerator, one.denominator)) for one in own]
        points = tuple((one.date, float(share)) for one, share in known if share is not None)
        if points and kinds:
            last = own[-1]
            newest = percent(last.numerator, last.denominator)
            detail = f"{_plain(last.numerator)} / {_plain(last.denominator)} {last.unit or ''}"
            words = NOTHING if newest is None else f"{newest} %"
            lines.append(ShareLine(kinds.label(kind, language()), points, words, detail))
    return tuple(lines)


def _plain(value: Decimal | None) -> str:
    return NOTHING if value is None else f"{value.normalize():,f}"


def sketch(found: VillageMap) -> SketchState:
    """The households as marks by group and height."""
    placed = [one for one in found.dwellings if one.altitude is not None]
    columns = found.groups or tuple(sorted({one.row.group for one in placed}))
    at = {name: place for place, name in enumerate(columns)}
    spots = tuple(
        Spot(
            one.row.uid, at[one.row.group], one.altitude or 0, card_tone(one.row.card), _words(one)
        )
        for one in placed
        if one.row.group in at
    )
    counts = Counter(one.row.card for one in placed)
    legend = tuple(
        (card_tone(card), f"{card_word(card)} {counts[card]}") for card in _CARDS if counts[card]
    )
    left = len(found.dwellings) - len(spots)
    words = _n(
        "{count} household has no height recorded", "{count} households have no height recorded",
        left,
    ).format(count=left) if left else ""  # fmt: skip
    return SketchState(columns, spots, legend, words)


def _words(one: Dwelling) -> str:
    height = _("{height} m").format(height=one.altitude)
    return dotted(one.row.head_name, one.row.local_no, card_word(one.row.card), height)


def audit_rows(lines: Sequence[AuditLine]) -> tuple[AuditRow, ...]:
    """The lines of the audit, what contradicts first."""
    order = ("fail", "warn", "info", "pass")
    ordered = sorted(lines, key=lambda line: order.index(line.result))
    return tuple(_audit(line) for line in ordered)


def _audit(line: AuditLine) -> AuditRow:
    outcome = line.outcome
    word, tone = _RESULTS[line.result]
    return AuditRow(
        line.id, line.check(language()), _numbers(outcome.declared), _numbers(outcome.computed),
        _numbers(outcome.difference, signed=True), _(word), tone, line.label(language()),
        "error" if line.result == "fail" else "",
    )  # fmt: skip


def _numbers(values: Sequence[Decimal], *, signed: bool = False) -> str:
    sign = "+" if signed else ""
    words = [f"{value.normalize():{sign},f}" if value else "0" for value in values]
    return " · ".join(words) or NOTHING
