"""A workspace that was copied, moved or put back by hand is noticed when it opens.

Whoever writes on in a copy must not use numbers that the original uses too. A small file beside
the store knows what the store knew when it was last open here; when they differ, writing goes on
under a new name. A false alarm costs nothing but that name.
"""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

import msgspec

from fieldapp.foundation.errors import WorldFailed
from fieldapp.foundation.files import write_atomic
from fieldapp.foundation.ids import Ids
from fieldapp.foundation.machine import place_of
from fieldapp.ports.store import Store
from fieldapp.services.partners import begin_epoch
from fieldapp.services.profile import ledger_length, load_profile, save_profile

BESIDE = "beside.json"


class Beside(msgspec.Struct, frozen=True):
    """What lies beside a store: where it was last open, which one it was, how far it had come."""

    place: str
    incarnation: str
    bundles_made: int
    exchanged: int = 0
    """Lines of the custody ledger: whatever was given away or taken in has one."""


def notice_copy(folder: Path, store: Store, ids: Ids, *, shared: bool = False) -> bool:
    """Begin to write under a new name if this is another place or an older store than before.

    A ``shared`` store lies on a server and is reached from several places: there only a store that
    is older than it was, put back from its server's backup, is another one.
    """
    known = _known(folder)
    profile = load_profile(store)
    here = _here(folder, store)
    if known == here:
        return False
    moved = known is None or (known.place, known.incarnation) != (here.place, here.incarnation)
    older = known is not None and (
        known.bundles_made > here.bundles_made or known.exchanged > here.exchanged
    )
    copied = older or (moved and not shared)
    if copied:
        with store.together():
            begin_epoch(store, ids)
            fresh = msgspec.structs.replace(profile, incarnation=secrets.token_bytes(16))
            save_profile(store, fresh)
        here = msgspec.structs.replace(here, incarnation=fresh.incarnation.hex())
    _keep(folder, here)
    return copied


def note_progress(folder: Path, store: Store) -> None:
    """Note how far the store has come, outside of it, where it was opened before."""
    known = _known(folder)
    if known is not None:
        here = _here(folder, store)
        _keep(folder, msgspec.structs.replace(
            known, bundles_made=here.bundles_made, exchanged=here.exchanged
        ))  # fmt: skip


def _here(folder: Path, store: Store) -> Beside:
    profile = load_profile(store)
    come = ledger_length(store)
    return Beside(place_of(folder), profile.incarnation.hex(), profile.bundles_made, come)


def _keep(folder: Path, here: Beside) -> None:
    # a folder that cannot be written is asked again the next time
    with contextlib.suppress(WorldFailed):
        write_atomic(folder / BESIDE, msgspec.json.encode(here))


def _known(folder: Path) -> Beside | None:
    try:
        return msgspec.json.decode((folder / BESIDE).read_bytes(), type=Beside)
    except (OSError, msgspec.DecodeError):
        return None
