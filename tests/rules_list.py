"""Prints every rule of the checks with its sentence and the tests that hold it.

python -m tests.rules_list
"""

from __future__ import annotations

import sys

from fieldapp.rules.checks.findings import all_rules
from tests.fieldapp.rules.checks.examples_villages import ONLY_TOLD
from tests.fieldapp.rules.checks.test_audit import EXPECTED

RULES = "tests/fieldapp/rules/checks/test_rules.py"
AUDIT = "tests/fieldapp/rules/checks/test_audit.py"


def held_by(key: str) -> list[str]:
    """The tests that hold a rule, as pytest names them."""
    line = key.partition("/")[2]
    found = [] if key in ONLY_TOLD else [
        f"{RULES}::test_the_rule_holds[{key}]", f"{RULES}::test_the_rule_is_broken[{key}]"
    ]  # fmt: skip
    if line in EXPECTED:
        found.append(f"{AUDIT}::test_the_line_is_as_the_dictionary_expects[{line}]")
    return found


def main() -> None:
    """One block a rule."""
    for rule in all_rules():
        sys.stdout.write(f"{rule.key:<16} {rule.severity}  {rule.listed('en')}\n")
        for test in held_by(rule.key):
            sys.stdout.write(f"    {test}\n")


if __name__ == "__main__":
    main()
