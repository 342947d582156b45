"""Compares what a machine holds and shows with what the oracle expects there."""

from __future__ import annotations

from collections.abc import Mapping

from tests.soak.history import History
from tests.soak.machines import Machine
from tests.soak.oracle import ALIVE, Expected
from tests.soak.seeing import Sight, fields_of, look_at, parts_of


class Wrong(AssertionError):
    """The program broke a promise: ``kind`` is lost, wrong, diverging or refused."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(f"{kind}: {what}")
        self.kind = kind


def judge(history: History, machine: Machine) -> None:
    """Compare one machine with the oracle.

    Raises:
        Wrong: ``lost`` when a write is not held or neither shown nor built upon; ``wrong`` when
            anything else differs.
    """
    seen = look_at(machine.store)
    history.oracle.ranks |= seen.held
    held = history.oracle.held[machine.name]
    known = {number for number in seen.held if number in history.oracle.writes}
    if missing := held - known:
        raise Wrong("lost", f"{machine.name} no longer holds {sorted(missing)}")
    if known - held:
        raise Wrong("wrong", f"{machine.name} holds {sorted(known - held)} too early")
    homes = {item.uid: history.items[item.home].uid for item in history.items.values()}
    here = {history.items[n].uid for n in history.items if history.holds(machine, n)}
    for record, expected in history.oracle.expected(held).items():
        if record in here and homes[record] in here:
            _compare(machine.name, record, expected, seen)


def _compare(place: str, record: str, expected: Expected, seen: Sight) -> None:
    shown = seen.shown.get(record)
    if expected.visible and shown is None:
        raise Wrong("lost", f"{place} hides {record}, which nobody removed who had seen it all")
    if shown is not None:
        _none_lost(place, record, expected, shown, seen)
    if not expected.complete:
        return  # more may be shown until what the writers had seen is here
    if not expected.visible and shown is not None:
        raise Wrong("wrong", f"{place} shows {record}, which was removed")
    if shown is not None:
        _as_expected(place, record, expected, shown)
    asked = {(record, name) for name in _asked(expected)}
    said = {key for key in seen.asked if key[0] == record}
    if asked != said:
        raise Wrong("wrong", f"{place} asks about {sorted(said)}, not {sorted(asked)}")


def _as_expected(place: str, record: str, expected: Expected, shown: Mapping[str, object]) -> None:
    """The value shown is the right one of those that stand."""
    for register, value in expected.values.items():
        for name, part in zip(fields_of(register), parts_of(register, value), strict=True):
            if shown.get(name) != part:
                what = f"{record} {name} as {shown.get(name)!r}, not {part!r}"
                raise Wrong("wrong", f"{place} shows {what}")


def _none_lost(
    place: str, record: str, expected: Expected, shown: Mapping[str, object], seen: Sight
) -> None:
    """Every value that stands is shown, or asked about."""
    for register, beside in expected.beside.items():
        values = zip(*(parts_of(register, value) for value in beside), strict=True)
        for name, parts in zip(fields_of(register), values, strict=True):
            visible = {shown.get(name), *seen.asked.get((record, name), ())}
            if lost := set(parts) - visible:
                raise Wrong("lost", f"{place} shows nothing of {record} {name} {lost}")


def _asked(expected: Expected) -> list[str]:
    """The fields about which people must be asked: the parts of a value may differ in one only."""
    found = [ALIVE] if ALIVE in expected.asked else []
    for register in expected.asked - {ALIVE}:
        values = zip(*(parts_of(register, one) for one in expected.beside[register]), strict=True)
        found += [
            name
            for name, parts in zip(fields_of(register), values, strict=True)
            if len(set(parts)) > 1
        ]
    return found
