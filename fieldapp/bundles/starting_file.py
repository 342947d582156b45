"""The starting file: what a new laptop needs to begin, locked with a passphrase of its own."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pyrage

from fieldapp.bundles.keys import DeviceKeys, PublicKeys
from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import write_durably

MAX_FILE = 256 * 1024 * 1024


class StartingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One laptop's identity, its county, its villages and the register as a sealed bundle."""

    format: int
    invite: str
    device: str
    name: str
    keys: DeviceKeys
    county_id: str
    county: str
    county_device: str
    county_keys: PublicKeys
    recovery_keys: PublicKeys
    villages: tuple[str, ...]
    village_names: tuple[str, ...]
    bundle: bytes


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(StartingFile)


def write_starting_file(path: Path, contents: StartingFile, passphrase: str) -> None:
    """Lock with the passphrase and write; the file is there whole or not at all."""
    write_durably(path, [pyrage.passphrase.encrypt(_encoder.encode(contents), passphrase)])


def read_starting_file(path: Path, passphrase: str) -> StartingFile:
    """Unlock a starting file.

    Raises:
        Refused: ``invite_wrong_passphrase``, ``not_a_starting_file``.
        WorldFailed: ``file_missing``.
    """
    try:
        if path.stat().st_size > MAX_FILE:
            raise Refused("not_a_starting_file")
        data = path.read_bytes()
    except OSError:
        raise WorldFailed("file_missing", file=path.name) from None
    if not data.startswith(b"age-encryption.org/"):
        raise Refused("not_a_starting_file")
    try:
        return _decoder.decode(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError:
        raise Refused("invite_wrong_passphrase") from None
    except msgspec.DecodeError:
        raise Refused("not_a_starting_file") from None
