"""What people decided about the columns of each layout, kept in the workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from fieldapp.ports.store import Store

_PREFIX = "roster-layout/"


def recall(store: Store) -> Callable[[str], Mapping[str, str]]:
    """Finds the decisions for a layout by its fingerprint: heading to target, empty: ignore."""

    def find(fingerprint: str) -> Mapping[str, str]:
        found = store.local(_PREFIX + fingerprint)
        return {} if found is None else msgspec.json.decode(found, type=dict[str, str])

    return find


def remember(store: Store, fingerprint: str, decided: Mapping[str, str]) -> None:
    """Keep the decisions for a layout; nothing decided forgets them."""
    store.set_local(_PREFIX + fingerprint, msgspec.json.encode(dict(decided)) if decided else None)
