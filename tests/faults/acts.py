"""What people do to a workspace while its machine fails, and what must hold of it afterwards."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from sqlcipher3 import dbapi2

from db import packing
from db.copying import FileCopying
from db.engine import STORE_FILE
from fieldapp.bootstrap import APP, Opener
from fieldapp.bundles.container import SUFFIX as BUNDLE
from fieldapp.bundles.container import read_bundle
from fieldapp.changes.ranges import NONE, subtract
from fieldapp.foundation.archive import unpack
from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.jobs import WatchedJob
from fieldapp.foundation.vault import StoreKey
from fieldapp.services.attachments import FOLDER as ATTACHMENTS
from fieldapp.services.attachments import NewAttachment
from fieldapp.services.automatic_backups import AutomaticBackups
from fieldapp.services.backups import SUFFIX as BACKUP
from fieldapp.services.backups import WORKING, Backups, Restoring, backup_name
from fieldapp.services.compaction import SEASON, Compaction
from fieldapp.services.custody import OUTBOX, Custody
from fieldapp.services.desk import Desk
from fieldapp.services.exchange import inspect_bundle
from fieldapp.services.profile import ledger, peers, ranges_of
from fieldapp.services.sheet_kinds import SheetOrder
from tests.faults.older import make_older, tables_of
from tests.faults.plain_text import READABLE
from tests.fieldapp.spreadsheets.made_sheets import national_export
from tests.register_village import PASSPHRASE, household_uid
from tests.two_desks import COUNTY, TEAM, made_desks, open_two_desks, telephone

STICK, PAPER = "stick", "paper"
_PRINTED = "sheets.pdf"
_UNFINISHED = (".part", ".unchecked")


@dataclass(frozen=True)
class Place:
    """A county, a team and a stick in one folder."""

    folder: Path

    def desk(self, side: str) -> Desk:
        """The opened workspace of one side; it opens at the same moment every time."""
        made = made_desks()[side]
        desk = made.desk(self.folder / side)
        return replace(desk, copying=FileCopying(desk.folder, made.key, APP))

    @property
    def stick(self) -> Path:
        """The stick."""
        return self.folder / STICK

    @property
    def restored(self) -> Path:
        """The workspace that is made of a backup, in a folder of its own."""
        return self.folder / "anew" / "restored"

    def custody(self, desk: Desk) -> Custody:
        """The custody of one side."""
        return Custody(desk.exchange, desk.folder / OUTBOX)


def _nothing(_place: Place) -> None:
    """The place stays as it was laid out."""


@dataclass(frozen=True)
class Act:
    """One thing that is done on one side; the stick and the papers lie there before."""

    side: str
    do: Callable[[Place, Desk], None]
    before: Callable[[Place], None] = _nothing


def lay_out(act: Act, folder: Path) -> Place:
    """Everything as it is before the act, with every store closed."""
    folder.mkdir()
    open_two_desks(folder).close()
    place = Place(folder)
    place.stick.mkdir()
    (folder / PAPER).mkdir()
    act.before(place)
    return place


def _save(_place: Place, desk: Desk) -> None:
    telephone(desk, "0163", "13900000163")


def lay_out_roster(place: Place) -> None:
    national_export(place.folder / PAPER / "roster.xlsx", households=8)


def bring_in(place: Place, desk: Desk) -> None:
    desk.rosters.take(place.folder / PAPER / "roster.xlsx")


def lay_out_bundle(place: Place) -> None:
    team = place.desk(TEAM)
    telephone(team, "0163", "13900000163")
    telephone(team, "0188", "13900000188")
    custody = place.custody(team)
    custody.carry(custody.make(), place.stick)
    team.store.close()


def merge(place: Place, desk: Desk) -> None:
    (file,) = place.stick.glob(f"*{BUNDLE}")
    done = desk.exchange.import_one(file)
    if done.problem is not None:
        raise done.problem


def _change_team(place: Place) -> None:
    team = place.desk(TEAM)
    telephone(team, "0163", "13900000163")
    lay_out_photo(place)
    keep_photo(place, team)
    team.store.close()


def carry(place: Place, desk: Desk) -> None:
    custody = place.custody(desk)
    custody.carry(custody.make(), place.stick)


def back_up(_place: Place, desk: Desk) -> None:
    assert desk.copying is not None
    made = AutomaticBackups(Backups(desk.folder, desk.store, desk.clock, desk.copying)).run()
    if made.problem:
        raise FieldappError(made.problem)


def _make_older(place: Place) -> None:
    make_older(place.folder / COUNTY, made_desks()[COUNTY].key)


def lay_out_photo(place: Place) -> None:
    Image.new("RGB", (640, 480), "green").save(place.folder / PAPER / "photo.jpg")


def keep_photo(place: Place, desk: Desk) -> None:
    home = household_uid(desk.store, "0163")
    desk.attachments.add(NewAttachment(place.folder / PAPER / "photo.jpg", "photo", home))


def _write_workbook(place: Place, desk: Desk) -> None:
    desk.rosters.export(place.stick / "register.xlsx")


def _print(place: Place, desk: Desk) -> None:
    rows = tuple(desk.store.questions.households()[:2])
    desk.printing.print(SheetOrder("household-file", rows, "zh_CN"), place.stick / _PRINTED)


def pack_log(_place: Place, desk: Desk) -> None:
    """Pack all that everybody has confirmed, however little and however fresh it is."""
    least, packing.LEAST = packing.LEAST, 1
    try:
        clock = FixedClock(desk.clock.now() + dt.timedelta(days=2 * SEASON))
        Compaction(desk.store, clock).run(WatchedJob())
    finally:
        packing.LEAST = least


def _lay_out_backup(place: Place) -> None:
    lay_out_photo(place)
    team = place.desk(TEAM)
    keep_photo(place, team)
    assert team.copying is not None
    file = place.folder / PAPER / backup_name(team.clock.now().isoformat())
    Backups(team.folder, team.store, team.clock, team.copying).make(file)
    team.store.close()


def restore(place: Place, desk: Desk) -> None:
    """Make a new workspace of the only backup there is."""
    (file,) = place.folder.rglob(f"*{BACKUP}")
    restoring = Restoring(Opener().store, desk.clock)
    restoring.restore(file, place.restored, PASSPHRASE)


def _opened(_place: Place, _desk: Desk) -> None:
    """Opening is all."""


ACTS: dict[str, Act] = {
    "a save": Act(TEAM, _save),
    "a roster's import": Act(COUNTY, bring_in, lay_out_roster),
    "a bundle's merge": Act(COUNTY, merge, lay_out_bundle),
    "a bundle to the stick": Act(TEAM, carry, _change_team),
    "a photo": Act(TEAM, keep_photo, lay_out_photo),
    "a backup": Act(TEAM, back_up),
    "a restore": Act(TEAM, restore, _lay_out_backup),
    "a packing": Act(COUNTY, pack_log),
    "an upgrade": Act(COUNTY, _opened, _make_older),
    "a workbook": Act(TEAM, _write_workbook),
    "a printed file": Act(TEAM, _print),
}


def _desk_restored(place: Place, side: str) -> Desk:
    return made_desks()[side].desk(place.restored)


def state_of(place: Place, desk: Desk, side: str) -> str:
    """Stands for the records, and for those of what was restored."""
    if not (place.restored).exists():
        return desk.store.state_digest()
    restored = _desk_restored(place, side)
    try:
        return desk.store.state_digest() + restored.store.state_digest()
    finally:
        restored.store.close()


@dataclass(frozen=True)
class Seen:
    """What an act left: the state of the records, and what must not be."""

    digest: str
    faults: tuple[str, ...]
    leftovers: int
    """Unfinished files, which have no name that anybody would take for a whole one."""


class Looking:
    """Looks at what an act left; equal stores are examined once."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._known: dict[bytes, tuple[str, tuple[str, ...]]] = {}

    def look(self, place: Place) -> Seen:
        """Open the workspace as the next day would, and look at everything that can be wrong."""
        left = sum(path.name.endswith(_UNFINISHED) for path in place.folder.rglob("*"))
        try:
            desk = place.desk(self._act.side)
        except FieldappError as error:
            return Seen("", (f"does not open: {error.code}",), left)
        try:
            digest, problems = self._examined(desk)
            restored, found = self._restored(place)
            faults = [*problems, *found, *_torn_files(place.folder), *_stale_marks(place, desk)]
            faults += _readable(place)
            return Seen(digest + restored, tuple(faults), left)
        finally:
            desk.store.close()

    def _restored(self, place: Place) -> tuple[str, tuple[str, ...]]:
        """What was restored must be whole from the moment it has its name."""
        if not (place.restored).exists():
            return "", ()
        if not (place.restored / STORE_FILE).exists():
            return "", ("restored without a store",)
        try:
            desk = _desk_restored(place, self._act.side)
        except FieldappError as error:
            return "", (f"restored and does not open: {error.code}",)
        try:
            return self._examined(desk)
        finally:
            desk.store.close()

    def _examined(self, desk: Desk) -> tuple[str, tuple[str, ...]]:
        rows = _rows_of(desk.folder / STORE_FILE, made_desks()[self._act.side].key)
        rows += _content_of(desk.folder / ATTACHMENTS)
        if rows not in self._known:
            found = [*desk.store.examine().problems, *desk.attachments.examine()]
            self._known[rows] = desk.store.state_digest(), tuple(code for code, _ in found)
        return self._known[rows]


