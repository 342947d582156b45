from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fieldapp.bundles.container import inspect
from fieldapp.bundles.delivery import (
    README_NAME,
    Addresses,
    bundle_name,
    deliver,
    readme,
    take_in,
)
from fieldapp.foundation.errors import Refused, WorldFailed
from tests.fieldapp.bundles.sample import OFFICE, opened, sealed

ADDRESSES = Addresses("示范县", "Laptop 7", "County office")


def test_a_delivered_bundle_lies_whole_beside_its_note(tmp_path: Path) -> None:
    bundle = sealed()
    done = deliver(bundle, tmp_path, ADDRESSES)
    assert done.path == tmp_path / "bundle-laptop7-00012.fsync"
    assert done.path.read_bytes() == bundle.data
    assert done.check_code == bundle.header.check_code
    assert sorted(path.name for path in tmp_path.iterdir()) == [README_NAME, done.path.name]


def test_a_bundle_may_be_given_a_name(tmp_path: Path) -> None:
    done = deliver(sealed(), tmp_path / "june.fsync", ADDRESSES)
    assert inspect(done.path).number == 12
    assert done.path.name in (tmp_path / README_NAME).read_text("utf-8-sig")


def test_the_note_names_county_laptop_date_and_counts_and_nothing_of_the_inside() -> None:
    bundle = sealed()
    note = readme(bundle.header, "june.fsync", ADDRESSES)
    for word in ("示范县", "Laptop 7", "2016-06-01 10:45:00", bundle.header.check_code):
        assert note.count(word) == 2
    for secret in ("member-1", "value 1", "七号机"):
        assert secret not in note


def test_a_file_name_is_plain_whatever_the_device_is_called() -> None:
    hostile = msgspec.structs.replace(sealed().header, sender_device="../..\\张\x00 A:b")
    assert bundle_name(hostile) == "bundle-ab-00012.fsync"
    unnamed = msgspec.structs.replace(hostile, sender_device="")
    assert bundle_name(unnamed) == "bundle-laptop-00012.fsync"


@pytest.mark.parametrize("target", ["pulled/june.fsync", "pulled"])
def test_a_missing_stick_is_named_and_leaves_nothing(tmp_path: Path, target: str) -> None:
    with pytest.raises(WorldFailed, match="drive_gone"):
        deliver(sealed(), tmp_path / target, ADDRESSES)
    assert not list(tmp_path.iterdir())


def test_taking_a_bundle_in_twice_gives_one_copy_that_opens(tmp_path: Path) -> None:
    bundle = sealed()
    stick = deliver(bundle, tmp_path, ADDRESSES).path
    inbox = tmp_path / "inbox"
    first = take_in(stick, inbox)
    renamed = stick.rename(tmp_path / "copy of june.fsync")
    assert take_in(renamed, inbox) == first
    assert list(inbox.iterdir()) == [first]
    assert opened(first.read_bytes(), OFFICE).header == bundle.header
    assert renamed.exists()


def test_a_damaged_bundle_is_not_taken_in(tmp_path: Path) -> None:
    stick = tmp_path / "june.fsync"
    stick.write_bytes(sealed().data[:-1])
    with pytest.raises(Refused, match="bundle_incomplete"):
        take_in(stick, tmp_path / "inbox")
    assert not (tmp_path / "inbox").exists()
