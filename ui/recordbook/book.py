"""The records beside a page: asked for, shown as rows, their forms saved, their removal undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, language
from fieldapp.ports.store import Done
from fieldapp.records.declare import entity_named
from fieldapp.rules.entry.remark import Remark
from fieldapp.services.desk import Desk
from fieldapp.services.households import Registers
from fieldapp.services.notices import make_notice
from fieldapp.services.record_views import Book, Sheet, sheet
from fieldapp.services.records import Records
from ui.forms.answers import FormAnswers
from ui.forms.overtaken import Overtaken, require_seen
from ui.forms.request import FormRequest, Values
from ui.forms.typing_judge import Root, Saving, TypingJudge
from ui.models.wording import dotted
from ui.navigation.intents import Saved
from ui.recordbook.forms import chosen_owner, record_form
from ui.recordbook.rows import RecordRow, record_rows
from ui.workers.runner import Runner

Opening = Callable[[Desk, str], Book]


@dataclass(frozen=True)
class BookState:
    """One moment: rows by entity; ``closed`` when health is not shown to whoever is here."""

    rows: Mapping[str, tuple[RecordRow, ...]] = field(default_factory=dict)
    closed: bool = False
    loaded: bool = False


class RecordBook(QObject):
    """The records of a household or a village, as ``kind`` says; outlives its pages.

    ``changed`` asks to show ``state``; ``form_wanted`` carries a form; ``saved`` a
    :class:`Saved`; ``failed`` an exception.
    """

    changed = Signal()
    form_wanted = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self, desk: Desk, runner: Runner, opening: Opening, kind: Root = "household"
    ) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._opening = opening
        self._kind = kind
        self._root = ""
        self.awaited = False
        """Nothing was answered yet about what was opened."""
        self._book: Book | None = None
        self._sheet: Sheet | None = None
        self._answers = FormAnswers(self)
        self._judge = TypingJudge(desk.registers, runner, self)
        self._judge.failed.connect(self.failed)

    @property
    def answers(self) -> FormAnswers:
        """Where the outcome of a form is told."""
        return self._answers

    @property
    def judge(self) -> TypingJudge:
        """Judges what is typed in a form."""
        return self._judge

    @property
    def book(self) -> Book | None:
        """What was read last."""
        return self._book

    @property
    def state(self) -> BookState:
        """The rows now, in the language of the screen."""
        book = self._book
        if book is None:
            return BookState()
        rows = {entity: record_rows(entity, book) for entity in book.shelves}
        return BookState(rows, book.closed, loaded=True)

    def open(self, root: str) -> None:
        """Keep the records of another household or village; they are asked for by :meth:`load`."""
        if root != self._root:
            self._root, self._book = root, None
            self.awaited = bool(root)
            self.changed.emit()

    def load(self) -> None:
        """Ask again."""
        root = self._root
        if root:
            desk, opening = self._desk, self._opening
            self._runner.ask(lambda: opening(desk, root), self._loaded, self.failed.emit)

    def ask_form(
        self, entity: str, uid: str = "", owner: str = "", *, at_blank: bool = False
    ) -> None:
        """Ask for the form of a record, or without ``uid`` of a new one."""
        registers, root = self._desk.registers, self._root
        if not root:
            return
        at_root = entity_named(entity).scope in {"household", "village"}
        whose = owner or (root if at_root else "")
        self._runner.ask(
            lambda: sheet(registers, entity, uid, whose, root),
            lambda opened: self._ask(opened, at_blank=at_blank),
            self.failed.emit,
        )

    def remove(self, entity: str, uid: str) -> None:
        """Remove a record; the notice offers to bring it back."""
        records = Records(self._desk.registers)
        self._runner.ask(
            lambda: records.remove(entity, uid),
            lambda done: self._told("removed", entity, done),
            self.failed.emit,
        )

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Save a form."""
        opened = self._sheet
        if opened is None:
            return
        registers, entity = self._desk.registers, opened.entity
        self._runner.ask(
            lambda: _saved(registers, opened, request, changes),
            lambda told: self._done(entity, *told),
            self._refused,
        )

    def saving(self, request: FormRequest, changes: Values) -> Saving | None:
        """How a form would be saved."""
        opened = self._sheet
        if opened is None:
            return None
        return Saving(
            self._root, lambda registers: _save(registers, opened, request, changes), self._kind
        )

    def typed(self, request: FormRequest, key: str, values: Values) -> None:
        """Nothing is looked up while these forms are typed."""

    def _ask(self, opened: Sheet, *, at_blank: bool) -> None:
        self._sheet = opened
        self.form_wanted.emit(replace(record_form(opened), at_blank=at_blank))

    def _done(self, entity: str, done: Done, urgent: Remark | None) -> None:
        self._answers.done.emit()
        self._told("saved", entity, done, urgent)

    def _refused(self, failure: BaseException) -> None:
        opened = self._sheet
        if isinstance(failure, Overtaken) and opened is not None and opened.record is not None:
            seen: Any = failure.now  # each value is of its field's kind: it came from the record
            self._sheet = replace(opened, record=replace(opened.record, **seen))
            self.load()
        self._answers.refused.emit(failure)

    def _told(self, what: str, entity: str, done: Done, urgent: Remark | None = None) -> None:
        def telling() -> str:
            words = {"saved": _("Saved: {what}"), "removed": _("Removed: {what}")}
            said = words[what].format(what=entity_named(entity).label(language()))
            return dotted(said, urgent.sentence(language()) if urgent else "")

        self.saved.emit(Saved(telling, done))
        self.load()

    def _loaded(self, book: Book) -> None:
        if book.owner == self._root:
            self._book, self.awaited = book, False
            self.changed.emit()


def _saved(
    registers: Registers, opened: Sheet, request: FormRequest, changes: Values
) -> tuple[Done, Remark | None]:
    """Save a form; also what must be done at once."""
    with registers.store.together():
        if opened.record is not None:
            now = registers.store.get(type(opened.record), opened.record.uid) or opened.record
            require_seen(request, vars(opened.record), vars(now), changes)
        uid, done = _save(registers, opened, request, changes)
    urgent = Records(registers).urgent(opened.entity, uid) if uid else None
    return done, urgent


def _save(
    registers: Registers, opened: Sheet, request: FormRequest, changes: Values
) -> tuple[str, Done]:
    """Save a form; returns the record's uid too, where it can be urgent."""
    records, entity = Records(registers), opened.entity
    if opened.record is not None:
        return opened.record.uid, records.set(entity, opened.record.uid, changes)
    values = {**request.values, **changes}
    owner = chosen_owner(opened, values)
    scope = entity_named(entity).scope
    given = {k: v for k, v in values.items() if v is not None and k != scope}
    if entity == "public_notice":
        return "", make_notice(registers, owner, given)[1]
    return records.add(entity, owner, given)
