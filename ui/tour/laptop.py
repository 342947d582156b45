"""The main job walked through the laptop's real window by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt

from fieldapp.foundation.i18n import _, language
from fieldapp.ports.questions import HouseholdRow
from fieldapp.services.sheet_kinds import HOUSEHOLD_KINDS, SheetOrder
from ui.app import toggle_language
from ui.program import Program
from ui.tour.study import StudyTour
from ui.tour.walker import Act, Album, StuckError, Walker
from ui.wiring import Wiring

_WEATHER = "多云"
_APPEAL = "想参加春季养蜂班"


class LaptopTour:
    """The main job at the laptop of a demonstration.

    ``household`` is visited, ``bundle`` is what was made for the county.
    """

    def __init__(self, program: Program, out: Path, album: Album) -> None:
        self._program = program
        self._walker = Walker(program, album)
        self._out = out
        self.bundle = out / "no-bundle-yet"
        self.household = ""

    def acts(self) -> Iterator[tuple[str, Act]]:
        """What is done, in order, each with its name in the language of the screen."""
        yield _("unlock the window"), self._unlock
        yield _("look at the week"), self._week
        yield _("find a household by its initials"), self._find
        yield _("record a visit with the keyboard"), self._visit
        yield _("print the visit sheets"), self._print
        yield _("make the bundle and write it out"), self._export
        yield _("look at everything the study describes"), StudyTour(self._walker).look
        yield _("show the other pages, and the window in English"), self._others

    def end(self) -> None:
        """Close the window."""
        self._program.window.close()

    @property
    def _wiring(self) -> Wiring:
        return self._walker.wiring

    def _unlock(self) -> list[Path]:
        return [self._walker.unlock("unlock")]

    def _week(self) -> list[Path]:
        self._walker.answered()
        self._walker.until(lambda: self._wiring.models.home.state.loaded, "the week")
        return [self._walker.picture("home")]

    def _find(self) -> list[Path]:
        household = self._chosen()
        self.household = household.uid
        self._walker.go("households")
        listed = self._walker.picture("households")
        initials = "".join(part[0] for part in household.head_pinyin.split())
        found = self._wiring.desk.store.questions.search(initials)
        if household.uid not in {row.uid for row in found}:
            raise StuckError("the household among those with its initials")
        self._wiring.routes.open_household(household.uid)
        return [listed, self._walker.picture("household")]

    def record_visit(self) -> str:
        """Record a visit with the keyboard alone; returns the uid of its household."""
        self._visit()
        return self._chosen().uid

    def _visit(self) -> list[Path]:
        household = self._chosen()
        saved: list[object] = []
        self._wiring.models.visit.saved.connect(saved.append)
        self._wiring.routes.record_visit(household.uid)
        visit = self._wiring.models.visit
        self._walker.until(lambda: visit.state.phase == "ready", "the visit's form")
        self._walker.answered()
        head = household.head_name
        self._walker.fields("", "930", "1025", "1", "", head, "1")  # today, from, to, home, met
        self._walker.fields("", _WEATHER)  # nobody came along
        self._walker.fields(*"111111", "")  # the six findings are good
        self._walker.fields("", "", "", "", "", "", _APPEAL, "", "")  # card, causes as before
        self._walker.fields("2016-12-20", "1")  # the next visit, and who signed how
        picture = self._walker.picture("visit")
        self._walker.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._walker.until(lambda: saved, "the visit to be saved")
        return [picture, self._walker.picture("visit-saved")]

    def _print(self) -> list[Path]:
        desk, household = self._wiring.desk, self._chosen()
        self._wiring.routes.print_sheets([household.uid])
        printing = self._wiring.models.printing
        self._walker.until(lambda: printing.state.picture is not None, "the sheet's preview")
        picture = self._walker.picture("print")
        sheets = []
        for kind in HOUSEHOLD_KINDS:
            target = self._out / f"{kind}.pdf"
            desk.printing.print(SheetOrder(kind, (household,), language()), target)
            sheets.append(target)
        return [picture, *sheets]

    def _export(self) -> list[Path]:
        self._walker.go("exchange")
        before = self._walker.picture("exchange")
        made: list[object] = []
        self._wiring.models.exchange.said.connect(made.append)
        self._wiring.models.exchange.make()
        self._walker.until(lambda: made, "the bundle")
        stick = self._out / "stick"
        stick.mkdir(parents=True, exist_ok=True)
        self._wiring.models.exchange.targets.add_folder(stick)
        self._walker.answered()
        self._wiring.models.exchange.carry()
        self._walker.until(lambda: len(made) > 1, "the bundle on the stick")
        self.bundle = max(stick.glob("*.fsync"))
        return [before, self._walker.picture("exchange-made"), self.bundle]

    def _others(self) -> list[Path]:
        pictures = []
        for page in ("visits", "village", "settings"):
            self._walker.go(page)
            pictures.append(self._walker.picture(page))
        toggle_language(self._program.window)
        for page in ("home", "households", "exchange"):
            self._walker.go(page)
            pictures.append(self._walker.picture(f"{page}-other-language"))
        toggle_language(self._program.window)
        return pictures

    def _chosen(self) -> HouseholdRow:
        """A household to which nothing is promised, so that its form has no more than any."""
        rows = self._wiring.desk.store.questions.households()
        return min(rows, key=lambda row: (row.promise_count, -len(row.head_pinyin), row.local_no))
