"""No sheet of any kind has a page that ends with a heading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from fieldapp.bootstrap import Opener
from fieldapp.foundation.jobs import WatchedJob
from fieldapp.records import TeamMember
from fieldapp.services.demonstration import make_demonstration
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import take_keyboard
from fieldapp.services.sheet_kinds import OFFICE_KINDS, SHEET_KINDS, SheetKind
from fieldapp.services.sheet_making import Wanted, documents_of
from fieldapp.sheets.conflict_sheet import ConflictLine, ConflictPaper, conflict_sheet
from fieldapp.sheets.document import Single
from fieldapp.sheets.form_words import FormWords
from tests.fieldapp.sheets.headings import headings_alone, pages_of


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A village whose doctor holds the keyboard, who may print every sheet."""
    folder = tmp_path_factory.mktemp("headings") / "workspace"
    make_demonstration(Opener().founding(), folder, households=24, role="team")
    opened = Opener().desk(folder, None)
    (doctor,) = opened.store.find(TeamMember, role="village_doctor")
    take_keyboard(opened.store, doctor.name)
    yield opened
    opened.store.close()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("kind", [one for one in SHEET_KINDS if one not in OFFICE_KINDS])
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    desk: Desk, kind: SheetKind, language: str
) -> None:
    rows = tuple(desk.store.questions.households())
    made = documents_of(kind, Wanted(desk.registers, rows, FormWords(language), WatchedJob()))
    pages = [page for document in made.documents for page in pages_of(document)]
    assert pages
    assert headings_alone(pages) == []


@pytest.mark.parametrize("lines", range(1, 30))
def test_no_heading_of_conflicts_stands_alone(lines: int) -> None:
    line = ConflictLine("0163 · 贺长青", "农户：家庭住址", "三组", ("七号",), ("九号", "十号"))
    paper = ConflictPaper(dt.date(2016, 11, 23), "一号机", (line,) * lines)
    pages = pages_of(Single(conflict_sheet(paper, FormWords("zh_CN"))))
    assert headings_alone(pages) == []
