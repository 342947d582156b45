"""A county with two laptops of one village, and the walk through their windows.

``python -m tests.journeys.exchange_walk OUT [LANGUAGE]`` leaves the pictures.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from fieldapp.bootstrap import Opener
from fieldapp.ports.store import changed
from fieldapp.records import Household
from fieldapp.services.demonstration import OPENING, PASSPHRASE, VILLAGE, make_demonstration
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import take_keyboard
from fieldapp.services.profile import load_profile, save_profile
from fieldapp.services.workspace import invite
from tests import held_bundles

if TYPE_CHECKING:
    from ui.program import Program
    from ui.tour.doubtful import Doubtful

_LEFT = ("workspaces", "stick", "pictures", "doubtful", "pictures-doubtful")
"""The folders that a walk leaves, and the next one makes anew."""
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


def doubtful_bundles(folders: ThreeFolders, folder: Path) -> Doubtful:
    """What a third laptop, and somebody who got hold of it, bring to the county."""
    folder.mkdir()
    county = folders.desk(folders.county)
    start = folder / "three.fstart"
    invite(county.exchange, [VILLAGE], start, INVITE, "郑家村三号机")
    county.store.close()
    store = (
        Opener().founding().team(folder / "three", start, INVITE, PASSPHRASE, demonstration=True)
    )
    profile = load_profile(store)
    save_profile(store, msgspec.structs.replace(profile, demonstration_day=OPENING))
    take_keyboard(store, "王芳")
    store.close()
    laptop = folders.desk(folder / "three")
    try:
        return _doubtful(laptop, folder)
    finally:
        laptop.store.close()


def _doubtful(laptop: Desk, folder: Path) -> Doubtful:
    from ui.tour.doubtful import Doubtful

    quiet = [row for row in laptop.store.questions.households() if not row.visits]
    home, other = quiet[:2]
    for phone in ("13900000004", "13900000005"):
        edit = changed(Household, other.uid, phone=phone)
        laptop.store.write(laptop.registers.act("household.set"), [edit])
    held = (
        held_bundles.stranger(laptop, folder / "stranger.fsync"),
        held_bundles.other_county(laptop, folder / "other-county.fsync"),
        held_bundles.impossible(laptop, folder / "impossible.fsync"),
        held_bundles.forged_context(
            laptop, home.uid, "13900000006", folder / "forged-context.fsync"
        ),
    )
    beyond = held_bundles.another_author(
        laptop, other.uid, "13900000007", folder / "another-author.fsync"
    )
    revoked = laptop.exchange.export(folder / "revoked.fsync").file
    return Doubtful(held, beyond, revoked, laptop.profile.device)


def walk_doubtful(folders: ThreeFolders, out: Path, lang: str = "zh_CN") -> list[Path]:
    """The county looks at what it must not simply believe; the pictures."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from fieldapp.cli.window import make_program
    from ui.tour.doubtful import look_at
    from ui.tour.exchange import Seat
    from ui.tour.walker import Album

    made = doubtful_bundles(folders, out / "doubtful")
    seat = Seat(
        lambda: make_program(folders.county, lang, shipped_font=True),
        Album(out / "pictures-doubtful"),
        "county",
    )
    try:
        return look_at(seat, made)
    finally:
        seat.close()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    for left in _LEFT:
        shutil.rmtree(target / left, ignore_errors=True)
    made = three_folders(target / "workspaces")
    walk(made, target, *sys.argv[2:3])
    walk_doubtful(made, target, *sys.argv[2:3])
