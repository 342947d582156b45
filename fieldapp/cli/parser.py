"""The arguments of the command line."""

from __future__ import annotations

import argparse
from typing import NoReturn, TypeAlias

from typing_extensions import override

from fieldapp.cli import parser_access, parser_forms, parser_review
from fieldapp.foundation.errors import WrongUsage
from fieldapp.foundation.i18n import LANGUAGES, _
from fieldapp.foundation.manual import MANUAL_PAGES
from fieldapp.services.compaction import SEASON
from fieldapp.services.records import open_entities
from fieldapp.services.sheet_kinds import BINDINGS, MOST_COPIES, SHEET_KINDS

LISTS = (
    "households", "visits", "members", "measures", "villages", "conflicts", "events", "duplicates",
    "questions",
)  # fmt: skip
RECORD_LISTS = tuple(f"{entity}s" for entity in open_entities() if f"{entity}s" not in LISTS)
"""Lists of the records of one entity, by its name of the dictionary."""


Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001  it has no other name


class _Parser(argparse.ArgumentParser):
    """Wrong usage is an error like any other: with a sentence and a next step."""

    @override
    def error(self, message: str) -> NoReturn:
        raise WrongUsage("wrong_usage", problem=message, command=self.prog)


def build_parser() -> argparse.ArgumentParser:
    """The parser with its help in the language of the screen."""
    parser = _Parser(
        "fieldapp",
        description=_("Household visits, offline: the register, the visit, the sheet, the bundle."),
    )
    _common(parser, top=True)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"))
    _setting_up(commands)
    _register(commands)
    _reading(commands)
    _exchange(commands)
    _devices(commands)
    _support(commands)
    parser_access.looking_up(commands, _add)
    parser_forms.forms(commands, _add)
    return parser


def _common(parser: argparse.ArgumentParser, *, top: bool) -> None:
    """Options that may stand before or after the command."""
    missing = None if top else argparse.SUPPRESS
    parser.add_argument(
        "--workspace", metavar=_("DIR"), default=missing, help=_("the workspace folder")
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=False if top else argparse.SUPPRESS,
        help=_("one JSON document on standard output"),
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=missing, help=_("language of messages and sheets")
    )
    parser.add_argument(
        "--passphrase-file",
        metavar=_("FILE"),
        default=missing,
        help=_("file whose first line is the passphrase"),
    )
    parser.add_argument(
        "--author", metavar=_("NAME"), default=missing,
        help=_("key on this person's behalf; who holds the keyboard stays on record"),
    )  # fmt: skip


def _add(commands: Commands, name: str, text: str) -> _Parser:
    parser = commands.add_parser(name, help=text, description=text)
    _common(parser, top=False)
    return parser


def _setting_up(commands: Commands) -> None:
    init = _add(commands, "init", _("make a workspace"))
    init.add_argument("dir", metavar=_("DIR"))
    init.add_argument("--role", choices=["county", "team"], required=True)
    init.add_argument("--name", help=_("name of the county office"))
    init.add_argument(
        "--from", dest="starting_file", metavar=_("FILE"), help=_("the county's starting file")
    )
    init.add_argument(
        "--store",
        metavar=_("ADDRESS"),
        help=_("keep the county's store on a PostgreSQL server: postgresql://user@host/database"),
    )
    init.add_argument(
        "--recovery-sheet", metavar=_("FILE"),
        help=_("county: write recovery words and key as a PDF for the safe; print it, delete it"),
    )  # fmt: skip
    invite = _add(commands, "invite", _("county: write a starting file for one laptop"))
    invite.add_argument("--village", nargs="+", required=True)
    invite.add_argument("--name", default="", help=_("name of the laptop"))
    invite.add_argument("-o", "--output", required=True)
    demo = _add(commands, "demo", _("make a demonstration workspace with synthetic people"))
    demo.add_argument("dir", metavar=_("DIR"))
    demo.add_argument("--households", type=int, default=422)
    demo.add_argument("--role", choices=["team", "county"], default="team")
    run = _add(
        commands, "run-demo", _("open the demonstration, or without a display walk through it")
    )
    run.add_argument("--out", default="out", help=_("folder for pictures, sheets and the bundle"))
    run.add_argument("--offscreen", action="store_true", help=_("walk through without a display"))


