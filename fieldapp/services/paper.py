"""A printed sheet's code, scanned or typed: where what was written on that sheet is keyed."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Store
from fieldapp.records import Plan
from fieldapp.sheets.paper_code import Form, decode, is_code

__all__ = ["Form", "PaperEntry", "entry_of_code", "is_code"]


@dataclass(frozen=True)
class PaperEntry:
    """A sheet of a household; ``record`` is the uid of the record on it that there is already."""

    form: Form
    household: str
    record: str = ""


def entry_of_code(store: Store, text: str) -> PaperEntry:
    """Which sheet of which household a code stands on.

    Raises:
        Refused: ``paper_code_unknown``, ``paper_code_damaged``, ``paper_of_no_household``.
    """
    code = decode(text)
    if store.questions.household(code.household_uid) is None:
        raise Refused("paper_of_no_household")
    record = _newest_plan(store, code.household_uid) if code.form == "plan" else ""
    return PaperEntry(code.form, code.household_uid, record)


def _newest_plan(store: Store, household: str) -> str:
    plans = store.find(Plan, household=household)
    return max(plans, key=lambda plan: (plan.year, plan.version or 0)).uid if plans else ""
