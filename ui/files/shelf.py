"""What happens to the photos and papers of a household: read, added, looked at, copied out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.records import Attachment
from fieldapp.records.declare import fields_of
from fieldapp.services.attachments import NewAttachment
from fieldapp.services.desk import Desk
from fieldapp.services.records import Records
from ui.files.state import FileRow, FilesState
from ui.forms.answers import FormAnswers
from ui.forms.request import FormRequest, FormSection, Values, form_field
from ui.models.moments import moment_words, size_words
from ui.models.wording import code_word
from ui.navigation.intents import Saved
from ui.workers.runner import Runner

PHOTOS = frozenset((".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"))


class FileShelf(QObject):
    """Outlives its pages.

    ``changed`` asks to show ``state``; ``form_wanted`` carries a form; ``opened`` the bytes of the
    chosen file, empty when it cannot be shown; ``said`` a ``Telling``; ``saved`` a
    :class:`Saved`; ``failed`` an exception.
    """

    changed = Signal()
    form_wanted = Signal(object)
    opened = Signal(str, bytes)
    said = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._runner = runner
        self._files = desk.attachments
        self._household = ""
        self.awaited = False
        """Nothing was answered yet about what was opened."""
        self._held: dict[str, Attachment] = {}
        self._answers = FormAnswers(self)

    @property
    def answers(self) -> FormAnswers:
        """Where the outcome of a form is told."""
        return self._answers

    @property
    def state(self) -> FilesState:
        """The rows now, the newest first, in the language of the screen."""
        today = self.today
        rows = tuple(_row(held, today) for held in reversed(self._held.values()))
        return FilesState(rows)

    @property
    def today(self) -> dt.date:
        """The day that dates are read from."""
        return self._desk.clock.now().date()

    def open(self, household: str) -> None:
        """Keep the files of another household; they are asked for by :meth:`load`."""
        if household != self._household:
            self._household, self._held = household, {}
            self.awaited = bool(household)
            self.changed.emit()

    def load(self) -> None:
        """Ask again."""
        household, files = self._household, self._files
        if household:
            self._runner.ask(
                lambda: files.of(household),
                lambda found: self._loaded(household, found),
                self.failed.emit,
            )

    def offer(self, path: Path) -> None:
        """Ask what a chosen file is."""
        specs = fields_of(Attachment)
        kind = "photo" if path.suffix.lower() in PHOTOS else "document"
        section = FormSection(
            "", (form_field(specs["kind"], required=True), form_field(specs["caption"]))
        )
        self.form_wanted.emit(
            FormRequest(
                "attachment", _("Keep a file"), (section,), {"kind": kind}, str(path),
                note=_("{name} is copied into the workspace and encrypted there.").format(
                    name=path.name
                ),
            )
        )  # fmt: skip

    def submit(self, request: FormRequest, changes: Values) -> None:
        """Keep the offered file."""
        values = {**request.values, **changes}
        caption = values.get("caption")
        given = NewAttachment(
            Path(request.subject), str(values["kind"]), self._household, None,
            None if caption is None else str(caption),
        )  # fmt: skip
        self._runner.ask(
            lambda: self._files.add(given)[1],
            lambda done: self._done(lambda: _("The file is kept"), done),
            self._answers.refused.emit,
        )

    def typed(self, _request: FormRequest, _key: str, _values: Values) -> None:
        """Nothing is looked up while this form is typed."""

    def look_at(self, uid: str) -> None:
        """Read the content of a photo, to be shown."""
        held = self._held.get(uid)
        if held is None or held.kind not in {"photo", "scan", "signature"}:
            self.opened.emit(uid, b"")
            return
        self._runner.ask(
            lambda: self._files.read(held),
            lambda data: self.opened.emit(uid, data),
            lambda failure: self._not_read(uid, failure),
        )

    def copy_out(self, uid: str, target: Path, *, public: bool) -> None:
        """Write a copy; a public one does not say where a photo was taken."""
        held = self._held[uid]
        self._runner.ask(
            lambda: self._files.export(held, target, public=public),
            lambda _nothing: self.said.emit(lambda: _("A copy was written")),
            self.failed.emit,
        )

    def remove(self, uid: str) -> None:
        """Take a file off the household; the notice offers to bring it back."""
        records = Records(self._desk.registers)
        self._runner.ask(
            lambda: records.remove("attachment", uid),
            lambda done: self._done(lambda: _("The file is taken away"), done),
            self.failed.emit,
        )

    def _done(self, telling: Callable[[], str], done: Done) -> None:
        self._answers.done.emit()
        self.saved.emit(Saved(telling, done))
        self.load()

    def _loaded(self, household: str, found: list[Attachment]) -> None:
        if household != self._household:
            return  # of the household that was shown before
        self._held, self.awaited = {held.uid: held for held in found}, False
        self.changed.emit()

    def _not_read(self, uid: str, failure: BaseException) -> None:
        self.opened.emit(uid, b"")
        if not isinstance(failure, FieldappError):
            raise failure
        self.failed.emit(failure)


def _row(held: Attachment, today: dt.date) -> FileRow:
    kind = code_word("attachment_kind", held.kind)
    return FileRow(
        held.uid,
        kind,
        held.caption or "—",
        "—" if held.taken_at is None else moment_words(held.taken_at, today),
        held.taken_by or "",
        size_words(held.size or 0),
        f"{kind}.jpg" if held.kind == "photo" else kind,
    )
