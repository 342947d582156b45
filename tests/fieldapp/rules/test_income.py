"""Income adds itself up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fieldapp.foundation.errors import Refused
from fieldapp.records import IncomeLine
from fieldapp.rules.income import IncomeFormula, income_sums, read_formula


def line(item: str, amount: int | None, *, counts: bool | None = None) -> IncomeLine:
    money = None if amount is None else Decimal(amount)
    return IncomeLine(uid=item, household_year="y", item=item, amount=money, counts_in_net=counts)


def test_net_income_is_the_four_sources_less_the_costs() -> None:
    sums = income_sums(
        [line("W1", 6000), line("B1", 3000), line("P2", 400), line("T5a", 600), line("E1", 1000)]
    )
    assert (sums.gross, sums.net, sums.per_head(3)) == tuple(map(Decimal, (10000, 9000, 3000)))


def test_what_does_not_count_is_left_out_and_an_empty_amount_adds_nothing() -> None:
    assert income_sums([line("T6o", 500, counts=False), line("W1", None)]).net == 0


def test_nobody_means_no_income_per_head() -> None:
    assert income_sums([line("W1", 100)]).per_head(0) is None


SHARES = IncomeFormula("2016", cost_shares={"B1": Decimal(40)})


def test_a_share_is_taken_as_cost_only_while_no_cost_is_recorded() -> None:
    assert income_sums([line("B1", 1000)], SHARES).net == Decimal(600)
    assert income_sums([line("B1", 1000), line("E1", 100)], SHARES).net == Decimal(900)


def test_a_line_s_own_share_goes_before_the_county_s() -> None:
    own = replace(line("B1", 1000), cost_rate=Decimal(10))
    assert income_sums([own], SHARES).net == Decimal(900)


def test_a_county_says_what_counts_and_with_which_factor() -> None:
    formula = IncomeFormula("2016", coefficients={"W1": Decimal("0.5")}, not_counted=("T2",))
    assert income_sums([line("W1", 1000), line("T2", 300)], formula).net == Decimal(500)
    assert income_sums([line("T2", 300, counts=True)], formula).net == Decimal(300)


def test_a_formula_is_read_from_what_a_county_wrote() -> None:
    assert read_formula('{"version": "2016", "cost_shares": {"B1": 40}}') == SHARES


@pytest.mark.parametrize(
    "text", ["[]", '{"version": 5}', '{"not_counted": ["Q9"]}', '{"cost_shares": {"B1": 140}}']
)
def test_a_formula_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="formula_unreadable"):
        read_formula(text)
