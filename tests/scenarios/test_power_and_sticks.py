"""The machine itself fails, with the saboteur between the program and its files: S-27 and S-28.

A few moments of each; ``make faults`` goes through every one.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pytest

from fieldapp.bundles.container import read_bundle
from fieldapp.foundation.errors import WorldFailed
from fieldapp.services.custody import Custody
from tests.faults import every_call, power_cut
from tests.faults.saboteur import why_not
from tests.scenarios.world import World

CARRYING = ("a bundle to the stick", "a bundle's merge")
WRITING = (*CARRYING, "a photo", "a packing")
MOMENTS = 3
saboteur = pytest.mark.skipif(bool(why_not()), reason=why_not() or "-")


def _kept(acts: tuple[str, ...], ways: tuple[str, ...]) -> list[every_call.Outcome]:
    """What became of the acts, each of which kept every promise."""
    running = every_call.start(acts, dict.fromkeys(ways, MOMENTS))
    found = list(every_call.outcomes(running))
    assert [one for one in found if not one.kept] == []
    return found


@saboteur
def test_s_27_what_dies_at_a_write_has_done_all_of_it_or_nothing() -> None:
    """Export and copy to the stick, import, the store of photos, packing; also half-way a write."""
    found = _kept(WRITING, ("kill", "kill half-way"))
    assert {(one.act, one.plan) for one in found} == {
        (act, plan) for act in WRITING for plan in ("kill", "kill half-way")
    }
    assert all(one.tries >= 2 for one in found)


@saboteur
def test_s_27_a_power_cut_loses_nothing_that_was_confirmed_and_leaves_no_mark_too_many() -> None:
    """Writes that were not flushed are lost, torn or in another order; the next start repairs."""
    cut = power_cut.outcome(power_cut.start(MOMENTS, seed=11))
    assert (cut.faults, cut.lost, cut.damaged) == ((), 0, 0)
    assert cut.confirmed >= 18
    assert cut.disks > cut.confirmed


@saboteur
def test_s_28_a_full_disk_or_a_failing_one_is_named_and_the_same_works_again() -> None:
    found = _kept(WRITING, ("disk full", "write error"))
    assert {"disk_full", "io_error"} <= {code for one in found for code in one.codes}
    assert len(found) == 2 * len(WRITING)


@saboteur
def test_s_28_a_stick_pulled_out_or_protected_while_exporting_or_importing() -> None:
    found = _kept(CARRYING, ("stick pulled out", "read-only folder"))
    assert len(found) == 4
    assert {"not_writable"} <= {code for one in found for code in one.codes}
    assert {"io_error", "drive_gone", "file_unreadable"} & {c for one in found for c in one.codes}


Spoil = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda data: data[:-1] + bytes([data[-1] ^ 1]), id="another bit"),
        pytest.param(lambda data: data[: len(data) // 2], id="half of it"),
        pytest.param(lambda data: bytes(512) + data[512:], id="a sector of zeros"),
    ],
)
def test_s_28_a_stick_that_keeps_something_else_is_found_out_when_it_is_read_back(
    world: World, monkeypatch: pytest.MonkeyPatch, spoil: Spoil
) -> None:
    one = world.laptop("一号机")
    world.home(one)
    custody = Custody(one, one.inbox.parent / "outbox")
    made = custody.make()
    folder = world.folder / "lying stick"
    folder.mkdir()
    flush = os.fsync

    def keep_something_else(descriptor: int) -> None:
        flush(descriptor)
        for file in folder.glob("*.fsync.part"):
            if file.stat().st_ino == os.fstat(descriptor).st_ino:
                file.write_bytes(spoil(file.read_bytes()))

    monkeypatch.setattr(os, "fsync", keep_something_else)
    with pytest.raises(WorldFailed, match="read_back_differs"):
        custody.carry(made, folder)
    monkeypatch.undo()
    assert list(folder.iterdir()) == [], "no file with the name of a bundle, and no part of one"
    assert one.history()[0].state == "made"
    assert read_bundle(custody.carry(made, folder).file)[0].bundle_id == made.bundle


def test_s_28_a_stick_that_goes_while_it_is_read_changes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pulled out in the middle of an import's reading, not before it."""
    one = world.laptop("一号机")
    world.home(one)
    file = world.bundle(one)
    before = world.county.store.state_digest(), world.county.store.log.have()
    opened = Path.open

    class Going:
        """Gives the beginning of a file and then nothing any more."""

        def __init__(self, inner: Any) -> None:  # noqa: ANN401  as Path.open gives it
            self._inner = inner

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self._inner.close()

        def read(self, size: int = -1) -> bytes:
            if size > 100_000:
                raise OSError(errno.EIO, "pulled out")
            return bytes(self._inner.read(size))

    def going(path: Path, mode: str = "r", *rest: Any) -> Any:  # noqa: ANN401  as Path.open
        found = opened(path, mode, *rest)
        return Going(found) if path == file and mode == "rb" else found

    monkeypatch.setattr(Path, "open", going)
    done = world.county.import_one(file)
    assert done.problem is not None
    assert done.problem.code == "file_unreadable"
    assert (world.county.store.state_digest(), world.county.store.log.have()) == before
    monkeypatch.undo()
    assert world.county.import_one(file).status == "merged"
