from __future__ import annotations

import re
from pathlib import Path

import pytest

from fieldapp.rules.checks.findings import all_rules
from fieldapp.spreadsheets import sentences
from fieldapp.spreadsheets.roster import RowProblem

SOURCES = Path(sentences.__file__).parent
COMPARING = tuple((SOURCES.parent / "services").glob("roster_*.py"))


def test_a_sentence_names_the_facts_and_no_person() -> None:
    problem = RowProblem(7, "证件号码", "V-ID5", "E", {"first": 3})
    said = sentences.problem_sentence(problem, "en")
    assert said == "The same ID number already stands in row 3."


def test_every_code_that_is_reported_has_a_sentence() -> None:
    reported = re.compile(
        r'(?:rejected|Fault|leave_out|_report|_tell|RowProblem)\([^)]*?"([a-z]+_[a-z_]+|V-[A-Z]+\d?)"',
        re.DOTALL,
    )
    found = {
        code
        for path in (*SOURCES.glob("*.py"), *COMPARING)
        for code in reported.findall(path.read_text(encoding="utf-8"))
    }
    assert {"row_total", "date_incomplete", "V-ID6", "V-HH1", "household_ended"} <= found
    assert found - set(sentences.SENTENCES) - set(sentences.OF_RULES) == set()
    assert "income_held_in_one" in found


@pytest.mark.parametrize("code", sentences.OF_RULES)
def test_what_the_data_check_says_too_is_said_in_its_words(code: str) -> None:
    (rule,) = [rule for rule in all_rules() if rule.key == sentences.OF_RULES[code]]
    assert rule.id == code
    problem = RowProblem(7, "证件号码", code, "E")
    assert sentences.problem_sentence(problem, "zh_CN") == f"{rule.listed('zh_CN')}。"
    said = sentences.problem_sentence(problem, "en")
    assert said.lower() == f"{rule.listed('en').lower()}."
    assert said[0].isupper()
