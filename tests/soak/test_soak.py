"""The soak in small: histories hold, and planted defects are found and told in a few steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from typing_extensions import override

from tests.soak.__main__ import Soak
from tests.soak.choosing import DAYS, DEGREES, FIRST, KEEPS, VALUES
from tests.soak.history import History, Setting
from tests.soak.journal import read_journal
from tests.soak.judging import Wrong
from tests.soak.machines import swift_folder
from tests.soak.planted import DEFECTS
from tests.soak.playing import carry_out, finish, play
from tests.soak.seeing import FIELDS, PLACE
from tests.soak.steps import Deed, Step

MENDED = sorted((Path(__file__).parent / "mended").glob("*.jsonl"))
A_HANDFUL = 6
SEED = 22
numbers = st.integers(0, 20)
values = st.sampled_from(VALUES)


class Histories(RuleBasedStateMachine):
    """Anything may be done anywhere at any time; everything reaches everyone in the end."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = ExitStack()
        self.history = History(self.folder.enter_context(swift_folder()) / "now", Setting())
        self.number = FIRST

    def do(self, deed: Deed, at: int, **more: object) -> None:
        machines = [*self.history.machines]
        step = Step(self.number, deed, machines[at % len(machines)], **more)  # type: ignore[arg-type]  # a rule names what its deed needs
        self.number += 1
        carry_out(self.history, step)

    def one_of(self, names: Mapping[Any, object], number: int) -> str:
        found = [str(name) for name in names]
        return found[number % len(found)] if found else ""

    @override
    def teardown(self) -> None:
        try:
            finish(self.history)
        finally:
            self.history.close()
            self.folder.close()

    @rule(at=numbers, what=numbers, field=st.sampled_from(FIELDS), value=values)
    def edit(self, at: int, what: int, field: str, value: str | None) -> None:
        what_ = self.one_of(self.history.items, what)
        self.do("edit", at, what=what_, field=field, value=value)

    @rule(at=numbers, what=numbers, field=st.sampled_from(PLACE), value=st.sampled_from(DEGREES))
    def locate(self, at: int, what: int, field: str, value: str) -> None:
        what_ = self.one_of(self.history.items, what)
        self.do("locate", at, what=what_, field=field, value=value)

    @rule(deed=st.sampled_from(["home", "person"]), at=numbers, what=numbers, value=values)
    def enter(self, deed: Deed, at: int, what: int, value: str | None) -> None:
        self.do(deed, at, what=self.one_of(self.history.items, what), value=value)

    @rule(deed=st.sampled_from(["remove", "bring_back"]), at=numbers, what=numbers)
    def turn(self, deed: Deed, at: int, what: int) -> None:
        self.do(deed, at, what=self.one_of(self.history.items, what))

    @rule(at=numbers, which=numbers, keep=st.sampled_from(KEEPS))
    def resolve(self, at: int, which: int, keep: str) -> None:
        self.do("resolve", at, amount=which, value=keep)

    @rule(at=numbers, to=st.sampled_from(["t1", "t2", "t3"]), full=st.integers(0, 1))
    def export(self, at: int, to: str, full: int) -> None:
        self.do("export", at, what=to, amount=full)

    @rule(deed=st.sampled_from(["import", "import", "look"]), at=numbers, what=numbers)
    def bring(self, deed: Deed, at: int, what: int) -> None:
        self.do(deed, at, what=self.one_of(self.history.sticks, what))

    @rule(what=numbers)
    def bring_where_it_is_for(self, what: int) -> None:
        name = self.one_of(self.history.sticks, what)
        for at, machine in enumerate(self.history.machines.values()):
            if name and machine.device == self.history.sticks[name].receiver:
                self.do("import", at, what=name)
                return

    @rule(at=numbers, what=numbers)
    def bring_receipt(self, at: int, what: int) -> None:
        self.do("receipt", at, what=self.one_of(self.history.receipts, what))

    @rule(
        deed=st.sampled_from(["lose", "double", "cut", "flip"]), what=numbers,
        amount=st.integers(0, 999),
    )  # fmt: skip
    def happen_to_stick(self, deed: Deed, what: int, amount: int) -> None:
        self.do(deed, 0, what=self.one_of(self.history.sticks, what), amount=amount)

    @rule(deed=st.sampled_from(["pass_on", "keep"]), at=numbers)
    def pass_on_or_keep(self, deed: Deed, at: int) -> None:
        self.do(deed, at)

    @rule(number=numbers, whole=st.integers(0, 1))
    def put_back(self, number: int, whole: int) -> None:
        at, _, what = self.one_of(self.history.backups, number).partition("/")
        if at:
            self.do("put_back", [*self.history.machines].index(at), what=what, amount=whole)

    @rule(at=st.integers(1, 3), unnoticed=st.integers(0, 1))
    def clone(self, at: int, unnoticed: int) -> None:
        if len(self.history.machines) < len("abcde"):
            self.do("clone", at, amount=unnoticed)

    @rule(at=numbers, days=st.sampled_from(DAYS))
    def set_clock(self, at: int, days: int) -> None:
        self.do("clock", at, amount=days)


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=3,
    stateful_step_count=30,
    derandomize=True,
    phases=[Phase.generate],  # what fails is minimised by the soak, in seconds
)


@pytest.fixture
def folder() -> Iterator[Path]:
    with swift_folder() as made:
        yield made


@pytest.mark.parametrize("journal", MENDED, ids=lambda path: path.stem)
def test_a_history_that_once_failed_holds(folder: Path, journal: Path) -> None:
    opening, steps = read_journal(journal)
    play(folder / "now", Setting(opening.laptops, opening.on_server), steps)


@pytest.mark.parametrize("defect", [None, *DEFECTS])
def test_a_planted_defect_is_found_and_none_where_none_is(folder: Path, defect: str | None) -> None:
    steps = [
        Step(20, "clone", "t1", amount=1),
        Step(21, "edit", "t1", "1", "phone", "甲"),
        Step(22, "edit", "x20", "1", "note", "乙"),
        Step(23, "export", "t1"),
        Step(24, "edit", "县办", "1", "phone", "丙"),
        Step(25, "lose", "县办", "23"),
    ]
    if defect is None:
        play(folder / "now", Setting(2), steps)
        return
    with pytest.raises(Wrong, match="lost"):
        play(folder / "now", Setting(2, program=DEFECTS[defect]), steps)


def test_a_failing_history_is_kept_and_told_in_a_few_steps(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    soak = Soak(folder, Setting(1, program=DEFECTS["only one value is kept"]), folder, steps=9)
    soak.one(seed=SEED)
    assert soak.failures == {"lost": 1}
    assert "steps are enough" in capsys.readouterr().out
    _opening, steps = read_journal(folder / f"history-{SEED}.jsonl")
    _opening, fewest = read_journal(folder / f"smallest-{SEED}.jsonl")
    assert soak.fails(fewest) == "lost"
    assert len(fewest) <= A_HANDFUL < len(steps)
