"""Chooses the next step of a random history among what is there to do it with."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from tests.scenarios.world import COUNTY
from tests.soak.history import History
from tests.soak.seeing import FIELDS, PLACE
from tests.soak.steps import Deed, Step

FIRST = 10
"""The number of the first step: smaller ones made what is there from the beginning."""
VALUES = ("甲", "乙", "丙", None)
DEGREES = ("30", "31", "32")
DAYS = (-10957, -400, -1, 0, 0, 0, 1, 30, 700, 36500)
KEEPS = ("ours", "theirs", "theirs", "both", "value")
WEIGHTS: Mapping[Deed, float] = {
    "edit": 34, "locate": 6, "home": 3, "person": 5, "remove": 6, "bring_back": 4, "resolve": 10,
    "export": 22, "import": 34, "look": 1, "receipt": 4, "lose": 3, "double": 2, "cut": 1,
    "flip": 1, "pass_on": 2, "keep": 3, "put_back": 2, "clone": 1, "clock": 2, "revoke": 0.2,
}  # fmt: skip
_RECENT = 6
_Change = Mapping[str, object]


def choose(chance: random.Random, history: History, number: int) -> Step:
    """The next step."""
    deed = chance.choices([*WEIGHTS], [*WEIGHTS.values()])[0]
    at = chance.choice([*history.machines])
    step = Step(number, deed, at, amount=chance.randrange(1000))
    return _MORE[deed](chance, history, step) if deed in _MORE else step


def _with_record(chance: random.Random, history: History, step: Step) -> Step:
    """Few records, so that people meet in them."""
    what = str(chance.choice([*history.items][-8:] if step.amount % 2 else [*history.items]))
    values: _Change = {"field": chance.choice(FIELDS), "value": chance.choice(VALUES)}
    if step.deed == "locate":
        values = {"field": chance.choice(PLACE), "value": chance.choice(DEGREES)}
    return _changed(step, what=what, **values)


def _with_home(chance: random.Random, history: History, step: Step) -> Step:
    homes = [number for number, item in history.items.items() if item.home == number]
    return _changed(step, what=str(chance.choice(homes)), value=chance.choice(VALUES))


def _with_stick(chance: random.Random, history: History, step: Step) -> Step:
    """Mostly a recent one and where it is for; sometimes anywhere."""
    names = [*history.sticks]
    if not names:
        return step
    name = chance.choice(names[-_RECENT:] if step.amount % 4 else names)
    for_it = [
        machine.name
        for machine in history.machines.values()
        if machine.device == history.sticks[name].receiver
    ]
    at = chance.choice(for_it) if chance.random() < 0.85 else step.at
    return _changed(step, what=name, at=at)


def _with_receipt(chance: random.Random, history: History, step: Step) -> Step:
    names = [*history.receipts]
    return _changed(step, what=chance.choice(names)) if names else step


def _export(chance: random.Random, history: History, step: Step) -> Step:
    to = chance.choice([name for name in history.machines if name != COUNTY])
    return _changed(step, what=to, amount=int(chance.random() < 0.1))


def _with_backup(chance: random.Random, history: History, step: Step) -> Step:
    if not history.backups:
        return step
    at, _, what = chance.choice([*history.backups]).partition("/")
    return _changed(step, at=at, what=what, amount=chance.randrange(2))


def _clone(chance: random.Random, _history: History, step: Step) -> Step:
    return _changed(step, amount=chance.randrange(2))


def _clock(chance: random.Random, _history: History, step: Step) -> Step:
    return _changed(step, amount=chance.choice(DAYS))


def _resolve(chance: random.Random, history: History, step: Step) -> Step:
    """Where people are asked, if that is anywhere."""
    asked = [
        name for name, machine in history.machines.items() if machine.store.questions.conflicts()
    ]
    at = chance.choice(asked) if asked else step.at
    return _changed(step, at=at, value=chance.choice(KEEPS))


def _revoke(chance: random.Random, history: History, step: Step) -> Step:
    return _changed(step, at=COUNTY, what=chance.choice([*history.machines]))


def _changed(step: Step, **values: object) -> Step:
    return Step(**{**{name: getattr(step, name) for name in step.__struct_fields__}, **values})


_MORE: Mapping[Deed, Callable[[random.Random, History, Step], Step]] = {
    "edit": _with_record, "locate": _with_record, "remove": _with_record,
    "bring_back": _with_record, "home": _with_record, "person": _with_home,
    "resolve": _resolve, "export": _export, "import": _with_stick, "look": _with_stick,
    "receipt": _with_receipt, "lose": _with_stick, "double": _with_stick, "cut": _with_stick,
    "flip": _with_stick, "put_back": _with_backup, "clone": _clone, "clock": _clock,
    "revoke": _revoke,
}  # fmt: skip
