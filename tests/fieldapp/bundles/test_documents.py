"""Receipts and rosters: signed, whole, and of the right county."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.bundles.keys import DeviceKeys
from fieldapp.bundles.receipts import (
    MAGIC,
    Receipt,
    read_receipt,
    receipt_in,
    receipt_name,
    sign_receipt,
)
from fieldapp.bundles.roster import Entry, Roster, hand_over, read_roster, sign_roster
from fieldapp.bundles.signed import opened, sign
from fieldapp.foundation.errors import Refused

COUNTY, OTHER, SAFE = (DeviceKeys.generate() for _ in range(3))
RECEIPT = Receipt(
    bundle="b", sha256=bytes(32), number=7, sender="../..", receiver="c", at="2016-06-01T09:00:00",
    state="merged", changes=3,
)  # fmt: skip


def roster(keys: DeviceKeys, *handovers: bytes, county_id: str = "c") -> bytes:
    entry = Entry("d", "一号机", OTHER.public(), ("v",))
    made = Roster(
        county_id=county_id, version=3, issued_at="2016-06-01T09:00:00", county=keys.public(),
        recovery=SAFE.public(), entries=(entry,), handovers=handovers,
    )  # fmt: skip
    return sign_roster(made, keys.signing_key())


def test_every_altered_bit_of_a_signed_document_is_noticed() -> None:
    data = sign("purpose", b"body", COUNTY.signing_key())
    assert opened("purpose", data) == (b"body", COUNTY.public().verify)
    for at in range(len(data) * 8):
        altered = bytearray(data)
        altered[at // 8] ^= 1 << at % 8
        with pytest.raises(Refused, match="document_damaged"):
            opened("purpose", bytes(altered))


def test_a_signature_for_one_purpose_serves_no_other() -> None:
    data = sign("purpose", b"body", COUNTY.signing_key())
    with pytest.raises(Refused, match="document_damaged"):
        opened("another", data)


def test_a_receipt_is_read_as_it_was_written_and_names_no_path(tmp_path: Path) -> None:
    signed = sign_receipt(RECEIPT, COUNTY.signing_key())
    assert read_receipt(signed) == (RECEIPT, COUNTY.public().verify)
    file = tmp_path / receipt_name(RECEIPT)
    assert file.parent == tmp_path
    file.write_bytes(MAGIC + signed)
    assert receipt_in(file) == signed
    file.write_bytes(b"something else")
    assert receipt_in(file) is None
    assert receipt_in(tmp_path / "nothing") is None


def test_a_roster_is_trusted_only_from_the_county_it_is_of() -> None:
    trusted = [COUNTY.public(), SAFE.public()]
    found = read_roster(roster(COUNTY), "c", trusted)
    assert found.version == 3
    entry = found.entry("d")
    assert entry is not None
    assert entry.name == "一号机"
    assert found.entry("x") is None
    for untrusted in (roster(OTHER), roster(COUNTY, county_id="x")):
        with pytest.raises(Refused, match="roster_untrusted"):
            read_roster(untrusted, "c", trusted)


def test_a_key_is_trusted_that_a_trusted_one_named_and_only_then() -> None:
    new, newest = DeviceKeys.generate(), DeviceKeys.generate()
    first = hand_over("c", new.public(), COUNTY.signing_key())
    second = hand_over("c", newest.public(), new.signing_key())
    trusted = [COUNTY.public(), SAFE.public()]
    assert read_roster(roster(newest, first, second), "c", trusted).county == newest.public()
    from_safe = hand_over("c", newest.public(), SAFE.signing_key())
    assert read_roster(roster(newest, from_safe), "c", trusted).county == newest.public()
    elsewhere = hand_over("x", new.public(), COUNTY.signing_key())
    invented = hand_over("c", new.public(), OTHER.signing_key())
    for chain in ((), (second,), (elsewhere, second), (invented, second)):
        with pytest.raises(Refused, match="roster_untrusted"):
            read_roster(roster(newest, *chain), "c", trusted)
