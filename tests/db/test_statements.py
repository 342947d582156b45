"""What is asked with every change finds its rows by an index, however large the register is."""

from __future__ import annotations

from pathlib import Path

import pytest

import db.summary_lines
from db.dialects.sqlite import SQLITE
from db.statements import Prepared
from tests.factories import a_store

SMALL = frozenset({"_FORMULAS"})
"""Statements about tables that never grow."""
ASKED = {
    name: value for name, value in vars(db.summary_lines).items() if isinstance(value, Prepared)
}


@pytest.mark.parametrize("name", sorted(set(ASKED) - SMALL))
def test_no_table_is_read_whole_for_a_few_households(tmp_path: Path, name: str) -> None:
    store = a_store(tmp_path)
    text = str(ASKED[name]._statement.compile(dialect=SQLITE.compiling))
    with store._transactions.reading() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        plan = driver.execute(f"EXPLAIN QUERY PLAN {text}", ['["x"]'] * text.count("?")).fetchall()
    store.close()
    steps = [str(step[3]) for step in plan]
    assert [step for step in steps if step.startswith("SCAN") and "json_each" not in step] == []
    assert any(step.startswith("SEARCH") for step in steps)
