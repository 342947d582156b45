"""Scans sheets in the window: what was printed is looked at, read by another program, and typed.

``python -m tests.journeys.paper_walk FOLDER`` prints one JSON object: by kind of sheet where the
scan led to. ``FOLDER`` takes the pictures.
"""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import pypdfium2
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from fieldapp.bootstrap import Opener
from fieldapp.cli.window import make_program
from fieldapp.records import ChronicCard, Member
from fieldapp.services.county_forms import example_text
from fieldapp.services.demonstration import make_demonstration
from fieldapp.services.desk import Desk
from fieldapp.services.form_pack import keep_form
from fieldapp.services.sheet_kinds import AnyKind, SheetKind, SheetOrder, own_kind
from ui.pages.household.page import HouseholdPage
from ui.tour.walker import Album, Walker

FORMS: tuple[SheetKind, ...] = (
    "blank-sheet", "visit-sheet", "collection-form", "income-card", "plan",
)  # fmt: skip
SUBJECTS: tuple[SheetKind, ...] = ("measures-card", "household-file", "health")
OWN = "measures-notice"
"""The shipped example of a form of the county's own."""
_DPI = 150


@dataclass(frozen=True)
class Arrival:
    """Where a scan led: page, household, subject of its page, form, field, and what is in it."""

    page: str
    household: str
    subject: str
    form: str
    field: str
    text: str


class PaperWalk:
    """Prints, looks, scans."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self._models = walker.wiring.models
        self._opened: list[object] = []
        self._models.household.paper_wanted.connect(self._opened.append)

    def scan(self, kind: AnyKind, household: str) -> Arrival:
        """Type the code on the printed sheet as a scanner does, with Enter behind it."""
        walker = self._walker
        code = _read(_printed(self._models.desk, kind, household))
        walker.come_forward()
        self._opened.clear()
        walker.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        walker.type(code)
        walker.key(Qt.Key.Key_Return)
        walker.until(lambda: self._is_there(kind), f"the entry of {kind}")
        walker.picture(kind.replace(":", "-"))
        arrival = self._arrival()
        walker.key(Qt.Key.Key_Escape)
        walker.answered()
        return arrival

    def _is_there(self, kind: AnyKind) -> bool:
        here, focus = self._walker.program.window.navigator.here, QApplication.focusWidget()
        if kind in ("blank-sheet", "visit-sheet"):
            page = self._walker.program.window.navigator.page("visit")
            return here == "visit" and focus is not None and page.isAncestorOf(focus)
        if kind in FORMS:
            return QApplication.activeModalWidget() is not None and isinstance(focus, QLineEdit)
        return here == "household" and bool(self._opened)

    def _arrival(self) -> Arrival:
        navigator = self._walker.program.window.navigator
        focus, form = QApplication.focusWidget(), QApplication.activeModalWidget()
        page = navigator.page(navigator.here)
        subject = _subject(page) if isinstance(page, HouseholdPage) else ""
        visit, home = self._models.visit.state.heading, self._models.household.state.heading
        whose = visit.title if navigator.here == "visit" else home.name
        return Arrival(
            navigator.here, whose, subject, form.windowTitle() if form else "",
            focus.accessibleName() if focus else "",
            focus.text() if isinstance(focus, QLineEdit) else "",
        )  # fmt: skip


def _subject(page: HouseholdPage) -> str:
    return page.tabs.tabText(page.tabs.currentIndex())


def _printed(desk: Desk, kind: AnyKind, household: str) -> bytes:
    row = desk.store.questions.household(household)
    assert row is not None
    out = io.BytesIO()
    desk.printing.write(SheetOrder(kind, (row,), "zh_CN"), out)
    return out.getvalue()


def _read(pdf: bytes) -> str:
    """The code on the picture of the first page."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=_DPI / 72, grayscale=True).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    document.close()
    return found.text


def walk(folder: Path) -> dict[str, Arrival]:
    """Scan a sheet of every kind that carries a code, and of a household with nothing promised."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    make_demonstration(Opener().founding(), folder / "workspace", households=24, role="county")
    program = make_program(folder / "workspace", "zh_CN", shipped_font=True)
    walker = Walker(program, Album(folder / "pictures"))
    walker.unlock("unlock")
    store = walker.wiring.desk.store
    patient = store.get(Member, store.find(ChronicCard)[0].member)
    assert patient is not None
    keep_form(walker.wiring.desk.registers, example_text(OWN))
    own = own_kind(OWN, of_household=True)
    papers = PaperWalk(walker)
    found: dict[str, Arrival] = {
        kind: papers.scan(kind, patient.household) for kind in (*FORMS, *SUBJECTS, own)
    }
    calm = next(row.uid for row in store.questions.households() if not row.promise_count)
    return {**found, "without promises": papers.scan("blank-sheet", calm)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps({k: asdict(v) for k, v in walk(Path(sys.argv[1])).items()}))
