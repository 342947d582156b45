"""Where on the page of a household a scanned sheet is keyed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fieldapp.services.paper import Form, PaperEntry
from ui.pages.household.view_model import HouseholdViewModel
from ui.widgets.reading import is_reading

__all__ = ["SUBJECTS", "PaperEntry", "ask_form_of"]

OVERVIEW, INCOME, MEASURES, VISITS, PLANS, HEALTH = 0, 3, 5, 6, 7, 10
SUBJECTS: Mapping[Form, int] = {
    "visit": VISITS, "blank": VISITS, "file": OVERVIEW, "collection": OVERVIEW, "income": INCOME,
    "measures": MEASURES, "plan": PLANS, "health": HEALTH,
    "own": OVERVIEW,
}  # fmt: skip
"""The subject that a sheet is about, by its place among the tabs."""


def ask_form_of(entry: PaperEntry, model: HouseholdViewModel) -> None:
    """Ask for the form in which a sheet is keyed, if there is one and the person may write."""
    asking: Mapping[Form, Callable[[], None]] = {
        "collection": lambda: model.ask_form("household", at_blank=True),
        "income": lambda: model.ask_form("income", at_blank=True),
        "plan": lambda: model.book.ask_form("plan", entry.record, at_blank=True),
    }
    if entry.form in asking and not is_reading():
        asking[entry.form]()
