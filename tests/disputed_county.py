"""A county's desk on which every kind of sheet has something to say."""

from __future__ import annotations

from pathlib import Path

from fieldapp.bootstrap import Opener
from fieldapp.ports.store import changed
from fieldapp.records import Household, Member
from fieldapp.services.demonstration import COUNTY_FOLDER, make_demonstration
from fieldapp.services.desk import Desk
from tests.factories import act

ADDRESSES = ("一组七号", "一组九号")
NUMBERS = ("999900196001010010", "999900196001010037")


def disputed_county(folder: Path) -> Desk:
    """The county beside the team in ``folder``: an address is in conflict, a bundle was made."""
    make_demonstration(Opener().founding(), folder, households=24, role="team")
    team, county = (Opener().desk(place, None) for place in (folder, folder / COUNTY_FOLDER))
    home = team.store.questions.households()[0].uid
    person = team.store.find(Member, household=home)[0].uid
    for side, address, number in zip((team, county), ADDRESSES, NUMBERS, strict=True):
        edits = [
            changed(Household, home, address_detail=address),
            changed(Member, person, id_number=number),
        ]
        side.store.write(act(at=side.clock.now(), author=team.profile.author), edits)
    exported = team.exchange.export(folder / "team.fsync")
    county.exchange.import_one(exported.file)
    county.exchange.export(folder / "county.fsync")
    team.store.close()
    return county
