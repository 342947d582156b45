"""Every file of a used workspace searched for every name, number and free text that is in it."""

from __future__ import annotations

import os
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path

from db.copying import FileCopying
from fieldapp.bootstrap import APP
from fieldapp.foundation.errors import FieldappError
from fieldapp.foundation.vault import unlock
from fieldapp.ports.store import changed
from fieldapp.records import Household, Measure, Member, TeamMember, Village, Visit
from fieldapp.records.declare import fields_of
from fieldapp.services.attachments import Attachments, NewAttachment
from fieldapp.services.automatic_backups import AutomaticBackups
from fieldapp.services.backups import Backups
from fieldapp.services.desk import Desk
from tests.register_village import PASSPHRASE, open_village

CODES = ("utf-8", "utf-16-le", "gb18030")


@dataclass(frozen=True)
class Searched:
    """How many files were searched for how many texts, and in which files one was found."""

    files: int
    texts: int
    found: tuple[str, ...]


def search(folder: Path) -> Searched:
    """Use a workspace, kill a program that has it open, and search what both left behind."""
    desk = open_village(folder / "workspace")
    texts = _texts(desk)
    _use(desk, folder)
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
        if any(text.encode(code) in path.read_bytes() for text in texts for code in CODES)
    ]
    return Searched(len(files), len(texts), tuple(sorted(found)))


def _texts(desk: Desk) -> set[str]:
    """Every text of a person, a household, a visit or a measure that says anything."""
    found: set[str] = set()
    for cls in (Village, Household, Member, TeamMember, Visit, Measure):
        for record in desk.store.find(cls):
            for name, spec in fields_of(cls).items():
                value = getattr(record, name)
                telling = isinstance(value, str) and spec.codes is None and spec.ref is None
                if telling and (len(value) >= 5 or any(sign > "\u3400" for sign in value)):
                    found.add(value)
    return {text for text in found if len(text) > 1}


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
