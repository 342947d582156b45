"""The village report: households and people by card, causes, groups, work done, coverages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fieldapp.ports.questions import Figures, Stats
from fieldapp.records import CoverageMeasure, Village, VillageYear
from fieldapp.records.codes import Code, code_list
from fieldapp.rules.checks.audit_lines import AuditLine
from fieldapp.rules.derived import percent
from fieldapp.sheets.bars import Bar, Bars
from fieldapp.sheets.document import Block, FlowSheet
from fieldapp.sheets.form import Columns, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.meeting_sheet import coverage_table
from fieldapp.sheets.open_conflicts import conflicts_line
from fieldapp.sheets.page_frame import Heading, place_line
from fieldapp.sheets.paper import BODY_WIDTH
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.quality_report import audit_table
from fieldapp.sheets.seals import Closing, Seals
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import Table

BLOCKS = ("opening", "cards", "card-chart", "causes", "groups", "work", "coverages", "audit")
"""The names of its blocks, in their order; open conflicts stand below the cards."""
_DECLARED = {"RED": "red", "YELLOW": "yellow", "GENERAL": "general"}
_MOST_CAUSES = 8


@dataclass(frozen=True)
class ReportPaper:
    """What is counted and declared of a village; ``year`` is the newest declared one.

    ``incomes`` is yuan a head by card, of the households whose income is known; ``conflicts``
    counts those that are open in the village.
    """

    village: Village
    today: dt.date
    stats: Stats
    year: VillageYear | None
    incomes: Mapping[str, Decimal]
    coverages: tuple[CoverageMeasure, ...]
    audit: tuple[AuditLine, ...]
    conflicts: int = 0


def report_title(words: FormWords) -> str:
    """The title of the sheet."""
    return words.gettext("Village Report")


def village_report(paper: ReportPaper, words: FormWords) -> FlowSheet:
    """The report of one village."""
    village = paper.village
    heading = Heading(
        report_title(words),
        place_line(words, village.county_name or "", village.township_name or "", village.name),
        words.gettext("As of {day}", day=words.day(paper.today)),
    )
    names, blocks = zip(*_blocks(paper, words), strict=True)
    labels = ("Made by", "Checked by")
    ending = Closing(
        Signatures(
            tuple(words.colon(words.gettext(label)) for label in labels), words.day_to_write()
        ),
        Seals((words.gettext("Village committee (seal)"),), words.day_to_write(), BODY_WIDTH),
    )
    return FlowSheet(heading, village.name, blocks, ending, names=names)


def _blocks(paper: ReportPaper, words: FormWords) -> Iterator[tuple[str, Block]]:
    """All blocks with their names; those that would be empty are left out."""
    yield "opening", Prose(_opening(paper, words), indent=words.chinese)
    yield "cards", _by_card(paper, words)
    yield from (("cards", line) for line in conflicts_line(paper.conflicts, words))
    charts = {
        "card-chart": _cards(paper.stats, words),
        "causes": _causes(paper.stats, words),
        "groups": _groups(paper.stats, words),
    }
    yield from ((name, chart) for name, chart in charts.items() if chart.bars)
    yield "work", _work(paper.stats, words)
    if paper.coverages:
        yield "coverages", coverage_table(paper.coverages, words)
    if paper.audit:
        yield "audit", audit_table(paper.audit, words, BODY_WIDTH)


def _opening(paper: ReportPaper, words: FormWords) -> str:
    village, stats = paper.village, paper.stats
    told = [
        words.gettext(
            "The register of {village} holds {counted}.",
            village=village.name,
            counted=words.counted(stats.total.households, stats.total.persons),
        )
    ]
    if village.altitude_min_m is not None and village.altitude_max_m is not None:
        told.append(
            words.gettext(
                "It lies between {low} and {high} metres.",
                low=words.number(village.altitude_min_m),
                high=words.number(village.altitude_max_m),
            )
        )
    if village.area_km2 is not None:
        area = words.shown(village, "area_km2")
        told.append(words.gettext("Its area is {area}.", area=area))
    return ("" if words.chinese else " ").join(told)


def _by_card(paper: ReportPaper, words: FormWords) -> Table:
    """What the register counts beside what is declared."""
    header = (
        words.gettext("Card"), words.gettext("Households (register)"), "%",
        words.gettext("People (register)"), "%", words.gettext("Households (declared)"),
        words.gettext("People (declared)"), words.gettext("Net income a head (yuan)"),
    )  # fmt: skip
    total = paper.stats.total
    lines = [
        _card_line(
            code.label(words.language), paper.stats.cards.get(code.value, Figures()), total,
            (_declared(paper.year, code.value, "households"),
             _declared(paper.year, code.value, "people"),
             words.number(paper.incomes.get(code.value))), words,
        )
        for code in code_list("card_colour").codes
    ]  # fmt: skip
    declared = tuple(
        words.shown(paper.year, name, bare=True) for name in ("households_total", "people_total")
    )
    lines.append(
        _card_line(
            words.gettext("In all"),
            total,
            total,
            (*declared, words.number(paper.incomes.get(""))),
            words,
        )
    )
    return listing(
        Columns((1.4, 1, 0.7, 1, 0.7, 1, 1, 1.2), header, "lrrrrrrr"), lines, totals=1, size=9,
        caption=words.gettext("Households and people by card"),
    )  # fmt: skip


def _card_line(
    label: str, counted: Figures, total: Figures, rest: Sequence[str], words: FormWords
) -> tuple[str, ...]:
    def share(part: int, whole: int) -> str:
        return words.number(percent(Decimal(part), Decimal(whole)))

    return (
        label, words.number(counted.households), share(counted.households, total.households),
        words.number(counted.persons), share(counted.persons, total.persons), *rest,
    )  # fmt: skip


def _declared(year: VillageYear | None, card: str, what: str) -> str:
    value = getattr(year, f"{_DECLARED[card]}_{what}", None) if card in _DECLARED else None
    return "" if value is None else f"{value:,}"


def _cards(stats: Stats, words: FormWords) -> Bars:
    found = [(code, stats.cards.get(code.value, Figures())) for code in _card_codes()]
    bars = [
        Bar(
            code.label(words.language),
            counted.households,
            words.counted(counted.households, counted.persons),
        )
        for code, counted in found
    ]
    return Bars(words.gettext("Households of each card"), bars, BODY_WIDTH)


def _card_codes() -> tuple[Code, ...]:
    return code_list("card_colour").codes


def _causes(stats: Stats, words: FormWords) -> Bars:
    ordered = sorted(stats.causes.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_CAUSES]
    bars = [
        Bar(words.code("C06", cause), count, words.number(count, words.unit("户")))
        for cause, count in ordered
    ]
    return Bars(words.gettext("Main causes of poverty, households"), bars, BODY_WIDTH)


def _groups(stats: Stats, words: FormWords) -> Bars:
    bars = [
        Bar(group, counted.persons, words.counted(counted.households, counted.persons))
        for group, counted in sorted(stats.groups.items())
    ]
    return Bars(words.gettext("People by group"), bars, BODY_WIDTH)


def _work(stats: Stats, words: FormWords) -> Table:
    header = (
        words.gettext("Visits made"), words.gettext("Households visited"),
        *(code.label(words.language) for code in code_list("measure_state").codes),
    )  # fmt: skip
    line = (
        words.number(stats.visits), words.number(stats.households_visited),
        *(words.number(stats.measures.get(c.value, 0)) for c in code_list("measure_state").codes),
    )  # fmt: skip
    return listing(
        Columns((1.0,) * len(line), header, "m" * len(line)), [line],
        caption=words.gettext("Work done: visits, and measures by state"),
    )  # fmt: skip
