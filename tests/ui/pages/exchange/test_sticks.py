"""Sticks are told from built-in disks by what the kernel says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.pages.exchange.sticks import find_sticks, is_removable


def disk(folder: Path, place: str, flag: str) -> None:
    """A disk with one partition, as the kernel lays it out: links to a tree of devices."""
    real = folder / "devices" / place
    partition = real / f"{real.name}1"
    partition.mkdir(parents=True)
    (real / "removable").write_text(f"{flag}\n", encoding="ascii")
    (folder / "class").mkdir(exist_ok=True)
    for each in (real, partition):
        (folder / "class" / each.name).symlink_to(each)


@pytest.mark.parametrize(
    ("place", "flag", "stick"),
    [("pci/sda", "0", False), ("pci/usb1/sdb", "0", True), ("pci/sdc", "1", True)],
)
def test_a_stick_is_removable_or_on_usb(
    tmp_path: Path, place: str, flag: str, *, stick: bool
) -> None:
    disk(tmp_path, place, flag)
    name = Path(place).name
    assert is_removable(f"/dev/{name}1", tmp_path / "class") is stick
    assert is_removable(f"/dev/{name}", tmp_path / "class") is stick


def test_what_the_kernel_does_not_know_is_no_stick(tmp_path: Path) -> None:
    assert not is_removable("tmpfs", tmp_path)


def test_looking_at_the_real_drives_finds_only_folders() -> None:
    assert all(stick.folder.is_dir() for stick in find_sticks())
