"""The change log: writers, write units and operations as they are kept and read back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from db import segments
from db.places import COUNTY
from db.statements import Prepared, among, insert_rows
from db.tables import ACTOR, OP, UNIT
from fieldapp.changes.forks import Chains, family, kin_among
from fieldapp.changes.merge import Dot
from fieldapp.changes.operations import FAMILY_BYTES, GENESIS, ActorInfo, Op, Unit
from fieldapp.changes.ranges import Ranges
from fieldapp.foundation.errors import Refused

PAYLOAD = (OP.c.segment, OP.c.seq, OP.c.payload)
"""The last columns of every query that asks for payloads, of which ``Payloads`` makes one."""
OP_FIELDS = (
    *(OP.c[name] for name in Op.__struct_fields__ if name not in {"actor", "payload"}),
    *PAYLOAD,
)
"""The columns that make an operation, after its writer; read through ``Payloads``."""
OP_COLUMNS = tuple(column.name for column in OP.columns if column.name != OP.c.segment.name)
"""What is known of an operation when it is written: no new one lies in a segment."""
UNIT_FIELDS = tuple(UNIT.c[name] for name in Unit.__struct_fields__ if name != "actor")
UNIT_COLUMNS = tuple(column.name for column in UNIT.columns)
_KEY_BYTES = 16
AT_ONCE = 5_000
"""Operations that are read in one go."""
KEPT = 32
"""Unpacked segments that are kept at hand: about 5 MB."""
_NUMBERS = Prepared(sa.select(ACTOR.c.actor, ACTOR.c.no))
_FEW = 200
"""So many families are looked up one by one; all writers are sooner read than more of them."""
_FAMILY = Prepared(
    sa.select(ACTOR.c.actor, ACTOR.c.no).where(
        ACTOR.c.actor.between(sa.bindparam("first"), sa.bindparam("last"))
    )
)
_CHAINS = Prepared(
    sa.select(OP.c.seq, OP.c.chain).where(
        OP.c.actor == sa.bindparam("writer"), among(OP.c.seq, "seqs")
    )
)
_UNITS = Prepared(
    sa.select(*UNIT_FIELDS)
    .where(UNIT.c.actor == sa.bindparam("writer"), among(UNIT.c.no, "nos"))
    .order_by(UNIT.c.no)
)
_IS_KEY = re.compile("[0-9a-f]{32}")
_last = (
    sa.select(sa.func.max(OP.c.seq))
    .where(OP.c.actor == ACTOR.c.no)
    .correlate(ACTOR)
    .scalar_subquery()
)
_of_last = sa.select(OP.c.chain).where(OP.c.actor == ACTOR.c.no, OP.c.seq == _last)
_last_unit = sa.select(sa.func.max(UNIT.c.no)).where(UNIT.c.actor == ACTOR.c.no)
_newest = sa.select(sa.func.max(UNIT.c.hlc)).where(UNIT.c.hlc <= sa.bindparam("upto"))
_HEAD = Prepared(
    sa.select(
        ACTOR.c.no,
        sa.func.coalesce(_last, 0),
        sa.func.coalesce(_of_last.scalar_subquery(), GENESIS),
        sa.func.coalesce(_last_unit.scalar_subquery(), 0),
        sa.func.coalesce(_newest.scalar_subquery(), 0),
    ).where(ACTOR.c.actor == sa.bindparam("actor"))
)
_held = sa.select(sa.func.min(OP.c.seq)).where(OP.c.actor == ACTOR.c.no).correlate(ACTOR)
_spans = sa.select(
    ACTOR.c.actor,
    ACTOR.c.no,
    _held.scalar_subquery(),
    _last,
    _held.with_only_columns(sa.func.count(OP.c.seq)).scalar_subquery(),
).order_by(ACTOR.c.no)
_SPANS = Prepared(_spans)
_SPANS_OF = Prepared(_spans.where(among(ACTOR.c.no, "nos")))
_numbered = sa.select(
    OP.c.seq, (OP.c.seq - sa.func.row_number().over(order_by=OP.c.seq)).label("island")
).where(OP.c.actor == sa.bindparam("writer"))
_islands = _numbered.subquery()
_ISLANDS = Prepared(
    sa.select(sa.func.min(_islands.c.seq), sa.func.max(_islands.c.seq))
    .group_by(_islands.c.island)
    .order_by(sa.func.min(_islands.c.seq))
)


class Payloads:
    """Reads payloads wherever they lie: in the row of the operation, or packed in a segment.

    At most ``KEPT`` unpacked segments and ``AT_ONCE`` rows are held, whatever the order of rows.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._kept: dict[int, Mapping[int, bytes]] = {}

    def read(self, rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
        """The rows with their payload in place of the columns ``PAYLOAD`` at their end.

        Raises:
            WorldFailed: ``store_damaged``: a segment is not what was packed.
        """
        coming = iter(rows)
        while some := list(islice(coming, AT_ONCE)):
            found = [payload for *_, payload in some]
            packed: dict[int, list[int]] = {}
            for at, row in enumerate(some):
                if row[-3] is not None:
                    packed.setdefault(row[-3], []).append(at)
            for no in sorted(packed):
                held = self._unpacked(no)
                for at in packed[no]:
                    found[at] = held[some[at][-2]]
            for row, payload in zip(some, found, strict=True):
                yield (*row[:-3], payload)

    def _unpacked(self, no: int) -> Mapping[int, bytes]:
        held = self._kept.pop(no, None) or segments.read(self._connection, no)
        if len(self._kept) >= KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[no] = held  # the last one used stands last
        return held


class Head(NamedTuple):
    """Where a writer continues: its last operation and unit; zeros before its first write."""

    no: int
    """This store's small number of the writer."""
    seq: int
    chain: bytes
    unit: int
    newest: int
    """The greatest hybrid clock of anybody's, as far as it was asked for."""


def actor_numbers(connection: sa.Connection) -> dict[bytes, int]:
    """This store's small number of each writer."""
    return dict(_NUMBERS.rows(connection))


def numbers_among(connection: sa.Connection, actors: Iterable[bytes]) -> dict[bytes, int]:
    """The numbers of these writers and of their branches, as far as they are known."""
    families = set(map(family, actors))
    if len(families) > _FEW:
        numbers = actor_numbers(connection)
        return {actor: no for actor, no in numbers.items() if family(actor) in families}
    rest = _KEY_BYTES - FAMILY_BYTES
    return {
        actor: no
        for name in families
        for actor, no in _FAMILY.rows(
            connection, first=name + bytes(rest), last=name + b"\xff" * rest
        )
    }


def add_actors(connection: sa.Connection, infos: Collection[ActorInfo]) -> dict[bytes, int]:
    """Make writers known; returns their numbers and those of their branches."""
    named = [info.actor for info in infos]
    known = numbers_among(connection, named)
    fresh = [info for info in infos if info.actor not in known]
    for info in fresh:
        refuse_nul((info.device, info.name))
        connection.execute(
            sa.insert(ACTOR).values(
                actor=info.actor, device=info.device, epoch=info.epoch, name=info.name
            )
        )
    return numbers_among(connection, named) if fresh else known


def actors(connection: sa.Connection) -> list[ActorInfo]:
    """Every writer this store knows."""
    query = sa.select(ACTOR.c.actor, ACTOR.c.device, ACTOR.c.epoch, ACTOR.c.name)
    return [ActorInfo(*row) for row in connection.execute(query.order_by(ACTOR.c.no))]


def head(connection: sa.Connection, writer: ActorInfo, upto: int) -> Head:
    """Where a writer continues, made known where needed; no clock beyond ``upto`` counts."""
    found = _HEAD.first(connection, actor=writer.actor, upto=upto)
    if found is None:
        add_actors(connection, [writer])
        found = _HEAD.first(connection, actor=writer.actor, upto=upto)
    return Head(*found)


def add_units(
    connection: sa.Connection, units: Iterable[Unit], numbers: Mapping[bytes, int]
) -> None:
    """Keep write units; those held already are left as they are."""
    rows = [
        (numbers[u.actor], u.no, u.at, u.hlc, u.author, u.reason, u.app, u.schema, u.typist)
        for u in units
    ]
    for row in rows:
        refuse_nul(row)
    insert_rows(connection, UNIT.name, UNIT_COLUMNS, rows, ignore=True)


def refuse_nul(values: Iterable[object]) -> None:
    """Let no text with a NUL pass: one engine would keep it, the other cannot.

    Raises:
        Refused: ``text_with_nul``.
    """
    if any(type(value) is str and "\0" in value for value in values):
        raise Refused("text_with_nul")


def have(connection: sa.Connection, of: Iterable[bytes] | None = None) -> dict[bytes, Ranges]:
    """The numbers held of each writer, or of these and their branches only, as ranges."""
    if of is None:
        spans = _SPANS.rows(connection)
    else:
        spans = _SPANS_OF.rows(connection, nos=list(numbers_among(connection, of).values()))
    # looking for gaps takes ten times as long as counting, and most writers have none
    return {
        actor: ((first, last),)
        if held == last - first + 1
        else tuple((start, end) for start, end in _ISLANDS.rows(connection, writer=no))
        for actor, no, first, last, held in spans
        if held
    }


def operations(
    connection: sa.Connection,
    wanted: Mapping[bytes, Ranges],
    villages: Collection[str] | None = None,
) -> Iterator[Op]:
    """Operations in these ranges by writer and number, of these villages and the county."""
    numbers = numbers_among(connection, wanted)
    payloads = Payloads(connection)
    for actor, ranges in sorted(wanted.items()):
        for first, last in ranges:
            query = (
                sa.select(*OP_FIELDS)
                .where(OP.c.actor == numbers.get(actor), OP.c.seq.between(first, last))
                .order_by(OP.c.seq)
            )
            if villages is not None:  # what has no village yet stays until its parent comes
                query = query.where(OP.c.village.in_([COUNTY, *villages]))
            with connection.execute(query.execution_options(yield_per=AT_ONCE)) as found:
                for row in payloads.read(found):
                    yield op_of(row, actor)


def operation_count(
    connection: sa.Connection, wanted: Mapping[bytes, Ranges], villages: Collection[str]
) -> int:
    """How many operations :func:`operations` would give."""
    numbers = numbers_among(connection, wanted)
    found = 0
    for actor, ranges in wanted.items():
        for first, last in ranges:
            query = sa.select(sa.func.count()).where(
                OP.c.actor == numbers.get(actor),
                OP.c.seq.between(first, last),
                OP.c.village.in_([COUNTY, *villages]),
            )
            found += connection.scalar(query) or 0
    return found


def op_of(row: Sequence[Any], actor: bytes) -> Op:
    """The operation of a row that held the columns ``OP_FIELDS`` and was read by ``Payloads``."""
    seq, unit, table_no, key, kind, chain, payload = row
    return Op(actor, seq, unit, table_no, key, kind, payload, chain)


def units(connection: sa.Connection, wanted: Iterable[tuple[bytes, int]]) -> list[Unit]:
    """Write units by writer and number."""
    by_actor: dict[bytes, set[int]] = {}
    for actor, no in wanted:
        by_actor.setdefault(actor, set()).add(no)
    numbers = numbers_among(connection, by_actor)
    found: list[Unit] = []
    for actor, nos in sorted(by_actor.items()):
        rows = _UNITS.rows(connection, writer=numbers.get(actor), nos=sorted(nos))
        found += [Unit(actor, *row) for row in rows]
    return found


def written(connection: sa.Connection, table_no: int, uids: Iterable[str]) -> set[str]:
    """Those records of an entity, by its number, on which there is any operation."""
    keys = {uid.replace("-", "") for uid in uids}
    raw = [bytes.fromhex(key) for key in keys if _IS_KEY.fullmatch(key)]
    query = sa.select(OP.c.row).where(OP.c.table_no == table_no, OP.c.row.in_(raw))
    return set(map(uid_of, connection.scalars(query)))


def row_key(uid: str) -> bytes:
    """A record's uid as the log keeps it; ``ValueError`` for anything else than a UUID."""
    key = bytes.fromhex(uid.replace("-", ""))
    if len(key) != _KEY_BYTES:
        raise ValueError(uid)
    return key


def uid_of(key: bytes) -> str:
    """A record's uid as text."""
    digits = key.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def chains_of(connection: sa.Connection, dots: Iterable[Dot]) -> Chains:
    """The chains of those among the named writes that are held, on every branch.

    Of kin only the families of the writers that are named are told.
    """
    named: dict[bytes, set[int]] = {}
    for actor, seq in dots:
        named.setdefault(actor, set()).add(seq)
    found: dict[Dot, bytes] = {}
    numbers = numbers_among(connection, named)
    kin = kin_among(numbers)
    wanted: dict[bytes, set[int]] = {}
    for actor, seqs in named.items():
        for member in kin.get(family(actor), (actor,)):
            wanted.setdefault(member, set()).update(seqs)
    for actor, seqs in wanted.items():
        if actor in numbers:
            rows = _CHAINS.rows(connection, writer=numbers[actor], seqs=sorted(seqs))
            found |= {(actor, seq): chain for seq, chain in rows}
    return Chains(found, kin)


def heads(connection: sa.Connection) -> dict[bytes, bytes]:
    """The chain of the last operation held of each writer."""
    last = sa.select(OP.c.actor, sa.func.max(OP.c.seq).label("seq")).group_by(OP.c.actor).subquery()
    query = (
        sa.select(ACTOR.c.actor, OP.c.chain)
        .join(last, sa.and_(last.c.actor == OP.c.actor, last.c.seq == OP.c.seq))
        .join(ACTOR, ACTOR.c.no == OP.c.actor)
    )
    return dict(connection.execute(query).all())
