"""Cloned laptops, a store that another process holds, and clocks that are ten years wrong."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fieldapp.bundles.container import SUFFIX
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.ids import RandomIds
from fieldapp.ports.store import changed
from fieldapp.records import Household
from fieldapp.services.copies import notice_copy
from fieldapp.services.desk import Desk, open_desk
from fieldapp.services.importing import Imported
from tests.faults.acts import Place
from tests.register_village import NOW, household_uid
from tests.two_desks import COUNTY, TEAM, open_two_desks, telephone

TEN_YEARS = dt.timedelta(days=3652)


@dataclass(frozen=True)
class Mishap:
    """What was found, in a few words, and whether that is how it must be."""

    found: str
    good: bool


def folder_copied(folder: Path) -> Mishap:
    """The workspace folder is copied to a second laptop, and both are worked in."""
    return _clone(folder, noticed=True)


def disk_cloned(folder: Path) -> Mishap:
    """The whole disk is cloned, so that the copy cannot know of it, and both are worked in."""
    return _clone(folder, noticed=False)


def _clone(folder: Path, *, noticed: bool) -> Mishap:
    open_two_desks(folder).close()
    place = Place(folder)
    place.stick.mkdir()
    first = _opened(place, TEAM, FixedClock(NOW))
    notice_copy(first.folder, first.store, first.ids)
    first.store.close()
    shutil.copytree(folder / TEAM, folder / "second" / TEAM)
    second = _opened(Place(folder / "second"), TEAM, FixedClock(NOW))
    own = noticed and notice_copy(second.folder, second.store, second.ids)
    first = _opened(place, TEAM, FixedClock(NOW))
    telephone(first, "0163", "13900000001")
    telephone(second, "0163", "13900000002")
    telephone(second, "0188", "13900000003")
    county = _opened(place, COUNTY, FixedClock(NOW))
    done = [_sent(place, desk, county) for desk in (first, second)]
    first.store.close()
    first = _opened(place, TEAM, FixedClock(NOW + dt.timedelta(days=1)))
    done.append(_sent(place, first, county))
    both = _values(county, "0163") == {"13900000001", "13900000002"}
    both = both and _values(county, "0188") >= {"13900000003"}
    reported = any(peer.cloned for peer in county.exchange.devices())
    reported = reported and (own or any(one.forked for one in done))
    sound = not county.store.examine().problems
    for desk in (first, second, county):
        desk.store.close()
    words = [
        "both sides' work there" if both else "WORK MISSING",
        *(["writes under a name of its own from the start"] if own else []),
        "reported at the county" if reported else "NOT REPORTED",
    ]
    return Mishap(", ".join(words), both and sound and reported and own == noticed)


def held_by_another(folder: Path) -> Mishap:
    """Another process is in the middle of a write and does not end."""
    open_two_desks(folder).close()
    place = Place(folder)
    child, said, enough = _holding(place)
    os.read(said, 1)
    desk = place.desk(TEAM)
    code = "saved"
    try:
        telephone(desk, "0163", "13900000001")
    except FieldappError as error:
        code = error.code
    os.close(enough)
    os.waitpid(child, 0)
    os.close(said)
    telephone(desk, "0163", "13900000002")
    desk.store.close()
    return Mishap(f"{code}; afterwards saved", code in {"store_held", "store_locked"})


def _holding(place: Place) -> tuple[int, int, int]:
    """A process that holds the store until the last descriptor is closed; the second one speaks."""
    said, saying = os.pipe()
    waiting, enough = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(enough)
        with place.desk(TEAM).store.together():
            os.write(saying, b"!")
            os.read(waiting, 1)
        os._exit(0)
    os.close(saying)
    os.close(waiting)
    return child, said, enough


def clock_ahead(folder: Path) -> Mishap:
    """A laptop's clock is ten years ahead."""
    return _wrong_clock(folder, TEN_YEARS)


def clock_behind(folder: Path) -> Mishap:
    """A laptop's clock is ten years behind."""
    return _wrong_clock(folder, -TEN_YEARS)


def _wrong_clock(folder: Path, off: dt.timedelta) -> Mishap:
    open_two_desks(folder).close()
    place = Place(folder)
    place.stick.mkdir()
    team = _opened(place, TEAM, FixedClock(NOW + off))
    county = _opened(place, COUNTY, FixedClock(NOW))
    telephone(team, "0163", "13900000001")
    done = _sent(place, team, county)
    there = _values(county, "0163") == {"13900000001"}
    uid = household_uid(county.store, "0163")
    county.store.write(county.registers.act("test"), [changed(Household, uid, phone="13900000002")])
    later = _values(county, "0163") == {"13900000002"}
    ahead = max(peer.ahead for peer in county.exchange.devices())
    for desk in (team, county):
        desk.store.close()
    good = done.status == "merged" and there and later
    words = f"{done.status}, later work counts as later"
    if off > dt.timedelta():
        # a clock that is behind looks like a bundle that is late, which is nobody's fault
        good = good and ahead > off.total_seconds() * 0.9
        words += f", county sees {ahead / 86400 / 365.25:+.0f} years"
    return Mishap(words if good else "NOT AS IT MUST BE", good)


def _opened(place: Place, side: str, clock: FixedClock) -> Desk:
    desk = place.desk(side)
    return open_desk(desk.folder, desk.store, clock, RandomIds(), desk.copying)


def _sent(place: Place, sender: Desk, receiver: Desk) -> Imported:
    for old in place.stick.iterdir():
        old.unlink()
    custody = place.custody(sender)
    custody.carry(custody.make(), place.stick)
    (file,) = place.stick.glob(f"*{SUFFIX}")
    return receiver.exchange.import_one(file)


def _values(desk: Desk, number: str) -> set[object]:
    """The telephone that is shown, and those that stand beside it."""
    uid = household_uid(desk.store, number)
    home = desk.store.get(Household, uid)
    beside = {
        value for row in desk.store.questions.conflicts()
        if (row.uid, row.field) == (uid, "phone") for value in row.values
    }  # fmt: skip
    return {home.phone if home else None} | beside


MISHAPS: dict[str, Callable[[Path], Mishap]] = {
    "a copied folder, both edited": folder_copied,
    "a cloned disk, both edited": disk_cloned,
    "clock ten years ahead": clock_ahead,
    "clock ten years behind": clock_behind,
    "store held by another process": held_by_another,
}
