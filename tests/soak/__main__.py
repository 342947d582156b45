"""Plays random histories for some minutes and prints what was found; ``make soak`` runs it."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.choosing import FIRST, choose
from tests.soak.history import Counts, History, Setting
from tests.soak.journal import Journal, Opening, read_journal, write_journal
from tests.soak.machines import swift_folder
from tests.soak.minimising import minimised
from tests.soak.playing import FAILURES, carry_out, finish, kind_of, play
from tests.soak.steps import Step

KEPT = Path("out") / "soak"
_A_MINUTE = 60.0


@dataclass
class Soak:
    """A run: where it works, what it counted, and the failures found."""

    folder: Path
    setting: Setting
    kept: Path
    steps: int
    counts: Counts = field(default_factory=Counts)
    histories: int = 0
    failures: dict[str, int] = field(default_factory=dict)

    def one(self, seed: int) -> None:
        """One history; what fails is minimised and kept."""
        opening = Opening(seed, self.setting.laptops, self.setting.on_server)
        path = self.kept / f"history-{seed}.jsonl"
        chance = random.Random(seed)
        done: list[Step] = []
        self.histories += 1
        failed: BaseException | None = None
        history = History(self.folder / "now", self.setting)
        try:
            with Journal(path, opening) as journal:
                for number in range(FIRST, FIRST + self.steps):
                    step = choose(chance, history, number)
                    journal.note(step)
                    done.append(step)
                    carry_out(history, step)
            finish(history)
        except FAILURES as error:
            failed = error
        finally:
            self.counts.add(history.counts)
            history.close()
        if failed is None:
            path.unlink()
        else:
            self._explain(failed, opening, done)

    def _explain(self, failed: BaseException, opening: Opening, steps: Sequence[Step]) -> None:
        kind = kind_of(failed)
        self.failures[kind] = self.failures.get(kind, 0) + 1
        tell(f"seed {opening.seed}: {failed!r}; minimising {len(steps)} steps")
        fewest = minimised(steps, lambda some: self.fails(some) == kind)
        path = self.kept / f"smallest-{opening.seed}.jsonl"
        write_journal(path, opening, fewest)
        tell(f"seed {opening.seed}: {len(fewest)} steps are enough, kept in {path}")

    def fails(self, steps: Sequence[Step]) -> str:
        """How these steps fail; empty when they do not."""
        try:
            play(self.folder / "again", self.setting, steps)
        except FAILURES as error:
            return kind_of(error)
        return ""

    def table(self, first: int, seconds: float) -> Iterator[str]:
        """What was done and found."""
        kinds = ("lost", "wrong", "diverging")
        others = sum(count for kind, count in self.failures.items() if kind not in kinds)
        store = "postgres" if self.setting.on_server else "sqlite"
        for name, value in (
            ("histories tried", self.histories),
            ("laptops in each", self.setting.laptops),
            ("steps", self.counts.steps),
            ("operations written", self.counts.writes),
            ("bundles made", self.counts.bundles),
            ("bundles taken in", self.counts.imports),
            ("conflicts found", self.counts.conflicts),
            ("conflicts decided", self.counts.resolved),
            ("conflicts left open", self.counts.open),
            *((kind, self.failures.get(kind, 0)) for kind in kinds),
            ("other failures", others),
            ("seeds", f"{first} to {first + self.histories - 1}"),
            ("the county's store", store),
            ("minutes", f"{seconds / _A_MINUTE:.1f}"),
        ):
            yield f"{name:<22} {value}"


def main(arguments: Sequence[str]) -> int:
    """Run; status 1 when any history failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1, help="of the first history")
    parser.add_argument("--laptops", type=int, default=3)
    parser.add_argument("--steps", type=int, default=80, help="in each history")
    parser.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--replay", type=Path, help="play a kept journal once")
    given = parser.parse_args(arguments)
    with swift_folder() as folder:
        if given.replay is not None:
            return _replay(folder, given.replay)
        KEPT.mkdir(parents=True, exist_ok=True)
        setting = Setting(given.laptops, given.store == "postgres")
        soak = Soak(folder, setting, KEPT, given.steps)
        began = told = time.monotonic()
        while (now := time.monotonic()) - began < given.minutes * _A_MINUTE:
            soak.one(given.seed + soak.histories)
            if now - told >= _A_MINUTE:
                told = now
                failed = sum(soak.failures.values())
                tell(f"{(now - began) / _A_MINUTE:.0f} min: {soak.histories} histories,"
                     f" {soak.counts.writes} operations, {failed} failed")  # fmt: skip
        for line in soak.table(given.seed, time.monotonic() - began):
            tell(line)
    return int(bool(soak.failures))


def _replay(folder: Path, journal: Path) -> int:
    opening, steps = read_journal(journal)
    setting = Setting(opening.laptops, opening.on_server)
    history = History(folder / "replay", setting)
    try:
        for step in steps:
            tell(f"{step}")
            carry_out(history, step)
        finish(history)
    except FAILURES as error:
        tell(f"fails: {error!r}")
        return 1
    finally:
        history.close()
    tell("holds")
    return 0


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
