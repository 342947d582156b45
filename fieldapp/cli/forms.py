"""Commands on the county's template pack: list, check, import, export, remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.cli.context import Context, Result
from fieldapp.foundation.errors import Refused, sentence
from fieldapp.foundation.i18n import language

if TYPE_CHECKING:
    from fieldapp.sheets.pack.checking import Checked

# the workshop of the sheets is entered, with its libraries, when there is work for it


def forms_list(context: Context) -> Result:
    """The county's templates, and the shipped examples that can be exported."""
    from fieldapp.services.county_forms import EXAMPLES, form_lines

    store, lang = context.desk.store, language()
    kept = [
        {
            "name": line.name,
            "title": line.title(lang),
            "changes": line.sheet or None,
            "print": None if line.sheet or line.wrong else f"form:{line.name}",
            "problem": sentence(line.wrong, lang)[0] if line.wrong else None,
        }
        for line in form_lines(store)
    ]
    return {"forms": kept, "examples": list(EXAMPLES)}


def forms_check(context: Context) -> Result:
    """A template file examined; nothing is kept."""
    from fieldapp.services.county_forms import check_file

    name = context.arguments.file
    try:
        return _told(name, check_file(Path(name)))
    except Refused as refused:
        message, hint = sentence(refused, language())
        line = refused.facts.get("line")
        problem = {"line": line, "code": refused.code, "message": message, "hint": hint}
        return {"file": name, "problems": [problem]}


def forms_import(context: Context) -> Result:
    """Template files kept for the whole county, one act each."""
    from fieldapp.services.county_forms import import_form

    registers = context.desk.registers
    context.desk.require_writer()
    files = context.arguments.file
    return [_told(name, import_form(registers, Path(name)).checked) for name in files]


def forms_export(context: Context) -> Result:
    """A template or a shipped example as a file, its logo beside it."""
    from fieldapp.services.county_forms import export_form

    given = context.arguments
    written = export_form(context.desk.store, given.name, Path(given.output))
    return {"files": [str(path) for path in written]}


def forms_remove(context: Context) -> Result:
    """A template that is used no more; its history stays."""
    from fieldapp.services.form_pack import drop_form

    name = context.arguments.name
    context.desk.require_writer()
    drop_form(context.desk.registers, name)
    return {"name": name, "removed": True}


def _told(file: str, checked: Checked) -> dict[str, object]:
    from fieldapp.sheets.pack.declared import SheetChange, template_name

    template = checked.template
    changes = isinstance(template, SheetChange)
    name = template_name(template)
    return {
        "file": file,
        "name": name,
        "print": name if changes else f"form:{name}",
        "chinese_only": list(checked.chinese_only),
    }
