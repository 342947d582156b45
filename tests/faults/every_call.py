"""Every act fails at every call it makes to the file system, one after the other.

``python -m tests.faults.every_call`` runs under the saboteur and prints one line of JSON an act.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fieldapp.foundation.error_texts import TEXTS
from fieldapp.foundation.errors import FieldappError
from tests.faults.acts import ACTS, Act, Looking, Place, lay_out
from tests.faults.saboteur import Saboteur, with_saboteur

ENDLESS = 1 << 40


@dataclass(frozen=True)
class Plan:
    """A way to fail: how it is arranged for a call, what it should be called, what comes after."""

    arrange: Callable[[Saboteur, int], None]
    codes: frozenset[str] = frozenset()
    again: bool = False
    """Once everything works again, the same is done again in the same process."""
    once: bool = False
    """It begins with the first call."""
    on_stick: bool = False
    """Only what lies on the stick fails."""


PLANS: dict[str, Plan] = {
    "disk full": Plan(Saboteur.fill_up, frozenset({"disk_full"}), again=True),
    # SQLite does not say why it could not open one of its files
    "write error": Plan(
        lambda saboteur, call: saboteur.fail_writing(call, errno.EIO),
        frozenset({"io_error", "not_writable"}),
    ),
    # what is read wrongly once may be told as what a reader makes of it, but by a name
    "read error": Plan(
        lambda saboteur, call: saboteur.fail_reading(call, errno.EIO), frozenset(TEXTS)
    ),
    "read-only folder": Plan(
        lambda saboteur, call: saboteur.protect(call, errno.EROFS),
        frozenset({"not_writable"}),
        once=True,
    ),
    "stick pulled out": Plan(
        lambda saboteur, call: saboteur.pull_out(call, errno.EIO),
        frozenset({"io_error", "drive_gone", "file_unreadable"}),
        on_stick=True,
        again=True,
    ),
    "kill": Plan(lambda saboteur, call: saboteur.die(call, in_half=False)),
    "kill half-way": Plan(lambda saboteur, call: saboteur.die(call, in_half=True)),
}


class Told(msgspec.Struct, frozen=True):
    """What the process itself says: an error's code, ``done``, or nothing when it was killed."""

    outcome: str = ""
    again: str = ""
    calls: int = 0


class Outcome(msgspec.Struct):
    """How an act stood one way to fail at every call."""

    act: str
    plan: str
    calls: int = 0
    tries: int = 0
    done: int = 0
    between: int = 0
    lost: int = 0
    stuck: int = 0
    """Tries after which the same did not work although nothing failed any more."""
    leftovers: int = 0
    seconds: float = 0.0
    codes: dict[str, int] = msgspec.field(default_factory=dict)
    faults: dict[str, list[int]] = msgspec.field(default_factory=dict)
    """What was wrong, and at which calls."""

    @property
    def kept(self) -> bool:
        """Whether all promises were kept."""
        named = set(self.codes) <= PLANS[self.plan].codes
        return named and not (self.between or self.lost or self.stuck or self.leftovers)


def start(acts: Iterable[str], places: Mapping[str, int]) -> subprocess.Popen[str]:
    """Begin to let these acts fail in these ways, at so many of their calls or at every one (0)."""
    plans = ",".join(f"{plan}={number}" for plan, number in places.items())
    return with_saboteur(__name__, ",".join(acts), plans)


def outcomes(running: subprocess.Popen[str]) -> Iterator[Outcome]:
    """What became of it, as it comes.

    Raises:
        RuntimeError: the process that fails on purpose failed otherwise.
    """
    assert running.stdout is not None
    with running:
        for line in running.stdout:
            yield msgspec.json.decode(line, type=Outcome)
    if running.returncode:
        raise RuntimeError(running.returncode)


def main() -> None:
    """Fail, and print what became of it."""
    acts, plans = sys.argv[1:]
    for name in acts.split(","):
        with tempfile.TemporaryDirectory() as folder:
            sweeping = Sweeping(name, Path(folder))
            for asked in plans.split(","):
                plan, _, places = asked.partition("=")
                found = sweeping.at_every_call(plan, int(places))
                if found.tries:
                    sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
                    sys.stdout.flush()


