"""What happens on the merge page: narrowing, reading, deciding, asking the team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.services.asking import Asking, laptop_to_ask
from fieldapp.services.desk import Desk
from fieldapp.services.disputes import Dispute, Disputes
from fieldapp.services.resolving import keep_side, resolve
from ui.models.conflict_words import field_words
from ui.navigation.intents import Saved
from ui.pages.merge import wording
from ui.pages.merge.left import LeftHomes
from ui.pages.merge.pictures import Pictures
from ui.pages.merge.state import MergeState
from ui.workers.runner import Runner


class MergeViewModel(QObject):
    """Outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``saved`` carries a :class:`Saved`,
    ``household_wanted`` the uid of a household, ``failed`` an exception.
    """

    changed = Signal()
    saved = Signal(object)
    household_wanted = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._found: tuple[Dispute, ...] = ()
        self._today = dt.date.min
        self._looked = False
        self._village = self._field = self._person = self._age = self._text = self._key = ""
        self._home = ""
        self._pictures = Pictures(desk.attachments, runner)
        self._pictures.changed.connect(self.changed)
        self._pictures.failed.connect(self.failed)
        self.left = LeftHomes(desk, runner)
        self.left.changed.connect(self.changed)
        self.left.saved.connect(self.saved)
        self.left.failed.connect(self.failed)

    @property
    def state(self) -> MergeState:
        """This moment, in the language that is on now."""
        found, shown = self._found, self._shown()
        chosen = self._chosen()
        return MergeState(
            told=wording.told(found),
            looked=self._looked,
            villages=wording.village_choices(found),
            village=self._village,
            fields=wording.field_choices(found),
            field=self._field,
            people=wording.person_choices(found),
            person=self._person,
            ages=wording.age_choices(),
            age=self._age,
            text=self._text,
            lines=tuple(wording.conflict_line(one, self._today) for one in shown),
            case=wording.conflict_case(chosen, self._today, self._pictures.shown)
            if chosen
            else None,
            none_at_all=not found,
            left=self.left.rows,
        )

    def load(self) -> None:
        """Ask for the open conflicts again."""
        self._today = self._desk.clock.now().date()
        self._pictures.forget_missing()
        disputes = Disputes(self._desk.registers)
        self._runner.ask(lambda: tuple(disputes.every()), self._take, self.failed.emit)
        self.left.load()

    def narrow(
        self,
        *,
        village: str | None = None,
        field: str | None = None,
        person: str | None = None,
        age: str | None = None,
        text: str | None = None,
    ) -> None:
        """Show only some; what is not given stays as it is."""
        self._village = self._village if village is None else village
        self._field = self._field if field is None else field
        self._person = self._person if person is None else person
        self._age = self._age if age is None else age
        self._text = self._text if text is None else text
        self._home = ""
        self._show()

    def about(self, household: str) -> None:
        """Begin with the conflicts of a household."""
        self._village = self._field = self._person = self._age = self._text = ""
        self._home = household

    def look_at(self, key: str) -> None:
        """Show another conflict side by side."""
        if key != self._key:
            self._key = key
            self._show()

    def keep(self, place: int, reason: str) -> None:
        """Keep the value that stands in this place, from 0."""
        found = self._chosen()
        if found is None or place >= len(found.witnesses):
            return
        desk, side = self._desk, found.witnesses[place].side
        self._settle(found, lambda: keep_side(desk, found.id, side, reason or "—"))

    def keep_both(self, reason: str) -> None:
        """Keep every value, where the field can hold them."""
        found, desk = self._chosen(), self._desk
        if found is not None and found.both:
            self._settle(found, lambda: resolve(desk, found.id, "both", reason or "—"))

    def tell_truth(self, value: str, reason: str) -> None:
        """Put down what is true instead of any of the values."""
        found, desk = self._chosen(), self._desk
        if found is not None:
            self._settle(found, lambda: resolve(desk, found.id, value, reason))

    def ask_team(self, text: str) -> None:
        """Ask whoever wrote the other value; the question travels in the next bundle."""
        found = self._chosen()
        if found is None:
            return
        asking, laptop = Asking(self._desk.registers), laptop_to_ask(found.conflict)
        self._runner.ask(
            lambda: asking.ask(found.id, text, laptop)[1],
            lambda done: self.saved.emit(
                Saved(lambda: _("Asked; the question goes with the next bundle"), done)
            ),
            self.failed.emit,
        )

    def close_question(self, uid: str) -> None:
        """Nothing more is wanted to know."""
        asking = Asking(self._desk.registers)
        self._runner.ask(
            lambda: asking.close(uid),
            lambda done: self.saved.emit(Saved(lambda: _("Question closed"), done)),
            self.failed.emit,
        )

    def open_household(self) -> None:
        """Show the household of this conflict."""
        found = self._chosen()
        if found is not None and found.household is not None:
            self.household_wanted.emit(found.household.uid)

    def _settle(self, found: Dispute, write: Callable[[], Done]) -> None:
        entity, field = found.conflict.entity, found.conflict.field

        def settled(done: Done) -> None:
            def telling() -> str:
                return _("Settled: {field}").format(field=field_words(entity, field))

            self.saved.emit(Saved(telling, done))

        self._runner.ask(write, settled, self.failed.emit)

    def _take(self, found: tuple[Dispute, ...]) -> None:
        self._found, self._looked = found, True
        self._show()

    def _show(self) -> None:
        """Ask for the pictures of what is chosen, and show it."""
        chosen = self._chosen()
        if chosen is not None:
            for witness in chosen.witnesses:
                self._pictures.want(wording.photos_of(witness, chosen))
        self.changed.emit()

    def _shown(self) -> list[Dispute]:
        return [one for one in self._found if self._takes(one)]

    def _takes(self, one: Dispute) -> bool:
        home = one.household
        words = f"{home.head_name} {home.local_no} {home.head_pinyin}" if home else ""
        return (
            self._village in {"", one.village}
            and self._home in {"", home.uid if home else ""}
            and self._field in {"", wording.field_key(one)}
            and (not self._person or self._person in {w.side.author for w in one.witnesses})
            and (not self._age or wording.age_of(one, self._today) >= int(self._age))
            and self._text.casefold().strip() in words.casefold()
        )

    def _chosen(self) -> Dispute | None:
        """The conflict under the cursor; the first when it is gone."""
        shown = self._shown()
        return next((one for one in shown if one.id == self._key), shown[0] if shown else None)