def _register(commands: Commands) -> None:
    roster = _add(commands, "roster", _("the register from and to a spreadsheet"))
    ways = roster.add_subparsers(dest="way", required=True, metavar=_("COMMAND"))
    take = _add(ways, "import", _("read a roster (.xlsx, .xls, .csv)"))
    take.add_argument("file")
    take.add_argument(
        "--dry-run", action="store_true", help=_("tell what would happen, write nothing")
    )
    take.add_argument("--village")
    give = _add(ways, "export", _("write a roster (.xlsx, .csv)"))
    give.add_argument("-o", "--output", required=True)
    give.add_argument("--village")
    give.add_argument(
        "--template", metavar=_("FILE"), help=_("the office's own .xlsx, filled and kept in form")
    )
    give.add_argument(
        "--level", choices=("whole", "masked", "public"), default="whole",
        help=_("whole numbers for the office, masked as on the screen, or for everybody"),
    )  # fmt: skip
    for way in (take, give):
        way.add_argument(
            "--map", action="append", metavar=_("HEADING=FIELD"),
            help=_("what a column means; HEADING=ignore leaves it out"),
        )  # fmt: skip
    _add(ways, "undo", _("put back what the newest import changed"))
    whole = _add(commands, "register", _("every record from and to one workbook"))
    kinds = whole.add_subparsers(dest="way", required=True, metavar=_("COMMAND"))
    _add(kinds, "export", _("write a workbook with a sheet for each kind of record")).add_argument(
        "-o", "--output", required=True
    )
    _add(kinds, "import", _("bring the register to what such a workbook says")).add_argument("file")
    script = _add(commands, "apply", _("apply scripted edits, all or none"))
    script.add_argument("file")


def _reading(commands: Commands) -> None:
    show = _add(commands, "show", _("show one record"))
    show.add_argument("kind", choices=["household"])
    show.add_argument("number")
    show.add_argument("--village")
    rows = _add(commands, "list", _("list records"))
    rows.add_argument(
        "kind", type=_plural, choices=(*LISTS, *RECORD_LISTS), metavar=_("KIND"),
        help=" · ".join((*LISTS, *RECORD_LISTS)),
    )  # fmt: skip
    rows.add_argument("--village")
    search = _add(commands, "search", _("find households"))
    search.add_argument("text")
    look = _add(commands, "check", _("every data-quality rule, and declared figures"))
    look.add_argument("--village")
    look.add_argument("--rules", action="store_true", help=_("list the rules, check nothing"))
    look.add_argument("-o", "--output", help=_("save the findings as a workbook (.xlsx)"))
    stats = _add(commands, "stats", _("figures by card, cause, group, visits and measures"))
    stats.add_argument("--village")
    sheet = _add(commands, "print", _("write sheets as PDF"))
    sheet.add_argument(
        "kind", type=parser_forms.sheet_kind, metavar=_("KIND"),
        help=" · ".join((*SHEET_KINDS, f"{parser_forms.OWN}{_('NAME')}")),
    )  # fmt: skip
    which = sheet.add_mutually_exclusive_group()
    which.add_argument("--household", nargs="+", metavar=_("NO"))
    which.add_argument("--all", action="store_true")
    sheet.add_argument("--village")
    sheet.add_argument(
        "--copies", type=int, choices=range(1, MOST_COPIES + 1), default=1, metavar=_("COUNT"),
        help=_("of each sheet, numbered in the foot"),
    )  # fmt: skip
    sheet.add_argument(
        "--binding", choices=BINDINGS, default="sheets",
        help=_("a booklet lies two pages beside each other, to be folded"),
    )  # fmt: skip
    sheet.add_argument(
        "--each", action="store_true", help=_("one file a household, into the folder of -o")
    )
    sheet.add_argument("-o", "--output", required=True)


def _plural(kind: str) -> str:
    return kind if kind in (*LISTS, *RECORD_LISTS) else f"{kind}s"


