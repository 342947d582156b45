"""No unsafe code that is not explained, no version that is known to be unsafe."""

from __future__ import annotations

import json

import pytest

import security_checks
from security_checks import Allowed, audit_of, unexplained, unused

FINDING = {
    "filename": "ui/page.py", "line_number": 3, "test_id": "B602", "issue_text": "shell=True",
}  # fmt: skip


@pytest.mark.slow
def test_bandit_finds_nothing_that_is_not_explained_and_no_explanation_is_left_over() -> None:
    found = security_checks.static_findings()
    exceptions = security_checks.allowed()
    assert unexplained(found, exceptions) == []
    assert unused(found, exceptions) == []
    assert all(len(known.reason) > 10 for known in exceptions)


def test_a_finding_is_let_through_only_where_it_is_explained() -> None:
    assert unexplained([FINDING], []) == ["ui/page.py:3 B602 shell=True"]
    assert unexplained([FINDING], [Allowed("db/", "B602", "elsewhere")]) != []
    assert unexplained([FINDING], [Allowed("ui/", "B603", "another check")]) != []
    known = Allowed("ui/", "B602", "explained")
    assert unexplained([FINDING], [known]) == []
    assert unused([FINDING], [known, Allowed("db/", "B602", "left over")]) == [
        Allowed("db/", "B602", "left over")
    ]


def test_a_package_without_data_is_not_called_safe() -> None:
    safe = {"name": "a", "version": "1", "vulns": []}
    unsafe = {"name": "b", "version": "2", "vulns": [{"id": "X-1"}]}
    silent = {"name": "c", "skip_reason": "not found"}
    audit = audit_of(json.dumps({"dependencies": [safe, unsafe, silent]}))
    assert (audit.asked, audit.unknown, audit.known) == (2, 1, ("b 2: X-1",))
    assert audit_of("").asked == 0


@pytest.mark.slow
def test_no_locked_version_is_known_to_be_unsafe() -> None:
    audit = audit_of(security_checks.audit_report())
    if not audit.asked:
        pytest.skip("no data on vulnerabilities can be had: the registry is out of reach or silent")
    assert audit.known == ()
