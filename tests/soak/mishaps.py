"""What happens to machines: copied, put back, with wrong clocks, upgraded, revoked."""

from __future__ import annotations

from collections.abc import Mapping

from tests.scenarios.world import COUNTY
from tests.soak.history import History
from tests.soak.machines import Machine
from tests.soak.steps import Step
from tests.soak.writing import Deed


def _keep(history: History, machine: Machine, step: Step) -> None:
    held = frozenset(history.oracle.held[machine.name])
    kept = machine.keep(history.folder / f"backup {step.number}", held)
    history.backups[f"{machine.name}/{step.number}"] = kept


def _put_back(history: History, machine: Machine, step: Step) -> None:
    """The store alone, which is noticed once bundles were made since, or the whole disk."""
    kept = history.backups.get(f"{machine.name}/{step.what}")
    if kept is not None:
        machine.put_back(kept, whole=bool(step.amount))
        history.oracle.held[machine.name] = set(kept.held)


def _clone(history: History, machine: Machine, step: Step) -> None:
    """The disk in another machine; with an amount, one that the program cannot tell apart."""
    if machine.is_county:
        return
    name = f"x{step.number}"
    kept = machine.keep(history.folder / name, frozenset(history.oracle.held[machine.name]))
    if step.amount:
        machine.pass_for(kept.folder)
    history.oracle.held[name] = set(kept.held)
    history.add_machine(name)


def _clock(_history: History, machine: Machine, step: Step) -> None:
    machine.hands.days = step.amount


def _revoke(history: History, machine: Machine, step: Step) -> None:
    found = history.machines.get(step.what)
    if machine.name == COUNTY and found is not None and not found.is_county:
        machine.exchange.revoke(found.device, "遗失")
        history.revoked.add(found.device)


DEEDS: Mapping[str, Deed] = {
    "keep": _keep, "put_back": _put_back, "clone": _clone, "clock": _clock, "revoke": _revoke,
}  # fmt: skip
