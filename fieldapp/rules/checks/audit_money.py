"""A17 to A19: the declared incomes of a village over two years, and subsidies."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from fieldapp.foundation.i18n import N_
from fieldapp.rules.checks.audit_lines import Declared, Outcome, audited, signed
from fieldapp.rules.checks.findings import number

_HUNDRED = Decimal(100)
_PER_HEAD = "per_head"
_NOT_PER_HEAD = N_("whether per head is not stated")


def _per_head_is_open(declared: Declared) -> str:
    return "" if declared.year.income_basis == _PER_HEAD else _NOT_PER_HEAD


@audited("V-VIL/A17", "poor_income", N_("rise of the incomes over the year before"))
def income_rise(declared: Declared) -> Outcome | None:
    now = declared.year
    before = next((one for one in declared.years if one.year == now.year - 1), None)
    if before is None:
        return None
    pairs = (
        (before.poor_income, now.poor_income),
        (before.general_income, now.general_income),
    )
    known = [(old, new) for old, new in pairs if old and new is not None]
    if not known:
        return None
    rises = [_rise(old, new) for old, new in known]
    told = " · ".join(
        f"{number(old)} → {number(new)}: {'+' if rise >= 0 else '−'}{abs(rise):.1f} %"
        for (old, new), rise in zip(known, rises, strict=True)
    )
    return Outcome(
        "info", tuple(value for pair in known for value in pair), tuple(rises),
        tuple(new - old for old, new in known), N_("in yuan: {sums}"), {"sums": told},
        _per_head_is_open(declared),
    )  # fmt: skip


def _rise(old: Decimal, new: Decimal) -> Decimal:
    return ((new - old) * _HUNDRED / old).quantize(Decimal("0.1"), ROUND_HALF_UP)


@audited("V-VIL/A18", "poor_income", N_("income of the poor against the poverty line"))
def against_the_line(declared: Declared) -> Outcome | None:
    known = [
        (one.year, one.poor_income, line)
        for one in declared.years
        if one.poor_income is not None
        and (line := declared.settings.line(one.year, "net")) is not None
    ]
    if not known:
        return None
    told = " · ".join(
        f"{year}: {number(income)} {'<' if income < line else '≥'} {number(line)} "
        f"({signed(income - line)})"
        for year, income, line in known
    )
    return Outcome(
        "info", tuple(income for _, income, _ in known), tuple(line for _, _, line in known),
        tuple(income - line for _, income, line in known), N_("in yuan: {sums}"), {"sums": told},
        _per_head_is_open(declared),
    )  # fmt: skip


@audited("V-VIL/A19", "source_note", N_("subsidy for tea: area × rate = amount"))
def tea_subsidy(declared: Declared) -> Outcome | None:
    subsidy = declared.settings.tea_subsidy
    if subsidy is None:
        return None
    computed = subsidy.area_mu * subsidy.rate
    difference = computed - subsidy.amount
    return Outcome(
        "pass" if difference == 0 else "fail", (subsidy.amount,), (computed,), (difference,),
        N_("{area} mu × {rate} = {computed} yuan; declared {declared}; difference {difference}"),
        {"area": subsidy.area_mu, "rate": subsidy.rate, "computed": computed,
         "declared": subsidy.amount, "difference": signed(difference)},
    )  # fmt: skip
