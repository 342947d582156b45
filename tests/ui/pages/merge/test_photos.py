"""Photos stand beside the values that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldapp.ports.store import changed, created, removed
from fieldapp.records import Attachment, Household, TeamMember, Visit
from fieldapp.services.attachments import NewAttachment
from fieldapp.services.desk import Desk
from tests.exchanging import HOME, carry, write
from tests.register_village import household_uid
from tests.two_desks import TwoDesks
from tests.ui.screen import put_on_screen, words
from ui.pages.merge.page import MergePage
from ui.pages.merge.view_model import MergeViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def page(qtbot: QtBot, desks: TwoDesks) -> Iterator[MergePage]:
    """The county's."""
    made = MergePage(MergeViewModel(desks.county, ImmediateRunner()))
    put_on_screen(qtbot, made)
    yield made
    made.hide()


def kept(desk: Desk, folder: Path, colour: str, caption: str | None = None) -> str:
    """A photo that is kept with the household."""
    file = folder / f"{colour}.jpg"
    Image.new("RGB", (640, 480), colour).save(file)
    given = NewAttachment(
        file, "photo", household_uid(desk.store, HOME), caption=caption
    )  # fmt: skip
    return desk.attachments.add(given)[0]


def pictures(page: MergePage) -> list[list[tuple[int, int]]]:
    """Width and height of the photos by card."""
    return [
        [
            (label.pixmap().width(), label.pixmap().height())
            for label in card.findChildren(QLabel)
            if label.isVisible() and not label.pixmap().isNull()
        ]
        for card in page.deciding.cards
    ]


def test_both_papers_are_seen_where_two_were_named(
    qtbot: QtBot, page: MergePage, desks: TwoDesks, tmp_path: Path
) -> None:
    ours = kept(desks.county, tmp_path, "green", "村里签的")
    theirs = kept(desks.team, tmp_path, "red", "队里签的")
    write(desks.county, consent_file=ours)
    write(desks.team, consent_file=theirs)
    carry(desks, tmp_path)
    with_photo = desks.team.attachments.read(the(desks.team, theirs))
    page.refresh()
    qtbot.waitUntil(lambda: pictures(page) == [[(220, 165)], []])
    assert "照片尚未传到本机。" in words(page)
    assert "1个附件 · 队里签的" in words(page)
    assert desks.county.attachments.take(the(desks.team, theirs).sha256, with_photo)
    page.refresh()
    qtbot.waitUntil(lambda: pictures(page) == [[(220, 165)], [(220, 165)]])


def test_what_the_visit_photographed_stands_beside_what_it_said(
    qtbot: QtBot, page: MergePage, desks: TwoDesks, tmp_path: Path
) -> None:
    write(desks.county, phone="1")
    taken = tuple(kept(desks.team, tmp_path, colour) for colour in ("red", "blue"))
    team = desks.team
    home = household_uid(team.store, HOME)
    visit = Visit(
        uid=team.ids.uid(), household=home, start_at=team.clock.now(),
        visitors=(team.store.find(TeamMember)[0].uid,), place_kind="home",
        people_met=("何二才",), purpose=("measure",), photos=taken,
    )  # fmt: skip
    edits = [created(visit), changed(Household, home, phone="2")]
    team.store.write(team.registers.act("visit.record"), edits)
    carry(desks, tmp_path)
    for uid in taken:
        photo = the(team, uid)
        assert desks.county.attachments.take(photo.sha256, team.attachments.read(photo))
    page.refresh()
    qtbot.waitUntil(lambda: pictures(page) == [[], [(116, 87), (116, 87)]])


def test_a_photo_that_one_took_away_is_still_seen(
    qtbot: QtBot, page: MergePage, desks: TwoDesks, tmp_path: Path
) -> None:
    photo = kept(desks.county, tmp_path, "green", "旧圈")
    carry(desks, tmp_path, back=True)
    desks.team.store.write(desks.team.registers.act("test"), [removed(Attachment, photo)])
    edit = changed(Attachment, photo, caption="新圈")
    desks.county.store.write(desks.county.registers.act("test"), [edit])
    carry(desks, tmp_path)
    page.refresh()
    qtbot.waitUntil(lambda: pictures(page) == [[(220, 165)], [(220, 165)]])


def the(desk: Desk, uid: str) -> Attachment:
    found = desk.store.get(Attachment, uid)
    assert found is not None
    return found