class Sweeping:
    """One act that is tried again and again on copies of the same place."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name, self._act = name, ACTS[name]
        self._tried = Place(folder / "tried")
        self._laid = lay_out(self._act, folder / "laid")
        self._saboteur = Saboteur()
        self._saboteur.watch(self._tried.folder)  # nothing there waits for a flush
        self._looking = Looking(self._act)
        self._before = self._looking.look(self._copied()).digest
        self._try(PLANS["kill"], ENDLESS)
        self._after = self._looking.look(self._tried).digest

    def at_every_call(self, name: str, places: int) -> Outcome:
        """One way to fail, at so many calls or at every one."""
        plan = PLANS[name]
        calls = self._try(plan, ENDLESS).calls
        outcome = Outcome(self._name, name, calls)
        began = time.monotonic()
        step = max(1, calls // places) if places else 1
        codes: Counter[str] = Counter()
        for call in range(1, (1 if plan.once else calls) + 1, step):
            told = self._try(plan, call)
            outcome.tries += 1
            outcome.done += told.outcome == "done"
            if told.outcome not in {"", "done"}:
                codes[told.outcome] += 1
            self._judge(outcome, told, call)
        outcome.codes = dict(codes)
        outcome.seconds = time.monotonic() - began
        return outcome

    def _judge(self, outcome: Outcome, told: Told, call: int) -> None:
        seen = self._looking.look(self._tried)
        faults = list(seen.faults)
        if seen.digest not in {self._before, self._after}:
            faults.append("records in between")
        outcome.between += bool(faults)
        if told.outcome == "done" and seen.digest != self._after:
            outcome.lost += 1
            faults.append("confirmed and not there")
        if told.again not in {"", "done"}:
            outcome.stuck += 1
            faults.append(f"again: {told.again}")
        if told.outcome and seen.leftovers and not PLANS[outcome.plan].on_stick:
            outcome.leftovers += 1
            faults.append("unfinished file left")
        if told.outcome not in {"", "done"} | PLANS[outcome.plan].codes:
            faults.append(f"told as {told.outcome}")
        for fault in faults:
            outcome.faults.setdefault(fault, []).append(call)

    def _copied(self) -> Place:
        shutil.rmtree(self._tried.folder, ignore_errors=True)
        shutil.copytree(self._laid.folder, self._tried.folder)
        return self._tried

    def _try(self, plan: Plan, call: int) -> Told:
        place = self._copied()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _be_sabotaged(self._saboteur, plan, call, self._act, place, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as said:
            heard = said.read()
        _, status = os.waitpid(child, 0)
        if not heard and not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            return Told(f"status {status}")
        return msgspec.json.decode(heard, type=Told) if heard else Told()


def _be_sabotaged(
    saboteur: Saboteur, plan: Plan, call: int, act: Act, place: Place, writing: int
) -> None:
    told = Told()
    try:
        saboteur.watch(place.stick if plan.on_stick else place.folder)
        plan.arrange(saboteur, call)
        told = Told(_outcome(act, place))
        told = msgspec.structs.replace(told, calls=saboteur.counted())
        if plan.again and told.outcome != "done":
            saboteur.rest()
            told = msgspec.structs.replace(told, again=_outcome(act, place))
    finally:
        unforeseen = sys.exc_info()[0]
        if unforeseen is not None:
            told = msgspec.structs.replace(told, outcome=f"unnamed {unforeseen.__name__}")
        os.write(writing, msgspec.json.encode(told))
        os._exit(0)


def _outcome(act: Act, place: Place) -> str:
    """Open the workspace and do it; the code of the error, if one is told."""
    try:
        desk = place.desk(act.side)
        try:
            act.do(place, desk)
        finally:
            desk.store.close()
    except FieldappError as error:
        return error.code
    return "done"


if __name__ == "__main__":
    main()
