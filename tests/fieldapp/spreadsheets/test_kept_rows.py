"""Rows that are kept: what was put in comes out, of the columns that are asked for."""

from __future__ import annotations

from decimal import Decimal

from fieldapp.spreadsheets.kept_rows import KeptRows, Shown

ROWS: list[list[Shown]] = [["贺长青", 3, None, Decimal("12.50")], ["0012", None, None, Decimal(7)]]


def test_rows_come_out_as_they_were_put_in() -> None:
    rows = ROWS * 600
    kept = KeptRows(iter(rows))
    assert list(kept.columns(range(4))) == rows
    assert kept.count == len(rows)


def test_columns_are_chosen_by_what_is_ever_filled() -> None:
    kept = KeptRows(ROWS)
    assert kept.filled == {0, 1, 3}
    assert list(kept.columns([3, 0])) == [[Decimal("12.50"), "贺长青"], [Decimal(7), "0012"]]


def test_a_number_keeps_its_kind() -> None:
    (row,) = KeptRows([[1, Decimal(1)]]).columns([0, 1])
    assert [type(cell) for cell in row] == [int, Decimal]
