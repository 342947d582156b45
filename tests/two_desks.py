"""The county with its village, and a team's laptop begun from the county's starting file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from db.store import open_store
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.ids import SeededIds
from fieldapp.ports.store import Act, changed
from fieldapp.records import Household
from fieldapp.services.desk import Desk, open_desk
from fieldapp.services.keyboard import take_keyboard
from fieldapp.services.workspace import Founding, invite
from tests.register_village import NOW, household_uid, open_village

PASSPHRASE = "a long passphrase"


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
    county = open_village(folder / "county")
    given = folder / "start.fstart"
    invite(county.exchange, ["郑家村"], given, "invite passphrase", "郑家村一号机")
    clock = FixedClock(NOW + dt.timedelta(minutes=7))
    ids = SeededIds("team laptop")
    founding = Founding(lambda place, key: open_store(place, key, "tests"), clock, ids)
    place = folder / "team"
    store = founding.team(place, given, "invite passphrase", PASSPHRASE)
    take_keyboard(store, "王芳")
    return TwoDesks(county, open_desk(place, store, clock, ids))


def telephone(desk: Desk, number: str, phone: str) -> None:
    """Change a household's telephone: one change in one household."""
    uid = household_uid(desk.store, number)
    act = Act(desk.profile.author or "county", "test.phone", desk.clock.now())
    desk.store.write(act, [changed(Household, uid, phone=phone)])
