"""Commands that work through the real window: the demonstration and the self-test."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.bootstrap import Opener
from fieldapp.cli.beginning import demonstration_folder
from fieldapp.cli.context import Context, Result
from fieldapp.cli.window import make_program, open_window
from fieldapp.foundation.i18n import _, language
from fieldapp.services.beginning import Beginning
from fieldapp.services.demonstration import COUNTY_FOLDER, make_demonstration
from fieldapp.services.desk import Desk

if TYPE_CHECKING:
    from ui.tour.county import CountyTour
    from ui.tour.laptop import LaptopTour

_SMALL = 12
"""Households of the self-test's village."""


def run_demo(context: Context) -> Result:
    """Open the demonstration; without a display walk through the main job and leave its papers."""
    kept = demonstration_folder()
    steps = _Steps()
    if not kept.is_dir():
        with steps.step(_("make the demonstration village")):
            Beginning(Opener().founding()).demonstration(kept)
    if _has_display() and not context.arguments.offscreen:
        return {"ok": open_window(kept, language()) == 0}
    out = Path(context.arguments.out)
    workspace = out / "workspace"
    shutil.rmtree(workspace, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copytree(kept, workspace)
    _whole_job(workspace, out, steps)
    return {"ok": True, "out": str(out), "steps": steps.taken}


def self_test(context: Context) -> Result:
    """One visit through the real window, one sheet, one bundle there and back, all thrown away."""
    del context
    steps = _Steps()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        with steps.step(_("make a throw-away village")):
            make_demonstration(Opener().founding(), workspace, households=_SMALL, role="team")
        _whole_job(workspace, Path(folder) / "out", steps)
    return {"ok": all(step["ok"] for step in steps.taken), "steps": steps.taken}


class _Steps:
    """What was done, how long it took, and what it left."""

    def __init__(self) -> None:
        self.taken: list[dict[str, object]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[list[Path]]:
        """Time one step and tell of it; the list takes the files that it leaves."""
        left: list[Path] = []
        began = time.monotonic()
        yield left
        seconds = round(time.monotonic() - began, 2)
        self.taken.append(
            {"step": name, "seconds": seconds, "ok": True, "files": [path.name for path in left]}
        )
        sys.stderr.write(f"{seconds:7.2f} s  {name}\n")


def _whole_job(workspace: Path, out: Path, steps: _Steps) -> None:
    """A visit is recorded in the window, printed, bundled, and merged at the county."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.tour.county import CountyTour
    from ui.tour.laptop import LaptopTour
    from ui.tour.walker import Album

    album = Album(out / "pictures")
    laptop = LaptopTour(make_program(workspace, language(), shipped_font=True), out, album)
    _walk(laptop, steps)
    county = make_program(workspace / COUNTY_FOLDER, language(), shipped_font=True)
    _walk(CountyTour(county, album, laptop.bundle, laptop.household), steps)
    with steps.step(_("compare both sides, and merge once more")):
        _compare(workspace, laptop.bundle)


def _walk(tour: LaptopTour | CountyTour, steps: _Steps) -> None:
    try:
        for name, act in tour.acts():
            with steps.step(name) as left:
                left.extend(act())
    finally:
        tour.end()


def _compare(workspace: Path, bundle: Path) -> None:
    """Both sides hold the same, their logs agree with it, and a second merge changes nothing."""
    county, team = Opener().desk(workspace / COUNTY_FOLDER, None), Opener().desk(workspace, None)
    try:
        again = county.exchange.import_one(bundle)
        if again.problem is not None:
            raise again.problem
        _must(again.status == "unchanged")
        _must(county.store.state_digest() == team.store.state_digest())
        _must(not _examined(county) and not _examined(team))
    finally:
        county.store.close()
        team.store.close()


def _examined(desk: Desk) -> tuple[tuple[str, int], ...]:
    return desk.store.examine().problems


def _must(holds: bool) -> None:
    if not holds:
        raise AssertionError


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
