"""What is kept of findings that came about because a merge brought two parties' writes together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from fieldapp.ports.questions import ChangeRow
from fieldapp.ports.store import Store
from fieldapp.records.declare import FieldSpec, entity_named
from fieldapp.records.kinds import Stored
from fieldapp.rules.checks.findings import Part

_NAME = "checks.combined"
Key = tuple[str, str, str]
"""A finding by rule, record and field."""


class Combined(msgspec.Struct, frozen=True):
    """A finding that nobody's writes alone had; it stands while its facts are these."""

    household: str
    key: Key
    digest: str
    writes: tuple[ChangeRow, ...]

    def parts(self) -> tuple[Part, ...]:
        """Who wrote which value; one that is not for every eye is left out."""
        return tuple(map(_part, self.writes))


def keep_combined(store: Store, found: Iterable[Combined]) -> None:
    """Keep these and no others; they stay on this machine."""
    store.set_local(_NAME, msgspec.msgpack.encode(list(found)))


def combined(store: Store) -> Mapping[Key, Combined]:
    """What was found by merges here, whether it still stands or not, by the finding's key."""
    kept = store.local(_NAME)
    found = msgspec.msgpack.decode(kept, type=list[Combined]) if kept else []
    return {one.key: one for one in found}


@dataclass(frozen=True, slots=True)
class _Value:
    """A stored value in the words of its field."""

    spec: FieldSpec
    stored: Stored

    def label(self, language: str) -> str:
        kind = self.spec.kind
        return kind.show(kind.from_stored(self.stored), language)


def _part(write: ChangeRow) -> Part:
    spec = entity_named(write.entity).fields.get(write.field)
    if spec is None:
        return Part(write.author, write.device, entity_named(write.entity), None)
    open_to_all = spec.sens <= 1
    value = write.after if open_to_all else None
    return Part(write.author, write.device, spec, None if value is None else _Value(spec, value))
