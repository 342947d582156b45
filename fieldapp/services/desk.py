"""The services of one open workspace, handed to the window and the command line together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.ids import Ids
from fieldapp.ports.copying import Copying
from fieldapp.ports.store import Store
from fieldapp.services.access import may_write
from fieldapp.services.attachments import Attachments
from fieldapp.services.county_codes import use_county_codes
from fieldapp.services.exchange import Exchange
from fieldapp.services.households import Registers
from fieldapp.services.lookup import person_named
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

    def require_writer(self) -> None:
        """Let only those go on who may change something.

        Raises:
            Refused: ``reader_only``.
        """
        if self.registers.reading:
            raise Refused("reader_only")

    def for_(self, name: str) -> Desk:
        """The services on this person's behalf, for as long as they are used.

        Raises:
            Refused: ``unknown_person``, ``nobody_at_keyboard``.
        """
        if not self.profile.author:
            raise Refused("nobody_at_keyboard")
        behalf = person_named(self.store, name).name
        return open_desk(self.folder, self.store, self.clock, self.ids, self.copying, behalf=behalf)

    def through(self, registers: Registers) -> Desk:
        """The same desk, whose register is read and written through ``registers``."""
        return replace(self, store=registers.store, ids=registers.ids, registers=registers)

    def anew(self) -> Desk:
        """The services in the name of whoever the profile says is at the keyboard now."""
        return open_desk(self.folder, self.store, self.clock, self.ids, self.copying)


def open_desk(
    folder: Path,
    store: Store,
    clock: Clock,
    ids: Ids,
    copying: Copying | None = None,
    *,
    behalf: str = "",
) -> Desk:
    """Put the services of an opened store together; ``behalf`` stands over the profile's."""
    use_county_codes(store)
    profile = load_profile(store)
    reading = not may_write(store)
    author = behalf or profile.behalf or profile.author
    typist = profile.author if author != profile.author else ""
    registers = Registers(store, clock, ids, author, typist, reading)
    files = Attachments(registers, folder)
    return Desk(
        folder,
        profile,
        store,
        clock,
        ids,
        registers,
        Rosters(registers, new_villages=profile.role == "county"),
        Exchange(store, clock, ids, folder / INBOX, reading=reading),
        Printing(registers, profile.author or profile.name, files),
        VisitService(store, clock, ids, author, typist, reading=reading),
        files,
        copying,
    )
