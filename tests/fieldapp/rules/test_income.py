"""Income adds itself up."""

from __future__ import annotations

from decimal import Decimal

from fieldapp.records import IncomeLine
from fieldapp.rules.income import income_sums


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
