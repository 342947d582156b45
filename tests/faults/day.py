"""A day at the window that ends with everything open and the memory thrown at the disk.

``python -m tests.faults.day WORKSPACE PAPER OUT`` lives through it. What is meant to be read is
written to OUT; of everything else :mod:`tests.faults.evening` looks at every byte.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter

from fieldapp.__main__ import begin, main
from fieldapp.cli import main as commands
from fieldapp.cli.context import Context, Result
from fieldapp.cli.window import keep_log, make_program
from fieldapp.foundation.recovery_words import new_entropy
from fieldapp.records import Household, Member
from fieldapp.services.attachments import NewAttachment
from fieldapp.services.recovery_paper import print_recovery
from fieldapp.services.register_books import RegisterBooks
from tests.register_village import PASSPHRASE, household_uid
from ui.guarding.desk_guard import automatic_backups
from ui.pages.print.drawing import PrinterPaper
from ui.tour.walker import Album, Walker
from ui.wiring import Wiring

DRAFT = "户主说水管上个月又漏了"
_FAULTS = ("raise", "abort")


def _crash(context: Context) -> Result:
    """A command that fails with a person in its hands."""
    head = context.desk.store.find(Member)[0].name
    if context.arguments.text == "abort":
        os.abort()
    raise ValueError(head)


def _commands(workspace: Path) -> None:
    """The same commands that a person types, which fail as programs do."""
    for fault in _FAULTS:
        surroundings = {**os.environ, "FIELDAPP_PASSPHRASE": PASSPHRASE}
        given = [sys.executable, "-m", __spec__.name, str(workspace), fault]
        done = subprocess.run(given, env=surroundings, check=False)
        assert done.returncode, fault


def _papers(wiring: Wiring, walker: Walker, out: Path) -> None:
    """Preview, PDF, printer, a sheet of recovery words."""
    desk = wiring.desk
    wiring.routes.print_sheets([household_uid(desk.store, "0163")])
    printing = wiring.models.printing
    walker.until(lambda: printing.state.picture is not None, "the sheet's preview")
    for kind in ("blank-sheet", "household-file"):
        printing.choose(kind=kind)
        printing.save(out / f"{kind}.pdf")
        walker.until((out / f"{kind}.pdf").exists, "the PDF")
        walker.until(lambda: not printing.state.work, "the work")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out / "printed.pdf"))
    printing.print_on(PrinterPaper(printer))
    walker.until(lambda: not printing.state.work, "the printer")
    print_recovery(desk.store, desk.clock, new_entropy(), out / "recovery.pdf", "zh_CN")


def _books(wiring: Wiring, walker: Walker, paper: Path, out: Path) -> None:
    """Workbooks read and written, a photo, a backup, a bundle."""
    desk, roster = wiring.desk, wiring.models.roster
    roster.open(paper / "roster.xlsx")
    walker.answered()
    desk.rosters.take(paper / "roster.xlsx")
    desk.rosters.export(out / "roster.xlsx")
    RegisterBooks(desk.registers, new_villages=True).export(out / "register.xlsx")
    desk.attachments.add(
        NewAttachment(paper / "photo.jpg", "photo", household_uid(desk.store, "0163"))
    )
    backups = automatic_backups(desk)
    assert backups is not None
    backups.run()
    wiring.models.exchange.make()
    walker.until(lambda: not wiring.models.exchange.state.work, "the bundle")


def _typed(wiring: Wiring, walker: Walker) -> None:
    """A visit begun and not saved, names searched for, an ID number copied."""
    desk = wiring.desk
    wiring.routes.search(desk.store.find(Member)[0].name)
    QGuiApplication.clipboard().setText(desk.store.find(Member)[0].id_number or "")
    wiring.routes.record_visit(desk.store.find(Household)[0].uid)
    visit = wiring.models.visit
    walker.until(lambda: visit.state.phase == "ready", "the visit's form")
    visit.put("visit.appeal", DRAFT)
    visit.keep_draft()
    walker.answered()


def _stumble(wiring: Wiring, walker: Walker) -> None:
    """A page fails with a person in its hands; the report is copied."""
    head = wiring.desk.store.find(Member)[0].name

    def fail() -> NoReturn:
        raise ValueError(head)

    QTimer.singleShot(0, fail)
    walker.answered()


def live(workspace: Path, paper: Path, out: Path) -> NoReturn:
    """Work with the window all day; at its end the program falls over with the store open."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    _commands(workspace)
    begin()
    program = make_program(workspace, "zh_CN", shipped_font=True)
    keep_log(workspace)
    program.unlock_page.passphrase.setText(PASSPHRASE)
    walker = Walker(program, Album(out))
    walker.unlock("unlock")
    _books(walker.wiring, walker, paper, out)
    _papers(walker.wiring, walker, out)
    _typed(walker.wiring, walker)
    _stumble(walker.wiring, walker)
    os.abort()


def fall(workspace: str, fault: str) -> int:
    """Run one command that fails."""
    commands.COMMANDS = {**commands.COMMANDS, "search": _crash}
    sys.argv = ["fieldapp", "--workspace", workspace, "search", fault]
    return main()


if __name__ == "__main__":
    if len(sys.argv) > len(("", "workspace", "fault")):
        live(*map(Path, sys.argv[1:4]))
    sys.exit(fall(*sys.argv[1:]))
