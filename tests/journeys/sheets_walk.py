"""Prints every kind of sheet in both languages by command, and reads it with other programs.

``python -m tests.journeys.sheets_walk FOLDER`` prints a table: pages, fonts inside, and how many
of the facts of the records stand in the text. ``FOLDER`` takes the files and a picture of each
first page. What is missing is named, and the exit is then 1.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pypdfium2

from fieldapp.records import Meeting
from fieldapp.services.demonstration import COUNTY_FOLDER
from fieldapp.services.desk import Desk
from fieldapp.services.sheet_kinds import HOUSEHOLD_KINDS, SHEET_KINDS, SheetKind
from fieldapp.sheets.form_words import FormWords
from tests.disputed_county import ADDRESSES, disputed_county

LANGUAGES = ("zh_CN", "en")
_DPI = 60
_PRINTED = (0, 1)
"""At 1 it is printed, and the checks have found errors in what is on it."""


@dataclass(frozen=True)
class Seen:
    """What other programs saw in one file; ``bare`` are fonts that are not inside."""

    kind: SheetKind
    language: str
    pages: int
    fonts: int
    bare: tuple[str, ...]
    expected: int
    missing: tuple[str, ...]

    def line(self) -> str:
        """A row of the table."""
        found = f"{self.expected - len(self.missing)}/{self.expected}"
        said = "  ".join((*self.bare, *self.missing))
        head = f"{self.kind:<16} {self.language:<6} {self.pages:>5} {self.fonts:>5} {found:>8}"
        return f"{head}  {said}".rstrip()


def facts(desk: Desk, kind: SheetKind, words: FormWords) -> list[str]:
    """What must stand in the text of a kind that is printed for all households."""
    rows = desk.store.questions.households()
    village = desk.store.questions.villages()[0].name
    homes = [fact for row in rows for fact in (row.local_no, row.head_name)]
    figures = [words.number(round(row.per_head)) for row in rows if row.per_head is not None]
    newest = max(desk.store.find(Meeting), key=lambda one: one.date)
    made = next(line for line in desk.exchange.history() if line.way == "out")
    special: dict[SheetKind, list[str]] = {
        "income-card": [*homes, *figures],
        "roster": [*homes, str(sum(row.people for row in rows))],
        "meeting": [words.day(newest.date), *(newest.attendees or ())],
        "conflicts": [*ADDRESSES],
        "cover-slip": [made.check_code, made.peer],
        "quality": [village, words.gettext("{count} households checked", count=len(rows))],
    }
    of_village = [village, words.day(desk.clock.now())]
    return special.get(kind, homes if kind in HOUSEHOLD_KINDS else of_village)


def print_one(workspace: Path, kind: SheetKind, language: str, target: Path) -> None:
    """Print a kind for all households with the program's own command."""
    command = [
        sys.executable, "-m", "fieldapp", "--workspace", str(workspace), "--lang", language,
        "print", kind, "--all", "-o", str(target),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, check=False, capture_output=True, env=environment)
    if done.returncode not in _PRINTED:
        raise ChildProcessError(done.stderr.decode())


def text_of(file: Path) -> str:
    """The text as pdftotext, or pypdf where it is not there, takes it out; spaces left out."""
    if shutil.which("pdftotext"):
        found = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True)
        text = found.stdout.decode()
    else:
        text = "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    return "".join(text.split())


def fonts_of(file: Path) -> dict[str, bool]:
    """The fonts by name, and whether each is inside; by pdffonts where it is there."""
    if shutil.which("pdffonts"):
        told = subprocess.run(["pdffonts", str(file)], check=True, capture_output=True).stdout
        lines = told.decode().splitlines()[2:]
        return {
            line.split()[0]: bool(re.search(r"\byes (yes|no) +(yes|no)", line)) for line in lines
        }
    found = pypdf.PdfReader(file).pages
    inside: dict[str, bool] = {}
    for page in found:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]  # pypdf types every entry as any object
            about = font.get_object()
            inside[about["/BaseFont"]] = "/FontFile2" in about["/FontDescriptor"]
    return inside


def picture(file: Path) -> None:
    """The first page as a PNG beside the file, by pdftoppm where it is there."""
    beside = file.with_suffix("")
    if shutil.which("pdftoppm"):
        command = ["pdftoppm", "-r", str(_DPI), "-f", "1", "-l", "1", "-singlefile", "-png"]
        subprocess.run([*command, str(file), str(beside)], check=True)
        return
    with pypdfium2.PdfDocument(file) as document:
        document[0].render(scale=_DPI / 72).to_pil().save(beside.with_suffix(".png"))


def look(file: Path, kind: SheetKind, language: str, expected: Sequence[str]) -> Seen:
    """Read one file with the other programs."""
    text, fonts = text_of(file), fonts_of(file)
    bare = tuple(name for name, inside in fonts.items() if not inside)
    missing = tuple(fact for fact in expected if "".join(fact.split()) not in text)
    pages = len(pypdf.PdfReader(file).pages)
    return Seen(kind, language, pages, len(fonts), bare, len(expected), missing)


def walk(folder: Path) -> list[Seen]:
    """Every kind in both languages, printed into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    workspace = folder / "village"
    desk = disputed_county(workspace)
    wanted = {
        (kind, language): facts(desk, kind, FormWords(language))
        for language in LANGUAGES
        for kind in SHEET_KINDS
    }
    desk.store.close()
    seen: list[Seen] = []
    for (kind, language), expected in wanted.items():
        file = folder / f"{kind}-{language}.pdf"
        print_one(workspace / COUNTY_FOLDER, kind, language, file)
        picture(file)
        seen.append(look(file, kind, language, expected))
    return seen


def main() -> int:
    """The table; 1 when a fact or a font is missing."""
    seen = walk(Path(sys.argv[1]))
    head = f"{'kind':<16} {'lang':<6} {'pages':>5} {'fonts':>5} {'found':>8}"
    sys.stdout.write("\n".join((head, *(each.line() for each in seen))) + "\n")
    return int(any(each.missing or each.bare for each in seen))


if __name__ == "__main__":
    sys.exit(main())
