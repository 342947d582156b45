from __future__ import annotations

import re

import msgspec
import pytest

from fieldapp.bundles.keys import DeviceKeys, PublicKeys, recipient_from, recipient_id


def test_keys_survive_being_stored_and_read() -> None:
    keys = DeviceKeys.generate()
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(keys), type=DeviceKeys)
    assert again == keys
    public = msgspec.json.decode(msgspec.json.encode(keys.public()), type=PublicKeys)
    assert public == keys.public()
    public.verify_key().verify(keys.signing_key().sign(b"words"), b"words")
    assert recipient_id(public.recipient()) == recipient_id(keys.identity().to_public())


def test_private_keys_do_not_show_in_a_report() -> None:
    keys = DeviceKeys.generate()
    assert keys.opening not in repr(keys)
    assert repr(keys.signing) not in repr(keys)


def test_two_devices_never_share_a_key() -> None:
    one, other = DeviceKeys.generate().public(), DeviceKeys.generate().public()
    assert one.verify != other.verify
    assert one.seal != other.seal


def test_a_fingerprint_is_two_groups_of_four_to_read_aloud() -> None:
    public = DeviceKeys.generate().public()
    assert re.fullmatch(r"[0-9A-F]{4} [0-9A-F]{4}", public.fingerprint())
    assert public.fingerprint() == public.fingerprint()


def test_a_text_that_is_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match="age1nothing"):
        recipient_from("age1nothing")
