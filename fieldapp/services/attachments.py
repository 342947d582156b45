"""Photos and papers kept with the records: encrypted beside the store, named by their content."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import make_folder, write_durably
from fieldapp.ports.store import Done, Store, created
from fieldapp.records import Attachment, Household, Visit
from fieldapp.records.declare import record_of
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_record
from fieldapp.services.photo_files import fit_photo, thumbnail, without_position
from fieldapp.services.values import read_fields

FOLDER = "attachments"
LARGEST = 20 * 1024 * 1024
"""Bytes of a paper at most; photos are made small first."""
_PRINTED_EDGE = 960
"""Pixels: 300 to the inch on half the width of a page."""
_KEY = "attachments.key"
_NONCE = 12


@dataclass(frozen=True)
class NewAttachment:
    """What is to be kept: a file, what it is (``attachment_kind``), and what it belongs to."""

    path: Path
    kind: str
    household: str
    visit: str | None = None
    caption: str | None = None


@dataclass(frozen=True)
class Attachments:
    """The attachments of a workspace; ``folder`` is the workspace's."""

    registers: Registers
    folder: Path

    def add(self, given: NewAttachment) -> tuple[str, Done]:
        """Keep a file with a household, in one act; returns the attachment's uid.

        Photos are turned upright and made small; other papers stay as they are.

        Raises:
            Refused: ``not_a_photo``, ``attachment_too_large``, and as ``read_fields``.
            WorldFailed: ``file_missing``, ``disk_full``, ``not_writable``.
        """
        registers = self.registers
        home = the_record(registers.store, Household, given.household)
        if given.visit is not None:
            the_record(registers.store, Visit, given.visit)
        told = read_fields(Attachment, {"kind": given.kind, "caption": given.caption})
        data, taken_at = _read(given.path), None
        if told["kind"] == "photo":
            photo = fit_photo(data)
            data, taken_at = photo.data, photo.taken_at
        if len(data) > LARGEST:
            raise Refused("attachment_too_large", most=LARGEST // 1024 // 1024)
        digest = hashlib.sha256(data).hexdigest()
        # the file comes first: a record never speaks of what is not there
        self._keep(digest, data)
        record = record_of(
            Attachment,
            registers.ids.uid(),
            {
                **told, "village": home.village, "sha256": digest, "size": len(data),
                "taken_at": taken_at, "taken_by": registers.author or None,
                "household": home.uid, "visit": given.visit, "strip_position": True,
            },
        )  # fmt: skip
        return record.uid, registers.store.write(registers.act("attachment.add"), [created(record)])

    def of(self, household: str) -> list[Attachment]:
        """The attachments of a household, those of its visits too, the newest last."""
        return self.registers.store.find(Attachment, household=household)

    def read(self, attachment: Attachment) -> bytes:
        """The content.

        Raises:
            WorldFailed: ``attachment_missing``, ``attachment_damaged``.
        """
        return self._read(attachment.sha256)

    def holds(self, sha256: str) -> bool:
        """Whether the content is here."""
        return self._path(sha256).is_file()

    def take(self, sha256: str, data: bytes) -> bool:
        """Keep content that came from another laptop; False when it is not what it says."""
        if not data or len(data) > LARGEST or hashlib.sha256(data).hexdigest() != sha256:
            return False
        self._keep(sha256, data)
        return True

    def thumbnail(self, uid: str, edge: int) -> bytes:
        """A small JPEG of a photo, at most ``edge`` pixels; raises as ``read``."""
        return thumbnail(self.read(the_record(self.registers.store, Attachment, uid)), edge)

    def printable(self, attachment: Attachment) -> bytes | None:
        """A photo as large as paper can show; ``None`` when it is missing or damaged."""
        try:
            return thumbnail(self.read(attachment), _PRINTED_EDGE)
        except (WorldFailed, Refused):
            return None

    def export(self, attachment: Attachment, target: Path, *, public: bool) -> None:
        """Write the content as a file; a public one does not say where a photo was taken.

        Raises:
            WorldFailed: as ``read``, ``disk_full``, ``not_writable``.
        """
        data = self.read(attachment)
        if public and attachment.kind == "photo":
            data = without_position(data)
        write_durably(target, [data])

    def examine(self) -> list[tuple[str, int]]:
        """Codes with counts of attachments that are missing or damaged."""
        return sorted(Counter(code for _attachment, code in self.faults()).items())

    def faults(self) -> list[tuple[Attachment, str]]:
        """Every attachment whose file is missing or damaged, with the code of what is wrong."""
        found = []
        for attachment in self.registers.store.find(Attachment):
            try:
                self.read(attachment)
            except WorldFailed as failure:
                found.append((attachment, failure.code))
        return found

    def _keep(self, digest: str, data: bytes) -> None:
        path = self._path(digest)
        with suppress(WorldFailed):
            self._read(digest)
            return  # what is damaged is written anew
        make_folder(path.parent)
        nonce = secrets.token_bytes(_NONCE)
        write_durably(path, [nonce, self._cipher().encrypt(nonce, data, digest.encode())])

    def _read(self, digest: str) -> bytes:
        try:
            sealed = self._path(digest).read_bytes()
        except OSError:
            raise WorldFailed("attachment_missing") from None
        try:
            data = self._cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], digest.encode())
        except (InvalidTag, ValueError):
            raise WorldFailed("attachment_damaged") from None
        if hashlib.sha256(data).hexdigest() != digest:
            raise WorldFailed("attachment_damaged")
        return data

    def _path(self, digest: str) -> Path:
        """A name that tells nothing without the key, not even whether a known photo is here."""
        name = hmac.new(_key(self.registers.store), digest.encode(), hashlib.sha256).hexdigest()
        return self.folder / FOLDER / name[:2] / name[2:]

    def _cipher(self) -> ChaCha20Poly1305:
        return ChaCha20Poly1305(_key(self.registers.store))


def _key(store: Store) -> bytes:
    """The key of the attachments, which lies in the encrypted store only."""
    known = store.local(_KEY)
    if known is None:
        known = secrets.token_bytes(32)
        store.set_local(_KEY, known)
    return known


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > 4 * LARGEST:
            raise Refused("attachment_too_large", most=LARGEST // 1024 // 1024)
        return path.read_bytes()
    except OSError:
        raise WorldFailed("file_missing", file=path.name) from None
