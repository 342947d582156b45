"""Commands on the county's template pack: list, check, import, export, remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.cli.context import Context, Result
from fieldapp.foundation.errors import Refused, sentence
from fieldapp.foundation.i18n import language
from fieldapp.foundation.office_package import kind_of

if TYPE_CHECKING:
    from fieldapp.services.households import Registers
    from fieldapp.services.office_forms import OfficeChecked
    from fieldapp.sheets.pack.checking import Checked

# the workshop of the sheets is entered, with its libraries, when there is work for it


def forms_list(context: Context) -> Result:
    """The county's templates, and the shipped examples that can be exported."""
    from fieldapp.services.county_forms import EXAMPLES, form_lines
    from fieldapp.services.office_forms import office_forms

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
    kept += [
        {
            "name": name,
            "title": form.title,
            "changes": None,
            "print": f"form:{name}",
            "problem": None,
            "file": form.file.name,
        }
        for name, form in office_forms(store).items()
    ]
    return {"forms": kept, "examples": list(EXAMPLES)}


def forms_check(context: Context) -> Result:
    """A template file examined; nothing is kept."""
    from fieldapp.services.county_forms import check_file
    from fieldapp.services.office_forms import check_office_file

    name = context.arguments.file
    try:
        if kind_of(name):
            return _told_office(name, "", check_office_file(Path(name)))
        return _told(name, check_file(Path(name)))
    except Refused as refused:
        message, hint = sentence(refused, language())
        line = refused.facts.get("line")
        problem = {"line": line, "code": refused.code, "message": message, "hint": hint}
        return {"file": name, "problems": [problem]}


def forms_import(context: Context) -> Result:
    """Template files kept for the whole county, one act each."""
    registers = context.desk.registers
    context.desk.require_writer()
    given = context.arguments
    return [_kept(registers, name, given.name) for name in given.file]


def _kept(registers: Registers, file: str, name: str) -> dict[str, object]:
    from fieldapp.services.county_forms import import_form
    from fieldapp.services.office_forms import keep_office

    if kind_of(file):
        kept = keep_office(registers, Path(file), name)
        return _told_office(file, kept.name, kept.checked)
    return _told(file, import_form(registers, Path(file)).checked)


def forms_export(context: Context) -> Result:
    """A template or a shipped example as a file, its logo beside it."""
    from fieldapp.services.county_forms import export_form
    from fieldapp.services.office_forms import export_office, office_forms

    given, store = context.arguments, context.desk.store
    export = export_office if given.name in office_forms(store) else export_form
    written = export(store, given.name, Path(given.output))
    return {"files": [str(path) for path in written]}


def forms_remove(context: Context) -> Result:
    """A template that is used no more; its history stays."""
    from fieldapp.services.form_pack import drop_form
    from fieldapp.services.office_forms import drop_office, office_forms

    name, registers = context.arguments.name, context.desk.registers
    context.desk.require_writer()
    drop = drop_office if name in office_forms(registers.store) else drop_form
    drop(registers, name)
    return {"name": name, "removed": True}


def _told_office(file: str, name: str, checked: OfficeChecked) -> dict[str, object]:
    return {
        "file": file,
        "name": name or None,
        "print": f"form:{name}" if name else None,
        "fields": list(checked.names),
        "public": checked.public,
    }


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
