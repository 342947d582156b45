"""Households that fail a rule only since a merge put together what two parties wrote apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldapp.changes.ranges import NONE, Ranges, union
from fieldapp.ports.facts import Held
from fieldapp.ports.questions import ChangeRow
from fieldapp.ports.store import Merged, Store
from fieldapp.rules.checks.findings import Finding
from fieldapp.services.checking import Checking
from fieldapp.services.combined import Combined, combined, keep_combined

_MOST = 6
"""So many writes are told of one finding."""
MOST_HOMES = 500
"""So many households of one merge are judged: others have to wait with their own writes meanwhile.

Of the rest, which are counted, the checks tell what fails as of any household, only not that a
merge brought it about.
"""


@dataclass(frozen=True)
class Combining:
    """The rules run again over the households in which a merge brought two parties together."""

    checking: Checking

    @property
    def _store(self) -> Store:
        return self.checking.registers.store

    def note(self, merged: Merged, seen: Mapping[bytes, Ranges]) -> int:
        """Remember what fails now and failed neither here before nor where the bundle was made.

        ``seen`` is what the sender held of others when it wrote. Returns how many households
        beyond ``MOST_HOMES`` were met and not judged.
        """
        theirs = {
            actor: union(seen.get(actor, NONE), held) for actor, held in merged.placed.items()
        }
        theirs = {**seen, **theirs}
        facts = self._store.questions.facts
        met = facts.met(merged.touched, theirs)
        judged = met[:MOST_HOMES]
        found = [one for home in judged for one in self._of(home, theirs, merged.placed)]
        if found:
            kept = {one.key: one for one in self._standing()} | {one.key: one for one in found}
            keep_combined(self._store, kept.values())
        return len(met) - len(judged)

    def _of(
        self, home: str, theirs: Mapping[bytes, Ranges], brought: Mapping[bytes, Ranges]
    ) -> list[Combined]:
        now = self.checking.household(home).findings
        fresh = self._new_beside(home, None, brought, now)  # mostly it failed here before already
        fresh = self._new_beside(home, theirs, {}, fresh)
        writes = self._store.questions.written_apart(home, theirs, brought) if fresh else []
        return [
            Combined(home, one.key, digest, _of_finding(writes, one))
            for one in fresh
            if (digest := self.checking.digest(one)) is not None
        ]

    def _new_beside(
        self, home: str, within: Held | None, without: Held, found: Sequence[Finding]
    ) -> Sequence[Finding]:
        """Those findings that the household has not as these operations alone make it."""
        held = self._store.questions.facts.as_held(home, within, without) if found else None
        keys = {one.key for one in self.checking.judged(held).findings} if held else set()
        return [one for one in found if one.key not in keys]

    def _standing(self) -> list[Combined]:
        kept = combined(self._store).values()
        homes = {one.household for one in kept}
        standing = {
            finding.key
            for home in homes
            for finding in self.checking.household(home).findings
            if finding.combined
        }
        return [one for one in kept if one.key in standing]


def _of_finding(writes: Sequence[ChangeRow], finding: Finding) -> tuple[ChangeRow, ...]:
    """The writes to the record that fails, where two laptops wrote to it; else all of them."""
    own = [one for one in writes if one.uid == finding.uid]
    told = own if len({one.device for one in own}) > 1 else writes
    return tuple(told[-_MOST:])
