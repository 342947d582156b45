"""How many findings the last run over everything left waiting: kept for the home page."""

from __future__ import annotations

import datetime as dt

import msgspec

from fieldapp.ports.store import Store
from fieldapp.services.check_report import CheckReport

_NAME = "checks.last"


class CheckCount(msgspec.Struct, frozen=True):
    """Findings that ask for a person, how many of them block an export, and when that was."""

    waiting: int
    errors: int
    at: dt.datetime


def keep_count(store: Store, report: CheckReport, at: dt.datetime) -> None:
    """Remember what a run found; it stays on this machine."""
    errors = sum(finding.rule.severity == "E" for finding in report.waiting)
    count = CheckCount(len(report.waiting), errors, at.replace(microsecond=0))
    store.set_local(_NAME, msgspec.json.encode(count))


def last_count(store: Store) -> CheckCount | None:
    """What the last run found, or ``None`` before the first."""
    kept = store.local(_NAME)
    return msgspec.json.decode(kept, type=CheckCount) if kept else None
