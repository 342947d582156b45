"""A county with two laptops of one village, and the walk through their windows.

``python -m tests.journeys.exchange_walk OUT [LANGUAGE]`` leaves the pictures.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from fieldapp.bootstrap import Opener
from fieldapp.services.demonstration import OPENING, PASSPHRASE, VILLAGE, make_demonstration
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import take_keyboard
from fieldapp.services.profile import load_profile, save_profile
from fieldapp.services.workspace import invite

if TYPE_CHECKING:
    from ui.program import Program

INVITE = "an invitation for one"
NAMES = {"one": "郑家村一号机", "two": "郑家村二号机"}


@dataclass(frozen=True)
class ThreeFolders:
    """The workspaces of the county and of both laptops."""

    county: Path
    one: Path
    two: Path

    def desk(self, folder: Path) -> Desk:
        """A workspace, opened."""
        return Opener().desk(folder, PASSPHRASE)


def three_folders(folder: Path, households: int = 12) -> ThreeFolders:
    """A demonstration county and two laptops begun from its starting files."""
    made = ThreeFolders(folder / "county", folder / "one", folder / "two")
    founding = Opener().founding()
    make_demonstration(founding, made.county, households=households, role="county")
    for name, where in (("one", made.one), ("two", made.two)):
        county = made.desk(made.county)
        start = folder / f"{name}.fstart"
        invite(county.exchange, [VILLAGE], start, INVITE, NAMES[name])
        county.store.close()
        store = founding.team(where, start, INVITE, PASSPHRASE, demonstration=True)
        profile = load_profile(store)
        save_profile(store, msgspec.structs.replace(profile, demonstration_day=OPENING))
        take_keyboard(store, {"one": "王芳", "two": "陈刚"}[name])
        store.close()
    return made


def walk(folders: ThreeFolders, out: Path, lang: str = "zh_CN") -> list[Path]:
    """Every act of the walk; the pictures that it left."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from fieldapp.cli.window import make_program
    from ui.tour.exchange import ExchangeTour
    from ui.tour.walker import Album

    def opened(where: Path) -> Callable[[], Program]:
        return lambda: make_program(where, lang, shipped_font=True)

    windows = (opened(folders.county), opened(folders.one), opened(folders.two))
    tour = ExchangeTour(*windows, out, Album(out / "pictures"))
    left: list[Path] = []
    for name, act in tour.acts():
        sys.stderr.write(f"{name}\n")
        left += act()
    return left


if __name__ == "__main__":
    target = Path(sys.argv[1])
    walk(three_folders(target / "workspaces"), target, *sys.argv[2:3])
