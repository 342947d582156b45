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
from fieldapp.services.profile import load_profile, save_profile

BESIDE = "beside.json"


class Beside(msgspec.Struct, frozen=True):
    """What lies beside a store: where it was last open, which one it was, how far it had come."""

    place: str
    incarnation: str
    bundles_made: int


def notice_copy(folder: Path, store: Store, ids: Ids) -> bool:
    """Begin to write under a new name if this is another place or an older store than before."""
    known = _known(folder)
    profile = load_profile(store)
    here = Beside(place_of(folder), profile.incarnation.hex(), profile.bundles_made)
    if known == here:
        return False
    copied = known is None or not (
        known.place == here.place
        and known.incarnation == here.incarnation
        and known.bundles_made <= here.bundles_made
    )
    if copied:
        with store.together():
            begin_epoch(store, ids)
            fresh = msgspec.structs.replace(profile, incarnation=secrets.token_bytes(16))
            save_profile(store, fresh)
        here = msgspec.structs.replace(here, incarnation=fresh.incarnation.hex())
    # a folder that cannot be written is asked again the next time
    with contextlib.suppress(WorldFailed):
        write_atomic(folder / BESIDE, msgspec.json.encode(here))
    return copied


def _known(folder: Path) -> Beside | None:
    try:
        return msgspec.json.decode((folder / BESIDE).read_bytes(), type=Beside)
    except (OSError, msgspec.DecodeError):
        return None
