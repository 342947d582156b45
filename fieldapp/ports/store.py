"""What the program asks of a store: one door for changes, typed records, the log for the sync."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from fieldapp.changes.forks import Chains
from fieldapp.changes.merge import Dot
from fieldapp.changes.operations import ActorInfo, Op, Unit, UnitKey
from fieldapp.changes.ranges import Ranges
from fieldapp.foundation.jobs import Job
from fieldapp.ports.packing import Packing
from fieldapp.ports.questions import Questions
from fieldapp.records.declare import Record, entity_of, stored_fields, stored_values
from fieldapp.records.kinds import Stored

RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one record: stored values by field name; ``alive`` removes or brings back.

    ``fresh`` says that the uid has just been made, so that nothing needs to be looked up, and that
    only filled values are given.
    """

    entity: str
    uid: str
    values: Mapping[str, Stored] = field(default_factory=dict)
    alive: bool | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, why, and when by this machine's clock: one write unit of the log.

    ``typist`` is who holds the keyboard when that is not the author.
    """

    author: str
    reason: str
    at: dt.datetime
    typist: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What a write touched, the edits that would put it back, and where the log keeps it."""

    touched: tuple[tuple[str, str], ...] = ()
    undo: tuple[Edit, ...] = ()
    unit: UnitKey | None = None
    """The act in the log; a large act names neither what it touched nor what would put it back."""

    @property
    def undoable(self) -> bool:
        """Whether anything was written that can be put back."""
        return bool(self.undo) or self.unit is not None

    @property
    def large(self) -> bool:
        """Whether only the log keeps what would put it back, which takes its time."""
        return self.unit is not None and not self.undo


@dataclass(frozen=True, slots=True)
class Examination:
    """What the self-examination of a store found: ``problems`` are codes with counts."""

    changes: int
    records: int
    problems: tuple[tuple[str, int], ...] = ()


