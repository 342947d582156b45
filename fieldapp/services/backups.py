"""Backups of a whole workspace in one file, and restoring one into a new folder.

The store, its key file, attachments and bundles lie in a backup as encrypted as in the workspace:
whoever has the file needs the passphrase too.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock

from fieldapp.foundation.archive import Part, contents_of, described, packed, unpack
from fieldapp.foundation.clock import Clock
from fieldapp.foundation.errors import Refused, WorldFailed
from fieldapp.foundation.files import make_folder, naming_failures, rename_durably, write_durably
from fieldapp.foundation.key_file import KEY_FILE
from fieldapp.foundation.vault import unlock
from fieldapp.ports.copying import Copying
from fieldapp.ports.store import Examination, Store
from fieldapp.services.attachments import FOLDER as ATTACHMENTS
from fieldapp.services.custody import OUTBOX
from fieldapp.services.profile import load_profile
from fieldapp.services.workspace import INBOX, StoreOpener

SUFFIX = ".fbackup"
RESTORED = "restored_from"
"""Local value of a restored store: :class:`Restored`."""
_STORE = "store.db"
WORKING = "backing-up"
"""Where a backup is put together and read back; empty at other times."""
_FOLDERS = (ATTACHMENTS, INBOX, OUTBOX)


@dataclass(frozen=True)
class Backup:
    """A backup that was written and examined."""

    file: Path
    made_at: str
    changes: int
    records: int
    attachments: int
    bytes: int


class Restored(msgspec.Struct, frozen=True):
    """What a restored workspace knows of its past: it is a copy and may be behind itself.

    ``writer`` and ``last`` name the writer (hexadecimal) that the backed-up laptop had, and its
    newest change in the backup: changes of that writer beyond it may be held elsewhere.
    """

    backup_made_at: str
    restored_at: str
    writer: str
    last: int


@dataclass(frozen=True)
class Held:
    """What a backup holds, seen with the passphrase."""

    name: str
    role: str
    made_at: str
    villages: tuple[str, ...]
    households: int
    changes: int
    records: int
    attachments: int


@dataclass(frozen=True)
class Backups:
    """Makes backups of one open workspace."""

    folder: Path
    store: Store
    clock: Clock
    copying: Copying

    def make(self, target: Path) -> Backup:
        """Write a backup, read it back and open the store in it.

        ``target`` is a file, or a folder in which the backup gets its usual name.

        Raises:
            WorldFailed: ``disk_full``, ``not_writable``, ``drive_gone``, ``read_back_differs``;
                ``backup_unsound`` when the store itself has damage. No file is left then, and an
                older one of that name is as before.
        """
        now = self.clock.now()
        path = target / backup_name(now.isoformat()) if target.is_dir() else target
        with _working_folder(self.folder / WORKING) as working:
            copied = working / _STORE
            self.copying.copy(copied)
            files = list(self._files(copied))
            facts = {"made_at": now.isoformat()}
            unchecked = path.with_name(path.name + ".unchecked")
            try:
                write_durably(unchecked, packed(facts, files))
                examined = self._examined(unchecked, working / "read-back")
                rename_durably(unchecked, path)
            except BaseException:
                with suppress(OSError):
                    unchecked.unlink(missing_ok=True)
                raise
        attachments = sum(part.name.startswith(ATTACHMENTS) for part, _path in files)
        return Backup(
            path, facts["made_at"], examined.changes, examined.records, attachments,
            path.stat().st_size,
        )  # fmt: skip

    def _files(self, store: Path) -> Iterator[tuple[Part, Path]]:
        """The store first: what it speaks of has been in its folder before."""
        files = [(_STORE, store), (KEY_FILE, self.folder / KEY_FILE)]
        for folder in _FOLDERS:
            found = sorted((self.folder / folder).rglob("*"))
            files += [
                (path.relative_to(self.folder).as_posix(), path)
                for path in found
                if path.is_file() and path.suffix != ".part"
            ]
        for name, path in files:
            yield described(name, path), path

    def store_bytes(self) -> int:
        """The size of the store."""
        return (self.folder / _STORE).stat().st_size

    def _examined(self, path: Path, folder: Path) -> Examination:
        """Unpack what was written as a restore would, and let the store examine itself."""
        with naming_failures():
            folder.mkdir()
        unpack(path, folder)
        found = self.copying.examine(folder)
        if found.problems:
            raise WorldFailed("backup_unsound")
        return found


@dataclass(frozen=True)
class Restoring:
    """Looks into backups and unpacks them; a workspace that is in use is never touched."""

    open_store: StoreOpener
    clock: Clock

    def preview(self, file: Path, passphrase: str, beside: Path) -> Held:
        """What a backup holds; it is unpacked beside ``beside`` for a moment.

        Raises:
            Refused: ``not_a_backup``, ``wrong_passphrase``.
            WorldFailed: ``backup_damaged``, ``disk_full`` …
        """
        with _working_folder(beside.with_name(beside.name + ".part")) as side:
            return self._unpacked(file, passphrase, side)

    def restore(self, file: Path, folder: Path, passphrase: str) -> Held:
        """Make a workspace of a backup in a folder that is new or empty.

        The workspace knows that it is a copy (:class:`Restored`), and is noticed as one when it
        is opened: the file that says where it was last open is not in a backup.

        Raises:
            Refused: ``workspace_exists``, and as ``preview``.
        """
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused("workspace_exists", folder=folder)
        with _working_folder(folder.with_name(folder.name + ".part")) as side:
            held = self._unpacked(file, passphrase, side, then=self._mark)
            with naming_failures():
                if folder.exists():
                    folder.rmdir()
            rename_durably(side, folder)
        return held

    def _unpacked(
        self,
        file: Path,
        passphrase: str,
        side: Path,
        then: Callable[[Store, str], None] | None = None,
    ) -> Held:
        made_at = contents_of(file).facts.get("made_at", "")
        contents = unpack(file, side, durably=then is not None)
        key = unlock(side, passphrase)
        make_folder(side / INBOX)
        store = self.open_store(side, key)
        try:
            examined = store.examine()
            if examined.problems:
                raise WorldFailed("backup_damaged")
            profile = load_profile(store)
            villages = store.questions.villages()
            if then is not None:
                then(store, made_at)
            return Held(
                profile.name, profile.role, made_at, tuple(one.name for one in villages),
                sum(one.households for one in villages), examined.changes, examined.records,
                sum(part.name.startswith(ATTACHMENTS) for part in contents.parts),
            )  # fmt: skip
        finally:
            store.close()

    def _mark(self, store: Store, made_at: str) -> None:
        before = store.writer()
        last = max((end for _first, end in store.log.have().get(before.actor, ())), default=0)
        marked = Restored(made_at, self.clock.now().isoformat(), before.actor.hex(), last)
        store.set_local(RESTORED, msgspec.json.encode(marked))


def backup_name(made_at: str) -> str:
    """The usual name of a backup: its time and nothing else."""
    digits = made_at.replace(":", "").replace("T", "-")
    return f"fieldapp-{digits}{SUFFIX}"


@contextmanager
def _working_folder(folder: Path) -> Iterator[Path]:
    """An empty folder that is gone afterwards, even if a sudden end left an older one.

    Another window or command that works in the same folder is waited for.
    """
    make_folder(folder.parent)
    with naming_failures():
        lock = FileLock(folder.with_name(folder.name + ".lock"))
        lock.acquire()
    try:
        with naming_failures():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()
        with suppress(OSError):
            Path(lock.lock_file).unlink(missing_ok=True)
