"""Every file of a used workspace searched for every name, number and free text that is in it."""

from __future__ import annotations

import os
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from db.copying import FileCopying
from fieldapp.bootstrap import APP
from fieldapp.bundles.delivery import README_NAME
from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.vault import unlock
from fieldapp.ports.store import changed
from fieldapp.records import Household, Measure, Member, TeamMember, Village, Visit
from fieldapp.records.declare import Record, fields_of
from fieldapp.services.attachments import Attachments, NewAttachment
from fieldapp.services.automatic_backups import AutomaticBackups
from fieldapp.services.backups import Backups
from fieldapp.services.custody import OUTBOX, Custody
from fieldapp.services.desk import Desk
from fieldapp.services.drafts import Draft, DraftShelf
from fieldapp.services.workspace import invite
from tests.register_village import PASSPHRASE, open_village

CODES = ("utf-8", "utf-16-le", "gb18030")
READABLE = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"<?xml")
"""How files begin that every laptop opens, whatever lies packed in them."""
_BY_CHANCE = 4
PEOPLE = (Household, Member, TeamMember, Visit, Measure)


@dataclass(frozen=True)
class Searched:
    """How many files were searched for how many texts, and in which files one was found."""

    files: int
    texts: int
    found: tuple[str, ...]


def search(folder: Path) -> Searched:
    """Use a workspace, kill a program that has it open, and search what both left behind."""
    desk = open_village(folder / "workspace")
    places = texts_of(desk, Village)  # the note beside a bundle names the laptop of a village
    people = texts_of(desk, *PEOPLE)
    texts = places | people | {_leave_a_draft(desk)}
    _use(desk, folder)
    _carry_out(desk, folder)
    held = tempfile.tempdir
    tempfile.tempdir = str(folder / "temporary")
    (folder / "temporary").mkdir()
    try:
        desk.rosters.export(folder / "exported.xlsx")
        _killed_while_open(desk)
    finally:
        tempfile.tempdir = held
        desk.store.close()
    (folder / "exported.xlsx").unlink()  # an export is meant to be read
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = [
        path.name
        for path in files
        if is_in(path.read_bytes(), texts if path.name != README_NAME else texts - places)
    ]
    return Searched(len(files), len(texts), tuple(sorted(found)))


def is_in(data: bytes, texts: set[str]) -> bool:
    """Whether any of the texts stands in the data, in any of the encodings.

    A name of two signs is sought where they take six bytes: in some megabytes that mean nothing,
    any four stand somewhere by chance.
    """
    sought = {text.encode(code) for text in texts for code in CODES}
    return any(each in data for each in sought if len(each) > _BY_CHANCE)


def texts_of(desk: Desk, *kinds: type[Record]) -> set[str]:
    """Every text of these records that says anything."""
    found: set[str] = set()
    for cls in kinds:
        for record in desk.store.find(cls):
            for name, spec in fields_of(cls).items():
                value = getattr(record, name)
                telling = isinstance(value, str) and spec.codes is None and spec.ref is None
                if telling and (len(value) >= 5 or any(sign > "\u3400" for sign in value)):
                    found.add(value)
    return {text for text in found if len(text) > 1}


def _leave_a_draft(desk: Desk) -> str:
    """A visit that somebody began to type and did not save."""
    home = desk.store.find(Household)[0]
    said = "户主说水管上个月又漏了"
    DraftShelf(desk.store, desk.clock).keep(
        Draft(desk.ids.uid(), home.uid, {"water": said, "note": "打工在外的儿子叫何长根"})
    )
    return said


def _carry_out(desk: Desk, folder: Path) -> None:
    """A bundle for a laptop, with its photo, made and carried to a stick; a starting file too."""
    (folder / "stick").mkdir()
    start = folder / "stick" / "start.fstart"
    invite(desk.exchange, ["郑家村"], start, "invite passphrase", "郑家村一号机")
    home = desk.store.find(Household)[1]
    lay_photo(folder / "photo.jpg")
    desk.attachments.add(NewAttachment(folder / "photo.jpg", "photo", home.uid))
    (folder / "photo.jpg").unlink()
    custody = Custody(desk.exchange, desk.folder / OUTBOX)
    custody.carry(custody.make(), folder / "stick")


def lay_photo(path: Path) -> None:
    """A photo that somebody took."""
    Image.new("RGB", (64, 48), "green").save(path)


def _use(desk: Desk, folder: Path) -> None:
    paper = folder / "paper.txt"
    home = desk.store.find(Household)[0]
    head = desk.store.find(Member, household=home.uid)[0]
    paper.write_text(head.name * 100, encoding="utf-8")
    Attachments(desk.registers, desk.folder).add(NewAttachment(paper, "document", home.uid))
    paper.unlink()
    desk.store.questions.search(head.name, 10)
    key = unlock(desk.folder, PASSPHRASE)
    copying = FileCopying(desk.folder, key, APP)
    AutomaticBackups(Backups(desk.folder, desk.store, desk.clock, copying)).run()
    try:
        unlock(desk.folder, head.name * 4)
    except FieldappError:
        return
    raise AssertionError("a wrong passphrase opened the workspace")


def _killed_while_open(desk: Desk) -> None:
    """A process that has everything open and half a change written ends without a word."""
    desk.store.close()
    child = os.fork()
    if child == 0:
        try:
            with desk.store.together():
                for home in desk.store.find(Household):
                    edit = changed(Household, home.uid, address_detail="三组水井旁边的土屋")
                    desk.store.write(desk.registers.act("test"), [edit])
                desk.store.questions.households()
                os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    os.waitpid(child, 0)
