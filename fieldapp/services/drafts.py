"""Entries that are not saved yet: kept as typed, on this machine only, in the encrypted store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import msgspec

from fieldapp.foundation.clock import Clock
from fieldapp.ports.store import Store
from fieldapp.records import Visit

FORM_VERSION = 1
"""Raised when the keys of the texts change their meaning; older drafts are still shown as far as
their keys are known."""

_PREFIX = "draft/visit/"


@dataclass(frozen=True, slots=True)
class Draft:
    """A visit as typed so far: raw texts by field key, and the uid the visit will have."""

    visit: str
    household: str
    texts: Mapping[str, str] = field(default_factory=dict)
    version: int = FORM_VERSION
    at: dt.datetime | None = None


class DraftShelf:
    """Keeps one draft of a visit for each household."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def keep(self, draft: Draft) -> Draft:
        """Store a draft durably; returns it with the time. One already saved is dropped."""
        stamped = replace(draft, at=self._clock.now())
        if self._store.get(Visit, draft.visit) is None:
            self._store.set_local(_PREFIX + draft.household, msgspec.json.encode(stamped))
        return stamped

    def find(self, household: str) -> Draft | None:
        """The draft of a household, or ``None``."""
        raw = self._store.local(_PREFIX + household)
        return self._still_open(msgspec.json.decode(raw, type=Draft)) if raw else None

    def pending(self) -> tuple[Draft, ...]:
        """Every draft that waits, the newest first."""
        raws = self._store.locals_named(_PREFIX).values()
        drafts = (self._still_open(msgspec.json.decode(raw, type=Draft)) for raw in raws)
        waiting = [draft for draft in drafts if draft is not None]
        return tuple(sorted(waiting, key=lambda draft: str(draft.at), reverse=True))

    def drop(self, household: str) -> None:
        """Forget a household's draft."""
        self._store.set_local(_PREFIX + household, None)

    def _still_open(self, draft: Draft) -> Draft | None:
        """The draft, unless its visit has been saved meanwhile: then it is forgotten."""
        if self._store.get(Visit, draft.visit) is None:
            return draft
        self.drop(draft.household)
        return None
