from __future__ import annotations

import errno
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.foundation import files
from fieldapp.foundation.errors import WorldFailed
from fieldapp.foundation.files import (
    make_folder,
    naming_failures,
    rename_durably,
    write_atomic,
    write_durably,
)


def test_a_file_is_written_whole_and_its_hash_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    assert write_durably(path, [b"one", b"two"]) == hashlib.sha256(b"onetwo").digest()
    assert path.read_bytes() == b"onetwo"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_half_way_leaves_the_older_file_and_no_side_file(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    write_atomic(path, b"older")

    def breaks() -> Iterator[bytes]:
        yield b"new"
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(WorldFailed, match="disk_full"):
        write_durably(path, breaks())
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_stick_that_gives_back_other_bytes_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.bin"
    monkeypatch.setattr(files, "_read_back", lambda _path: b"something else")
    with pytest.raises(WorldFailed, match="read_back_differs"):
        write_durably(path, [b"data"])
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_file_that_finds_no_room_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(WorldFailed, match="disk_full"):
            write_durably(tmp_path / "a.bin", [bytes(2000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_on_the_stick_does_not_lead_the_writing_elsewhere(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"kept")
    for name in ("a.bin", "a.bin.part"):
        (tmp_path / name).symlink_to(precious)
    write_durably(tmp_path / "a.bin", [b"data"])
    assert precious.read_bytes() == b"kept"
    assert (tmp_path / "a.bin").read_bytes() == b"data"
    assert not (tmp_path / "a.bin").is_symlink()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EFBIG, "disk_full"),
        (errno.EROFS, "not_writable"),
        (errno.EACCES, "not_writable"),
        (errno.ENAMETOOLONG, "not_writable"),
        (errno.EIO, "io_error"),
        (errno.ENODEV, "drive_gone"),
        (errno.ENOENT, "drive_gone"),
    ],
)
def test_the_systems_errors_get_names(number: int, code: str) -> None:
    with pytest.raises(WorldFailed, match=code), naming_failures():
        raise OSError(number, "the system's words")


@pytest.mark.skipif(sys.platform != "win32", reason="Windows has its own error numbers")
def test_a_stick_that_is_not_ready_on_windows_is_gone() -> None:
    with pytest.raises(WorldFailed, match="drive_gone"), naming_failures():
        raise OSError(None, "not ready", None, 21)


def test_a_folder_in_the_place_of_the_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.bin").mkdir()
    with pytest.raises(WorldFailed, match="not_writable"):
        write_durably(tmp_path / "a.bin", [b"data"])
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names of descriptors")
def test_a_file_that_got_its_name_keeps_it_after_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    flush = os.fsync

    def noting(descriptor: int) -> None:
        flushed.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", noting)
    (tmp_path / "unchecked").write_bytes(b"whole")
    rename_durably(tmp_path / "unchecked", tmp_path / "named")
    assert flushed == [str(tmp_path)]
    assert (tmp_path / "named").read_bytes() == b"whole"


def test_every_folder_that_is_new_has_its_name_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr(files, "_flush_folder", flushed.append)
    make_folder(tmp_path / "attachments" / "4f")
    assert set(flushed) == {tmp_path, tmp_path / "attachments"}
    make_folder(tmp_path / "attachments" / "4f")
    assert len(flushed) == 2, "what was there is not flushed again"


def test_a_folder_that_cannot_be_made_has_a_named_error(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    with pytest.raises(WorldFailed):
        make_folder(tmp_path / "a file" / "below")
