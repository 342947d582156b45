"""What people do with sticks: bundles written, carried, lost, copied, damaged and taken in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from fieldapp.bundles.container import SUFFIX
from fieldapp.services.exchange import inspect_bundle
from fieldapp.services.importing import Imported
from fieldapp.services.profile import peer_of
from tests.soak.history import History, Stick
from tests.soak.judging import Wrong, judge
from tests.soak.machines import Machine
from tests.soak.seeing import numbers_of
from tests.soak.steps import Step
from tests.soak.writing import Deed

_THOUSAND = 1000


def export(history: History, machine: Machine, to: str, name: str, *, full: bool = False) -> bool:
    """Write a bundle for a machine to a stick of its own; False where nobody may get one."""
    receiver = history.machines[to].device
    peer = peer_of(machine.store, receiver)
    if peer is None or peer.revoked:
        return False
    units, _ops = machine.exchange.lacking(peer, full=full)
    path = history.stick(name) / f"bundle{SUFFIX}"
    machine.exchange.export(path, receiver, full=full)
    history.sticks[name] = Stick(path, machine.device, receiver, numbers_of(units))
    history.counts.bundles += 1
    return True


def take(history: History, machine: Machine, name: str) -> Imported:
    """Take a bundle in and judge what became of it.

    Raises:
        Wrong: ``refused`` when a sound bundle is not taken, ``wrong`` when another is.
    """
    stick = history.sticks[name]
    done = machine.exchange.import_one(stick.path)
    code = done.problem.code if done.problem else ""
    history.counts.imports += 1
    history.counts.conflicts += done.conflicts
    if not stick.whole:
        if not code:
            raise Wrong("wrong", f"{machine.name} took the damaged bundle {name}")
    elif stick.receiver != machine.device or stick.sender == machine.device:
        if not code:
            raise Wrong("wrong", f"{machine.name} took the bundle {name} of others")
    elif not code:
        history.oracle.held[machine.name] |= stick.carries & history.oracle.writes.keys()
    elif code != "bundle_sender_revoked" or stick.sender not in history.revoked:
        raise Wrong("refused", f"{machine.name} holds bundle {name} back: {code}")
    if done.receipt_file is not None and done.receipt_file.is_relative_to(
        history.folder / "sticks"
    ):
        history.receipts[name] = done.receipt_file
    judge(history, machine)
    return done


def _export(history: History, machine: Machine, step: Step) -> None:
    to = step.what if machine.is_county else history.county.name
    if to in history.machines and history.machines[to].is_county != machine.is_county:
        export(history, machine, to, str(step.number), full=bool(step.amount))


def _import(history: History, machine: Machine, step: Step) -> None:
    if step.what in history.sticks:
        take(history, machine, step.what)


def _look(history: History, machine: Machine, step: Step) -> None:
    """A preview changes nothing."""
    if step.what in history.sticks:
        machine.exchange.import_one(history.sticks[step.what].path, preview=True)


def _receipt(history: History, machine: Machine, step: Step) -> None:
    path = history.receipts.get(step.what)
    if path is not None and path.exists():
        machine.exchange.import_one(path)


def _lose(history: History, _machine: Machine, step: Step) -> None:
    stick = history.sticks.pop(step.what, None)
    if stick is not None:
        shutil.rmtree(stick.path.parent)


def _double(history: History, _machine: Machine, step: Step) -> None:
    stick = history.sticks.get(step.what)
    if stick is not None:
        name = str(step.number)
        path = Path(shutil.copy(stick.path, history.stick(name) / f"copy of a {stick.path.name}"))
        history.sticks[name] = Stick(path, stick.sender, stick.receiver, stick.carries, stick.whole)


def _cut(history: History, _machine: Machine, step: Step) -> None:
    stick = history.sticks.get(step.what)
    if stick is not None:
        data = stick.path.read_bytes()
        stick.path.write_bytes(data[: len(data) * step.amount // _THOUSAND])
        stick.whole = False


def _flip(history: History, _machine: Machine, step: Step) -> None:
    stick = history.sticks.get(step.what)
    if stick is not None and stick.whole:
        data = bytearray(stick.path.read_bytes())
        data[len(data) * step.amount // _THOUSAND] ^= 1 << step.amount % 8
        stick.path.write_bytes(data)
        stick.whole = False


def _pass_on(history: History, machine: Machine, step: Step) -> None:
    """Write what was carried for others to a stick."""
    known = {
        inspect_bundle(stick.path).bundle_id: stick
        for stick in history.sticks.values()
        if stick.whole
    }
    folder = history.stick(str(step.number))
    for at, path in enumerate(machine.exchange.relay.pass_on(folder)):
        name = f"{step.number}.{at}"
        if path.suffix != SUFFIX:
            history.receipts[name] = path
        elif (stick := known.get(inspect_bundle(path).bundle_id)) is not None:
            history.sticks[name] = Stick(path, stick.sender, stick.receiver, stick.carries)


DEEDS: Mapping[str, Deed] = {
    "export": _export, "import": _import, "look": _look, "receipt": _receipt, "lose": _lose,
    "double": _double, "cut": _cut, "flip": _flip, "pass_on": _pass_on,
}  # fmt: skip