def _rows_of(store: Path, key: StoreKey) -> bytes:
    """Stands for every row of every table, and for whether the file is sound."""
    seen = hashlib.sha256()
    with closing(dbapi2.connect(str(store), isolation_level=None)) as plain:
        plain.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
        seen.update(repr(plain.execute("PRAGMA quick_check").fetchall()).encode())
        for name in tables_of(plain, "main", {"table", "shadow"}):
            found = plain.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608  names of the store
            seen.update(repr((name, found)).encode())
    return seen.digest()


def _content_of(folder: Path) -> bytes:
    """Stands for every file of a folder."""
    seen = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        seen.update(repr((str(path.relative_to(folder)), path.read_bytes())).encode())
    return seen.digest()


def _torn_files(folder: Path) -> list[str]:
    """Files with the name of a whole one that are not whole."""
    torn = []
    for path in folder.rglob("*"):
        if {WORKING, "restored.part"}.intersection(path.parts):
            continue
        try:
            if path.suffix == BUNDLE:
                read_bundle(path)
            elif path.suffix == BACKUP:
                unpack(path, folder / "looked into")
        except FieldappError as error:
            torn.append(f"{path.suffix[1:]}: {error.code}")
        shutil.rmtree(folder / "looked into", ignore_errors=True)
    return torn