def _exchange(commands: Commands) -> None:
    bundle = _add(commands, "bundle", _("sync bundles"))
    ways = bundle.add_subparsers(dest="way", required=True, metavar=_("COMMAND"))
    give = _add(ways, "export", _("write a bundle with what the receiver lacks"))
    give.add_argument("-o", "--output", required=True)
    give.add_argument("--to", metavar=_("county|DEVICE"))
    give.add_argument("--full", action="store_true")
    look = _add(ways, "inspect", _("who, when, for whom, how much"))
    look.add_argument("file")
    take = _add(ways, "import", _("verify and merge bundles"))
    take.add_argument("files", nargs="+", metavar=_("FILE"))
    take.add_argument("--preview", action="store_true")
    take.add_argument(
        "--release", action="store_true",
        help=_("county: merge what was held for review"),
    )  # fmt: skip
    parked = _add(ways, "parked", _("county: changes beyond what their laptop may write"))
    decided = parked.add_mutually_exclusive_group()
    decided.add_argument("--release", metavar=_("BUNDLE"), help=_("merge those of a bundle"))
    decided.add_argument("--reject", metavar=_("BUNDLE"), help=_("put back what they changed"))
    undo = _add(ways, "undo", _("take a whole merge back, as long as nothing was built upon it"))
    undo.add_argument("bundle", help=_("its id, as in the ledger"))
    _add(ways, "history", _("the custody ledger"))
    relay = _add(ways, "relay", _("pass on what this laptop carries for others"))
    relay.add_argument("-o", "--output", required=True, metavar=_("DIR"))
    conflicts = _add(commands, "conflicts", _("values that stand side by side"))
    which = conflicts.add_subparsers(dest="way", required=True, metavar=_("COMMAND"))
    _add(which, "list", _("list open conflicts"))
    solve = _add(which, "resolve", _("decide one"))
    solve.add_argument("id")
    solve.add_argument("--keep", required=True, metavar="ours|theirs|both|VALUE")
    solve.add_argument("--reason", required=True)
    parser_review.asking(which, _add)
    parser_review.questions_and_reviews(commands, _add)


def _devices(commands: Commands) -> None:
    device = _add(commands, "device", _("county: enrolled laptops"))
    acts = device.add_subparsers(dest="way", required=True, metavar=_("COMMAND"))
    _add(acts, "list", _("list laptops"))
    revoke = _add(acts, "revoke", _("hold what a laptop sends from now on"))
    revoke.add_argument("device")
    revoke.add_argument("--reason", required=True)
    villages = _add(acts, "villages", _("county: give a laptop these villages from now on"))
    villages.add_argument("device")
    villages.add_argument("--village", nargs="+", required=True)
    keys = _add(acts, "keys", _("give up this device's keys for new ones"))
    keys.add_argument(
        "--from-safe", action="store_true",
        help=_("county: let the recovery key vouch for them, when the daily key was lost"),
    )  # fmt: skip


def _support(commands: Commands) -> None:
    _add(commands, "backup", _("write the whole encrypted workspace to one file")).add_argument(
        "file", metavar=_("FILE")
    )
    back = _add(commands, "restore", _("make a workspace of a backup, in a new folder"))
    back.add_argument("file", metavar=_("FILE"))
    back.add_argument("dir", metavar=_("DIR"))
    back.add_argument(
        "--preview", action="store_true", help=_("tell what the backup holds, make nothing")
    )
    forgot = _add(commands, "recover", _("open a workspace whose passphrase is forgotten"))
    forgot.add_argument(
        "key_file", nargs="?", metavar=_("FILE"), help=_("county: the laptop's key.json")
    )
    forgot.add_argument("-o", "--output", help=_("county: the recovery file to write"))
    forgot.add_argument(
        "--from", dest="recovery_file", metavar=_("FILE"), help=_("laptop: the recovery file")
    )
    forgot.add_argument(
        "--from-paper",
        "--words",
        dest="words",
        action="store_true",
        help=_("with the sheet from the safe: the words (county) or the opening half (laptop)"),
    )
    smaller = _add(
        commands, "compact", _("pack old changes that everybody has confirmed; nothing is lost")
    )
    smaller.add_argument(
        "--dry-run", action="store_true", help=_("tell what would happen, write nothing")
    )
    smaller.add_argument(
        "--days", type=int, default=SEASON, metavar=_("COUNT"),
        help=_("how old a change must be (default 180)"),
    )  # fmt: skip
    doctor = _add(commands, "doctor", _("examine the workspace"))
    doctor.add_argument(
        "--rebuild", action="store_true", help=_("make all records anew from the change log first")
    )
    page = _add(commands, "manual", _("read a page of the manual"))
    page.add_argument(
        "page", choices=MANUAL_PAGES, metavar=_("PAGE"), help=" · ".join(MANUAL_PAGES)
    )
    _add(commands, "self-test", _("the program examines itself in a throw-away workspace"))
