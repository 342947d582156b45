"""What a card rests on is named where the card is given or decided about, and stays readable."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldapp.foundation.errors import Refused
from fieldapp.records import CardRating
from fieldapp.services import cards
from fieldapp.services.attachments import NewAttachment
from fieldapp.services.desk import Desk
from tests.register_village import household_uid
from ui.pages.household.page import HouseholdPage
from ui.pages.household.view_model import HouseholdViewModel
from ui.widgets.tags_field import TagsField
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def model(desk: Desk, at_once: ImmediateRunner, tmp_path: Path) -> HouseholdViewModel:
    Image.new("RGB", (40, 30), "green").save(tmp_path / "roof.jpg")
    home = household_uid(desk.store, "0163")
    for caption in ("屋顶漏雨", "屋顶漏雨", "收入证明"):
        desk.attachments.add(NewAttachment(tmp_path / "roof.jpg", "photo", home, None, caption))
    made = HouseholdViewModel(desk, at_once)
    made.open(home)
    return made


@pytest.fixture
def page(qtbot: QtBot, model: HouseholdViewModel) -> HouseholdPage:
    made = HouseholdPage(model)
    qtbot.addWidget(made)
    made.resize(1190, 680)
    made.show()
    return made


def test_the_papers_a_card_rests_on_are_chosen_by_name_and_told_in_its_history(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel, desk: Desk
) -> None:
    model.ask_form("card")
    dialog = page.forms.dialog
    assert dialog is not None
    dialog.form.editor("colour").show("YELLOW")
    dialog.form.editor("reason_text").show("屋顶已修")
    field = dialog.form.editor("evidence").widget
    assert isinstance(field, TagsField)
    inside = field.focusProxy()
    qtbot.keyClick(inside, Qt.Key.Key_Down)
    qtbot.keyClick(inside, Qt.Key.Key_Down)
    field.settle()
    assert field.value() == ("屋顶漏雨 · 照片",)
    with qtbot.waitSignal(model.saved):
        dialog.submit()
    newest = model.state.cards[0]
    assert ("佐证材料", "屋顶漏雨 · 照片") in {(fact.name, fact.value) for fact in newest.said}
    page.tabs.setCurrentIndex(4)
    assert "屋顶漏雨 · 照片" in {label.text() for label in page.cards.findChildren(QLabel)}
    (rating,) = desk.store.find(CardRating, uid=newest.uid)
    assert len(rating.evidence or ()) == 1


def test_papers_are_added_to_a_card_that_was_given_earlier(
    qtbot: QtBot, page: HouseholdPage, model: HouseholdViewModel, desk: Desk
) -> None:
    model.ask_form("rating", model.state.cards[0].uid)
    dialog = page.forms.dialog
    assert dialog is not None
    kept = [paper.uid for paper in desk.attachments.of(household_uid(desk.store, "0163"))]
    dialog.form.editor("evidence").show(tuple(kept))
    with qtbot.waitSignal(model.saved):
        dialog.submit()
    told = {fact.name: fact.value for fact in model.state.cards[0].said}
    assert told["佐证材料"] == "屋顶漏雨 · 照片 3、屋顶漏雨 · 照片、收入证明 · 照片"


def test_evidence_that_is_not_kept_here_is_refused(desk: Desk) -> None:
    home = household_uid(desk.store, "0163")
    rating = desk.store.find(CardRating, household=home)[0]
    with pytest.raises(Refused, match="unknown_record"):
        cards.complete(desk.registers, rating.uid, {"evidence": ["nowhere"]})
