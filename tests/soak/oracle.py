"""What must be seen where, worked out from who had seen which write: no clocks, no vectors.

A write disappears from a field only when somebody who saw it, or saw what replaced it, wrote over
it. What nobody has replaced stands; where different values stand, people must be asked. The order
in which the program sorts values that stand side by side is told to the oracle, since it decides
nothing but which of them is shown first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

ALIVE = "alive"
"""The register that says whether a record stands: 1 or 0."""
Rank = tuple[int, bytes, int]
"""Clock, writer and number as the program notes them: the greatest is shown."""
Seen = Mapping[str, frozenset[int]]
"""By register: numbers of writes."""


@dataclass(frozen=True)
class Write:
    """One act on one record; ``replaced`` holds what its writer saw in the registers it wrote."""

    number: int
    record: str
    values: Mapping[str, object]
    replaced: Seen
    witnessed: Seen
    """A removal names what was seen of every register, also those that it does not write."""


@dataclass(frozen=True)
class Expected:
    """What a store that holds some writes must show of a record."""

    visible: bool
    values: Mapping[str, object]
    """By register: the value shown."""
    beside: Mapping[str, tuple[object, ...]]
    """By register: every value that stands."""
    asked: frozenset[str]
    """The registers about which people must be asked."""
    complete: bool
    """Whether all that the writers had seen is here; until then more may be shown than this."""


@dataclass
class Oracle:
    """Every write of a history, and which of them each place holds."""

    writes: dict[int, Write] = field(default_factory=dict)
    held: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    ranks: dict[int, Rank] = field(default_factory=dict)
    _of: dict[str, list[Write]] = field(default_factory=lambda: defaultdict(list))

    def note(
        self,
        place: str,
        number: int,
        record: str,
        values: Mapping[str, object],
        registers: Iterable[str] = (),
    ) -> None:
        """A write made at a place, which has seen what stands there; a removal names registers."""
        held = self.held[place]
        write = Write(
            number,
            record,
            dict(values),
            {register: self._seen(held, record, register) for register in values},
            {register: self._seen(held, record, register) for register in registers},
        )
        self.writes[number] = write
        self._of[record].append(write)
        held.add(number)

    def expected(self, held: Collection[int]) -> dict[str, Expected]:
        """By record: what a place that holds these writes must show."""
        found = {}
        for record, writes in self._of.items():
            mine = [write for write in writes if write.number in held]
            if mine:
                found[record] = self._judged(mine, held)
        return found

    def _seen(self, held: Collection[int], record: str, register: str) -> frozenset[int]:
        seen: set[int] = set()
        for write in self._of[record]:
            if write.number in held and register in write.values:
                seen |= {write.number} | write.replaced[register]
        return frozenset(seen)

    def _judged(self, mine: list[Write], held: Collection[int]) -> Expected:
        registers = {name for write in mine for name in write.values} - {ALIVE}
        standing = {name: self._standing(mine, name) for name in registers}
        values = {name: writes[-1].values[name] for name, writes in standing.items()}
        beside = {
            name: tuple(write.values[name] for write in writes) for name, writes in standing.items()
        }
        asked = {name for name, some in beside.items() if len(set(some)) > 1}
        visible, doubted = self._alive(self._standing(mine, ALIVE), standing)
        named = {
            number
            for write in mine
            for seen in (*write.replaced.values(), *write.witnessed.values())
            for number in seen
        }
        complete = named <= set(held)
        return Expected(
            visible, values, beside, frozenset(asked | ({ALIVE} if doubted else set())), complete
        )

    def _standing(self, mine: Iterable[Write], register: str) -> list[Write]:
        writes = [write for write in mine if register in write.values]
        gone = {number for write in writes for number in write.replaced[register]}
        found = [write for write in writes if write.number not in gone]
        return sorted(
            found,
            key=lambda write: (*self.ranks[write.number], str(write.values[register])),
        )

    def _alive(self, turns: list[Write], standing: Mapping[str, list[Write]]) -> tuple[bool, bool]:
        """Whether the record is shown, and whether people must be asked if it should be.

        A removal hides a record only if whoever removed it had seen all that stands in it.
        """
        said = [write.values[ALIVE] for write in turns]
        if not said or said[-1] == 1:
            return True, len(set(said)) > 1
        seen = turns[-1].witnessed
        unseen = any(
            write.number not in seen.get(register, frozenset())
            for register, writes in standing.items()
            for write in writes
        )
        return unseen, unseen or len(set(said)) > 1