def _readable(place: Place) -> list[str]:
    """Files that everybody can open, but for where somebody wanted one, and what lay there."""
    return [
        f"readable: {path.suffix}"
        for path in place.folder.rglob("*")
        if path.is_file() and path.parent.name not in {STICK, PAPER}
        and path.read_bytes().startswith(READABLE)
    ]  # fmt: skip


def _stale_marks(place: Place, desk: Desk) -> list[str]:
    """Bundles and changes that the ledger or a partner's confirmation speaks of, and not there."""
    lying = {BUNDLE: set[str](), STICK: set[str]()}
    for where, folder in ((BUNDLE, desk.folder / OUTBOX), (STICK, place.stick)):
        for path in folder.glob(f"*{BUNDLE}"):
            with suppress(FieldappError):
                lying[where].add(inspect_bundle(path).bundle_id)
    stale = []
    held = desk.store.log.have()
    for peer in peers(desk.store):
        own = ranges_of(peer).get(desk.store.writer().actor, NONE)
        if subtract(own, held.get(desk.store.writer().actor, NONE)):
            stale.append("acknowledged and not there")
    for line in ledger(desk.store):
        if any(
            subtract(new, held.get(bytes.fromhex(who), NONE)) for who, new in line.brought.items()
        ):
            stale.append("merged and not there")
        expected = {"made": BUNDLE, "on_stick": STICK}.get(line.state)
        if line.way == "out" and expected and line.bundle not in lying[expected]:
            stale.append(f"ledger says {line.state}")
    return stale
