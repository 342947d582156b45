"""The income card (收入明白卡): lettered rows that a villager can add up, with the formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fieldapp.records import HouseholdYear, IncomeLine
from fieldapp.rules.income import COST, SOURCES, IncomeFormula, add_up
from fieldapp.sheets.document import FlowSheet
from fieldapp.sheets.form import Columns, Form, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.head_block import household_rows
from fieldapp.sheets.household_paper import HouseholdPaper, YearPaper
from fieldapp.sheets.plan_sheet import source_name
from fieldapp.sheets.prose import Prose
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import Table

_LETTERS = dict(zip((*SOURCES, COST), "ABCDE", strict=True))
_SMALL = 8.5
BLOCKS = ("household", "year", "items", "notes")
"""The names of its blocks, in their order."""


def income_title(words: FormWords) -> str:
    """The title of the sheet."""
    return words.gettext("Income Card")


def income_card(paper: HouseholdPaper, words: FormWords) -> FlowSheet:
    """The newest year that has items; without one an empty card."""
    year = next((one for one in paper.years if one.lines), paper.year)
    form = Form(words, by_hand=False)
    ending = Signatures(
        tuple(
            words.colon(words.gettext(label))
            for label in ("Party secretary", "First secretary", "Helper signs", "Head signs")
        ),
        words.day_to_write(),
    )
    blocks = (
        Table(household_rows(paper, form)),
        Prose(_about(year, words)),
        _rows(paper, year, words),
        Prose(_notes(year, words), _SMALL),
    )
    heading = paper.heading(income_title(words), words, "income")
    return FlowSheet(heading, paper.bookmark(), blocks, ending, names=BLOCKS)


def _about(year: YearPaper | None, words: FormWords) -> str:
    record = year.record if year else None
    begin, end = (
        words.shown(record, name) for name in ("income_period_start", "income_period_end")
    )
    period = words.gettext("{start} to {end}", start=begin, end=end) if begin or end else ""
    return words.apart(
        (
            words.named(words.gettext("Year"), words.shown(record, "year")),
            words.named(words.gettext("Period"), period),
            words.named(
                words.label(HouseholdYear, "income_concept"), words.shown(record, "income_concept")
            ),
            words.colon(words.gettext("Formula of the county, version"))
            + (year.formula.version if year else ""),
        )
    )


def _rows(paper: HouseholdPaper, year: YearPaper | None, words: FormWords) -> Table:
    header = (
        words.gettext("Row"), words.gettext("Item"), words.gettext("Amount (yuan)"),
        words.gettext("How it is worked out"), words.label(IncomeLine, "evidence_note"),
    )  # fmt: skip
    lines: list[tuple[str, ...]] = []
    for letter in (*SOURCES, COST):
        lines.extend(_section(letter, paper, year, words))
    return listing(
        Columns((0.7, 2.2, 1.4, 2.6, 2.2), header, "mlrll"),
        [*lines, *_sums(paper, year, words)],
        totals=4,
    )


def _section(
    letter: str, paper: HouseholdPaper, year: YearPaper | None, words: FormWords
) -> Iterator[tuple[str, ...]]:
    """The items of one source, and their sum."""
    own = [line for line in year.lines if line.item.startswith(letter)] if year else []
    row = _LETTERS[letter]
    keys = []
    for number, line in enumerate(own, start=1):
        counts = _Counting(line, year.formula if year else IncomeFormula())
        key = f"{row}{number}"
        keys.append(key)
        who = paper.names.get(line.member or "", "")
        yield (
            key, words.code("C19", line.item), words.number(line.amount), counts.said(words),
            words.details(line.evidence_note or "", (who,)) if line.evidence_note else who,
        )  # fmt: skip
    shared = _shared_costs(year) if letter == COST and year else Decimal(0)
    if shared:
        keys.append(f"{row}{len(own) + 1}")
        yield (
            keys[-1], words.gettext("Costs not recorded"), words.number(shared),
            _shares(year, words), "",
        )  # fmt: skip
    total = words.number(year.sums.by_source[letter]) if keys and year and year.sums else ""
    yield row, source_name(letter, words), total, " + ".join(keys), ""


@dataclass(frozen=True)
class _Counting:
    """How one item goes into the sum."""

    line: IncomeLine
    formula: IncomeFormula

    def said(self, words: FormWords) -> str:
        """Quantity by price, the county's factor, or that it does not count."""
        line = self.line
        product = ""
        if line.quantity is not None and line.unit_price is not None:
            product = (
                f"{words.number(line.quantity, line.unit or '')} × "
                f"{words.number(line.unit_price, words.unit('元'))}"
            )
        factor = self.formula.coefficients.get(line.item)
        counted = add_up([(line.item, line.amount, line.counts_in_net, Decimal(0))], self.formula)
        left_out = bool(line.amount) and not any(counted.values())
        return words.parts(
            (
                product,
                f"× {words.number(factor)}" if factor is not None else "",
                words.gettext("not counted in net income") if left_out else "",
            )
        )


def _shared_costs(year: YearPaper) -> Decimal:
    """Costs that the formula adds because none were recorded."""
    if year.sums is None:
        return Decimal(0)
    costs = [(n.item, n.amount, n.counts_in_net, n.cost_rate) for n in year.lines]
    recorded = add_up([one for one in costs if one[0].startswith(COST)], year.formula)
    return year.sums.by_source[COST] - recorded[COST]


def _shares(year: YearPaper | None, words: FormWords) -> str:
    """The shares of cost that were used, item by item."""
    if year is None:
        return ""
    told = []
    for line in year.lines:
        share = line.cost_rate
        if share is None:
            share = year.formula.cost_shares.get(line.item)
        if share and line.item.startswith("B"):
            told.append(f"{words.code('C19', line.item)} × {words.number(share)} %")
    return " + ".join(told)


def _sums(
    paper: HouseholdPaper, year: YearPaper | None, words: FormWords
) -> Iterator[tuple[str, ...]]:
    sums = year.sums if year else None
    size = (year.record.size_year_end if year else None) or paper.people
    yield (
        "F", words.gettext("Gross income"), words.number(sums.gross) if sums else "",
        "A + B + C + D", "",
    )  # fmt: skip
    yield "G", words.gettext("Net income"), words.number(sums.net) if sums else "", "F − E", ""
    yield "H", words.gettext("People of the household"), str(size or ""), "", ""
    per_head = sums.per_head(size) if sums else None
    yield "I", words.gettext("Net income a head"), words.number(per_head), "G ÷ H", ""


def _notes(year: YearPaper | None, words: FormWords) -> str:
    """What differs from plain addition, and where the register says something else."""
    told = [words.gettext("Empty rows were not recorded; they are not nought.")]
    declared = year.record.declared_per_head if year else None
    worked_out = year.per_head if year and year.sums else None
    if declared is not None and worked_out is not None and abs(declared - worked_out) >= 1:
        told.append(
            words.gettext(
                "The register says {declared} yuan a head, this card {worked_out}.",
                declared=words.number(declared),
                worked_out=words.number(worked_out),
            )
        )
    return "\n".join(told)
