"""Backups that nobody has to think of: daily and on closing, the older ones thinned out.

They lie in the workspace's own folder and, when one was chosen, in a folder of a second drive.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import make_folder, naming_failures, write_durably
from fieldapp.ports.store import Store
from fieldapp.services.backups import SUFFIX, Backups

FOLDER = "backups"
DAYS, WEEKS, MONTHS = 7, 4, 6
"""Of so many last days, weeks and months that have a backup, the newest is kept."""
LARGEST_ON_CLOSING = 64 * 1024 * 1024
"""Bytes of a store that is still backed up while somebody waits for the window to close."""
_KEPT = "backups"
_NAME = "fieldapp-%Y-%m-%d-%H%M%S" + SUFFIX
_CHUNK = 1024 * 1024


class BackupState(msgspec.Struct, frozen=True):
    """What is set, and what was last made; ``problem`` is the code of what went wrong with it."""

    second: str = ""
    made_at: str = ""
    mark: str = ""
    """Stands for the changes that the newest backup holds."""
    second_at: str = ""
    problem: str = ""


def last_backup(store: Store) -> str:
    """When the last one was made, by this laptop's clock; empty for never."""
    return _state(store).made_at


def _state(store: Store) -> BackupState:
    found = store.local(_KEPT)
    return BackupState() if found is None else msgspec.json.decode(found, type=BackupState)


@dataclass(frozen=True)
class AutomaticBackups:
    """Looks after the backups of one open workspace."""

    backups: Backups

    def state(self) -> BackupState:
        """What is set, and what was last made."""
        return _state(self.backups.store)

    def choose_second(self, folder: Path | None) -> BackupState:
        """Keep every backup in this folder too, or in no second place.

        Raises:
            Refused: ``same_drive_folder``: it lies in the workspace itself.
            WorldFailed: ``not_writable``.
        """
        if folder is not None:
            if folder.resolve().is_relative_to(self.backups.folder.resolve()):
                raise Refused("same_drive_folder")
            make_folder(folder)
        return self._keep(
            msgspec.structs.replace(self.state(), second=str(folder or ""), second_at="")
        )

    def due(self, *, closing: bool) -> bool:
        """Whether something was changed since the last backup; on closing, or once a day."""
        state = self.state()
        if not closing and state.made_at[:10] == self._now().date().isoformat():
            return False
        if closing and self.backups.store_bytes() > LARGEST_ON_CLOSING:
            return False
        return state.mark != self._mark()

    def run(self) -> BackupState:
        """Make a backup, carry it to the second place, thin out; what fails is kept in the state.

        A second place that is not there is no failure of the backup itself.
        """
        mark, now = self._mark(), self._now()
        try:
            folder = self.backups.folder / FOLDER
            make_folder(folder)
            made = self.backups.make(folder / now.strftime(_NAME))
            thin_out(folder)
        except WorldFailed as failure:
            return self._keep(msgspec.structs.replace(self.state(), problem=failure.code))
        state = msgspec.structs.replace(
            self.state(), made_at=now.isoformat(), mark=mark, problem=""
        )
        return self._keep(self._carried(made.file, state))

    def _carried(self, made: Path, state: BackupState) -> BackupState:
        if not state.second:
            return state
        second = Path(state.second)
        try:
            write_durably(second / made.name, _pieces(made))
            thin_out(second)
        except WorldFailed as failure:
            return msgspec.structs.replace(state, problem=failure.code)
        return msgspec.structs.replace(state, second_at=state.made_at)

    def _keep(self, state: BackupState) -> BackupState:
        self.backups.store.set_local(_KEPT, msgspec.json.encode(state))
        return state

    def _mark(self) -> str:
        heads = sorted(self.backups.store.log.heads().items())
        return hashlib.sha256(b"".join(actor + chain for actor, chain in heads)).hexdigest()

    def _now(self) -> dt.datetime:
        return self.backups.clock.now()


def thin_out(folder: Path) -> None:
    """Remove backups that newer ones of the same time stand for; other files are not touched.

    Raises:
        WorldFailed: ``not_writable`` …
    """
    with naming_failures():
        times = {path: made for path in folder.iterdir() if (made := _time_of(path.name))}
        kept = worth_keeping(times.values())
        for path, made in times.items():
            if made not in kept:
                path.unlink(missing_ok=True)


def worth_keeping(times: Iterable[dt.datetime]) -> set[dt.datetime]:
    """The newest of each of the last days, weeks and months that have any."""
    newest_first = sorted(times, reverse=True)
    kept: set[dt.datetime] = set()
    for period, most in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        seen: dict[str, dt.datetime] = {}
        for made in newest_first:
            seen.setdefault(made.strftime(period), made)
        kept.update(list(seen.values())[:most])
    return kept


def _time_of(name: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(name, _NAME)  # noqa: DTZ007  local time, as every time here
    except ValueError:
        return None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
