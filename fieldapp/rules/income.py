"""The income of a household's year, added up from its items. Source: dictionary 2.4."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.records import IncomeLine
from fieldapp.records.codes import code_list

SOURCES = ("W", "B", "P", "T")
"""First letters of the items of wages, operation, property and transfers."""
COST = "E"
"""First letter of the items of operating costs."""
_COST_OF = {"B1": "E1", "B2": "E2", "B3": "E3", "B4": "E4"}
"""Which cost belongs to which operation."""
_ONE, _HUNDRED, _CENT = Decimal(1), Decimal(100), Decimal("0.01")
SETTING = "income.formula"
"""The county setting that holds the formula, by year."""
Item = tuple[str, Decimal | int | None, bool | None, Decimal | None]
"""Its code, its amount, whether it says itself that it counts, and its own share of cost."""


@dataclass(frozen=True, slots=True)
class IncomeFormula:
    """How a county adds incomes up in a year; without a county's word it is plain addition.

    ``cost_shares``: per cent of an operation's income taken as its cost while no cost is recorded;
    ``coefficients``: factors by item; ``not_counted``: items that are not part of net income.
    """

    version: str = "1"
    cost_shares: Mapping[str, Decimal] = field(default_factory=dict)
    coefficients: Mapping[str, Decimal] = field(default_factory=dict)
    not_counted: tuple[str, ...] = ()


STANDARD = IncomeFormula()


@dataclass(frozen=True, slots=True)
class IncomeSums:
    """Sums in yuan by first letter of the items; only what counts in net income."""

    by_source: dict[str, Decimal]

    @property
    def gross(self) -> Decimal:
        """Wages, operation, property and transfers together."""
        return sum((self.by_source[source] for source in SOURCES), Decimal(0))

    @property
    def net(self) -> Decimal:
        """Gross income less operating costs."""
        return self.gross - self.by_source[COST]

    def per_head(self, size: int) -> Decimal | None:
        """Net income for each of ``size`` people in whole yuan; ``None`` without people."""
        return (self.net / size).quantize(Decimal(1)) if size > 0 else None


def priced(quantity: object, unit_price: object) -> Decimal | None:
    """The amount in yuan that a quantity and its price make; ``None`` while one is not given.

    Also ``None`` for figures so long that no amount could hold them.
    """
    if not isinstance(quantity, Decimal) or not isinstance(unit_price, Decimal):
        return None
    try:
        return (quantity * unit_price).quantize(_CENT, ROUND_HALF_UP)
    except InvalidOperation:
        return None


def takes_a_share(item: str) -> bool:
    """Whether an item is an operation of which a share can be taken as its cost."""
    return item in _COST_OF


def income_sums(lines: Iterable[IncomeLine], formula: IncomeFormula = STANDARD) -> IncomeSums:
    """Add up the items of one year; what a line says of itself goes before the formula."""
    return IncomeSums(
        add_up([(n.item, n.amount, n.counts_in_net, n.cost_rate) for n in lines], formula)
    )


def add_up(items: Sequence[Item], formula: IncomeFormula = STANDARD) -> dict[str, Decimal]:
    """Sums by first letter of the items, in the unit of their amounts."""
    recorded = {code for code, amount, _, _ in items if amount}
    sums = dict.fromkeys((*SOURCES, COST), Decimal(0))
    for code, amount, counts, own_share in items:
        letter = code[:1]
        if letter not in sums or not amount or not _counts(code, counts, formula):
            continue
        counted = amount * formula.coefficients.get(code, _ONE)
        sums[letter] += counted
        if code in _COST_OF and _COST_OF[code] not in recorded:
            share = formula.cost_shares.get(code) if own_share is None else own_share
            if share:
                sums[COST] += counted * share / _HUNDRED
    return sums


def _counts(code: str, told: bool | None, formula: IncomeFormula) -> bool:
    if code.startswith(COST) or told is True:
        return True
    return told is None and code not in formula.not_counted


def formula_of(texts: Mapping[int | None, str], year: int) -> IncomeFormula:
    """The formula of a year among the county's, by year; one that cannot be read is passed by."""
    for key in (year, None):
        if key in texts:
            try:
                return read_formula(texts[key])
            except Refused:
                continue
    return STANDARD


def read_formula(text: str | bytes) -> IncomeFormula:
    """A county's formula from its JSON text.

    Raises:
        Refused: ``formula_unreadable`` with the part that is not understood.
    """
    try:
        formula = msgspec.json.decode(text, type=IncomeFormula)
    except msgspec.MsgspecError as error:
        raise Refused("formula_unreadable", part=str(error)) from None
    items = code_list("C19")
    for item in (*formula.cost_shares, *formula.coefficients, *formula.not_counted):
        if item not in items:
            raise Refused("formula_unreadable", part=item)
    if not all(0 <= share <= _HUNDRED for share in formula.cost_shares.values()):
        raise Refused("formula_unreadable", part="cost_shares")
    return formula
