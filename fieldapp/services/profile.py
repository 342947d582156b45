"""What a workspace knows of itself and of those it exchanges with; kept in the encrypted store."""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

from fieldapp.bundles.keys import DeviceKeys, Identity, PublicKeys, Recipient
from fieldapp.changes.ranges import Ranges
from fieldapp.ports.store import Store

Role = Literal["county", "team"]
_T = TypeVar("_T")
_NEXT, _BEFORE, _LEDGER = "keys_next", "keys_before", "ledger/"


class Profile(msgspec.Struct, frozen=True):
    """Whose workspace this is."""

    role: Role
    name: str
    device: str
    county_id: str
    county: str
    villages: tuple[str, ...] = ()
    incarnation: bytes = b""
    bundles_made: int = 0
    author: str = ""
    """Name of the team member at the keyboard."""
    behalf: str = ""
    """On whose behalf that person keys now; empty for on one's own."""
    demonstration_day: str = ""
    """Time at which a demonstration opens, such as ``2016-11-23T09:00``; empty in real work."""


class Peer(msgspec.Struct, frozen=True):
    """Another device: its keys, its villages, and what it is known to hold already."""

    device: str
    name: str
    role: Role
    keys: PublicKeys
    villages: tuple[str, ...] = ()
    have: dict[str, Ranges] = {}
    """Ranges by writer (hexadecimal) that the peer began with or has itself confirmed to hold."""
    revoked: str = ""
    recovery: PublicKeys | None = None
    """The county's key in the safe: what is sent to the county is sealed to it too."""
    revoked_at: str = ""
    """When it was revoked: what it wrote before may still be released."""
    keys_before: tuple[PublicKeys, ...] = ()
    """Keys it has given up: bundles that were under way still prove themselves with them."""
    incarnation: bytes = b""
    """Of its store as it was last heard of; another one tells of a restored or copied laptop."""
    former: tuple[bytes, ...] = ()
    """Those heard of before: when one of them writes again, both laptops are in use."""
    cloned: str = ""
    """When two laptops were found to write under its identity; empty as long as none were."""
    heard: str = ""
    """When the newest bundle that came from it was made, by its own clock."""
    number: int = 0
    """The number of that bundle."""
    wants: tuple[str, ...] = ()
    """Photos (SHA-256 in hexadecimal) that it knew of and had not got when it was last heard of."""
    ahead: int = 0
    """Seconds by which its clock ran ahead of ours when it was last heard of."""

    def recipients(self) -> list[Recipient]:
        """Every key that a bundle for this peer is sealed to."""
        keys = [self.keys] if self.recovery is None else [self.keys, self.recovery]
        return [one.recipient() for one in keys]


class LedgerLine(msgspec.Struct, frozen=True):
    """One line of the custody ledger."""

    number: int
    at: str
    way: Literal["out", "in"]
    peer: str
    bundle: str
    check_code: str
    changes: int
    state: str
    """Out: ``made``, ``on_stick``, ``received`` (held there), ``merged``. In: ``merged``, ``held``.
    """
    contents: dict[str, int] = {}
    conflicts: int = 0
    reason: str = ""
    """Code of the reason for which it is held, here or there."""
    told_at: str = ""
    """When the receiver said so, by its own clock."""
    reach: dict[str, int] = {}
    """Own last operation in the bundle by writer: confirmed once the peer holds it."""
    brought: dict[str, Ranges] = {}
    """In: what was new here by writer (hexadecimal), so that the merge can be taken back."""
    undone: str = ""
    """In: when the merge was taken back."""


def load_profile(store: Store) -> Profile:
    """The workspace's own description."""
    found = _load(store, "profile", Profile)
    if found is None:
        raise LookupError("profile")
    return found


def save_profile(store: Store, profile: Profile) -> None:
    """Keep the workspace's own description."""
    store.set_local("profile", msgspec.json.encode(profile))


def load_keys(store: Store) -> DeviceKeys:
    """The private keys of this device."""
    found = _load(store, "keys", DeviceKeys)
    if found is None:
        raise LookupError("keys")
    return found


