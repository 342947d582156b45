"""The subjects of a household that are made when they are first looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import _
from ui.files.files_tab import FilesTab
from ui.pages.household.sections.health import Health
from ui.pages.household.sections.history import History
from ui.pages.household.sections.support import Benefits
from ui.pages.household.view_model import HouseholdViewModel
from ui.recordbook.tab import LateTab
from ui.recordbook.two_lists import TwoLists

_SubjectT = TypeVar("_SubjectT", Benefits, Health, TwoLists)


def record_tabs(model: HouseholdViewModel) -> tuple[tuple[LateTab, str], ...]:
    """Each subject with its title, in the order of the tabs."""
    book, history, files = model.book, model.history, model.files

    def shelf(make: Callable[[], _SubjectT]) -> LateTab:
        return LateTab(book, make, show)

    def show(inside: QWidget) -> None:
        if isinstance(inside, Benefits | Health | TwoLists):
            inside.show_state(book.state)

    def show_history(inside: QWidget) -> None:
        if isinstance(inside, History):
            inside.show_rows(history.rows)

    def show_files(inside: QWidget) -> None:
        if isinstance(inside, FilesTab):
            inside.show_state()

    return (
        (shelf(lambda: TwoLists(book, "plan", "pairing")), _("Plans")),
        (shelf(lambda: Benefits(book)), _("Benefits")),
        (shelf(lambda: TwoLists(book, "exit_review", "monitoring_case")), _("Exit")),
        (shelf(lambda: Health(book)), _("Health")),
        (LateTab(files, lambda: FilesTab(files), show_files), _("Files")),
        (LateTab(history, lambda: History(history.restore), show_history), _("History")),
    )
