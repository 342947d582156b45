"""What a field's declared policy makes of values that stand side by side."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from fieldapp.changes.merge import Register, conflict, shown
from fieldapp.changes.operations import Value

Policy = Literal["ask", "max", "min", "union", "first"]
"""``ask`` waits for a person; the others settle by themselves, and nothing is thrown away:
every value keeps standing until somebody who has seen it writes over it."""

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def settled(register: Register, policy: Policy) -> Value:
    """The value to show of a register that is not empty; the same whatever the order of merging."""
    if len(register) == 1 or policy == "ask":
        return shown(register).value
    return _SETTLERS[policy](register)


def waits(register: Register, policy: Policy) -> bool:
    """Whether the values that stand side by side wait for a person."""
    return policy == "ask" and conflict(register)


def _first(register: Register) -> Value:
    return register[0].value


def _greatest(register: Register) -> Value:
    return max((standing.value for standing in register), key=_size)


def _least(register: Register) -> Value:
    """The least value that says anything: nothing recorded is no small number."""
    filled = [standing.value for standing in register if standing.value is not None]
    return min(filled, key=_size, default=None)


def _size(value: Value) -> tuple[int, int, str]:
    """Nothing, then numbers, then text: whatever a laptop wrote can be compared."""
    if isinstance(value, int):
        return 1, value, ""
    return (0, 0, "") if value is None else (2, 0, value)


def _union(register: Register) -> Value:
    return joined(standing.value for standing in register)


def joined(lists: Iterable[Value]) -> Value:
    """Everything that any of the stored lists names, the first list first."""
    found = [_parts(stored) for stored in lists]
    everything = list(dict.fromkeys(part for parts in found for part in parts))
    if all(parts == sorted(parts) for parts in found):
        everything.sort()  # lists of codes are kept in order, so that equal answers are equal
    return _compact.encode(everything) if everything else None


def _parts(stored: Value) -> list[str]:
    """The parts of a stored list; what is no list is one part, so that nothing is hidden."""
    if stored is None:
        return []
    try:
        found = json.loads(str(stored))
    except (ValueError, RecursionError):
        return [str(stored)]
    return list(map(str, found)) if isinstance(found, list) else [str(stored)]


_SETTLERS: Mapping[Policy, Callable[[Register], Value]] = {
    "first": _first,
    "max": _greatest,
    "min": _least,
    "union": _union,
}
