"""What happens in the settings of packing the change log."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.foundation.i18n import _, _n
from fieldapp.foundation.jobs import Job
from fieldapp.services.compaction import Behind, Compacted, Compaction, Forecast
from fieldapp.services.desk import Desk
from ui.feedback.work_bar import Working
from ui.models.moments import size_words
from ui.models.wording import dotted
from ui.pages.settings.state import PackingState
from ui.workers.runner import Runner
from ui.workers.single_work import SingleWork

_SPARED = 110
"""Bytes that packing a change usually gives back, as measured on the large demonstration."""


class PackingModel(QObject):
    """``changed`` asks to show ``state``; ``said`` and ``failed`` as everywhere."""

    changed = Signal()
    said = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk = desk
        self._compaction = Compaction(desk.store, desk.clock)
        self._found: Forecast | None = None
        self._work = SingleWork(runner)
        self._work.changed.connect(self.changed)
        self._work.failed.connect(self.failed)

    @property
    def state(self) -> PackingState:
        """This moment, in the language that is on now."""
        found, kind = self._found, self._work.kind
        telling = {"look": lambda: _("Looking at the change log"), "pack": lambda: _("Packing")}
        return PackingState(
            lines=_lines(found) if found else (),
            can_pack=found is not None and found.outlook.ready > 0,
            working=Working(telling[kind], self._work.progress) if kind else None,
        )

    def look(self) -> None:
        """Work out what packing would do, and who holds it up."""
        self._work.start("look", lambda _job: self._compaction.look(), self._looked)

    def pack(self) -> None:
        """Pack what everybody has confirmed."""

        def pack(job: Job) -> Compacted:
            self._desk.require_writer()
            return self._compaction.run(job)

        self._work.start("pack", pack, self._packed)

    def cancel(self) -> None:
        """Stop; what was packed stays packed."""
        self._work.cancel()

    def _looked(self, found: Forecast) -> None:
        self._found = found
        self.changed.emit()

    def _packed(self, done: Compacted) -> None:
        self.said.emit(lambda: _packed_words(done))
        self.look()


def _packed_words(done: Compacted) -> str:
    words = _n("{count} change packed", "{count} changes packed", done.changes)
    sizes = _("{before} became {after}").format(
        before=size_words(done.before), after=size_words(done.after)
    )
    return dotted(words.format(count=f"{done.changes:,}"), sizes)


def _lines(found: Forecast) -> tuple[str, ...]:
    if found.alone:
        return (_("Nothing is packed yet: the county of this laptop is not known."),)
    outlook = found.outlook
    ready = _n(
        "{count} change can be packed; about {size} become free.",
        "{count} changes can be packed; about {size} become free.",
        outlook.ready,
    ).format(count=f"{outlook.ready:,}", size=size_words(outlook.ready * _SPARED))
    stays = (
        (outlook.packed, _("Packed already: {count}")),
        (outlook.recent, _("Too recent: {count}")),
        (outlook.few, _("Too few of one writer: {count}")),
        (outlook.unplaced, _("Waiting for their record: {count}")),
    )
    return (
        ready if outlook.ready else _("Nothing can be packed now."),
        dotted(*(words.format(count=f"{count:,}") for count, words in stays if count)),
        *(_held_up(one) for one in found.behind),
    )


def _held_up(one: Behind) -> str:
    """What the changes that a device has not confirmed wait for."""
    if one.heard:
        text = _("{count} wait for {name}, last heard of on {day}.")
    else:
        text = _("{count} wait for {name}, never heard of.")
    return text.format(count=f"{one.changes:,}", name=one.name, day=one.heard[:10])
