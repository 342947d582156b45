"""Demonstration workspaces: Zhengjia village with synthetic people, and its county."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.ids import SeededIds
from fieldapp.ports.store import Store
from fieldapp.services.demo_village import DEMO_DAY, demo_acts
from fieldapp.services.exchange import Exchange
from fieldapp.services.profile import load_profile, save_profile
from fieldapp.services.workspace import INBOX, Founding, invite

PASSPHRASE = "zhengjia-demo"  # noqa: S105  it opens synthetic people only, and is meant to be known
COUNTY_FOLDER = "county"
LAPTOP = "郑家村一号机"
COUNTY = "兴山县扶贫办"
VILLAGE = "郑家村"
TYPIST = "王芳"
OPENING = f"{DEMO_DAY.isoformat()}T18:30"
"""When a demonstration opens: the evening, when the visits of the day are keyed in."""


@dataclass(frozen=True)
class Demonstration:
    """What was made."""

    folder: Path
    households: int
    persons: int
    visits: int


def make_demonstration(
    founding: Founding,
    folder: Path,
    *,
    households: int,
    role: Literal["team", "county"],
    passphrase: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> Demonstration:
    """A county with the village in it and, for ``team``, a laptop that began from its file.

    Without a passphrase the workspace opens by itself: nobody in it is real.

    Raises:
        Refused: ``workspace_exists``.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Refused("workspace_exists", folder=folder)
    known = passphrase or PASSPHRASE
    opening = FixedClock(dt.datetime.fromisoformat(OPENING))
    settled = replace(founding, clock=opening, ids=SeededIds("zhengjia"))
    open_to_all = passphrase is None
    county_folder = folder if role == "county" else folder / COUNTY_FOLDER
    county = settled.county(county_folder, COUNTY, known, demonstration=open_to_all)
    _fill(county, households, progress)
    made = county
    if role == "team":
        made = _laptop(settled, county, county_folder, folder, known, demonstration=open_to_all)
    figures = made.questions.stats()
    county.close()
    made.close()
    return Demonstration(folder, figures.total.households, figures.total.persons, figures.visits)


def _fill(store: Store, households: int, progress: Callable[[int], None] | None) -> None:
    profile = msgspec.structs.replace(load_profile(store), demonstration_day=OPENING, author=TYPIST)
    save_profile(store, profile)
    written = 0
    for act, edits in demo_acts(households, ids=SeededIds(f"zhengjia/{households}")):
        store.write(act, edits)
        written += len(edits)
        if progress:
            progress(written)


def _laptop(
    founding: Founding,
    county: Store,
    county_folder: Path,
    folder: Path,
    passphrase: str,
    *,
    demonstration: bool,
) -> Store:
    """A team workspace around the county's, as a starting file would make it."""
    exchange = Exchange(county, founding.clock, founding.ids, county_folder / INBOX)
    starting = county_folder / "starting-file.fstart"
    invite(exchange, [VILLAGE], starting, passphrase, LAPTOP)
    aside = folder / "laptop"
    store = founding.team(aside, starting, passphrase, passphrase, demonstration=demonstration)
    profile = msgspec.structs.replace(load_profile(store), demonstration_day=OPENING, author=TYPIST)
    save_profile(store, profile)
    store.close()
    # the laptop's files lie at the top of the folder, its county in a folder below
    for path in aside.iterdir():
        path.rename(folder / path.name)
    aside.rmdir()
    starting.unlink()
    return founding.reopen(folder, passphrase)
