"""A small bundle cut at every byte, with every bit flipped and with a sector of zeros anywhere.

Each is given to the reader that every import goes through; the parsers behind its checks are
watched, so that what fails a check is known to have reached none of them.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pyrage

from fieldapp.bundles import container
from fieldapp.bundles.container import MAGIC, Verify, open_bytes
from fieldapp.bundles.keys import Identity
from fieldapp.foundation.errors import Refused
from fieldapp.services.profile import identities
from fieldapp.services.trust import Trust
from tests.faults.acts import Act, Place, lay_out, lay_out_bundle, merge
from tests.two_desks import COUNTY

SECTOR = 512
_LENGTH, _SIGNATURE = 4, 64


@dataclass
class Swept:
    """What became of every damaged copy; ``wrong`` names those that were not told rightly."""

    tries: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    opened: int = 0
    """Copies that were taken for whole."""
    beyond: int = 0
    """Copies that reached the decryption or what lies behind it."""


@dataclass(frozen=True)
class Target:
    """A bundle that the county would merge, and what the county opens it with."""

    data: bytes
    verify: Verify
    """The key of the laptop that is known, as an import finds it."""
    ours: Sequence[Identity]

    @property
    def parts(self) -> tuple[tuple[int, str], ...]:
        """Where the parts of the file end."""
        header = len(MAGIC) + _LENGTH
        length = int.from_bytes(self.data[len(MAGIC) : header], "big")
        return (
            (len(MAGIC), "magic"), (header, "length"), (header + length, "header"),
            (header + length + _SIGNATURE, "signature"), (len(self.data), "payload"),
        )  # fmt: skip

    def part(self, at: int) -> str:
        """The part of the file that this byte belongs to."""
        return next(name for end, name in self.parts if at < end)


EXPECTED = {
    "magic": {"not_a_bundle"},
    "length": {"bundle_damaged", "bundle_incomplete"},
    "header": {
        "bundle_damaged", "bundle_incomplete", "bundle_forged", "bundle_too_new",
        "bundle_too_large",
    },
    "signature": {"bundle_forged"},
    "payload": {"bundle_damaged"},
}  # fmt: skip
"""What a damaged byte of each part may be called: only the header says who sent it and when."""


@contextlib.contextmanager
def target(folder: Path) -> Iterator[tuple[Target, Place]]:
    """A bundle of two changes on the stick, and the place it belongs to."""
    place = lay_out(Act(COUNTY, merge, lay_out_bundle), folder)
    desk = place.desk(COUNTY)
    try:
        (file,) = place.stick.glob("*.fsync")
        verify = Trust(desk.store, desk.clock).sender_key
        yield Target(file.read_bytes(), verify, identities(desk.store)), place
    finally:
        desk.store.close()


def cuts(target: Target) -> Swept:
    """Cut after every byte, and lengthened by one to three."""
    found = Swept()
    for length in range(len(target.data)):
        give(found, target, target.data[:length], f"cut at {length}", {"bundle_incomplete"})
    for more in (b"\0", b"\r\n", b"abc"):
        give(found, target, target.data + more, "lengthened", {"bundle_incomplete"})
    return found


def flips(target: Target) -> Swept:
    """Every bit flipped alone."""
    found = Swept()
    for at in range(len(target.data)):
        for bit in range(8):
            damaged = bytearray(target.data)
            damaged[at] ^= 1 << bit
            give(found, target, bytes(damaged), f"bit {bit} of {at}", EXPECTED[target.part(at)])
    return found


def sectors(target: Target) -> Swept:
    """A sector of zeros that begins at every byte."""
    found = Swept()
    for at in range(len(target.data)):
        end = min(at + SECTOR, len(target.data))
        holed = target.data[:at] + bytes(end - at) + target.data[end:]
        if holed != target.data:
            expected = EXPECTED[target.part(at)] | EXPECTED[target.part(end - 1)]
            give(found, target, holed, f"zeros at {at}", expected)
    return found


SWEEPS: dict[str, Callable[[Target], Swept]] = {
    "cut anywhere": cuts, "one bit flipped": flips, "a sector of zeros": sectors,
}  # fmt: skip


def held_and_unchanged(target: Target, place: Place, step: int) -> tuple[int, int]:
    """Import cut and flipped copies for real; how many, and how many were not simply held."""
    desk = place.desk(COUNTY)
    file = place.stick / "damaged.fsync"
    before = desk.store.state_digest(), desk.store.log.have()
    tries = wrong = 0
    for at in range(0, len(target.data), step):
        flipped = bytearray(target.data)
        flipped[at] ^= 1 << at % 8
        for damaged in (target.data[:at], bytes(flipped)):
            file.write_bytes(damaged)
            tries += 1
            wrong += desk.exchange.import_one(file).status != "held"
    wrong += (desk.store.state_digest(), desk.store.log.have()) != before
    desk.store.close()
    return tries, wrong


def give(found: Swept, target: Target, data: bytes, name: str, expected: set[str]) -> None:
    """Give a copy to the reader and note what became of it."""
    found.tries += 1
    with _watched() as reached:
        try:
            open_bytes(data, verify=target.verify, identities=target.ours)
        except Refused as refused:
            found.codes[refused.code] += 1
            if refused.code not in expected:
                found.wrong.append(f"{name}: {refused.code}")
        else:
            found.opened += 1
    found.beyond += bool(reached)


@contextlib.contextmanager
def _watched() -> Iterator[list[str]]:
    """Notice whether the decryption is reached: nothing behind it is parsed without it."""
    reached: list[str] = []

    def decrypt(data: bytes, keys: Sequence[Identity]) -> bytes:
        reached.append("decrypt")
        return pyrage.decrypt(data, keys)

    vars(container)["pyrage"] = SimpleNamespace(
        decrypt=decrypt, DecryptError=pyrage.DecryptError
    )  # it stands in for the module
    try:
        yield reached
    finally:
        vars(container)["pyrage"] = pyrage
