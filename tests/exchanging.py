"""Bundles carried between the county's desk and a team's, in tests."""

from __future__ import annotations

from pathlib import Path

from fieldapp.ports.store import changed, created
from fieldapp.records import Household, TeamMember, Visit
from fieldapp.services.desk import Desk
from tests.register_village import household_uid
from tests.two_desks import TwoDesks

HOME = "0163"


def write(desk: Desk, **values: object) -> None:
    """Change the household that tests are about."""
    uid = household_uid(desk.store, HOME)
    desk.store.write(desk.registers.act("test"), [changed(Household, uid, **values)])


def carry(desks: TwoDesks, folder: Path, *, back: bool = False) -> None:
    """A bundle from the team to the county, or back."""
    sender, receiver = (desks.county, desks.team) if back else (desks.team, desks.county)
    file = sender.exchange.export(folder / f"{len(list(folder.iterdir()))}.fsync").file
    assert receiver.exchange.import_one(file).problem is None


def visited(desk: Desk, **values: object) -> str:
    """A visit that the desk records; its uid."""
    visitor = desk.store.find(TeamMember)[0].uid
    visit = Visit(
        uid=desk.ids.uid(), household=household_uid(desk.store, HOME), start_at=desk.clock.now(),
        visitors=(visitor,), place_kind="home", people_met=("何二才",), purpose=("measure",),
        **values,  # type: ignore[arg-type]  # a test names any field
    )  # fmt: skip
    desk.store.write(desk.registers.act("visit.record"), [created(visit)])
    return visit.uid
