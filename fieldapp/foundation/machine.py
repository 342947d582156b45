"""A name for the place of a workspace, machine and folder, that tells nobody which they are."""

from __future__ import annotations

import contextlib
import hashlib
import platform
import sys
from pathlib import Path

_NAMES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def place_of(folder: Path) -> str:
    """The same for the same folder on the same installed system, 32 hexadecimal digits."""
    told = f"{_machine()}\n{folder.resolve()}"
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _machine() -> str:
    """What the system was called when it was installed."""
    if sys.platform == "win32":
        import winreg

        key = r"SOFTWARE\Microsoft\Cryptography"
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as found:
            return str(winreg.QueryValueEx(found, "MachineGuid")[0])
    for path in _NAMES:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return path.read_text("ascii").strip()
    return platform.node()
