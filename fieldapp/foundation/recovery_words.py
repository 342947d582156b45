"""Recovery words: a key of 128 bits as twelve Chinese characters or twelve English words.

The lists are those of BIP-39, whose words stand at the same places in every language and whose
last bits are a checksum: a word copied wrong is noticed before anything is tried.
"""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fieldapp.foundation.errors import Refused

ENTROPY_BYTES = 16
WORDS = 12
_LISTS = {"zh_CN": "chinese_simplified", "en": "english"}


def new_entropy() -> bytes:
    """What the words stand for, from the system's random source."""
    return secrets.token_bytes(ENTROPY_BYTES)


def words_of(entropy: bytes, language: str) -> list[str]:
    """The twelve words or characters, in their order."""
    from mnemonic import Mnemonic  # needed once in the life of a workspace

    return Mnemonic(_LISTS[language]).to_mnemonic(entropy).split()


def entropy_of(typed: str) -> bytes:
    """What twelve words stand for, in either language; characters may stand without spaces.

    Raises:
        Refused: ``recovery_words_misread``: one is not in the list, or they do not fit together.
    """
    from mnemonic import Mnemonic

    words = typed.casefold().split()
    if len(words) != WORDS:
        words = list("".join(words))
    for name in _LISTS.values():
        try:
            return bytes(Mnemonic(name).to_entropy(words))
        except (ValueError, LookupError):
            continue
    raise Refused("recovery_words_misread")


def entropy_key(entropy: bytes) -> bytes:
    """The 32 bytes that wrap a store key; nothing slow is needed for 128 random bits."""
    return HKDF(hashes.SHA256(), 32, None, b"fieldapp recovery words").derive(entropy)
