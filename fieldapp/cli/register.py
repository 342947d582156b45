"""Commands on the register: apply, show, list, search, stats, print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from fieldapp.cli import asking, histories, rows
from fieldapp.cli.context import Context, Result, warn
from fieldapp.cli.open_errors import errors_in
from fieldapp.cli.parser import RECORD_LISTS
from fieldapp.cli.parser_forms import OWN
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import _, language
from fieldapp.ports.questions import HouseholdRow
from fieldapp.records import Member
from fieldapp.services.lookup import the_household, the_village
from fieldapp.services.records import Records
from fieldapp.services.scripting import apply_script
from fieldapp.services.sheet_kinds import SHEET_KINDS, AnyKind, SheetOrder


def apply(context: Context) -> Result:
    """Apply scripted edits."""
    context.desk.require_writer()
    done = apply_script(context.desk, Path(context.arguments.file))
    return {"applied": done.applied, "ids": list(done.ids)}


def show(context: Context) -> Result:
    """One household whole."""
    desk, given = context.desk, context.arguments
    home = the_household(desk.store, given.number, given.village)
    row = desk.store.questions.household(home.uid)
    if row is None:
        raise Refused("unknown_household", number=given.number)
    return rows.household(desk, row, whole=context.json)


def listing(context: Context) -> Result:
    """Rows of one kind."""
    desk, given = context.desk, context.arguments
    questions = desk.store.questions
    village = the_village(desk.store, given.village).uid if given.village else None
    names = {v.uid: v.name for v in questions.villages()}
    record = rows.shown(desk, whole=context.json).record
    if given.kind == "households":
        return [rows.household_row(row, names) for row in questions.households(village)]
    if given.kind == "members":
        homes = {row.uid: row.local_no for row in questions.households(village)}
        return [
            {**record(member), "local_no": homes[member.household]}
            for member in desk.store.find(Member)
            if member.household in homes
        ]
    if given.kind in RECORD_LISTS:
        records, entity = Records(desk.registers), given.kind.removesuffix("s")
        found = records.of(entity) if village is None else records.of_village(entity, village)
        return [record(one) for one in found]
    if given.kind == "questions":
        return asking.questions(desk.store, village)
    answers: dict[str, Callable[[], Sequence[object]]] = {
        "visits": lambda: questions.visits(village),
        "measures": lambda: questions.measures(village),
        "villages": questions.villages,
        "conflicts": questions.conflicts,
        "events": lambda: histories.events(desk.store, village),
        "duplicates": lambda: histories.suspicions(desk, village, language()),
    }
    return [_with_id(row) for row in answers[given.kind]()]


def _with_id(row: object) -> dict[str, object]:
    values = rows.plain(row)
    if not isinstance(values, dict):
        raise TypeError(row)
    return {"id" if name == "uid" else name: value for name, value in values.items()}


def search(context: Context) -> Result:
    """Households that a text may mean."""
    questions = context.desk.store.questions
    names = {v.uid: v.name for v in questions.villages()}
    return [rows.household_row(row, names) for row in questions.search(context.arguments.text)]


def stats(context: Context) -> Result:
    """Figures of a village or of all."""
    given = context.arguments
    store = context.desk.store
    village = the_village(store, given.village).uid if given.village else None
    figures = rows.stats(store.questions.stats(village))
    return {**figures, "conflicts": store.questions.open_conflicts(village)}


def print_sheets(context: Context) -> Result:
    """Sheets as PDF."""
    given = context.arguments
    office = _filled_office(context)
    if office is not None:
        return office
    order = SheetOrder(
        _kind(context, given.kind), tuple(_chosen(context)), given.lang or language(),
        copies=given.copies, binding=given.binding,
    )  # fmt: skip
    printing, output = context.desk.printing, Path(given.output)
    waiting = errors_in(context, given.village) if given.kind == "collection-form" else {}
    if given.each:
        files = printing.print_each(order, output, context.job())
        return {
            "pages": files.pages,
            "folder": str(files.folder),
            "files": files.files,
            **_boxed(files.missing),
            **waiting,
        }
    done = printing.print(order, output, context.job())
    return {
        "pages": done.pages,
        "file": str(done.file),
        "sheets": done.sheets,
        **_boxed(done.missing),
        **waiting,
    }


def _filled_office(context: Context) -> Result | None:
    """Office forms are filled, not printed; ``None`` when another kind was asked for."""
    # the forms are read when one is asked for
    from fieldapp.services.office_filling import fill_office, fill_office_each
    from fieldapp.services.office_forms import office_forms

    given, registers = context.arguments, context.desk.registers
    name = given.kind.removeprefix(OWN)
    if not given.kind.startswith(OWN) or name not in office_forms(registers.store):
        return None
    rows, lang, output = _chosen(context), given.lang or language(), Path(given.output)
    if given.each:
        made = fill_office_each(registers, name, rows, lang, output, context.job())
        return {"folder": str(made.place), "files": made.files}
    if len(rows) != 1:
        raise Refused("office_one_file")
    made = fill_office(registers, name, rows[0], lang, output)
    return {"file": str(made.place), "files": made.files}


def _boxed(letters: Sequence[str]) -> dict[str, object]:
    """Names the characters that no font has: somebody must write them by hand."""
    if not letters:
        return {"missing": []}
    told = _(
        "Printed, but no font has these characters; they stand as their code in a box: {letters}"
    )
    warn(told.format(letters=" ".join(letters)))
    return {"missing": list(letters), "ok": False}


def _kind(context: Context, given: str) -> AnyKind:
    """The kind that was asked for; a form of the county's own by its name."""
    if given.startswith(OWN):
        # reads templates, for which the workshop of the sheets is entered
        from fieldapp.services.county_forms import form_kind

        return form_kind(context.desk.store, given.removeprefix(OWN))
    return next(kind for kind in SHEET_KINDS if kind == given)


def _chosen(context: Context) -> list[HouseholdRow]:
    given, store = context.arguments, context.desk.store
    if given.household:
        homes = [the_household(store, number, given.village) for number in given.household]
        found = [store.questions.household(home.uid) for home in homes]
        return [row for row in found if row is not None]
    village = the_village(store, given.village).uid if given.village else None
    if village is None and not given.all:
        village = the_village(store, None).uid
    return store.questions.households(village)
