"""Workspaces begin here: a county with its keys, a laptop from the county's starting file."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from fieldapp.bundles.container import open_bytes
from fieldapp.bundles.contents import contents_of
from fieldapp.bundles.header import Header
from fieldapp.bundles.keys import DeviceKeys, VerifyKey
from fieldapp.bundles.starting_file import StartingFile, read_starting_file, write_starting_file
from fieldapp.changes.operations import ActorInfo, Op
from fieldapp.changes.ranges import Ranges, from_numbers
from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.ids import Ids
from fieldapp.foundation.passphrase_quality import require_good
from fieldapp.foundation.vault import StoreKey, add_words, lock_new, unlock
from fieldapp.ports.store import Store
from fieldapp.services.access import require_writer
from fieldapp.services.exchange import Exchange
from fieldapp.services.lookup import the_village
from fieldapp.services.profile import (
    Peer,
    Profile,
    load_keys,
    load_profile,
    load_recovery,
    save_keys,
    save_peer,
    save_profile,
    save_recovery,
)
from fieldapp.services.recovery import seal_for_county

INBOX = "inbox"


class StoreOpener(Protocol):
    """Opens the store of a folder with its key."""

    def __call__(self, folder: Path, key: StoreKey) -> Store:
        """The store; made when the folder has none."""
        ...


@dataclass(frozen=True)
class Founding:
    """What is needed to make workspaces."""

    open_store: StoreOpener
    clock: Clock
    ids: Ids

    def county(
        self,
        folder: Path,
        name: str,
        passphrase: str,
        *,
        demonstration: bool = False,
        words: bytes | None = None,
    ) -> Store:
        """A county workspace with new keys; the recovery words of ``words`` open it too.

        Raises:
            Refused: ``workspace_exists``, ``passphrase_too_short``, ``passphrase_too_weak``.
        """
        device = self.ids.uid()
        key, store = self._begin(folder, device, name, passphrase, demonstration=demonstration)
        if words is not None:
            add_words(folder, key, words)
        save_keys(store, DeviceKeys.generate())
        save_recovery(store, DeviceKeys.generate())
        save_profile(
            store,
            Profile("county", name, device, device, name, incarnation=secrets.token_bytes(16)),
        )
        return store

    def team(
        self,
        folder: Path,
        starting_file: Path,
        invite_passphrase: str,
        passphrase: str,
        *,
        demonstration: bool = False,
    ) -> Store:
        """A laptop's workspace from the county's starting file.

        Raises:
            Refused: ``workspace_exists``, ``invite_wrong_passphrase``, ``not_a_starting_file`` …
        """
        given = read_starting_file(starting_file, invite_passphrase)
        return self.begin(folder, given, passphrase, demonstration=demonstration)

    def begin(
        self, folder: Path, given: StartingFile, passphrase: str, *, demonstration: bool = False
    ) -> Store:
        """A laptop's workspace from what was in a starting file; raises as ``team``."""
        key, store = self._begin(
            folder, given.device, given.name, passphrase, demonstration=demonstration
        )
        seal_for_county(folder, key, given.recovery_keys)
        save_keys(store, given.keys)
        save_profile(
            store,
            Profile(
                "team", given.name, given.device, given.county_id, given.county,
                given.villages, secrets.token_bytes(16),
            ),
        )  # fmt: skip
        self._take_register(store, given)
        return store

    def reopen(self, folder: Path, passphrase: str) -> Store:
        """The store of a workspace that was made before."""
        return self.open_store(folder, unlock(folder, passphrase))

    def _begin(
        self, folder: Path, device: str, name: str, passphrase: str, *, demonstration: bool
    ) -> tuple[StoreKey, Store]:
        if folder.exists() and any(folder.iterdir()):
            raise Refused("workspace_exists", folder=folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / INBOX).mkdir()
        except OSError:
            raise WorldFailed("not_writable") from None
        try:
            key = lock_new(folder, device, passphrase, demonstration=demonstration, known=[name])
        except Refused:
            (folder / INBOX).rmdir()
            raise
        store = self.open_store(folder, key)
        store.set_writer(ActorInfo(self.ids.actor(), device, 1, name))
        return key, store

    def _take_register(self, store: Store, given: StartingFile) -> None:
        def verify(_header: Header) -> VerifyKey:
            return given.county_keys.verify_key()

        bundle = open_bytes(given.bundle, verify=verify, identities=[given.keys.identity()])
        inside = contents_of(bundle)
        store.log.merge(inside.actors, inside.units, inside.slices(), {})
        # the county holds what it sent, and whatever else its bundle says
        county = Peer(
            given.county_device,
            given.county,
            "county",
            given.county_keys,
            have={have.actor.hex(): have.ranges for have in inside.haves},
            recovery=given.recovery_keys,
        )
        save_peer(store, county)


@dataclass(frozen=True)
class Invited:
    """A starting file that was written."""

    file: Path
    invite: str
    device: str


def _held(ops: Sequence[Op]) -> dict[str, Ranges]:
    numbers: dict[str, list[int]] = {}
    for op in ops:
        numbers.setdefault(op.actor.hex(), []).append(op.seq)
    return {actor: from_numbers(found) for actor, found in numbers.items()}


def invite(
    exchange: Exchange, villages: Sequence[str], target: Path, passphrase: str, name: str = ""
) -> Invited:
    """The county writes a starting file for one laptop with the register of its villages.

    Raises:
        Refused: ``not_a_county``, ``reader_only``, ``unknown_village``,
            ``passphrase_too_short``, ``passphrase_too_weak``.
    """
    require_good(passphrase, [load_profile(exchange.store).name, *villages])
    contents = enrol(exchange, villages, name)
    write_starting_file(target, contents, passphrase)
    return Invited(target, contents.invite, contents.device)


def enrol(exchange: Exchange, villages: Sequence[str], name: str = "") -> StartingFile:
    """What goes into a starting file; from now on the county knows the laptop.

    Raises:
        Refused: ``not_a_county``, ``reader_only``, ``unknown_village``.
    """
    store = exchange.store
    profile = load_profile(store)
    if profile.role != "county":
        raise Refused("not_a_county")
    require_writer(store)
    held = [the_village(store, village) for village in villages]
    recovery = load_recovery(store)
    if recovery is None:
        raise LookupError("recovery")
    keys = DeviceKeys.generate()
    device = exchange.ids.uid()
    label = name or "·".join(village.name for village in held) or profile.name
    peer = Peer(device, label, "team", keys.public(), tuple(village.uid for village in held))
    units, ops = exchange.lacking(peer, full=True)
    sealed = exchange.sealed(profile, peer, units, ops)
    # whoever begins from this file holds what is in it
    save_peer(store, msgspec.structs.replace(peer, have=_held(ops)))
    return StartingFile(
        1, exchange.ids.uid(), device, label, keys, profile.county_id, profile.name,
        profile.device, load_keys(store).public(), recovery.public(), peer.villages,
        tuple(village.name for village in held), sealed.data,
    )  # fmt: skip
