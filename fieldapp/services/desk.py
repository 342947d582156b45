"""The services of one open workspace, handed to the window and the command line together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fieldapp.foundation.clock import Clock
from fieldapp.foundation.ids import Ids
from fieldapp.ports.copying import Copying
from fieldapp.ports.store import Store
from fieldapp.services.attachments import Attachments
from fieldapp.services.county_codes import use_county_codes
from fieldapp.services.exchange import Exchange
from fieldapp.services.households import Registers
from fieldapp.services.printing import Printing
from fieldapp.services.profile import Profile, load_profile
from fieldapp.services.rosters import Rosters
from fieldapp.services.visits import VisitService
from fieldapp.services.workspace import INBOX


@dataclass(frozen=True)
class Desk:
    """Everything a person can do in a workspace."""

    folder: Path
    profile: Profile
    store: Store
    clock: Clock
    ids: Ids
    registers: Registers
    rosters: Rosters
    exchange: Exchange
    printing: Printing
    visits: VisitService
    attachments: Attachments
    copying: Copying | None = None
    """How the store is copied; ``None`` where it lies on a server."""

    def anew(self) -> Desk:
        """The services in the name of whoever the profile says is at the keyboard now."""
        return open_desk(self.folder, self.store, self.clock, self.ids, self.copying)


def open_desk(
    folder: Path, store: Store, clock: Clock, ids: Ids, copying: Copying | None = None
) -> Desk:
    """Put the services of an opened store together."""
    use_county_codes(store)
    profile = load_profile(store)
    registers = Registers(store, clock, ids, profile.author)
    return Desk(
        folder,
        profile,
        store,
        clock,
        ids,
        registers,
        Rosters(registers, new_villages=profile.role == "county"),
        Exchange(store, clock, ids, folder / INBOX),
        Printing(registers, profile.author or profile.name),
        VisitService(store, clock, ids, profile.author),
        Attachments(registers, folder),
        copying,
    )
