"""What happens on the visit page: opening, typing, the draft behind it, saving and leaving."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.foundation.errors import FieldappError, sentence
from fieldapp.foundation.i18n import _, language
from fieldapp.ports.store import Done
from fieldapp.services.attachments import Attachments
from fieldapp.services.drafts import FORM_VERSION, Draft
from fieldapp.services.visits import VisitContext, VisitService
from ui.forms.typing_judge import Found, TypingJudge
from ui.navigation.intents import Telling
from ui.pages.visit.entry import Entry, draft_words
from ui.pages.visit.photo_desk import PhotoDesk
from ui.pages.visit.returned import ReturnedVisits
from ui.pages.visit.state import Notice, Phase, VisitState, WaitingDraft
from ui.workers.runner import Runner

DRAFT_DELAY_MS = 500


@dataclass(frozen=True)
class Saved:
    """A visit has been saved: what to tell, and how to undo it."""

    notice: Telling
    household: str
    done: Done


class VisitViewModel(QObject):
    """Holds one entry as typed; outlives the page, which is made anew in another language.

    ``changed`` asks the page to show ``state``; ``moved`` names a field that got another text than
    the person typed into it; ``jump`` names the field to go to; ``saved`` carries a
    :class:`Saved`; ``left`` tells that the person wants to go back, with a :data:`Telling` or
    ``None``.
    """

    changed = Signal()
    moved = Signal(str, str)
    jump = Signal(str)
    saved = Signal(object)
    left = Signal(object)

    def __init__(
        self,
        service: VisitService,
        runner: Runner,
        author: str,
        attachments: Attachments,
    ) -> None:
        super().__init__()
        self.photos = PhotoDesk(attachments, runner, lambda: self._entry)
        self.photos.put.connect(self.put)
        self.photos.failed.connect(self._failed)
        self.returned = ReturnedVisits(service.registers.store, runner)
        self._service = service
        self._runner = runner
        self._author = author
        self._phase: Phase = "empty"
        self._revision = 0
        self._entry: Entry | None = None
        self._taken_up = False
        self._older_form = False
        self._failure: FieldappError | None = None
        self._waiting: tuple[tuple[Draft, str], ...] = ()
        self.judge = TypingJudge(service.registers, runner, self)
        self.judge.found.connect(self._judged)
        self.judge.failed.connect(self._failed)
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_DELAY_MS)
        self._timer.timeout.connect(self._store_draft)

    @property
    def state(self) -> VisitState:
        """The page's state now, in the language that is on now."""
        if self._entry is None:
            waiting = tuple(
                WaitingDraft(draft.household, name, draft_words(draft, self._service.now().date()))
                for draft, name in self._waiting
            )
            return VisitState(phase=self._phase, notice=self._notice(), waiting=waiting)
        shown = self._entry.state(self._service.now())
        return replace(shown, phase=self._phase, revision=self._revision, notice=self._notice())

    def open(self, household: str, *, at_blank: bool = False) -> None:
        """Begin, or take up again, the visit of a household; what was typed elsewhere is kept."""
        self.keep_draft()
        self.judge.forget()
        self._phase, self._entry, self._failure = "loading", None, None
        self.changed.emit()
        self.returned.open(household)
        self._runner.ask(
            lambda: (self._service.begin(household), self._service.drafts.find(household)),
            lambda found: self._begun(*found, at_blank=at_blank),
            self._failed,
        )

    def look_for_drafts(self) -> None:
        """Ask which visits were begun and not saved; shown while no visit is open."""
        service = self._service
        self._runner.ask(lambda: _drafts_with_names(service), self._drafts_found, self._failed)

    def put(self, key: str, text: str) -> None:
        """A person changed the text of a field."""
        moves = self._entry.put(key, text) if self._entry else None
        if moves is None:
            return
        for moved_key, moved_text in moves:
            self.moved.emit(moved_key, moved_text)
        self._timer.start()
        if self._entry is not None:
            self.judge.typed(self._entry.saving(self._service.now()))
        self.changed.emit()

    def save(self) -> None:
        """Save, unless the record would be meaningless; then go to the first such field."""
        entry = self._entry
        if self._phase != "ready" or entry is None:
            return
        form, blocking = entry.try_to_save(self._service.now())
        if blocking is not None:
            self.changed.emit()
            self.jump.emit(blocking.key)
            return
        self._timer.stop()
        self._phase, self._failure = "saving", None
        self.changed.emit()
        self._runner.ask(
            lambda: self._service.record(form), lambda done: self._recorded(entry, done),
            self._failed,
        )  # fmt: skip

    def discard(self) -> None:
        """Throw the draft away and go back."""
        if self._entry is None:
            return
        household = self._entry.context.household.uid
        self._close()
        self._runner.ask(
            lambda: self._service.drafts.drop(household),
            lambda _none: self.left.emit(
                lambda: _("The draft was discarded; nothing was recorded.")
            ),
            self._failed,
        )

    def leave(self) -> None:
        """Go back to the list; the draft is kept."""
        kept = self._entry is not None and self._entry.typed_in
        self.keep_draft()
        self._close()
        self.left.emit((lambda: _("The draft is kept and waits for you.")) if kept else None)

    def keep_draft(self) -> None:
        """Store now what was typed since the last time."""
        if self._timer.isActive():
            self._timer.stop()
            self._store_draft()

    def _store_draft(self) -> None:
        entry = self._entry
        if entry is None or self._phase != "ready":
            return
        draft = entry.drafted()
        self._runner.ask(
            lambda: self._service.drafts.keep(draft),
            lambda kept: self._kept(entry, kept),
            self._failed,
        )

    def _begun(self, context: VisitContext, draft: Draft | None, *, at_blank: bool) -> None:
        fresh = Draft(self._service.uid(), context.household.uid)
        self._entry = Entry(context, draft or fresh, self._author, self._service.uid)
        self._entry.at_blank = at_blank
        self._taken_up = draft is not None
        self._older_form = draft is not None and draft.version != FORM_VERSION
        self._phase = "ready"
        self._revision += 1
        self.changed.emit()

    def _judged(self, found: Found) -> None:
        if self._entry is not None:
            self._entry.found = found
            self.changed.emit()

    def _recorded(self, entry: Entry, done: Done) -> None:
        self._close()
        self.saved.emit(
            Saved(
                lambda: _("The visit to {name} is saved").format(name=entry.name),
                entry.context.household.uid,
                done,
            )
        )

    def _kept(self, entry: Entry, draft: Draft) -> None:
        entry.draft = replace(entry.draft, at=draft.at)
        self.changed.emit()

    def _failed(self, failure: BaseException) -> None:
        if not isinstance(failure, FieldappError):
            raise failure
        self._phase = "ready" if self._entry is not None else "empty"
        self._failure = failure
        self.changed.emit()

    def _close(self) -> None:
        self._timer.stop()
        self.judge.forget()
        self._phase, self._entry, self._failure = "empty", None, None
        self._taken_up = False
        self.changed.emit()

    def _notice(self) -> Notice:
        if self._failure is not None:
            message, hint = sentence(self._failure, language())
            return Notice(message, hint, "red")
        if self._taken_up and self._entry is not None:
            draft = self._entry.draft
            when = draft_words(draft, self._service.now().date())
            hint = _("Nothing of it is recorded yet. Go on, or discard it.")
            if self._older_form:
                hint = _("It was begun in another version of this form: look through every field.")
            return Notice(_("This is your draft. {when}").format(when=when), hint)
        return Notice()

    def _drafts_found(self, found: tuple[tuple[Draft, str], ...]) -> None:
        self._waiting = found
        self.changed.emit()


def _drafts_with_names(service: VisitService) -> tuple[tuple[Draft, str], ...]:
    return tuple((draft, service.name_of(draft.household)) for draft in service.drafts.pending())
