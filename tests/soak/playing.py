"""Carries out the steps of a history, judging after each, and brings it to its end."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from fieldapp.foundation.errors import FieldappError
from tests.soak import carrying, mishaps, writing
from tests.soak.carrying import export, take
from tests.soak.history import Counts, History, Setting
from tests.soak.judging import Wrong, judge
from tests.soak.machines import Machine
from tests.soak.steps import Step

FAILURES = (
    AssertionError, ArithmeticError, AttributeError, FieldappError, LookupError, OSError,
    RuntimeError, SQLAlchemyError, TypeError, ValueError,
)  # fmt: skip
"""What tells that a history failed: a broken promise, or a program that stops in the middle."""
_DEEDS = {**writing.DEEDS, **carrying.DEEDS, **mishaps.DEEDS}
_MOST_ROUNDS = 4
"""What a laptop tells reaches all in the second round; copies are found and told in the next."""


def carry_out(history: History, step: Step) -> None:
    """Do one step; nothing where its place is not there.

    Raises:
        Wrong: the program broke a promise.
    """
    machine = history.machines.get(step.at)
    if machine is None:
        return
    for each in history.machines.values():
        each.hands.step = step.number
    history.counts.steps += 1
    _DEEDS[step.deed](history, machine, step)
    judge(history, machine)


def kind_of(failure: BaseException) -> str:
    """How a history failed: ``lost``, ``wrong``, ``diverging``, ``refused``, or what was raised."""
    return failure.kind if isinstance(failure, Wrong) else type(failure).__name__


def play(folder: Path, setting: Setting, steps: Iterable[Step]) -> Counts:
    """A whole history; its folder is gone afterwards.

    Raises:
        Wrong: the program broke a promise.
    """
    history = History(folder, setting)
    try:
        for step in steps:
            carry_out(history, step)
        finish(history)
        return history.counts
    finally:
        history.close()


def finish(history: History) -> None:
    """Deliver everything to everyone, then look whether all is there, equal, and at rest.

    Raises:
        Wrong: as ``carry_out``; ``diverging`` when equal holdings are shown unequally.
    """
    present = [
        machine for machine in history.machines.values() if machine.device not in history.revoked
    ]
    due = _everything(history, present)
    for turn in range(_MOST_ROUNDS):
        _round(history, present, turn)
        if all(history.oracle.held[each.name] == due[each.name] for each in present):
            break
    for machine in present:
        if missing := due[machine.name] - history.oracle.held[machine.name]:
            raise Wrong("lost", f"{machine.name} never gets {sorted(missing)}")
    _agree(present)
    _rest(history, present)
    history.counts.open += len(history.county.store.questions.conflicts())


def _everything(history: History, present: list[Machine]) -> dict[str, set[int]]:
    """What each machine must hold once everything was delivered: whatever is held of its villages.

    A write that was only on a disk that was put back to an earlier day is gone with it.
    """
    held = set().union(*(history.oracle.held[machine.name] for machine in present))
    village = {item.uid: item.village for item in history.items.values()}
    return {
        machine.name: {
            number
            for number in held
            if machine.is_county
            or village[history.oracle.writes[number].record] in machine.villages
        }
        for machine in present
    }


def _round(history: History, present: list[Machine], turn: int) -> None:
    """Every laptop's bundle to the county, and the county's back at once."""
    for machine in present:
        if not machine.is_county:
            for source, target in ((machine, history.county), (history.county, machine)):
                name = f"end {turn} {source.name} {target.name}"
                export(history, source, target.name, name)
                take(history, target, name)


def _agree(present: list[Machine]) -> None:
    """Machines with the same villages show the same; the log alone makes the same records."""
    everything = frozenset().union(*(machine.villages for machine in present))
    digests: dict[frozenset[str], dict[str, str]] = {}
    for machine in present:
        villages = machine.villages or everything
        digests.setdefault(villages, {})[machine.name] = machine.store.state_digest()
        if problems := machine.store.examine().problems:
            raise Wrong("diverging", f"{machine.name} examined: {problems}")
        if waiting := machine.store.log.merge([], [], [], {}).waiting:
            raise Wrong("lost", f"{machine.name} lets {waiting} records wait")
    for some in digests.values():
        if len(set(some.values())) > 1:
            raise Wrong("diverging", f"{some}")


def _rest(history: History, present: list[Machine]) -> None:
    """Whatever lies on sticks, taken in once more, changes nothing; nothing waits to be sent."""
    whole = [
        (name, stick.receiver)
        for name, stick in history.sticks.items()
        if stick.whole and name.startswith("end")
    ]
    for machine in present:
        for name in [name for name, receiver in whole if receiver == machine.device][-2:]:
            if take(history, machine, name).changes_applied:
                raise Wrong("wrong", f"{machine.name} took {name} twice")
        if not machine.is_county and machine.exchange.pending():
            raise Wrong("wrong", f"{machine.name} still has {machine.exchange.pending()} to send")
