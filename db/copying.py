"""A copy of an encrypted store at one moment, made page by page while it is in use."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2
from typing_extensions import override

from db.dialects.sqlite_failures import world_code
from db.engine import STORE_FILE
from db.store import open_store
from fieldapp.foundation.errors import WorldFailed
from fieldapp.foundation.vault import StoreKey
from fieldapp.ports.copying import Copying
from fieldapp.ports.store import Examination


@dataclass(frozen=True)
class FileCopying(Copying):
    """Copies the store file of a workspace folder."""

    folder: Path
    key: StoreKey
    app: str

    @override
    def copy(self, target: Path) -> None:
        try:
            with (
                closing(self._connected(self.folder / STORE_FILE)) as source,
                closing(self._connected(target)) as copied,
            ):
                source.backup(copied)
        except dbapi2.Error as error:
            code = world_code(error, self.folder)
            if code is None:
                raise
            raise WorldFailed(code) from None

    @override
    def examine(self, folder: Path) -> Examination:
        store = open_store(folder, self.key, self.app)
        try:
            return store.examine()
        finally:
            store.close()

    def _connected(self, path: Path) -> Any:  # noqa: ANN401  the driver has no types
        connection = dbapi2.connect(str(path), isolation_level=None)
        connection.execute(f"PRAGMA key = \"x'{self.key.raw.hex()}'\"")
        connection.execute("PRAGMA busy_timeout = 10000")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection
