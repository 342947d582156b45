"""What people do at one machine: they write, remove, bring back and decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from fieldapp.ports.questions import Conflict
from fieldapp.ports.store import Edit, changed, created, removed
from fieldapp.records import Household, Member
from fieldapp.records.declare import entity_of, stored_values
from fieldapp.services.resolving import keeps_both, resolve, theirs
from tests.soak.history import REGISTERS, History, Item
from tests.soak.judging import Wrong
from tests.soak.machines import Machine, new_home, record_uid
from tests.soak.oracle import ALIVE
from tests.soak.seeing import PLACE, POSITION
from tests.soak.steps import Step

Deed = Callable[[History, Machine, Step], None]


def _edit(history: History, machine: Machine, step: Step) -> None:
    item = _visible(history, machine, step)
    if item is None or step.field not in REGISTERS[item.cls]:
        return
    done = history.write(machine, step, [changed(item.cls, item.uid, **{step.field: step.value})])
    if done.unit is not None:
        history.noted(machine, step, item, {step.field: step.value})


def _locate(history: History, machine: Machine, step: Step) -> None:
    """A position, or half of one: what then stands at that machine was somebody's answer."""
    item = _visible(history, machine, step)
    if item is None or item.cls is not Household or step.value is None:
        return
    edit = changed(Household, item.uid, **{step.field: Decimal(step.value)})
    if history.write(machine, step, [edit]).unit is not None:
        history.noted(machine, step, item, {POSITION: _position(machine, item)})


def _home(history: History, machine: Machine, step: Step) -> None:
    beside = _visible(history, machine, step)
    if beside is None:
        return
    home = new_home(step.number, beside.village)
    history.write(machine, step, [created(home)])
    item = Item(home.uid, Household, beside.village, step.number)
    history.items[step.number] = item
    history.noted(machine, step, item, {"phone": home.phone})


def _person(history: History, machine: Machine, step: Step) -> None:
    home = machine.store.get(Household, record_uid(int(step.what)))
    if home is None:
        return
    person = Member(
        uid=record_uid(step.number), household=home.uid, name="何二才", relation="01", status="1",
        note=step.value,
    )  # fmt: skip
    history.write(machine, step, [created(person)])
    item = Item(person.uid, Member, home.village, int(step.what))
    history.items[step.number] = item
    history.noted(machine, step, item, {"note": step.value} if step.value else {})


def _remove(history: History, machine: Machine, step: Step) -> None:
    item = _visible(history, machine, step)
    if item is not None and history.write(machine, step, [removed(item.cls, item.uid)]).unit:
        history.noted(machine, step, item, {ALIVE: 0}, REGISTERS[item.cls])


def _bring_back(history: History, machine: Machine, step: Step) -> None:
    item = history.items.get(int(step.what))
    if item is None or not history.holds(machine, int(step.what)):
        return
    back = Edit(entity_of(item.cls).name, item.uid, alive=True)
    if history.write(machine, step, [back]).unit is not None:
        history.noted(machine, step, item, {ALIVE: 1})


def _resolve(history: History, machine: Machine, step: Step) -> None:
    rows = machine.store.questions.conflicts()
    if not rows:
        return
    row = rows[step.amount % len(rows)]
    item = next(item for item in history.items.values() if item.uid == row.uid)
    found = machine.store.questions.conflict(row.id)
    if found is None:
        raise Wrong("wrong", f"{machine.name} asks about {row.id} and knows nothing of it")
    if row.field != ALIVE and machine.store.get(item.cls, item.uid) is None:
        return  # a value of a removed record: nobody has its page open
    done = resolve(machine.desk, row.id, _choice(found, step), f"soak {step.number}")
    if done.unit is None:
        raise Wrong("wrong", f"{machine.name} decided {row.id} without a trace")
    history.counts.resolved += 1
    if row.field == ALIVE:
        alive = machine.store.get(item.cls, item.uid) is not None
        witnessed = () if alive else REGISTERS[item.cls]
        history.noted(machine, step, item, {ALIVE: int(alive)}, witnessed)
    elif row.field in PLACE:
        history.noted(machine, step, item, {POSITION: _position(machine, item)})
    else:
        record = machine.store.get(item.cls, item.uid)
        value = stored_values(record).get(row.field) if record else None
        history.noted(machine, step, item, {row.field: value})


def _choice(found: Conflict, step: Step) -> str:
    """What the person chooses, or the nearest that the conflict allows."""
    keep = step.value or "ours"
    if keep == "theirs" and len(theirs(found)) > 1:
        keep = "ours"
    if keep == "both" and not keeps_both(found):
        keep = "value"
    if keep == "value":
        return "ours" if found.field == ALIVE else str(30 + step.amount % 3)
    return keep


def _visible(history: History, machine: Machine, step: Step) -> Item | None:
    """The record of a step, if that machine shows it."""
    item = history.items.get(int(step.what))
    if item is None or machine.store.get(item.cls, item.uid) is None:
        return None
    return item


def _position(machine: Machine, item: Item) -> tuple[object, ...]:
    home = machine.store.get(Household, item.uid)
    values: Mapping[str, object] = stored_values(home) if home else {}
    return tuple(values.get(name) for name in PLACE)


DEEDS: Mapping[str, Deed] = {
    "edit": _edit, "locate": _locate, "home": _home, "person": _person, "remove": _remove,
    "bring_back": _bring_back, "resolve": _resolve,
}  # fmt: skip
