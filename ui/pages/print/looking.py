"""The sheet that is looked at: its pages drawn one by one, or what stands in an office form."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.services.desk import Desk
from fieldapp.services.office_filling import FieldShown, office_fields
from fieldapp.services.sheet_kinds import SheetOrder, is_office, own_name
from fieldapp.services.sheet_pages import SheetView, sheet_view
from ui.models.page_picture import Picture
from ui.models.wording import dotted
from ui.pages.print.jobs import picture_of
from ui.pages.print.state import FieldRow
from ui.workers.runner import Runner


class Looking(QObject):
    """One sheet at a time; an answer to an earlier wish is dropped.

    ``page`` is the one looked at, from 0; ``fields`` are what an office form is filled with.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._order: SheetOrder | None = None
        self._from_end = False
        self._view: SheetView | None = None
        self._drawn: dict[int, Picture] = {}
        self.page = 0
        self.fields: tuple[FieldRow, ...] = ()

    @property
    def pages(self) -> int:
        """How many the sheet has; one while it is being made."""
        return self._view.pages if self._view else 1

    @property
    def picture(self) -> Picture | None:
        """The page looked at; ``None`` while it is being made."""
        return self._drawn.get(self.page)

    @property
    def empty(self) -> bool:
        """There is nothing of this kind for what is looked at."""
        return self._view is not None and not self._view.pages

    @property
    def letters(self) -> tuple[str, ...]:
        """Characters of the sheet that no font has."""
        return self._view.missing if self._view else ()

    @property
    def blanks(self) -> int:
        """Cells of the sheet with nothing in them."""
        unsaid = sum(not field.value for field in self.fields)
        return self._view.blanks if self._view else unsaid

    def show(self, order: SheetOrder | None, *, from_end: bool = False) -> None:
        """Look at a sheet, at its last page when one comes from behind; at none without."""
        self._order, self._from_end = order, from_end
        self._view, self._drawn, self.fields, self.page = None, {}, (), 0
        self.changed.emit()
        if order is None:
            return
        if is_office(order.kind):
            self._ask_fields(order)
            return
        printing = self._desk.printing
        self._runner.file_job(
            lambda _job: sheet_view(printing, order),
            lambda view: self._seen(order, view),
            self.failed.emit,
        )

    def turn(self, by: int) -> bool:
        """Go to another page of the sheet; tells whether it has such a page."""
        if not 0 <= self.page + by < self.pages:
            return False
        self.page += by
        self._draw()
        return True

    def _ask_fields(self, order: SheetOrder) -> None:
        registers, (row, *_others) = self._desk.registers, order.households
        self._runner.ask(
            lambda: office_fields(registers, own_name(order.kind), row, order.language),
            lambda fields: self._filled(order, fields),
            self.failed.emit,
        )

    def _filled(self, order: SheetOrder, fields: tuple[FieldShown, ...]) -> None:
        if order is self._order:
            self.fields = tuple(
                FieldRow(one.label, dotted(*one.value.split("\n")), one.name) for one in fields
            )
            self.changed.emit()

    def _seen(self, order: SheetOrder, view: SheetView) -> None:
        if order is not self._order:
            return
        self._view = view
        self.page = max(view.pages - 1, 0) if self._from_end else 0
        self._draw()

    def _draw(self) -> None:
        """Show the page looked at; what was drawn once is kept as long as its sheet."""
        view, order, page = self._view, self._order, self.page
        self.changed.emit()
        if view is None or page >= view.pages or page in self._drawn:
            return
        self._runner.file_job(
            lambda _job: picture_of(view.page(page)),
            lambda picture: self._take_page(order, page, picture),
            self.failed.emit,
        )

    def _take_page(self, order: SheetOrder | None, page: int, picture: Picture) -> None:
        if order is self._order:
            self._drawn[page] = picture
            self.changed.emit()
