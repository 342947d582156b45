"""Which sticks are plugged in, as the operating system tells it."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

_REMOVABLE_DRIVE = 2
_BLOCK_DEVICES = Path("/sys/class/block")


@dataclass(frozen=True)
class Stick:
    """A removable drive that can be written: what people call it, and its free bytes."""

    name: str
    folder: Path
    free: int


def find_sticks() -> tuple[Stick, ...]:
    """The sticks that are ready, by name; may wait for slow drives: ask on the file lane."""
    return tuple(
        sorted(
            (
                Stick(_name(drive), Path(drive.rootPath()), drive.bytesAvailable())
                for drive in QStorageInfo.mountedVolumes()
                if drive.isReady() and not drive.isReadOnly() and _removable(drive)
            ),
            key=lambda stick: stick.name,
        )
    )


def _name(drive: QStorageInfo) -> str:
    letter = drive.rootPath().rstrip("/")
    label = drive.name() or drive.displayName()
    return f"{label} ({letter})" if sys.platform == "win32" and label != letter else label


def _removable(drive: QStorageInfo) -> bool:
    if sys.platform == "win32":
        root = drive.rootPath().replace("/", "\\")
        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOVABLE_DRIVE)
    return is_removable(bytes(drive.device().data()).decode(errors="replace"), _BLOCK_DEVICES)


def is_removable(device: str, block_devices: Path) -> bool:
    """Whether the kernel calls the disk of this partition removable; ``device`` is ``/dev/…``."""
    place = (block_devices / Path(device).name).resolve()
    for disk in (place, place.parent):
        flag = disk / "removable"
        if flag.is_file():
            on_usb = "/usb" in place.as_posix()
            return on_usb or flag.read_text(encoding="ascii").strip() == "1"
    return False
