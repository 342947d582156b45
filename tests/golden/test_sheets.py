"""The printed sheets look and read as they did when they were last approved."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from fieldapp.bootstrap import Opener
from fieldapp.foundation.clock import FixedClock
from fieldapp.records import TeamMember
from fieldapp.services.demonstration import make_demonstration
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import take_keyboard
from fieldapp.services.printing import Printing
from fieldapp.services.profile import load_profile
from fieldapp.services.sheet_kinds import SheetKind, SheetOrder
from fieldapp.sheets.collection_form import collection_form
from fieldapp.sheets.conflict_sheet import ConflictLine, ConflictPaper, conflict_sheet
from fieldapp.sheets.document import Document, Job, Single, write_documents
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.household_file import HouseholdFile
from fieldapp.sheets.household_paper import HouseholdPaper
from fieldapp.sheets.income_card import income_card
from fieldapp.sheets.measures_card import measures_card
from fieldapp.sheets.plan_sheet import plan_sheet
from fieldapp.sheets.visit_sheet import blank_sheets, visit_sheets
from tests.fieldapp.sheets.household_samples import EMPTY, EXTREME
from tests.fieldapp.sheets.samples import FOOTER, SHEET, Printer, pdf
from tests.golden.comparing import Golden

DOTS_PER_INCH = 96
SHEETS = {"visit-sheet": visit_sheets, "blank-sheet": blank_sheets}

PARTS: dict[str, Callable[[HouseholdPaper, FormWords], Document]] = {
    "plan": lambda paper, words: Single(plan_sheet(paper, words)),
    "collection-form": lambda paper, words: Single(collection_form(paper, words)),
    "income-card": lambda paper, words: Single(income_card(paper, words)),
    "measures-card": lambda paper, words: Single(measures_card(paper, words)),
    "household-file": HouseholdFile,
}
PAPERS = {"extreme": EXTREME, "empty": EMPTY}
CONFLICTS = ConflictPaper(
    dt.date(2016, 11, 23),
    "郑家村一号机",
    (
        ConflictLine(
            "0163 · 贺长青", "农户：家庭住址", "三组",
            ("三组七号\n王芳 · 一号机 · 2016-11-22 19:40",),
            ("三组九号\n陈刚 · 二号机 · 2016-11-22 20:05",),
        ),
        ConflictLine(
            "0164 · 扎西·次仁", "家庭成员：证件号码", "（空）",
            ("999900********0010\n王芳 · 一号机 · 2016-11-21 18:12",),
            (
                "999900********0037\n陈刚 · 二号机 · 2016-11-21 18:30",
                "999900********0053\n县扶贫办 · 2016-11-22 09:00",
            ),
        ),
    ),
)  # fmt: skip
VILLAGE: tuple[SheetKind, ...] = ("notice", "roster", "meeting", "quality", "village-report")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small village: its people are the same in every run."""
    folder = tmp_path_factory.mktemp("golden") / "workspace"
    make_demonstration(Opener().founding(), folder, households=24, role="team")
    opened = Opener().desk(folder, None)
    yield opened
    opened.store.close()


@pytest.fixture
def doctors_desk(desk: Desk) -> Iterator[Desk]:
    """The same village while its doctor holds the keyboard, who may see health records."""
    before = load_profile(desk.store).author
    (doctor,) = desk.store.find(TeamMember, role="village_doctor")
    take_keyboard(desk.store, doctor.name)
    yield desk
    take_keyboard(desk.store, before)


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_is_the_approved_one(golden: Golden, spoken: str, kind: str) -> None:
    printer: Printer = SHEETS[kind]
    document = pypdfium2.PdfDocument(pdf([SHEET], printer=printer, language=spoken))
    for number, page in enumerate(document, start=1):
        name = f"{kind}-{spoken}-{number}"
        golden.text(name, page.get_textpage().get_text_range())
        picture: Image.Image = page.render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil()
        golden.picture(name, picture)
    document.close()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", PARTS)
def test_the_first_page_of_too_much_and_of_nothing_is_the_approved_one(
    golden: Golden, spoken: str, kind: str, paper: str
) -> None:
    out = io.BytesIO()
    document = PARTS[kind](PAPERS[paper], FormWords(spoken))
    write_documents([document], out, Job(spoken, FOOTER, kind))
    _first_page(golden, f"{paper}-{kind}-{spoken}", out.getvalue())


@pytest.mark.parametrize("kind", VILLAGE)
def test_the_first_page_for_a_village_is_the_approved_one(
    golden: Golden, spoken: str, kind: SheetKind, desk: Desk
) -> None:
    out = io.BytesIO()
    registers = replace(desk.registers, clock=FixedClock(FOOTER.printed_at))
    rows = tuple(desk.store.questions.households())
    Printing(registers, FOOTER.printed_by).write(SheetOrder(kind, rows, spoken), out)
    _first_page(golden, f"village-{kind}-{spoken}", out.getvalue())


def test_the_health_sheets_that_a_doctor_prints_are_the_approved_ones(
    golden: Golden, spoken: str, doctors_desk: Desk
) -> None:
    desk, out = doctors_desk, io.BytesIO()
    registers = replace(desk.registers, clock=FixedClock(FOOTER.printed_at))
    rows = tuple(desk.store.questions.households())
    Printing(registers, FOOTER.printed_by).write(SheetOrder("health", rows, spoken), out)
    _first_page(golden, f"village-health-{spoken}", out.getvalue())


def test_the_sheet_of_conflicts_is_the_approved_one(golden: Golden, spoken: str) -> None:
    words, out = FormWords(spoken), io.BytesIO()
    write_documents(
        [Single(conflict_sheet(CONFLICTS, words))], out, Job(spoken, FOOTER, "conflicts", "sans")
    )
    _first_page(golden, f"conflicts-{spoken}", out.getvalue())


def _first_page(golden: Golden, name: str, pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    golden.text(name, document[0].get_textpage().get_text_range())
    golden.picture(name, document[0].render(scale=1, grayscale=True).to_pil())
    document.close()
