"""Bundles carried for others: kept unopened, passed on, and dropped once their receipt is here."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fieldapp.bundles.container import Sealed, read_bundle
from fieldapp.bundles.delivery import bundle_name
from fieldapp.bundles.header import Header, Text
from fieldapp.bundles.receipts import MAGIC, read_receipt, receipt_name
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.files import write_durably
from fieldapp.ports.store import Store

KIND = "carried"
MOST = 500
"""Bundles that are carried at once: of a township's laptops those of a season."""
MOST_BYTES = 4 * 1024**3
_CARRIED, _BACK = "carried/", "back/"
_ids = msgspec.msgpack.Decoder(list[Text])


class Carried(msgspec.Struct, frozen=True):
    """A bundle that nobody here can read."""

    bundle: str
    sender: str
    number: int
    file: str
    """Name of the copy in the inbox."""


@dataclass(frozen=True)
class Relay:
    """What this workspace carries for others, and the receipts it brings back to them."""

    store: Store
    inbox: Path

    def keep(self, header: Header, copy: Path) -> None:
        """Carry a bundle of the same county on its way.

        Raises:
            Refused: ``relay_full``; the copy is not kept, the sender's stick still holds it.
        """
        others = [one for one in self.carried() if one.bundle != header.bundle_id]
        weight = sum(self._bytes(name) for name in (copy.name, *(one.file for one in others)))
        if len(others) >= MOST or weight > MOST_BYTES:
            with suppress(OSError):
                copy.unlink(missing_ok=True)
            raise Refused("relay_full", count=len(others), most=MOST)
        carried = Carried(header.bundle_id, header.sender_device, header.number, copy.name)
        self.store.set_local(_CARRIED + carried.bundle, msgspec.json.encode(carried))

    def _bytes(self, name: str) -> int:
        try:
            return (self.inbox / name).stat().st_size
        except OSError:
            return 0

    def carried(self) -> list[Carried]:
        """What is still carried."""
        held = self.store.locals_named(_CARRIED).values()
        return [msgspec.json.decode(value, type=Carried) for value in held]

    def announcement(self) -> bytes | None:
        """The bundles carried, for the receiver to answer through this laptop."""
        ids = [one.bundle for one in self.carried()]
        return msgspec.msgpack.encode(ids) if ids else None

    def pass_on(self, folder: Path) -> list[Path]:
        """Write every bundle carried, and every receipt for somebody else, to a stick.

        Raises:
            WorldFailed: as ``write_durably``.
        """
        written = []
        for one in self.carried():
            header, data = read_bundle(self.inbox / one.file)
            path = folder / bundle_name(Sealed(header, data).header)
            write_durably(path, [data])
            written.append(path)
        for signed in self.store.locals_named(_BACK).values():
            path = folder / receipt_name(read_receipt(signed)[0])
            write_durably(path, [MAGIC + signed])
            written.append(path)
        return written

    def bring_back(self, signed: bytes) -> bool:
        """Keep a receipt for a bundle that was carried; the copy is no longer needed."""
        receipt, _ = read_receipt(signed)
        one = next((one for one in self.carried() if one.bundle == receipt.bundle), None)
        if one is None:
            return False
        self.store.set_local(_BACK + one.bundle, signed)
        if receipt.state == "merged":
            self.store.set_local(_CARRIED + one.bundle, None)
            with suppress(OSError):  # a copy too many does no harm
                (self.inbox / one.file).unlink(missing_ok=True)
        return True


def announced(documents: list[bytes]) -> list[str]:
    """The ids of the bundles that a sender says it carries; what cannot be read names none."""
    found: list[str] = []
    for document in documents:
        try:
            found += _ids.decode(document)
        except msgspec.DecodeError:
            continue
    return found
