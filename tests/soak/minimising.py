"""Delta debugging: of a history that fails, the fewest steps with which it still fails so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.soak.steps import Step

Fails = Callable[[Sequence[Step]], bool]


def minimised(steps: Sequence[Step], fails: Fails) -> list[Step]:
    """Steps of which none can be left out; ``fails`` tells whether these fail in the same way.

    Ever smaller pieces are left out while the failure stays, so that a few dozen trials suffice.
    """
    kept = list(steps)
    size = max(1, len(kept) // 2)
    while True:
        shorter = _without_pieces(kept, size, fails)
        if size == 1 and len(shorter) == len(kept):
            return kept
        size = max(1, min(size // 2, len(shorter) // 2) if len(shorter) == len(kept) else size)
        kept = shorter


def _without_pieces(steps: list[Step], size: int, fails: Fails) -> list[Step]:
    """One pass from the end, where steps depend on the fewest others."""
    kept = steps
    for at in range((len(kept) - 1) // size * size, -1, -size):
        tried = [*kept[:at], *kept[at + size :]]
        if len(tried) < len(kept) and fails(tried):
            kept = tried
    return kept
