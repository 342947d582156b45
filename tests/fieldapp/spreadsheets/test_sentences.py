from __future__ import annotations

import re
from pathlib import Path

from fieldapp.spreadsheets import sentences
from fieldapp.spreadsheets.roster import RowProblem

SOURCES = Path(sentences.__file__).parent
PLAN = SOURCES.parent / "services" / "roster_plan.py"


def test_a_sentence_names_the_facts_and_no_person() -> None:
    problem = RowProblem(7, "证件号码", "V-ID5", "E", {"first": 3})
    said = sentences.problem_sentence(problem, "en")
    assert said == "The same ID number already stands in row 3."


def test_every_code_that_is_reported_has_a_sentence() -> None:
    reported = re.compile(
        r'(?:rejected|Fault|leave_out|_report|RowProblem)\([^)]*?"([a-z]+_[a-z_]+|V-[A-Z]+\d?)"',
        re.DOTALL,
    )
    found = {
        code
        for path in (*SOURCES.glob("*.py"), PLAN)
        for code in reported.findall(path.read_text(encoding="utf-8"))
    }
    assert {"row_total", "date_incomplete", "V-ID6", "V-HH1", "household_ended"} <= found
    assert found - set(sentences.SENTENCES) == set()