ALTERED, LOST, INVENTED = "altered", "lost", "invented"
"""How a record can differ from the log: in some fields, missing, without any operation."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that is not what the log alone makes of it; ``fields`` of one that was altered."""

    entity: str
    uid: str
    kind: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild found: digests of the state before and after, and what was put right.

    Without differences only lines and search index were made anew, all equal where ``lines`` is 0.
    """

    before: str
    after: str
    records: int
    differences: tuple[Difference, ...]
    lines: int
    """Households whose line was not what their records make of it."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: operations taken, values that now stand side by side, rows that wait.

    ``placed`` tells where everything that came now lies, by writer; ``parted`` names the branches
    that grew because more than one laptop writes under one identity; ``villages`` holds, by
    writer and village, the operations on its records (empty text: the county's own).
    """

    applied: int
    conflicts: int
    waiting: int
    touched: tuple[tuple[str, str], ...] = ()
    placed: Mapping[bytes, Ranges] = field(default_factory=dict)
    parted: frozenset[bytes] = frozenset()
    villages: Mapping[tuple[bytes, str], Ranges] = field(default_factory=dict)
    unfit: tuple[tuple[str, str, str], ...] = ()
    """Fields, by entity, uid and name, for which a value came that they cannot hold: it stays in
    the log alone."""
    unproven: int = 0
    """Claims to have seen a write that is not here: until it comes they replace nothing."""


def created(record: Record) -> Edit:
    """The edit that makes a new record with a uid that was never used."""
    return Edit(entity_of(type(record)).name, record.uid, stored_values(record), fresh=True)


def made(cls: type[Record], uid: str, values: Mapping[str, object]) -> Edit:
    """The edit that ``created`` gives of a record with these typed values, none of them blank.

    For very many: the records themselves are not made.
    """
    return Edit(entity_of(cls).name, uid, stored_fields(cls, values), fresh=True)


def changed(cls: type[Record], uid: str, **values: object) -> Edit:
    """The edit that sets typed values; ``KeyError`` for a field that is not declared."""
    return Edit(entity_of(cls).name, uid, stored_fields(cls, values))


def removed(cls: type[Record], uid: str) -> Edit:
    """The edit that removes a record: it stays in the history and can be brought back."""
    return Edit(entity_of(cls).name, uid, alive=False)


class ChangeLog(Protocol):
    """The operations of a workspace, for carrying them between laptops and the county."""

    def have(self, of: Iterable[bytes] | None = None) -> dict[bytes, Ranges]:
        """The numbers of the operations held, of each writer.

        With ``of`` only of these and their branches, which takes time only for what they wrote.
        """
        ...

    def heads(self) -> dict[bytes, bytes]:
        """The chain of the last operation held of each writer."""
        ...

    def chains(self, dots: Iterable[Dot]) -> Chains:
        """The chains of those among the named operations that are held, on every branch."""
        ...

    def actors(self) -> list[ActorInfo]:
        """Every writer whose operations are or may be held."""
        ...

    def operations(
        self, wanted: Mapping[bytes, Ranges], villages: Collection[str] | None
    ) -> tuple[list[Unit], list[Op]]:
        """Operations in these ranges with their units; of these villages and the county only."""
        ...

    def merge(
        self,
        actors: Iterable[ActorInfo],
        units: Iterable[Unit],
        slices: Iterable[Sequence[Op]],
        keep: Mapping[str, bytes],
        *,
        preview: bool = False,
    ) -> Merged:
        """Merge foreign operations and keep local values with them, all in one transaction.

        ``preview`` tells what would happen and leaves the store as it is.
        """
        ...

    def edits_back(self, brought: Mapping[bytes, Ranges], job: Job | None = None) -> list[Edit]:
        """The edits after which records say what they would without these operations.

        Raises:
            Refused: ``merge_built_upon`` when somebody wrote over what came with them, to a record
                that they made, or beneath one.
            Cancelled: somebody asked ``job`` to stop.
        """
        ...


class Store(Protocol):
    """The records of a workspace. Every method may raise ``WorldFailed`` or ``Refused``."""

    questions: Questions
    """What lists, pages and sheets ask."""

    log: ChangeLog
    """What the exchange with other laptops asks."""

    packing: Packing
    """How the log is made smaller."""

    def write(self, act: Act, edits: Sequence[Edit]) -> Done:
        """Write log and state in one durable transaction; edits that change nothing are dropped."""
        ...

    def write_many(self, act: Act, edits: Iterable[Edit]) -> Done:
        """Write any number of edits as one act, slice by slice; an error leaves no trace of it.

        ``Done`` names only the act: ``undo_act`` takes it back.
        """
        ...

    def undo_act(self, act: Act, unit: UnitKey, job: Job) -> Done:
        """Put back what an act did, as an act of its own that can be undone in the same way.

        Raises:
            Refused: ``act_unknown``; ``act_built_upon`` when records that the act touched were
                changed, or others entered beneath them, since.
            Cancelled: nothing was put back.
        """
        ...

    def last_act(self, reason: str) -> UnitKey | None:
        """This workspace's newest act with that reason."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """All writes inside become durable at the end, or none when an error leaves the block."""
        ...

    def at_rest(self) -> AbstractContextManager[None]:
        """Everything that this thread reads inside is one state, whatever others write meanwhile.

        Its own writes inside are made, but not seen before the end.
        """
        ...

    def get(self, cls: type[RecordT], uid: str) -> RecordT | None:
        """The standing record, or ``None``."""
        ...

    def find(self, cls: type[RecordT], **equal: object) -> list[RecordT]:
        """Standing records whose typed fields equal these, in the order in which they were made.

        A list or set as value means "one of these stored values".
        """
        ...

    def each(self, cls: type[RecordT], job: Job | None = None) -> Iterator[RecordT]:
        """All standing records in the order in which they were made, few of them in memory.

        They are of one state only inside of ``at_rest``; the job is told how far they are.

        Raises:
            Cancelled: somebody asked ``job`` to stop.
        """
        ...

    def local(self, name: str) -> bytes | None:
        """A value that stays on this machine (settings, keys, drafts), or ``None``."""
        ...

    def locals_named(self, prefix: str) -> dict[str, bytes]:
        """All local values whose name starts with ``prefix``."""
        ...

    def local_names(self, prefix: str) -> list[str]:
        """The names, in order, of the local values whose name starts with ``prefix``."""
        ...

    def set_local(self, name: str, value: bytes | None) -> None:
        """Keep, or with ``None`` forget, a local value; durable when it returns."""
        ...

    def state_digest(self, only: Mapping[str, Collection[str]] | None = None) -> str:
        """SHA-256 over the canonical form of every live shared record, in hexadecimal.

        ``only`` names the fields of each entity that count; without it all do.
        """
        ...

    def writer(self) -> ActorInfo:
        """The identity under which this store writes."""
        ...

    def set_writer(self, info: ActorInfo) -> None:
        """Write under this identity from now on."""
        ...

    def examine(self, job: Job | None = None) -> Examination:
        """Compare the state with the log and look at the file; nothing is changed.

        Raises:
            Cancelled: somebody asked to stop.
        """
        ...

    def rebuild(self) -> Rebuilt:
        """Make all that follows from the log anew in one transaction; tell what differed.

        Raises:
            Refused: ``log_damaged``.
        """
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...
