"""The static security check (bandit) and the audit of the locked dependencies (pip-audit)."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("fieldapp", "ui", "db", "resources", "packaging")
LOCK = ROOT / "packaging" / "requirements.txt"
_PATIENCE = 600


@dataclass(frozen=True)
class Allowed:
    """A finding of bandit that stands: below which path, which check, and why."""

    path: str
    check: str
    reason: str


@dataclass(frozen=True)
class Audit:
    """What is known of the dependencies: ``asked`` of them had data, ``known`` are in trouble."""

    asked: int
    unknown: int
    known: tuple[str, ...]


def allowed() -> list[Allowed]:
    """The exceptions that pyproject.toml states, each with its reason."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [Allowed(**one) for one in settings["tool"]["security"]["allowed"]]


def static_findings() -> list[dict[str, Any]]:
    """What bandit says of the product's code, as its report has it."""
    done = subprocess.run(
        [sys.executable, "-m", "bandit", "-q", "-r", *PRODUCT, "-f", "json"],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=_PATIENCE,
    )  # fmt: skip
    report: dict[str, Any] = json.loads(done.stdout)
    if report["errors"]:
        raise RuntimeError(report["errors"])
    found: list[dict[str, Any]] = report["results"]
    return found


def unexplained(found: list[dict[str, Any]], exceptions: list[Allowed]) -> list[str]:
    """Findings that no exception covers, as ``file:line check words``."""
    return [
        f"{one['filename']}:{one['line_number']} {one['test_id']} {one['issue_text']}"
        for one in found
        if not any(
            Path(one["filename"]).as_posix().startswith(known.path)
            and one["test_id"] == known.check
            for known in exceptions
        )
    ]


def unused(found: list[dict[str, Any]], exceptions: list[Allowed]) -> list[Allowed]:
    """Exceptions that no finding needs any longer."""
    return [known for known in exceptions if not set(unexplained(found, [known])) ^ _all(found)]


def _all(found: list[dict[str, Any]]) -> set[str]:
    return set(unexplained(found, []))


def audit_report() -> str:
    """What pip-audit says of the locked versions; empty when it could not ask anybody."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", "-r", LOCK, "--no-deps", "--disable-pip",
             "--progress-spinner", "off", "-f", "json"],
            cwd=ROOT, check=False, capture_output=True, text=True, timeout=_PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


def audit_of(report: str) -> Audit:
    """What a report of pip-audit knows; a package without data was not audited."""
    found = json.loads(report)["dependencies"] if report.strip() else []
    unknown = [one for one in found if "skip_reason" in one]
    known = [
        f"{one['name']} {one['version']}: {trouble['id']}"
        for one in found
        if "skip_reason" not in one
        for trouble in one["vulns"]
    ]
    return Audit(len(found) - len(unknown), len(unknown), tuple(known))


def main() -> int:
    """Both checks; returns 1 when either found something."""
    left = unexplained(static_findings(), allowed())
    print("\n".join(left) or "bandit: nothing that is not explained in pyproject.toml")
    audit = audit_of(audit_report())
    if not audit.asked:
        print("pip-audit: no data on vulnerabilities can be had here; nothing was audited")
    else:
        print("\n".join(audit.known) or f"pip-audit: {audit.asked} packages, none known unsafe")
        if audit.unknown:
            print(f"pip-audit: no data on {audit.unknown} packages")
    return 1 if left or audit.known else 0


if __name__ == "__main__":
    sys.exit(main())
