"""The state of a workspace made anew from its change log, with a copy set aside before."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fieldapp.ports.copying import Copying
from fieldapp.ports.store import Examination, Rebuilt, Store

COPY = "store.db.before-rebuild"
_MENDABLE = {
    "guards_missing",
    "lines_differ_from_records",
    "search_index_incomplete",
    "state_differs_from_log",
}


@dataclass(frozen=True)
class Mended:
    """What was found and put right; ``copy`` names the store as it was, where anything differed."""

    found: Rebuilt
    copy: str | None


@dataclass(frozen=True)
class Rebuilding:
    """Rebuilds the store of a workspace; without ``copying`` its copies are a server's."""

    folder: Path
    store: Store
    copying: Copying | None

    def run(self) -> Mended:
        """Compare and make anew; a store that was as it should be leaves no copy.

        Raises:
            Refused: ``log_damaged``. WorldFailed: ``disk_full`` … Nothing was changed.
        """
        aside = self.folder / COPY
        if self.copying is not None:
            aside.unlink(missing_ok=True)
            self.copying.copy(aside)
        found = self.store.rebuild()
        if self.copying is not None and (found.differences or found.lines):
            return Mended(found, aside.name)
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        return Mended(found, None)


def is_mendable(found: Examination) -> bool:
    """Whether all that an examination found can be put right from the log."""
    return bool(found.problems) and {code for code, _ in found.problems} <= _MENDABLE
