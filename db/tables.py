"""The tables: one a declared entity, derived from its fields, and those of the log."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa

from fieldapp.records.declare import EntitySpec, FieldSpec, entities, entity_named

METADATA = sa.MetaData()

SYSTEM = ("sys_alive", "sys_village", "sys_clock", "sys_created_at", "sys_created_by",
          "sys_updated_at", "sys_updated_by")  # fmt: skip


_LOOKED_UP = {"household": frozenset({"phone"}), "member": frozenset({"id_number", "phone"})}
"""Numbers by which other households are found."""


def _column(spec: FieldSpec) -> sa.Column[object]:
    kind: sa.types.TypeEngine[Any] = sa.BigInteger() if spec.kind.sql == "int" else sa.Text()
    keys = [sa.ForeignKey(f"{spec.ref}.uid")] if spec.structural and spec.ref else []
    # a parent is always asked for its children, so that column is searched
    searched = bool(keys) or spec.name in _LOOKED_UP.get(spec.entity, ())
    return sa.Column(spec.name, kind, *keys, nullable=not spec.structural, index=searched)


def _state_table(entity: EntitySpec) -> sa.Table:
    return sa.Table(
        entity.name,
        METADATA,
        sa.Column("uid", sa.Text, primary_key=True),
        *(_column(spec) for spec in entity.fields.values()),
        sa.Column("sys_alive", sa.SmallInteger, nullable=False),
        sa.Column("sys_village", sa.Text, nullable=False),
        sa.Column("sys_clock", sa.LargeBinary, nullable=False),
        sa.Column("sys_created_at", sa.Text, nullable=False),
        sa.Column("sys_created_by", sa.Text, nullable=False),
        sa.Column("sys_updated_at", sa.Text, nullable=False),
        sa.Column("sys_updated_by", sa.Text, nullable=False),
    )


for _entity in entities():
    _state_table(_entity)

ACTOR = sa.Table(
    "log_actor",
    METADATA,
    sa.Column("no", sa.Integer, primary_key=True),
    sa.Column("actor", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("epoch", sa.BigInteger, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
)

UNIT = sa.Table(
    "log_unit",
    METADATA,
    sa.Column("actor", sa.Integer, primary_key=True),
    sa.Column("no", sa.BigInteger, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("hlc", sa.BigInteger, nullable=False, index=True),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("app", sa.Text, nullable=False),
    sa.Column("schema", sa.Integer, nullable=False),
    sa.Column("typist", sa.Text, nullable=False, server_default=""),
)

OP = sa.Table(
    "log_op",
    METADATA,
    sa.Column("actor", sa.Integer, primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("unit", sa.BigInteger, nullable=False),
    sa.Column("table_no", sa.Integer, nullable=False),
    sa.Column("row", sa.LargeBinary, nullable=False, index=True),
    sa.Column("kind", sa.SmallInteger, nullable=False),
    sa.Column("village", sa.Text),  # empty: the county's; NULL: not known until its parent comes
    sa.Column("payload", sa.LargeBinary, nullable=False),  # empty: it lies in the segment
    sa.Column("chain", sa.LargeBinary, nullable=False),
    sa.Column("segment", sa.Integer),
)

SEGMENT = sa.Table(
    "log_segment",
    METADATA,
    sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("actor", sa.Integer, nullable=False),
    sa.Column("ops", sa.Integer, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),  # of what was packed
    sa.Column("data", sa.LargeBinary, nullable=False),
)

SIBLING = sa.Table(
    "log_sibling",
    METADATA,
    sa.Column("table_no", sa.Integer, primary_key=True),
    sa.Column("uid", sa.Text, primary_key=True),
    sa.Column("field", sa.Integer, primary_key=True),
    sa.Column("standing", sa.LargeBinary, nullable=False),  # the whole register, shown one last
    sa.Column("open", sa.SmallInteger, nullable=False),  # 1 when the values differ
)

ORPHAN = sa.Table(
    "log_orphan",
    METADATA,
    sa.Column("table_no", sa.Integer, primary_key=True),
    sa.Column("uid", sa.Text, primary_key=True),
)

WAITING = sa.Table(
    "log_waiting",
    METADATA,
    sa.Column("actor", sa.LargeBinary, primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("table_no", sa.Integer, primary_key=True),
    sa.Column("uid", sa.Text, primary_key=True),
)

LOCAL = sa.Table(
    "local_value",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
)

SUMMARY = sa.Table(
    "household_summary",
    METADATA,
    sa.Column("household", sa.Text, primary_key=True),
    sa.Column("village", sa.Text, nullable=False, index=True),
    sa.Column("local_no", sa.Text, nullable=False, index=True),
    sa.Column("head_name", sa.Text),
    sa.Column("head_pinyin", sa.Text),
    sa.Column("group_name", sa.Text),
    sa.Column("card", sa.Text),
    sa.Column("people", sa.Integer, nullable=False),
    sa.Column("hh_class", sa.Text),
    sa.Column("main_cause", sa.Text),
    sa.Column("cause_year", sa.Integer),
    sa.Column("per_head", sa.BigInteger),  # hundredths of a yuan
    sa.Column("per_head_before", sa.BigInteger),
    sa.Column("income_year", sa.Integer),
    sa.Column("last_visit", sa.Text),
    sa.Column("visits", sa.Integer, nullable=False),
    sa.Column("next_visit", sa.Text),
    sa.Column("promise", sa.Text),  # the open measure or issue that falls due first
    sa.Column("promise_due", sa.Text),
    sa.Column("promise_count", sa.Integer, nullable=False),
    sa.Column("status", sa.Text),
)


@cache
def state_table(name: str) -> sa.Table:
    """The table of an entity; ``KeyError`` when it is not declared."""
    entity_named(name)
    return METADATA.tables[name]


@cache
def rank(name: str) -> int:
    """A place in an order in which parents come before their children."""
    return [table.name for table in METADATA.sorted_tables].index(name)


@cache
def entity_by_no() -> dict[int, EntitySpec]:
    """Entities by their stable number, for reading the log."""
    return {spec.no: spec for spec in entities()}
