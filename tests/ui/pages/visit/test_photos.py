"""Photos of a visit: kept at once, shown small, the visit's when it is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldapp.records import Attachment, Visit
from fieldapp.services.desk import Desk
from tests.register_village import household_uid
from ui.pages.visit.page import VisitPage
from ui.pages.visit.sections.photos import Photos
from ui.pages.visit.view_model import VisitViewModel
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner) -> VisitViewModel:
    made = VisitViewModel(desk.visits, at_once, "王芳", desk.attachments)
    made.open(household_uid(desk.store, "0163"))
    return made


@pytest.fixture
def page(qtbot: QtBot, model: VisitViewModel) -> VisitPage:
    made = VisitPage(model)
    qtbot.addWidget(made)
    made.resize(1190, 680)
    made.show()
    return made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.new("RGB", (400, 300), "green").save(tmp_path / "shed.jpg")
    return tmp_path / "shed.jpg"


def shown(panel: Photos) -> list[QLabel]:
    labels = panel.findChildren(QLabel)
    return [label for label in labels if label.isVisibleTo(panel) and not label.pixmap().isNull()]


def test_a_photo_is_kept_before_the_visit_and_belongs_to_it_after(
    qtbot: QtBot, desk: Desk, model: VisitViewModel, page: VisitPage, photo: Path
) -> None:
    home = household_uid(desk.store, "0163")
    model.photos.add(photo)
    (uid,) = model.state.photos
    (kept,) = desk.attachments.of(home)
    assert (kept.uid, kept.visit) == (uid, None)
    (panel,) = page.findChildren(Photos)
    qtbot.waitUntil(lambda: bool(shown(panel)))
    pictures = [p.pixmap() for p in shown(panel)]
    assert [(p.width(), p.height()) for p in pictures] == [(180, 135)]
    for key, text in {"visit.start_at": "09:30", "visit.place_kind": "home"}.items():
        model.put(key, text)
    model.save()
    (visit,) = [v for v in desk.store.find(Visit, household=home) if v.photos]
    assert visit.photos == (uid,)
    found = desk.store.get(Attachment, uid)
    assert found is not None
    assert found.visit == visit.uid


def test_a_photo_taken_off_stays_with_the_household(
    desk: Desk, model: VisitViewModel, page: VisitPage, photo: Path
) -> None:
    model.photos.add(photo)
    model.photos.drop(model.state.photos[0])
    assert model.state.photos == ()
    assert len(desk.attachments.of(household_uid(desk.store, "0163"))) == 1
    (panel,) = page.findChildren(Photos)
    assert shown(panel) == []


def test_what_is_no_photo_is_said_and_the_visit_goes_on(
    model: VisitViewModel, page: VisitPage, tmp_path: Path
) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    model.photos.add(tmp_path / "broken.jpg")
    assert model.state.notice.tone == "red"
    assert model.state.phase == "ready"
    assert page.isVisible()
