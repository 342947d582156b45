"""A small bundle between two laptops and an office, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fieldapp.bundles.container import OpenBundle, Sealed, open_bytes, seal
from fieldapp.bundles.frames import Actors, Document, Frame, Have, Haves, Units
from fieldapp.bundles.header import Header, HeaderDraft
from fieldapp.bundles.keys import DeviceKeys, VerifyKey
from fieldapp.changes.operations import (
    GENESIS,
    ActorInfo,
    Op,
    Seen,
    Unit,
    chain_next,
    encode_payload,
    runs,
    unit_digest,
)

LAPTOP = DeviceKeys.generate()
OFFICE = DeviceKeys.generate()
RECOVERY = DeviceKeys.generate()
STRANGER = DeviceKeys.generate()

ACTOR = bytes(range(16))
ROW = bytes(range(16, 32))

DRAFT = HeaderDraft(
    bundle_id="01890a5d-ac96-774b-bcce-b302099a8057",
    kind="data",
    sender_device="laptop-7",
    county_id="county-1",
    schema=1,
    roster_version=3,
    created_at="2016-06-01T10:45:00",
    number=12,
    counts={"households": 1, "visits": 0},
)


UNIT = Unit(ACTOR, 1, "2016-06-01T09:30:00", 5, "member-1", "visit", "0.1.0", 1)


def ops() -> list[Op]:
    found: list[Op] = []
    chain = GENESIS
    for seq in (1, 2):
        contexts = {1: [Seen(ACTOR, seq - 1, chain[:4])]} if seq > 1 else {}
        payload = encode_payload({1: f"value {seq}", 2: seq}, contexts)
        chain = chain_next(chain, unit_digest(UNIT), seq, 4, ROW, 0, payload)
        found.append(Op(ACTOR, seq, 1, 4, ROW, 0, payload, chain))
    return found


def frames() -> list[Frame]:
    return [
        Actors([ActorInfo(ACTOR, "laptop-7", 1, "七号机")]),
        Units([UNIT]),
        *runs(ops()),
        Haves(bytes(16), [Have(ACTOR, ((1, 2),), ops()[-1].chain)]),
        Document("roster", b"signed elsewhere"),
    ]


def sealed(draft: HeaderDraft = DRAFT, inside: Iterable[Frame] | None = None) -> Sealed:
    recipients = [keys.public().recipient() for keys in (OFFICE, RECOVERY)]
    return seal(draft, frames() if inside is None else inside, LAPTOP.signing_key(), recipients)


def known(header: Header) -> VerifyKey | None:
    """The office's roster: it knows one laptop."""
    return LAPTOP.public().verify_key() if header.sender_device == "laptop-7" else None


def opened(
    data: bytes,
    keys: DeviceKeys = OFFICE,
    verify: Callable[[Header], VerifyKey | None] = known,
) -> OpenBundle:
    return open_bytes(data, verify=verify, identities=[keys.identity()])