def save_keys(store: Store, keys: DeviceKeys) -> None:
    """Keep the private keys of this device."""
    store.set_local("keys", msgspec.json.encode(keys))


def load_recovery(store: Store) -> DeviceKeys | None:
    """The county's recovery keys; only the county holds them."""
    return _load(store, "recovery", DeviceKeys)


def save_recovery(store: Store, keys: DeviceKeys) -> None:
    """Keep the county's recovery keys."""
    store.set_local("recovery", msgspec.json.encode(keys))


def all_keys(store: Store) -> list[DeviceKeys]:
    """The device's keys now, those it is about to use, and those it has given up."""
    coming, before = load_next_keys(store), store.local(_BEFORE)
    given_up = msgspec.json.decode(before, type=list[DeviceKeys]) if before else []
    return [load_keys(store), *([coming] if coming else []), *given_up]


def change_keys(store: Store, keys: DeviceKeys) -> None:
    """Use other keys from now on; the older ones still open what was sealed to them."""
    before = [held for held in all_keys(store) if held != keys]
    save_keys(store, keys)
    save_next_keys(store, None)
    store.set_local(_BEFORE, msgspec.json.encode(before))


def load_next_keys(store: Store) -> DeviceKeys | None:
    """Keys that were made and that the county has not yet put on its roster."""
    return _load(store, _NEXT, DeviceKeys)


def save_next_keys(store: Store, keys: DeviceKeys | None) -> None:
    """Keep, or with ``None`` forget, the keys to come."""
    store.set_local(_NEXT, None if keys is None else msgspec.json.encode(keys))


def identities(store: Store) -> list[Identity]:
    """Every key with which this workspace may open what is sealed to it."""
    recovery = load_recovery(store)
    held = all_keys(store) + ([] if recovery is None else [recovery])
    return [keys.identity() for keys in held]


def peers(store: Store) -> list[Peer]:
    """Every device that this workspace exchanges with."""
    return [msgspec.json.decode(value, type=Peer) for value in store.locals_named("peer/").values()]


def peer_of(store: Store, device: str) -> Peer | None:
    """The device with that id, as far as it is known."""
    return _load(store, f"peer/{device}", Peer)


def save_peer(store: Store, peer: Peer) -> None:
    """Keep what is known of another device."""
    store.set_local(peer_key(peer), encode(peer))


def ranges_of(peer: Peer) -> dict[bytes, Ranges]:
    """By writer: what a peer is known to hold."""
    return {bytes.fromhex(actor): ranges for actor, ranges in peer.have.items()}


def peer_key(peer: Peer) -> str:
    """Where a peer is kept."""
    return f"peer/{peer.device}"


def ledger(store: Store) -> list[LedgerLine]:
    """The custody ledger, the newest line first."""
    lines = [
        msgspec.json.decode(value, type=LedgerLine)
        for value in store.locals_named(_LEDGER).values()
    ]
    return lines[::-1]


def ledger_length(store: Store) -> int:
    """How many lines the custody ledger has."""
    return len(store.local_names(_LEDGER))


def line_of(store: Store, way: Literal["out", "in"], bundle: str) -> LedgerLine | None:
    """The one line of a bundle that went out or came in, or ``None``."""
    end = f"/{bundle}/{way}"
    name = next((name for name in store.local_names(_LEDGER) if name.endswith(end)), None)
    return None if name is None else _load(store, name, LedgerLine)


def ledger_key(line: LedgerLine) -> str:
    """Where a ledger line is kept: by time, then number, since a second may see two bundles."""
    return f"{_LEDGER}{line.at}/{line.number:08d}/{line.bundle}/{line.way}"


def encode(value: msgspec.Struct) -> bytes:
    """The bytes in which a value is kept."""
    return msgspec.json.encode(value)


def _load(store: Store, name: str, kind: type[_T]) -> _T | None:
    found = store.local(name)
    return None if found is None else msgspec.json.decode(found, type=kind)
