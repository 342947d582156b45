"""The county with its village, and a team's laptop begun from the county's starting file."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fieldapp.foundation.clock import Clock, FixedClock
from fieldapp.foundation.ids import Ids, SeededIds
from fieldapp.foundation.vault import unlock
from fieldapp.ports.store import Act, changed
from fieldapp.records import Household
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import take_keyboard
from fieldapp.services.workspace import Founding, enrol
from tests.register_village import (
    NOW,
    PASSPHRASE,
    MadeWorkspace,
    household_uid,
    open_village,
    opened,
)
from tests.templates import template_folder

LATER = NOW + dt.timedelta(minutes=7)
COUNTY, TEAM = "county", "team"
MADE = "FIELDAPP_TESTS_DESKS"
"""Names the file with the workspaces, in the surroundings of a process that makes none."""


@dataclass(frozen=True)
class TwoDesks:
    """Both sides of the exchange."""

    county: Desk
    team: Desk

    def close(self) -> None:
        """Let go of both stores."""
        self.county.store.close()
        self.team.store.close()


def open_two_desks(folder: Path) -> TwoDesks:
    """Both workspaces below ``folder``; the team's clock stands a little later."""
    county, team = _made()
    for made in (county, team):
        shutil.copytree(made.folder, folder / made.folder.name)
    return TwoDesks(county.desk(folder / COUNTY), team.desk(folder / TEAM))


def made_desks() -> dict[str, MadeWorkspace]:
    """Both workspaces as they were made, by the name of their folder."""
    return {made.folder.name: made for made in _made()}


@cache
def desks_for_others() -> Path:
    """A file through which other processes, told of it as ``MADE``, use these workspaces too."""
    file = template_folder("made-desks") / "desks"
    file.write_bytes(pickle.dumps(_made()))
    return file


@cache
def _made() -> tuple[MadeWorkspace, MadeWorkspace]:
    if MADE in os.environ:
        made: tuple[MadeWorkspace, MadeWorkspace] = pickle.loads(  # noqa: S301  made by ourselves
            Path(os.environ[MADE]).read_bytes()
        )
        return made
    folder = template_folder("desks")
    county = open_village(folder / COUNTY)
    given = enrol(county.exchange, ["郑家村"], "郑家村一号机")
    county.store.close()
    clock, ids = FixedClock(LATER), SeededIds("team laptop")
    team = Founding(opened, clock, ids).begin(folder / TEAM, given, PASSPHRASE)
    take_keyboard(team, "王芳")
    team.close()
    return _kept(folder / COUNTY, county.clock, county.ids), _kept(folder / TEAM, clock, ids)


def _kept(folder: Path, clock: Clock, ids: Ids) -> MadeWorkspace:
    return MadeWorkspace(folder, unlock(folder, PASSPHRASE), clock, ids)


def telephone(desk: Desk, number: str, phone: str) -> None:
    """Change a household's telephone: one change in one household."""
    uid = household_uid(desk.store, number)
    act = Act(desk.profile.author or "county", "test.phone", desk.clock.now())
    desk.store.write(act, [changed(Household, uid, phone=phone)])
