"""Acts are taken back one after the other, and done again, until something new is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fieldapp.foundation.errors import Refused
from fieldapp.services.desk import Desk
from tests.register_village import household_uid, open_village
from ui.feedback.taking_back import TakingBack
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_village(tmp_path / "workspace")
    yield made
    made.store.close()


class Sitting:
    """Somebody who writes notes on a household, and everything that was said."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.home = desk, household_uid(desk.store, "0163")
        self._owner = QObject()
        self.acts = TakingBack(desk.registers, ImmediateRunner(), self._owner)
        self.said: list[tuple[str, bool, bool]] = []
        self.acts.said.connect(lambda notice, undo, redo: self.said.append((notice(), undo, redo)))

    def write(self, note: str) -> None:
        done = self.desk.registers.set(self.home, {"note": note})
        self.acts.did(lambda: note, done)

    def digest(self) -> str:
        return self.desk.store.state_digest()


@pytest.fixture
def sitting(desk: Desk) -> Sitting:
    return Sitting(desk)


def test_several_acts_are_taken_back_and_done_again(sitting: Sitting) -> None:
    states = [sitting.digest()]
    for note in ("one", "two", "three"):
        sitting.write(note)
        states.append(sitting.digest())
    for state in reversed(states[:-1]):
        sitting.acts.undo()
        assert sitting.digest() == state
    sitting.acts.undo()
    for state in states[1:]:
        sitting.acts.redo()
        assert sitting.digest() == state
    sitting.acts.redo()
    assert sitting.digest() == states[-1]
    assert sitting.said[3] == ("已撤销：three", False, True)
    assert sitting.said[6] == ("已重做：one", True, False)
    assert len(sitting.said) == 9


def test_a_new_act_forgets_what_was_taken_back(sitting: Sitting) -> None:
    sitting.write("one")
    sitting.acts.undo()
    sitting.write("two")
    after = sitting.digest()
    sitting.acts.redo()
    assert sitting.digest() == after


def test_an_act_that_changed_nothing_offers_nothing(sitting: Sitting) -> None:
    sitting.write("one")
    sitting.write("one")
    assert sitting.said[-1] == ("one", False, False)
    before = sitting.digest()
    sitting.acts.undo()
    assert sitting.digest() != before


def test_what_others_changed_meanwhile_is_never_written_over(sitting: Sitting) -> None:
    sitting.write("one")
    sitting.acts.forget()
    before = sitting.digest()
    sitting.acts.undo()
    assert sitting.digest() == before


def test_a_refusal_keeps_the_act(
    qtbot: QtBot, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting.write("one")

    def refuse(*_given: object) -> None:
        raise Refused("act_unknown")

    with monkeypatch.context() as broken, qtbot.waitSignal(sitting.acts.failed):
        broken.setattr(type(sitting.desk.store), "write", refuse)
        sitting.acts.undo()
    after = sitting.digest()
    sitting.acts.undo()
    assert sitting.digest() != after
