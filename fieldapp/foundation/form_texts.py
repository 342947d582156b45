"""What is said when a template of the county is refused: the sentence and the next step."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

_KEPT = N_("Nothing was changed. Known names: {known}")
FORM_TEXTS: dict[str, tuple[str, str]] = {
    "form_not_toml": (
        N_("Line {line} cannot be read."),
        N_(
            "Nothing was changed. A line is written: name = value. Texts stand in quotation marks "
            '("…"), several values in square brackets (["…", "…"]), a text in two languages as '
            '{{ zh = "…", en = "…" }}.'
        ),
    ),
    "form_not_text": (
        N_("The file {file} is not a template."),
        N_("Nothing was changed. A template is a text file in UTF-8 whose name ends in .toml."),
    ),
    "form_unknown_key": (
        N_("Line {line}: “{key}” means nothing here."),
        N_("Nothing was changed. What may stand here: {known}"),
    ),
    "form_missing_key": (
        N_("Line {line}: “{key}” is missing."),
        N_(
            "Nothing was changed. Write it there; the examples (“fieldapp forms export --example”) "
            "show how."
        ),
    ),
    "form_wrong_kind": (
        N_("Line {line}: “{key}” is not written as it should be."),
        N_("Nothing was changed. Write it so: {wanted}"),
    ),
    "form_wrong_value": (
        N_("Line {line}: “{value}” cannot be the value of “{key}”."),
        N_("Nothing was changed. What it can be: {known}"),
    ),
    "form_empty_text": (
        N_("Line {line}: the Chinese text is empty."),
        N_("Nothing was changed. Write it after zh; only English may be left out."),
    ),
    "form_brace": (
        N_("Line {line}: a brace stands alone."),
        N_(
            "Nothing was changed. Names stand between braces, such as {{household.head_name}}; "
            "other braces are not printed."
        ),
    ),
    "form_name": (
        N_("Line {line}: “{name}” cannot be the name of a form."),
        N_(
            "Nothing was changed. Take small Latin letters, digits and hyphens, beginning with a "
            "letter, 32 at most, and not the name of a shipped sheet."
        ),
    ),
    "form_unknown_name": (N_("Line {line}: the dictionary has no “{name}” here."), _KEPT),
    "form_unknown_block": (N_("Line {line}: there is no “{name}” here."), _KEPT),
    "form_sensitive_name": (
        N_("Line {line}: a public form may not name “{name}”."),
        N_(
            "Nothing was changed. Everybody reads a public form. Leave the field out, or write "
            'mask = "masked" when the form stays in the office.'
        ),
    ),
    "form_too_long": (
        N_("The template has {count} characters; {most} is the most it may have."),
        N_("Nothing was changed. Make two forms of it, or take the comments out."),
    ),
    "form_logo_missing": (
        N_("The picture {name} of the template is not there."),
        N_("Nothing was changed. Put it beside the template file and import the file again."),
    ),
    "form_logo_unfit": (
        N_("{name} cannot be a logo."),
        N_("Nothing was changed. Take a PNG or JPEG picture of {most} KB at most."),
    ),
    "unknown_form": (
        N_("The county has no form named {name}."),
        N_("Nothing was changed. “fieldapp forms list” names those it has."),
    ),
}
