"""Bringing a bundle to a stick and from it: written whole, read back, with a note for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fieldapp.bundles.container import SUFFIX, Sealed, read_bundle
from fieldapp.bundles.header import Header
from fieldapp.foundation.files import make_folder, write_durably
from fieldapp.foundation.i18n import LANGUAGES, N_, translator

README_NAME = "READ-ME.txt"
_CHUNK = 1024 * 1024
_NOTE = N_("""Sync bundle {file}

County: {county}
From: {sender}, bundle no. {number}
To: {receiver}
Written: {when}
Contents: {ops} changes, {blobs} attachments
Check code: {code}

The bundle is encrypted; only the receiver can open it.
Copy it as it is. Do not open, edit or repack it. Copying it twice does no harm.
To import it, start the program, choose “Import bundle” and then this file.
""")


@dataclass(frozen=True)
class Addresses:
    """The names that people use, for the note beside a bundle: no person among them."""

    county: str
    sender: str
    receiver: str


@dataclass(frozen=True)
class Delivered:
    """A bundle that lies on a stick and was read back from it."""

    path: Path
    sha256: bytes
    check_code: str


def bundle_name(header: Header) -> str:
    """The file name of a bundle: device and number, plain letters and digits only."""
    device = "".join(sign for sign in header.sender_device if sign.isascii() and sign.isalnum())
    return f"bundle-{device[:12].lower() or 'laptop'}-{header.number:05d}{SUFFIX}"


def deliver(bundle: Sealed, target: Path, addresses: Addresses) -> Delivered:
    """Write a bundle and the note beside it.

    Args:
        bundle: what ``seal`` made.
        target: a folder (the bundle gets its usual name), or a file name with an ending.
        addresses: the names for the note.

    Raises:
        WorldFailed: ``disk_full``, ``not_writable``, ``drive_gone`` or ``read_back_differs``;
            no file with the name of a bundle is left that is not whole.
    """
    folder = target.is_dir() or not target.suffix
    path = target / bundle_name(bundle.header) if folder else target
    sha256 = write_durably(path, _pieces(bundle.data))
    note = readme(bundle.header, path.name, addresses)
    write_durably(path.with_name(README_NAME), [note.encode("utf-8-sig")])
    return Delivered(path, sha256, bundle.header.check_code)


def take_in(source: Path, inbox: Path) -> Path:
    """Copy a bundle from a stick to the local inbox, whole, before anything reads it further.

    Returns:
        The copy, named after the bundle's content: taking it in twice gives one file.

    Raises:
        Refused: the file fails the checks of ``read_bundle``.
        WorldFailed: it cannot be read, or the inbox cannot be written.
    """
    header, data = read_bundle(source)
    make_folder(inbox)
    copy = inbox / f"{header.payload_sha256.hex()[:32]}{SUFFIX}"
    write_durably(copy, _pieces(data))
    return copy


def _pieces(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), _CHUNK):
        yield data[at : at + _CHUNK]


def readme(header: Header, name: str, addresses: Addresses) -> str:
    """The note beside a bundle, in every language: whence, whither, when, how much."""
    facts = {
        "file": name,
        "county": addresses.county,
        "sender": addresses.sender,
        "receiver": addresses.receiver,
        "number": header.number,
        "when": header.created_at.replace("T", " "),
        "ops": header.counts.get("ops", 0),
        "blobs": header.counts.get("blobs", 0),
        "code": header.check_code,
    }
    notes = [translator(language).gettext(_NOTE).format_map(facts) for language in LANGUAGES]
    return "\n\n".join(notes).replace("\n", "\r\n")
