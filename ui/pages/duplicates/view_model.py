"""What happens on the page of people entered twice: looking, choosing, merging, telling apart."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.services.desk import Desk
from fieldapp.services.duplicates import COMPARED, Duplicates, Suspicion
from ui.navigation.intents import Saved
from ui.pages.duplicates import wording
from ui.pages.duplicates.state import DuplicatesState, Side
from ui.pages.duplicates.wording import HOME, Choice, first_choice, members, other_side
from ui.workers.runner import Runner


class DuplicatesViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``saved`` carries a :class:`Saved`,
    ``household_wanted`` the uid of a household, ``failed`` an exception.
    """

    changed = Signal()
    saved = Signal(object)
    household_wanted = Signal(str)
    back_wanted = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._duplicates = Duplicates(desk.registers)
        self._runner = runner
        self._pairs: tuple[Suspicion, ...] = ()
        self._looked = self._looking = False
        self._strength = self._key = ""
        self._choices: dict[str, Choice] = {}

    @property
    def state(self) -> DuplicatesState:
        """This moment, in the language that is on now."""
        pairs = self._shown()
        chosen = self._chosen()
        return DuplicatesState(
            told=_("Comparing everybody…") if self._looking else wording.told(self._pairs),
            looked=self._looked,
            strengths=wording.strength_choices(self._pairs),
            strength=self._strength,
            rows=tuple(map(wording.pair_row, pairs)),
            comparison=wording.comparison(chosen, self._choice(chosen)) if chosen else None,
        )

    def load(self) -> None:
        """Compare everybody again, in the background."""
        if not self._looking:
            self._looking = True
            self.changed.emit()
            duplicates = self._duplicates
            self._runner.file_job(lambda _job: duplicates.found(), self._found, self._not_found)

    def narrow(self, strength: str) -> None:
        """Show pairs of one strength, or with an empty word all."""
        self._strength = strength
        self.changed.emit()

    def look_at(self, key: str) -> None:
        """Show another pair side by side."""
        if key != self._key:
            self._key = key
            self.changed.emit()

    def choose(self, field: str, side: Side) -> None:
        """Take a field from one side; for the household it says which record stays."""
        found = self._chosen()
        if found is None:
            return
        choice = self._choice(found)
        if field == HOME:
            choice = replace(choice, home=side)
        else:
            choice = replace(choice, sides={**choice.sides, field: side})
        self._choices[found.key] = choice
        self.changed.emit()

    def merge(self) -> None:
        """Let both records become one, as chosen."""
        found = self._chosen()
        if found is None:
            return
        choice, duplicates = self._choice(found), self._duplicates
        kept, gone = members(found, choice.home)
        away = other_side(choice.home)
        taken = [
            key
            for key in COMPARED
            if choice.side(key, found) == away and getattr(kept, key) != getattr(gone, key)
        ]
        self._runner.ask(
            lambda: duplicates.merge(kept.uid, gone.uid, taken),
            lambda done: self._merged(kept.name, done),
            self.failed.emit,
        )

    def tell_apart(self, why: str) -> None:
        """Remember that both are different people."""
        found, duplicates = self._chosen(), self._duplicates
        if found is not None:
            self._runner.ask(
                lambda: duplicates.not_the_same(found.one.uid, found.other.uid, why),
                lambda done: self._apart(found, done),
                self.failed.emit,
            )

    def _merged(self, name: str, done: Done) -> None:
        self.saved.emit(Saved(lambda: _("{name} is one record now").format(name=name), done))
        self.load()

    def _apart(self, found: Suspicion, done: Done) -> None:
        def telling() -> str:
            words = _("{one} and {other} are different people")
            return words.format(one=found.one.name, other=found.other.name)

        self.saved.emit(Saved(telling, done))
        self.load()

    def _shown(self) -> list[Suspicion]:
        return [p for p in self._pairs if self._strength in {"", p.likeness.strength}]

    def _chosen(self) -> Suspicion | None:
        """The pair under the cursor; the first when it is gone."""
        shown = self._shown()
        return next((p for p in shown if p.key == self._key), shown[0] if shown else None)

    def _choice(self, found: Suspicion) -> Choice:
        return self._choices.get(found.key) or first_choice(found)

    def _found(self, pairs: tuple[Suspicion, ...]) -> None:
        self._pairs, self._looked, self._looking = pairs, True, False
        self.changed.emit()

    def _not_found(self, failure: BaseException) -> None:
        self._looking = False
        self.failed.emit(failure)
