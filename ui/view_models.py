"""The view models of one unlocked workspace; they outlive their pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import SignalInstance

from fieldapp.services.desk import Desk
from ui.pages.checks.view_model import ChecksViewModel
from ui.pages.county.view_model import CountyViewModel
from ui.pages.due.view_model import DueViewModel
from ui.pages.duplicates.view_model import DuplicatesViewModel
from ui.pages.exchange.view_model import ExchangeViewModel
from ui.pages.export.view_model import ExportViewModel
from ui.pages.home.view_model import HomeViewModel
from ui.pages.household.view_model import HouseholdViewModel
from ui.pages.households.view_model import HouseholdsViewModel
from ui.pages.manual.view_model import ManualViewModel
from ui.pages.merge.view_model import MergeViewModel
from ui.pages.print.view_model import PrintViewModel
from ui.pages.questions.view_model import QuestionsViewModel
from ui.pages.review.view_model import ReviewViewModel
from ui.pages.roster.view_model import RosterViewModel
from ui.pages.settings.view_model import SettingsViewModel
from ui.pages.village.view_model import VillageViewModel
from ui.pages.visit.view_model import VisitViewModel
from ui.pages.visits.view_model import VisitsViewModel
from ui.workers.runner import Runner


@dataclass(frozen=True)
class ViewModels:
    """One of each, with the services and the runner that they ask."""

    desk: Desk
    runner: Runner
    home: HomeViewModel
    households: HouseholdsViewModel
    household: HouseholdViewModel
    visit: VisitViewModel
    visits: VisitsViewModel
    printing: PrintViewModel
    exchange: ExchangeViewModel
    settings: SettingsViewModel
    county: CountyViewModel
    checks: ChecksViewModel
    village: VillageViewModel
    due: DueViewModel
    roster: RosterViewModel
    export: ExportViewModel
    duplicates: DuplicatesViewModel
    merge: MergeViewModel
    review: ReviewViewModel
    questions: QuestionsViewModel
    manual: ManualViewModel

    def failures(self) -> tuple[SignalInstance, ...]:
        """Where each tells of an exception."""
        return (
            self.home.failed, self.households.failed, self.household.failed, self.visits.failed,
            self.printing.failed, self.printing.jobs.failed, self.exchange.failed,
            self.settings.failed, self.county.failed, self.checks.failed, self.village.failed,
            self.due.failed, self.roster.failed, self.export.failed, self.duplicates.failed,
            self.merge.failed, self.review.failed, self.questions.failed,
        )  # fmt: skip

    def notices(self) -> tuple[SignalInstance, ...]:
        """Where each tells of a success."""
        return (
            self.printing.jobs.said, self.exchange.said, self.settings.said, self.checks.said,
        )  # fmt: skip


def make_view_models(desk: Desk, runner: Runner, preferences: Path) -> ViewModels:
    """All view models of a workspace; ``preferences`` keeps language and theme."""
    return ViewModels(
        desk,
        runner,
        HomeViewModel(desk, runner),
        HouseholdsViewModel(desk, runner),
        HouseholdViewModel(desk, runner),
        VisitViewModel(desk.visits, runner, desk.profile.author, desk.attachments),
        VisitsViewModel(desk, runner),
        PrintViewModel(desk, runner),
        ExchangeViewModel(desk, runner),
        SettingsViewModel(desk, runner, preferences),
        CountyViewModel(desk, runner),
        ChecksViewModel(desk, runner),
        VillageViewModel(desk, runner),
        DueViewModel(desk, runner),
        RosterViewModel(desk, runner),
        ExportViewModel(desk, runner),
        DuplicatesViewModel(desk, runner),
        MergeViewModel(desk, runner),
        ReviewViewModel(desk, runner),
        QuestionsViewModel(desk, runner),
        ManualViewModel(),
    )
