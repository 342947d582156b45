"""After how many minutes without a touch the window locks itself; kept for this laptop."""

from __future__ import annotations

from fieldapp.ports.store import Store

USUAL, CHOICES = 10, (2, 5, 10, 20)
_KEPT = "idle_minutes"


def idle_minutes(store: Store) -> int:
    """Minutes until the window locks itself."""
    found = store.local(_KEPT)
    minutes = int(found) if found and found.isdigit() else USUAL
    return minutes if minutes in CHOICES else USUAL


def set_idle_minutes(store: Store, minutes: int) -> None:
    """Keep the choice; it holds from the next opening on.

    Raises:
        ValueError: none of the choices.
    """
    if minutes not in CHOICES:
        raise ValueError(minutes)
    store.set_local(_KEPT, str(minutes).encode())
