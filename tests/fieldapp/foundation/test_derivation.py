"""The cost of a try."""

from __future__ import annotations

import pytest

from fieldapp.foundation import derivation
from fieldapp.foundation.derivation import (
    LEAST_MEMORY_KIB,
    LEAST_PASSES,
    MOST_MEMORY_KIB,
    MOST_PASSES,
    cheapest,
    measured,
)


@pytest.mark.parametrize(
    ("seconds", "memory", "passes"),
    [
        (0.1, MOST_MEMORY_KIB, 10),
        (0.25, MOST_MEMORY_KIB, 4),
        (0.001, MOST_MEMORY_KIB, MOST_PASSES),
        (0.5, MOST_MEMORY_KIB, 2),
        (3.0, LEAST_MEMORY_KIB, LEAST_PASSES),
    ],
)
def test_a_try_takes_half_a_second_where_the_machine_can(
    monkeypatch: pytest.MonkeyPatch, seconds: float, memory: int, passes: int
) -> None:
    monkeypatch.setattr(derivation, "_seconds", lambda _kdf: seconds)
    found = measured()
    assert (found.memory_kib, found.passes) == (memory, passes)


def test_no_machine_is_given_less_than_the_minimum() -> None:
    assert (LEAST_MEMORY_KIB, LEAST_PASSES) == (19 * 1024, 2)
    found = measured()
    assert found.memory_kib >= LEAST_MEMORY_KIB
    assert found.passes >= LEAST_PASSES
    assert cheapest().salt != cheapest().salt
