"""The ways to what waits between the county and its teams: conflicts, questions, reviews."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fieldapp.foundation.i18n import N_
from ui.navigation.register import PageSpec
from ui.view_models import ViewModels


class MatterRoutes(QObject):
    """``gone`` names the page to go to, ``household_wanted`` the uid of a household."""

    gone = Signal(str)
    household_wanted = Signal(str)
    back_wanted = Signal()
    conflicts_printed = Signal()

    def __init__(self, models: ViewModels, parent: QObject) -> None:
        super().__init__(parent)
        self._models = models
        for model in (models.merge, models.review, models.questions):
            model.household_wanted.connect(self.household_wanted)
        models.questions.back_wanted.connect(self.back_wanted)
        models.home.matter_wanted.connect(self.open_matter)
        for homes in (models.household, models.households):
            homes.matter_wanted.connect(self.open_of)
        models.village.conflicts_wanted.connect(self.open_of_village)
        models.village.sheet_wanted.connect(self.print_of_village)
        models.visit.returned.wanted.connect(lambda: self.open_matter("returned"))
        models.exchange.conflicts_wanted.connect(lambda: self.open_matter("conflicts"))

    def pages(self) -> tuple[PageSpec, ...]:
        """At the county both have entries in the rail; a laptop comes to them from elsewhere."""
        county = self._models.desk.profile.role == "county"
        review = PageSpec("review", N_("Review"), "check", "F12", self._review_page)
        return (
            PageSpec(
                "merge", N_("Merging"), "merge", "F11" if county else "", self._merge_page,
                under="" if county else "exchange",
            ),
            *((review,) if county else ()),
            PageSpec(
                "questions", N_("Questions"), "info", "", self._questions_page,
                under="merge" if county else "exchange",
            ),
        )  # fmt: skip

    def open_matter(self, kind: str) -> None:
        """Show the list behind a pill of the home page."""
        models = self._models
        if kind == "returned":
            models.visits.show_returned()
            self.gone.emit("visits")
        elif kind == "conflicts":
            models.merge.about("")
            self.gone.emit("merge")
        else:
            models.questions.narrow("open" if kind == "asked" else "answered")
            self.gone.emit("questions")

    def open_of(self, kind: str, household: str) -> None:
        """Show what waits in one household."""
        if kind == "returned":
            self.open_matter(kind)
        elif kind == "conflicts":
            self._models.merge.about(household)
            self.gone.emit("merge")
        else:
            self._models.questions.about(household)
            self.gone.emit("questions")

    def open_of_village(self, village: str) -> None:
        """Show the conflicts that are open in one village."""
        self._models.merge.narrow(village=village, field="", person="", age="", text="")
        self.gone.emit("merge")

    def print_of_village(self, kind: str) -> None:
        """Show the print page with a sheet of the village chosen."""
        self._models.printing.choose(kind=kind)
        self.gone.emit("print")

    def _merge_page(self) -> QWidget:
        from ui.pages.merge.page import MergePage  # read when it is first opened

        page = MergePage(self._models.merge)
        page.print_asked.connect(self._print_conflicts)
        return page

    def _print_conflicts(self) -> None:
        """Choose the sheet of conflicts for the print page, whatever was chosen there before."""
        printing = self._models.printing
        printing.let_filters_choose()
        printing.choose(kind="conflicts", card="", group="", term="")
        self.conflicts_printed.emit()

    def _review_page(self) -> QWidget:
        from ui.pages.review.page import ReviewPage  # read when it is first opened

        return ReviewPage(self._models.review)

    def _questions_page(self) -> QWidget:
        from ui.pages.questions.page import QuestionsPage  # read when it is first opened

        return QuestionsPage(self._models.questions)
