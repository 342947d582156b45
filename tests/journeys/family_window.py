"""A split, a marriage and a merge by keyboard in the real window, taken back and done again.

Run as ``python -m tests.journeys.family_window WORKSPACE PICTURES``. Writes one JSON document:
the digest of the register after every step, and what the histories tell at the end.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from fieldapp.cli.window import make_program
from fieldapp.records import LifeEvent, Member
from fieldapp.rules.life_events import lives_here
from fieldapp.services.desk import Desk
from ui.dialogs.form_dialog import FormDialog
from ui.pages.household.page import HouseholdPage
from ui.tour.walker import Album, Walker

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Families:
    """Three households that the walk is about: who splits, where the bride is from, who joins."""

    def __init__(self, desk: Desk) -> None:
        rows = desk.store.questions.households()
        people: dict[str, list[Member]] = {row.uid: [] for row in rows}
        for person in desk.store.find(Member):
            if lives_here(person) and person.household in people:
                people[person.household].append(person)
        self.old, self.son = next(
            (row, member)
            for row in rows
            for member in people[row.uid]
            if len(people[row.uid]) > 2 and member.relation == "03" and _grown_up(member)
        )
        self.bride = next(
            member
            for row in rows
            for member in people[row.uid]
            if row.uid != self.old.uid and member.relation == "04" and _grown_up(member)
        )
        self.joining = next(
            row
            for row in rows
            if row.uid not in {self.old.uid, self.bride.household} and len(people[row.uid]) == 1
        )
        self.place_of_son = 1 + [m.uid for m in people[self.old.uid]].index(self.son.uid)


def _grown_up(person: Member) -> bool:
    return person.birth_date is not None and person.birth_date.year < 1995


class Walk:
    """Presses the keys of the walk and keeps the state after every step."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.wiring = walker, walker.wiring
        self.window = walker.program.window
        self.digests: list[str] = []
        self.said: list[str] = []

    def keep(self) -> None:
        """Note the state and the notice."""
        self.walker.answered()
        self.digests.append(self.wiring.desk.store.state_digest())
        self.said.append(self.window.status.notice.text())

    def begin(self, household: str, kind: str) -> None:
        """Open a household and choose an event from its menu by its number."""
        self.wiring.routes.open_household(household)
        self.walker.answered()
        page = self.page()
        kinds = [key for key, _words in self.wiring.models.household.state.possible]
        page.tabs.tabBar().setFocus()
        self.walker.key(Qt.Key.Key_E, _ALT)
        self.walker.until(QApplication.activePopupWidget, "the menu of events")
        menu = QApplication.activePopupWidget()
        assert menu is not None
        QTest.keyClicks(menu, str((kinds.index(kind) + 1) % 10))
        self.walker.until(lambda: page.event_forms.dialog, "the form of the event")
        self.dialog()

    def dialog(self) -> FormDialog:
        """The form in front; its first field has the keyboard."""
        found = self.page().event_forms.dialog
        assert found is not None
        self.walker.until(
            lambda: found.isAncestorOf(QApplication.focusWidget() or self.page()), "its first field"
        )
        return found

    def save(self, picture: str, *, then: str = "") -> None:
        """Take a picture and save; ``then`` names a second form that must come."""
        before = self.dialog()
        self.walker.answered()
        before.grab().save(str(self.walker.picture(picture).with_suffix(".form.png")))
        self.walker.key(Qt.Key.Key_Return, _CTRL)
        forms = self.page().event_forms
        if then:
            self.walker.until(lambda: forms.dialog not in (None, before), then)
            return
        self.walker.until(lambda: forms.dialog is None, "the event to be saved")
        self.walker.come_forward()

    def page(self) -> HouseholdPage:
        """The page of the household."""
        found = self.window.navigator.page("household")
        assert isinstance(found, HouseholdPage)
        return found


def walk(walker: Walker) -> dict[str, object]:
    """Do all three, take them back, do them again."""
    wiring = walker.wiring
    desk, steps = wiring.desk, Walk(walker)
    families = Families(desk)
    steps.keep()
    steps.begin(families.old.uid, "split")
    walker.fields(str(families.place_of_son), str(families.place_of_son))
    steps.save("split")
    steps.keep()
    founded = desk.store.find(Member, uid=families.son.uid)[0].household
    steps.begin(founded, "marriage_within")
    walker.fields(families.bride.name, "2")
    steps.save("marriage")
    steps.keep()
    steps.begin(families.old.uid, "merge")
    walker.fields(families.joining.local_no)
    steps.save("merge", then="the relations")
    steps.dialog()
    walker.fields("qt")
    steps.save("relations")
    steps.keep()
    for _time in range(3):
        walker.key(Qt.Key.Key_Z, _CTRL)
        steps.keep()
    for _time in range(3):
        walker.key(Qt.Key.Key_Y, _CTRL)
        steps.keep()
    pictures = []
    for name, uid in (("old", families.old.uid), ("founded", founded)):
        wiring.routes.open_household(uid)
        pictures.append(str(walker.picture(f"history-{name}")))
    told = {
        name: [event.kind for event in desk.store.find(LifeEvent, household=uid)]
        for name, uid in (
            ("old", families.old.uid), ("founded", founded),
            ("bride's", families.bride.household), ("joining", families.joining.uid),
        )
    }  # fmt: skip
    shown = [event.title for event in wiring.models.household.state.events]
    return {
        "digests": steps.digests, "said": steps.said, "told": told, "shown": shown,
        "pictures": pictures, "problems": list(desk.store.examine().problems),
    }  # fmt: skip


def main() -> int:
    """Open the workspace, walk, close."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    program = make_program(Path(sys.argv[1]), "zh_CN", shipped_font=True)
    walker = Walker(program, Album(Path(sys.argv[2])))
    walker.unlock("unlock")
    walker.answered()
    sys.stdout.write(json.dumps(walk(walker), ensure_ascii=False))
    program.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
