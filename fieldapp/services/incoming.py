"""The ledger's lines of bundles that came in: held, merged, or held first and merged later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fieldapp.bundles.header import Header
from fieldapp.changes.ranges import Ranges
from fieldapp.foundation.clock import Clock
from fieldapp.ports.store import Store
from fieldapp.services.copies import note_progress
from fieldapp.services.profile import LedgerLine, encode, ledger_key, line_of, peer_of

_TECHNICAL = frozenset({"ops", "units", "blobs"})


@dataclass(frozen=True)
class Incoming:
    """The lines of one workspace; ``folder`` is the workspace's."""

    store: Store
    clock: Clock
    folder: Path

    def note(
        self, header: Header, state: str, reason: str = "", conflicts: int = 0,
        brought: dict[str, Ranges] | None = None,
    ) -> None:  # fmt: skip
        """The bundle's one line: it may be held first and merged later, never the reverse."""
        sender = peer_of(self.store, header.sender_device)
        before = line_of(self.store, "in", header.bundle_id)
        if before is not None and before.state == "merged":
            return
        line = LedgerLine(
            header.number,
            before.at if before else self.clock.now().isoformat(),
            "in",
            sender.name if sender else "",
            header.bundle_id,
            header.check_code,
            header.counts.get("ops", 0),
            state,
            {name: n for name, n in header.counts.items() if name not in _TECHNICAL},
            conflicts,
            reason,
            brought=brought or {},
        )
        self.store.set_local(ledger_key(line), encode(line))
        note_progress(self.folder, self.store)

    def merged_before(self, header: Header) -> bool:
        """Whether the bundle was merged already."""
        before = line_of(self.store, "in", header.bundle_id)
        return before is not None and before.state == "merged"
