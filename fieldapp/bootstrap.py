"""The one room that has seen everyone: it puts store and services together, by hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fieldapp import VERSION
from fieldapp.foundation.clock import Clock, DemonstrationClock, SystemClock
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.ids import Ids, RandomIds
from fieldapp.foundation.jobs import Job
from fieldapp.foundation.vault import StoreKey, read_key_file, unlock
from fieldapp.ports.copying import Copying
from fieldapp.ports.store import Store
from fieldapp.services.copies import notice_copy
from fieldapp.services.desk import Desk, open_desk
from fieldapp.services.people_pins import passphrase_was_typed
from fieldapp.services.profile import load_profile
from fieldapp.services.workspace import Founding

APP = f"fieldapp {VERSION}"


@dataclass(frozen=True)
class Opener:
    """Opens stores and workspaces with one clock and one source of ids."""

    clock: Clock = SystemClock()  # noqa: RUF009  it holds nothing
    ids: Ids = RandomIds()  # noqa: RUF009  it holds nothing

    def store(self, folder: Path, key: StoreKey, job: Job | None = None) -> Store:
        """The store of a folder; made when there is none, upgraded where it is behind."""
        # read when the key is known: finding it fills 64 MB, which are free again by now
        from db.store import open_store

        return open_store(folder, key, APP, job)

    def founding(self, address: str | None = None) -> Founding:
        """What makes new workspaces; with an address, one whose store lies on that server.

        Raises:
            Refused: ``store_address_wrong``, ``store_password_in_address``, ``store_taken``.
            WorldFailed: ``store_unreachable``, ``store_login_refused`` …
        """
        if address is None:
            return Founding(self.store, self.clock, self.ids)
        from db.address import address_of, keep_address
        from db.server import make_room

        place = address_of(address)
        make_room(place)

        def store_there(folder: Path, key: StoreKey) -> Store:
            keep_address(folder, key, place)
            return self.store(folder, key)

        return Founding(store_there, self.clock, self.ids)

    def desk(self, folder: Path, passphrase: str | None, job: Job | None = None) -> Desk:
        """The services of a workspace; a demonstration opens without a passphrase.

        An upgrade of its store tells the job how far it is.

        Raises:
            Refused: ``workspace_missing``, ``passphrase_needed``, ``wrong_passphrase`` …
        """
        known = passphrase or read_key_file(folder).demonstration
        if known is None:
            raise Refused("passphrase_needed")
        key = unlock(folder, known)
        store = self.store(folder, key, job)
        passphrase_was_typed(store)

        from db.address import is_on_server
        from db.copying import FileCopying

        shared = is_on_server(folder)
        notice_copy(folder, store, self.ids, shared=shared)
        if shared:  # one store, from however many places; copies are the server's
            return self.desk_of(folder, store)
        return self.desk_of(folder, store, FileCopying(folder, key, APP))

    def desk_of(self, folder: Path, store: Store, copying: Copying | None = None) -> Desk:
        """The services of an opened store; a demonstration lives on its own day."""
        day = load_profile(store).demonstration_day
        clock = DemonstrationClock(day, self.clock) if day else self.clock
        return open_desk(folder, store, clock, self.ids, copying)
