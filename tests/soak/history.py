"""One history: its machines, its sticks, and the oracle that knows who has seen what."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fieldapp.foundation.ids import SeededIds
from fieldapp.ports.store import Act, Done, Edit
from fieldapp.records import Household, Member
from fieldapp.records.declare import Record
from tests.scenarios.world import COUNTY
from tests.soak.machines import (
    HOMES,
    Kept,
    Machine,
    Program,
    copy_workspace,
    drop_stores,
    machine_names,
    record_uid,
    template,
)
from tests.soak.oracle import Oracle
from tests.soak.seeing import FIELDS, POSITION, look_at
from tests.soak.steps import Step

REGISTERS: Mapping[type[Record], tuple[str, ...]] = {
    Household: (*FIELDS, POSITION),
    Member: ("phone", "note"),
}
"""What the oracle watches of a record."""


@dataclass(frozen=True)
class Setting:
    """What a history begins with."""

    laptops: int = 3
    on_server: bool = False
    """Whether the county's store lies on a PostgreSQL server."""
    program: Program = field(default_factory=Program)


@dataclass
class Stick:
    """A bundle on a stick: what it carries, from whom to whom, and whether it is still whole."""

    path: Path
    sender: str
    receiver: str
    carries: frozenset[int]
    whole: bool = True


@dataclass
class Counts:
    """What was done in histories."""

    steps: int = 0
    writes: int = 0
    bundles: int = 0
    imports: int = 0
    conflicts: int = 0
    resolved: int = 0
    open: int = 0
    """Conflicts that nobody had decided at the end."""

    def add(self, other: Counts) -> None:
        """Count another history too."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass(frozen=True)
class Item:
    """A record that steps write to."""

    uid: str
    cls: type[Record]
    village: str
    home: int
    """The number of the step that made its household; its own number for a household."""


class History:
    """Machines in their own folder; close it when done."""

    def __init__(self, folder: Path, setting: Setting) -> None:
        self.folder = folder
        self.setting = setting
        self.counts = Counts()
        self.oracle = Oracle()
        self.items: dict[int, Item] = {}
        self.sticks: dict[str, Stick] = {}
        self.receipts: dict[str, Path] = {}
        self.backups: dict[str, Kept] = {}
        self.revoked: set[str] = set()
        self.machines: dict[str, Machine] = {}
        (folder / "sticks").mkdir(parents=True)
        made = template(setting.laptops, on_server=setting.on_server)
        for name in machine_names(setting.laptops):
            copy_workspace(made / name, folder / name)
            self.add_machine(name)
        self._begin_oracle()

    @property
    def county(self) -> Machine:
        """The county's machine."""
        return self.machines[COUNTY]

    def add_machine(self, name: str) -> Machine:
        """A machine whose folder is there."""
        ids = SeededIds(f"soak/{name}")
        machine = Machine(name, self.folder / name, self.setting.program, ids)
        self.machines[name] = machine
        return machine

    def write(self, machine: Machine, step: Step, edits: Sequence[Edit]) -> Done:
        """Write at a machine; the act tells the number of the step."""
        act = Act(machine.name, f"soak {step.number}", machine.hands.now())
        return machine.store.write(act, edits)

    def noted(
        self, machine: Machine, step: Step, item: Item, values: Mapping[str, object],
        registers: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Tell the oracle of a write."""
        self.counts.writes += 1
        self.oracle.note(machine.name, step.number, item.uid, values, registers)

    def holds(self, machine: Machine, number: int) -> bool:
        """Whether a machine holds a record and its household."""
        item = self.items.get(number)
        return item is not None and {number, item.home} <= self.oracle.held[machine.name]

    def stick(self, name: str) -> Path:
        """A new folder for a file of that name."""
        folder = self.folder / "sticks" / name
        folder.mkdir()
        return folder

    def close(self) -> None:
        """Let go of every store."""
        for machine in self.machines.values():
            machine.store.close()
        if self.setting.on_server:
            drop_stores(self.folder)
        shutil.rmtree(self.folder)

    def _begin_oracle(self) -> None:
        """What everybody holds from the beginning."""
        county = self.county.store
        for number in HOMES:
            home = county.get(Household, record_uid(number))
            if home is None:
                raise LookupError(number)
            self.items[number] = Item(home.uid, Household, home.village, number)
            self.oracle.note(COUNTY, number, home.uid, {"phone": home.phone})
        for machine in self.machines.values():
            self.oracle.held[machine.name] = {
                number for number in HOMES
                if machine.is_county or self.items[number].village in machine.villages
            }  # fmt: skip
        self.oracle.ranks |= look_at(county).held
