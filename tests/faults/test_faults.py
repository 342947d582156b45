"""The short form of ``make faults``: a few of every kind, all of what takes no time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import damage, every_call, power_cut
from tests.faults.acts import ACTS
from tests.faults.evening import live, look_at_a_day, tells, written_in
from tests.faults.kills import WORKS, kill_at_random
from tests.faults.mishaps import MISHAPS
from tests.faults.plain_text import search
from tests.faults.refusals import CASES, refuse
from tests.faults.saboteur import why_not
from tests.faults.tape import Disk, Entry, Unlucky

pytestmark = pytest.mark.slow
KILLS, PLACES, CUTS = 3, 2, 4
WITHOUT_WAITING = [name for name in MISHAPS if name != "store held by another process"]
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
saboteur = pytest.mark.skipif(bool(why_not()), reason=why_not() or "-")


@forks
@pytest.mark.parametrize("work", WORKS)
def test_what_was_confirmed_outlives_a_kill(work: str, tmp_path: Path) -> None:
    done = kill_at_random(WORKS[work], tmp_path, KILLS, seed=7)
    assert (done.kills, done.lost, done.damaged) == (KILLS, 0, 0)


@saboteur
def test_what_fails_at_any_call_leaves_everything_unchanged_or_complete() -> None:
    acts = ["a save", "a bundle to the stick", "a restore"]
    ways = {"disk full": PLACES, "write error": PLACES, "kill": PLACES, "stick pulled out": PLACES}
    found = list(every_call.outcomes(every_call.start(acts, ways)))
    assert len(found) == 10, "only the bundle touches the stick"
    assert [one for one in found if not one.kept] == []
    assert {code for one in found for code in one.codes} >= {"disk_full", "io_error"}
    assert all(one.tries >= PLACES for one in found)


def test_every_act_has_its_line() -> None:
    assert {"a save", "a backup", "an upgrade", "a bundle to the stick"} < set(ACTS)


@saboteur
def test_after_a_power_cut_everything_that_was_confirmed_is_there() -> None:
    cut = power_cut.outcome(power_cut.start(CUTS, seed=3))
    assert cut.faults == ()
    assert (cut.lost, cut.damaged) == (0, 0)
    assert cut.confirmed > 15
    assert cut.disks > CUTS


def test_a_disk_after_a_power_cut_lacks_what_was_not_flushed(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "old").write_bytes(b"old")
    disk = Disk(folder)
    name = str(folder / "new")
    for entry in (
        Entry("c", f"{name}.part", 0, b""),
        Entry("w", f"{name}.part", 0, b"whole"),
        Entry("w", str(folder / "old"), 0, b"N"),
        Entry("s", f"{name}.part", 0, b""),
        Entry("r", f"{name}.part", 0, name.encode()),
    ):
        disk.play(entry)
    assert dict(_left(disk, tmp_path / "a", None)) == {"old": b"Nld", "new": b"whole"}
    assert dict(_left(disk, tmp_path / "b", Unlucky())) == {"old": b"old"}
    disk.play(Entry("s", str(folder), 0, b""))
    assert dict(_left(disk, tmp_path / "c", Unlucky())) == {"old": b"old", "new": b"whole"}


def test_a_folder_gets_its_name_with_those_of_its_files_that_arrived(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    disk = Disk(tmp_path / "folder")
    side, name = (str(tmp_path / "folder" / each) for each in ("side", "name"))
    for path in (f"{side}/sure", f"{side}/late"):
        disk.play(Entry("c", path, 0, b""))
        disk.play(Entry("w", path, 0, b"whole"))
        disk.play(Entry("s", path, 0, b""))
        if path.endswith("sure"):
            disk.play(Entry("s", side, 0, b""))
    disk.play(Entry("r", side, 0, name.encode()))
    sure, late = ("name/sure", b"whole"), ("name/late", b"whole")
    assert dict(_left(disk, tmp_path / "a", Unlucky())) == {"side/sure": b"whole"}
    disk.play(Entry("s", str(tmp_path / "folder"), 0, b""))
    assert dict(_left(disk, tmp_path / "b", Unlucky())) == dict([sure])
    disk.play(Entry("s", name, 0, b""))
    assert dict(_left(disk, tmp_path / "c", Unlucky())) == dict([sure, late])


def _left(disk: Disk, folder: Path, luck: Unlucky | None) -> Iterator[tuple[str, bytes]]:
    disk.lay_out(folder, luck)
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[damage.Target, object]]:
    with damage.target(tmp_path_factory.mktemp("damage") / "place") as found:
        yield found


@pytest.mark.parametrize("sweep", damage.SWEEPS)
def test_no_damage_of_a_bundle_reaches_beyond_the_check_that_finds_it(
    bundle: tuple[damage.Target, object], sweep: str
) -> None:
    target, _ = bundle
    found = damage.SWEEPS[sweep](target)
    assert found.tries >= len(target.data) - 1
    assert (found.wrong, found.opened, found.beyond) == ([], 0, 0)


def test_a_sound_bundle_is_opened_by_the_reader_that_the_sweeps_use(
    bundle: tuple[damage.Target, object],
) -> None:
    target, _ = bundle
    whole = damage.Swept()
    damage.give(whole, target, target.data, "whole", set())
    assert (whole.opened, whole.beyond) == (1, 1)


@forks
def test_no_file_of_a_workspace_can_be_read_without_the_key(tmp_path: Path) -> None:
    done = search(tmp_path)
    assert done.texts > 200
    assert done.files >= 12
    assert done.found == ()


@forks
def test_nothing_written_in_a_day_at_the_window_can_be_read(tmp_path: Path) -> None:
    """Printing, workbooks, previews, drafts, crashes; also files that were removed again."""
    done = look_at_a_day(tmp_path / "day")
    assert done.texts > 250
    assert done.recorded == (not why_not())
    assert done.found == ()


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "gb18030"])
def test_a_name_anywhere_or_a_file_that_anybody_opens_is_found(code: str) -> None:
    assert tells(b"\0\1" + "户主邓秀英".encode(code), {"邓秀英"})
    assert tells(b"%PDF-1.4", {"邓秀英"})
    assert not tells("户主".encode(code), {"邓秀英"})


@saboteur
def test_what_was_written_and_removed_is_on_the_tape(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    program = "import tempfile; tempfile.TemporaryFile().write('邓秀英'.encode())"
    live(tmp_path / "home", ["-c", program], tmp_path / "tape")
    written = written_in(tmp_path / "tape", tmp_path / "out")
    assert "邓秀英".encode() in written.values()


@pytest.mark.parametrize("case", CASES)
def test_what_does_not_belong_together_is_refused_and_left_alone(case: str, tmp_path: Path) -> None:
    found = refuse(case, tmp_path)
    assert (found.code, found.unchanged, found.sentences) == (CASES[case][2], True, 2)


@pytest.mark.parametrize("name", WITHOUT_WAITING)
def test_a_mishap_costs_nobody_his_work(name: str, tmp_path: Path) -> None:
    found = MISHAPS[name](tmp_path / "place")
    assert found.good, found.found
