"""Several people at one laptop: after the day's first passphrase each takes over with a short PIN.

A PIN opens nothing by itself: the store is open already, and the hashes lie inside it.
"""

from __future__ import annotations

import hmac
from itertools import pairwise
from pathlib import Path

import msgspec

from fieldapp.foundation.clock import Clock
from fieldapp.foundation.derivation import Argon2, cheapest, derive
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.tries import Tries
from fieldapp.foundation.vault import unlock
from fieldapp.ports.store import Store
from fieldapp.services.access import at_keyboard, require_writer
from fieldapp.services.keyboard import take_keyboard
from fieldapp.services.lookup import person_named

LEAST_DIGITS, MOST_DIGITS = 4, 8
MOST_TRIES = 10
"""After so many wrong ones a PIN counts no more until the passphrase was typed."""
_KEPT = "pin/"


class _Pin(msgspec.Struct, frozen=True):
    kdf: Argon2
    hash: bytes
    tries: Tries = Tries()


def people_with_pins(store: Store) -> list[str]:
    """Names of everybody who has a PIN on this laptop."""
    return sorted(name.removeprefix(_KEPT) for name in store.locals_named(_KEPT))


def set_pin(store: Store, folder: Path, name: str, pin: str, passphrase: str) -> None:
    """Give a person a PIN, or another one; only who knows the passphrase can.

    A reader has a say over nobody's PIN but his own.

    Raises:
        Refused: ``reader_only``, ``unknown_person``, ``pin_not_digits``, ``pin_too_simple``,
            ``wrong_passphrase``, ``too_many_tries``.
    """
    person = person_named(store, name)
    if person.name not in at_keyboard(store):
        require_writer(store)
    if not (pin.isascii() and pin.isdigit() and LEAST_DIGITS <= len(pin) <= MOST_DIGITS):
        raise Refused("pin_not_digits", least=LEAST_DIGITS, most=MOST_DIGITS)
    if _simple(pin):
        raise Refused("pin_too_simple")
    unlock(folder, passphrase)
    kdf = cheapest()
    _keep(store, person.name, _Pin(kdf, derive(pin, kdf)))


def take_keyboard_with_pin(store: Store, clock: Clock, name: str, pin: str) -> None:
    """Write in this person's name from now on.

    Raises:
        Refused: ``wrong_pin``; ``too_many_tries`` when it is not heard yet; ``pin_worn_out`` when
            only the passphrase helps; ``unknown_person``.
    """
    found = store.local(_KEPT + name)
    if found is None:
        raise Refused("unknown_person")
    kept = msgspec.msgpack.decode(found, type=_Pin)
    if kept.tries.wrong >= MOST_TRIES:
        raise Refused("pin_worn_out")
    kept.tries.require_patience(clock.now())
    if not hmac.compare_digest(derive(pin, kept.kdf), kept.hash):
        tries = kept.tries.after_wrong(clock.now())
        _keep(store, name, msgspec.structs.replace(kept, tries=tries))
        raise Refused("wrong_pin")
    if kept.tries.wrong:
        _keep(store, name, msgspec.structs.replace(kept, tries=Tries()))
    take_keyboard(store, name)


def passphrase_was_typed(store: Store) -> None:
    """Hear every PIN again: whoever opened the store knows the passphrase."""
    for name, value in store.locals_named(_KEPT).items():
        kept = msgspec.msgpack.decode(value, type=_Pin)
        if kept.tries.wrong:
            _keep(store, name.removeprefix(_KEPT), msgspec.structs.replace(kept, tries=Tries()))


def _keep(store: Store, name: str, pin: _Pin) -> None:
    store.set_local(_KEPT + name, msgspec.msgpack.encode(pin))


def _simple(pin: str) -> bool:
    """One digit throughout, or a row up or down."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    return len(steps) == 1 and steps <= {0, 1, 9}
