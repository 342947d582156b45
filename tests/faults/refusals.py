"""What is no longer the workspace that was closed: refused in one sentence, and left unchanged."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.engine import STORE_FILE, open_engine
from fieldapp.bootstrap import Opener
from fieldapp.foundation.errors import FieldappError, sentence
from fieldapp.foundation.i18n import LANGUAGES
from fieldapp.foundation.key_file import KEY_FILE
from fieldapp.foundation.vault import lock_new, unlock
from tests.register_village import PASSPHRASE, open_village


@dataclass(frozen=True)
class Refusal:
    """What was said, and whether everything is as before."""

    code: str
    unchanged: bool
    sentences: int


def _altered_header(folder: Path) -> None:
    data = bytearray((folder / STORE_FILE).read_bytes())
    data[20] ^= 1
    (folder / STORE_FILE).write_bytes(data)


def _swapped_key_file(folder: Path) -> None:
    (folder / KEY_FILE).unlink()
    lock_new(folder, "another", PASSPHRASE, demonstration=False)


def _truncated(folder: Path) -> None:
    data = (folder / STORE_FILE).read_bytes()
    (folder / STORE_FILE).write_bytes(data[: len(data) // 3])


def _newer(folder: Path) -> None:
    engine = open_engine(folder / STORE_FILE, unlock(folder, PASSPHRASE))
    with engine.execution_options(fieldapp_write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()


def _nothing(_folder: Path) -> None:
    """The folder stays as it is."""


CASES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "wrong passphrase": (_nothing, "not this passphrase", "wrong_passphrase"),
    "altered header": (_altered_header, PASSPHRASE, "store_damaged"),
    "swapped key file": (_swapped_key_file, PASSPHRASE, "store_damaged"),
    "truncated store": (_truncated, PASSPHRASE, "store_damaged"),
    "store of a newer version": (_newer, PASSPHRASE, "store_too_new"),
}


def refuse(case: str, folder: Path) -> Refusal:
    """Do this to a workspace and open it."""
    spoil, passphrase, _expected = CASES[case]
    open_village(folder / "whole").store.close()
    workspace = Path(shutil.copytree(folder / "whole", folder / case))
    shutil.rmtree(folder / "whole")
    spoil(workspace)
    before = _seen(workspace)
    try:
        Opener().desk(workspace, passphrase).store.close()
    except FieldappError as error:
        spoken = {sentence(error, language)[0] for language in LANGUAGES}
        return Refusal(error.code, before == _seen(workspace), len(spoken))
    return Refusal("opened", unchanged=False, sentences=0)


def _seen(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in (STORE_FILE, KEY_FILE)}
