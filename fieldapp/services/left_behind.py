"""Records entered for a household while it was removed elsewhere: in sight until one decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from fieldapp.changes.ranges import NONE, Ranges, subtract
from fieldapp.foundation.errors import Refused
from fieldapp.ports.apart import RemovedHome
from fieldapp.ports.store import Done, Edit, Merged, Store
from fieldapp.records import Household
from fieldapp.records.declare import entity_of
from fieldapp.records.kinds import Stored
from fieldapp.services.households import REMOVAL, Registers
from fieldapp.services.lookup import beneath

_NAME = "merge.left_behind"
_CANCELLED = "cancelled"
_WITH_IT = ("status", "note")
"""What a removal writes besides."""
Records = tuple[tuple[str, str], ...]
"""By entity and uid."""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A removed household, and what its removal had not seen."""

    home: RemovedHome
    records: Records

    @property
    def contents(self) -> Mapping[str, int]:
        """How many records of each entity."""
        return Counter(entity for entity, _uid in self.records)


def note_left_behind(store: Store, merged: Merged, held: Mapping[bytes, Ranges]) -> None:
    """Remember what a merge left under removed households; ``held`` is what its sender held.

    Either the removal came, and its writer did not hold the records, or the records came after it.
    """
    apart = store.questions.apart
    came = [uid for entity, uid in merged.touched if entity == entity_of(Household).name]
    gone = {home.uid for home in apart.removed(came)}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for uid in gone:
        found[uid] |= _unseen(store, beneath(store, "household", [uid]), held)
    for record, uid in apart.under_removed(merged.touched).items():
        if uid not in gone:
            found[uid].add(record)
    fresh = {uid: records for uid, records in found.items() if records}
    if fresh:
        kept = _kept(store)
        for uid, records in fresh.items():
            kept[uid] = tuple(sorted({*kept.get(uid, ()), *records}))
        store.set_local(_NAME, msgspec.msgpack.encode(kept))


def _unseen(
    store: Store, records: Iterable[tuple[str, str]], held: Mapping[bytes, Ranges]
) -> set[tuple[str, str]]:
    uids: dict[str, list[str]] = defaultdict(list)
    for entity, uid in records:
        uids[entity].append(uid)
    return {
        (entity, uid)
        for entity, some in uids.items()
        for uid, wrote in store.questions.writers(entity, some).items()
        if any(subtract(((one.last, one.last),), held.get(one.actor, NONE)) for one in wrote)
    }


def left_behind(store: Store) -> tuple[LeftBehind, ...]:
    """What waits for a decision: the household is removed still, and the records stand still."""
    return tuple(_standing(store, _kept(store)))


def _standing(store: Store, kept: Mapping[str, Records]) -> Iterator[LeftBehind]:
    for home in store.questions.apart.removed(kept):
        here = store.questions.apart.under_removed(kept[home.uid])
        if here:
            yield LeftBehind(home, tuple(sorted(here)))


def bring_back(registers: Registers, household: str) -> Done:
    """Let the household stand again, as before it was cancelled; whatever is under it stays.

    Raises:
        Refused: ``reader_only``; ``nothing_left_behind`` when that was decided meanwhile.
    """
    _the(registers.store, household)
    edit = Edit("household", household, _as_before(registers.store, household), alive=True)
    return registers.store.write(registers.act("household.restore"), [edit])


def _as_before(store: Store, household: str) -> dict[str, Stored]:
    """What the removal wrote, its status and the reason as note, as it was."""
    before: dict[str, Stored] = {}
    for change in store.questions.history("household", household):
        written = change.uid == household and change.reason == REMOVAL
        if written and change.field in _WITH_IT and change.before != _CANCELLED:
            before.setdefault(change.field, change.before)
    return before


def remove_too(registers: Registers, household: str) -> Done:
    """Remove what was entered under a removed household; it stays in the history.

    Raises:
        Refused: as :func:`bring_back`.
    """
    records = _the(registers.store, household).records
    edits = [Edit(entity, uid, alive=False) for entity, uid in records]
    return registers.store.write(registers.act(REMOVAL), edits)


def _the(store: Store, household: str) -> LeftBehind:
    found = next((one for one in left_behind(store) if one.home.uid == household), None)
    if found is None:
        raise Refused("nothing_left_behind")
    return found


def _kept(store: Store) -> dict[str, Records]:
    kept = store.local(_NAME)
    return msgspec.msgpack.decode(kept, type=dict[str, Records]) if kept else {}
