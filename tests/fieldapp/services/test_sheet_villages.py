"""The sheets of a village say what the register says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pypdf
import pytest

from fieldapp.bootstrap import Opener
from fieldapp.foundation.jobs import WatchedJob
from fieldapp.services.demonstration import make_demonstration
from fieldapp.services.desk import Desk
from fieldapp.services.sheet_kinds import SheetKind, SheetOrder
from fieldapp.services.sheet_villages import VillagePapers
from tests.exchanging import HOME, carry, write
from tests.two_desks import TwoDesks


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("villages") / "workspace"
    make_demonstration(Opener().founding(), folder, households=30, role="team")
    opened = Opener().desk(folder, None)
    yield opened
    opened.store.close()


def papers(desk: Desk) -> VillagePapers:
    return VillagePapers(desk.registers, desk.store.questions.households())


def text(desk: Desk, kind: SheetKind) -> str:
    out = io.BytesIO()
    rows = desk.store.questions.households()
    desk.printing.write(SheetOrder(kind, tuple(rows), "zh_CN"), out)
    pages = pypdf.PdfReader(out).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_the_report_counts_what_the_register_counts(desk: Desk) -> None:
    (paper,) = papers(desk).villages_told()
    stats = desk.store.questions.stats()
    told = text(desk, "village-report")
    assert paper.stats == stats
    assert f"共有{stats.total.households}户{stats.total.persons:,}人" in told
    for card in stats.cards.values():
        assert f"{card.households}户{card.persons}人" in told


def test_every_finding_of_the_checks_is_in_the_quality_report(desk: Desk) -> None:
    (paper,) = papers(desk).reports(WatchedJob())
    told = text(desk, "quality")
    assert paper.findings
    for finding in paper.findings:
        assert "".join(finding.sentence("zh_CN").split()) in told
    assert f"已检查{paper.households}户" in told


def test_the_roster_names_the_helper_of_each_household(desk: Desk) -> None:
    (paper,) = papers(desk).rosters()
    told = text(desk, "roster")
    assert paper.helpers
    assert all(name in told for name in paper.helpers.values())


def told_by(desk: Desk, kind: SheetKind, language: Literal["zh_CN", "en"]) -> str:
    out = io.BytesIO()
    rows = tuple(desk.store.questions.households())
    desk.printing.write(SheetOrder(kind, rows, language), out)
    return "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)


@pytest.mark.parametrize("kind", ["village-report", "roster", "quality"])
def test_the_figures_say_how_many_open_conflicts_are_in_them(
    desks: TwoDesks, tmp_path: Path, kind: SheetKind
) -> None:
    write(desks.county, phone="1")
    assert "分歧待定" not in told_by(desks.county, kind, "zh_CN")
    write(desks.team, phone="2")
    carry(desks, tmp_path)
    chinese = "".join(told_by(desks.county, kind, "zh_CN").split())
    assert "这些数字里有1处分歧待定" in chinese
    assert "1 open conflict in these figures" in told_by(desks.county, kind, "en")


def test_a_roster_of_some_households_counts_only_the_conflicts_in_them(
    desks: TwoDesks, tmp_path: Path
) -> None:
    write(desks.county, phone="1")
    write(desks.team, phone="2")
    carry(desks, tmp_path)
    rows = desks.county.store.questions.households()
    papers = {
        wanted: next(VillagePapers(desks.county.registers, chosen).rosters()).conflicts
        for wanted, chosen in (
            (1, [row for row in rows if row.local_no == HOME]),
            (0, [row for row in rows if row.local_no != HOME]),
        )
    }
    assert papers == {1: 1, 0: 0}
