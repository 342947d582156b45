"""Commands on spreadsheets: rosters in and out, an import undone, the whole register."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.cli import rows
from fieldapp.cli.context import Context, Result
from fieldapp.cli.open_errors import errors_in
from fieldapp.foundation.errors import WorldFailed, WrongUsage
from fieldapp.foundation.i18n import language
from fieldapp.services.register_books import RegisterBooks
from fieldapp.services.roster_changes import change_lines
from fieldapp.services.roster_plan import RosterPlan
from fieldapp.spreadsheets.sentences import problem_sentence

if TYPE_CHECKING:
    from fieldapp.services.export_masks import Level

_LEVELS: Mapping[str, Level] = {"whole": "full", "masked": "masked", "public": "public"}
_IGNORE = frozenset(("", "-", "ignore", "忽略"))


def roster_import(context: Context) -> Result:
    """Read a roster; with ``--dry-run`` only tell what would happen."""
    given = context.arguments
    rosters = context.desk.rosters
    path, mapping = _existing(given.file), _mapping(given.map or [])
    if given.dry_run:
        plan = rosters.plan(path, given.village, mapping, context.job())
        return {**_as_result(plan, dry_run=True), **_listed(plan)}
    plan, done = rosters.take(path, given.village, mapping, context.job())
    return {**_as_result(plan, dry_run=False), "undoable": done.undoable}


def roster_undo(context: Context) -> Result:
    """Put back what the newest import of this workspace changed."""
    return {"undone": context.desk.rosters.undo_last(context.job()).undoable}


def roster_export(context: Context) -> Result:
    """Write the register as a roster, into an office's own template where one is given."""
    given, rosters = context.arguments, context.desk.rosters
    target, waiting = Path(given.output), errors_in(context, given.village)
    level = _LEVELS[given.level]
    if given.template is None:
        count = rosters.export(target, given.village, level)
        return {"rows": count, "file": given.output, **waiting}
    filled = rosters.fill(
        _existing(given.template), target, given.village, _mapping(given.map or []), level
    )
    return {
        "rows": filled.rows,
        "file": given.output,
        "columns": dict(filled.columns),
        "unmapped": list(filled.left),
        **waiting,
    }


def register_export(context: Context) -> Result:
    """Write every record of the workspace into one workbook."""
    books = _books(context)
    target, waiting = Path(context.arguments.output), errors_in(context, None, homes_only=False)
    return {
        "records": books.export(target, context.job()),
        "file": context.arguments.output,
        "sheets_digest": books.digest(),
        **waiting,
    }


def register_import(context: Context) -> Result:
    """Bring the register to what a workbook says, as one act."""
    books = _books(context)
    taken = books.take(_existing(context.arguments.file), context.job())
    return {
        "records": rows.plain(taken.records),
        "undoable": taken.done.undoable,
        "sheets_digest": books.digest(),
    }


def _books(context: Context) -> RegisterBooks:
    desk = context.desk
    return RegisterBooks(desk.registers, new_villages=desk.profile.role == "county")


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise WorldFailed("file_missing", file=path.name)
    return path


def _mapping(given: list[str]) -> dict[str, str]:
    """``heading=field`` for each; ``heading=ignore`` leaves the column out."""
    from fieldapp.spreadsheets.layout import target_named

    mapping: dict[str, str] = {}
    for pair in given:
        heading, sign, wish = pair.rpartition("=")
        if not sign or not heading.strip():
            raise WrongUsage("wrong_usage", problem=f"--map {pair}", command="roster")
        ignored = wish.strip() in _IGNORE
        mapping[heading.strip()] = "" if ignored else target_named(wish) or wish.strip()
    return mapping


def _as_result(plan: RosterPlan, *, dry_run: bool) -> dict[str, object]:
    return {
        "rows": plan.roster.rows,
        "layout": plan.roster.layout,
        "sheet": plan.roster.sheet,
        "dry_run": dry_run,
        "households": rows.plain(plan.households),
        "persons": rows.plain(plan.persons),
        "people": plan.roster.people,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "code": problem.code,
                "severity": problem.severity,
                "message": problem_sentence(problem, language()),
            }
            for problem in plan.problems
        ],
        "columns": dict(plan.roster.columns),
        "proposed": dict(plan.roster.proposed),
        "unmapped": list(plan.roster.unmapped),
    }


def _listed(plan: RosterPlan) -> dict[str, object]:
    """What would be created, and what would change field by field."""
    return {
        "creations": [rows.plain(one) for one in plan.creations],
        "differences": [rows.plain(one) for one in change_lines(plan.differences, language())],
    }
