"""The subjects of the village, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.foundation.i18n import _
from ui.pages.village.sections.figures import Audit, Coverages, Profile
from ui.pages.village.sections.places import Groups, Sketch
from ui.pages.village.view_model import VillageViewModel
from ui.recordbook.panel import RecordDesk, RecordPair, RecordPanel
from ui.recordbook.tab import LateTab
from ui.recordbook.two_lists import TwoLists


def subjects(model: VillageViewModel) -> tuple[tuple[QWidget, str], ...]:
    """Each subject with its title, in the order of the tabs."""
    return (
        (_tab(model, lambda: Profile(model.book)), _("Profile")),
        (_places(model), _("Groups and map")),
        (_tab(model, lambda: Coverages(model.book)), _("Coverages")),
        (_tab(model, lambda: _meetings(model)), _("Meetings")),
        (_tab(model, lambda: _shelf(model, "training")), _("Training")),
        (_tab(model, lambda: TwoLists(model.book, "cadre", "team_member")), _("Cadres and team")),
        (_tab(model, lambda: _shelf(model, "public_notice")), _("Notices")),
        (_tab(model, lambda: _shelf(model, "poverty_line")), _("Poverty lines")),
        (_audit(model), _("Declared and counted")),
    )


def _tab(model: VillageViewModel, make: Callable[[], QWidget]) -> LateTab:
    return LateTab(model.book, make, lambda inside: _show(model, inside))


def _show(model: VillageViewModel, inside: QWidget) -> None:
    """Show the records in a subject, whichever it is."""
    records = model.book.state
    if isinstance(inside, Profile | Coverages):
        inside.show_state(model.state, records)
    elif isinstance(inside, TwoLists | Groups):
        inside.show_state(records)
    elif isinstance(inside, RecordDesk):
        inside.show_records(records.rows.get(inside.panel.entity, ()))
    elif isinstance(inside, RecordPair):
        above, below = inside.above.entity, inside.below.entity
        inside.show_records(records.rows.get(above, ()), records.rows.get(below, ()))


def _shelf(model: VillageViewModel, entity: str) -> RecordDesk:
    return RecordDesk(RecordPanel(entity, model.book), (9, 4))


def _meetings(model: VillageViewModel) -> RecordPair:
    book = model.book
    return RecordPair(RecordPanel("meeting", book), RecordPanel("meeting_decision", book))


def _places(model: VillageViewModel) -> QWidget:
    """The sketch asks for the households, the groups for the records."""
    both = QWidget()

    def show_sketch(inside: QWidget) -> None:
        if isinstance(inside, Sketch):
            inside.show_state(model.sketch)

    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(16)
    map_tab = LateTab(model.map, lambda: Sketch(model.household_wanted.emit), show_sketch)
    layout.addWidget(map_tab, 3)
    layout.addWidget(_tab(model, lambda: Groups(model.book)), 2)
    return both


def _audit(model: VillageViewModel) -> LateTab:
    def show(inside: QWidget) -> None:
        if isinstance(inside, Audit):
            inside.show_rows(model.audited)

    return LateTab(model.audit, Audit, show)
