"""What is said when an office form of the county is refused: the sentence and the next step."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

_QUIET = N_(
    "Nothing was changed. A form only holds text, tables and pictures. Take the rest out, save "
    "the form anew and take that file."
)
OFFICE_TEXTS: dict[str, tuple[str, str]] = {
    "office_unread": (
        N_("{file} cannot be read as a Word or Excel form."),
        N_("Nothing was changed. Save the form anew as .docx or .xlsx and take that file."),
    ),
    "office_locked": (
        N_("{file} has a password, or is of an older kind (.doc, .xls)."),
        N_("Nothing was changed. Save it without password as .docx or .xlsx and take that file."),
    ),
    "office_too_large": (
        N_("{file} is too large for a form: {most} MB is the most."),
        N_("Nothing was changed. Make its pictures smaller and save it anew."),
    ),
    "office_macros": (N_("{file} has macros."), _QUIET),
    "office_objects": (N_("{file} has embedded files, controls or commands in it."), _QUIET),
    "office_links": (N_("{file} is linked to other files or to the network."), _QUIET),
    "office_signed": (N_("{file} is signed, which filling it in would break."), _QUIET),
    "office_shapes": (
        N_("{file} has drawn shapes or text boxes, which would be lost when it is filled."),
        N_("Nothing was changed. Put their text into cells, or make a Word form of it."),
    ),
    "office_no_names": (
        N_("Nothing in {file} is to be filled in."),
        N_(
            "Nothing was changed. Write names between double braces where values belong, such as "
            "{{{{ household.head_name }}}}, and {{{{ members.name }}}} in the row of a table."
        ),
    ),
    "office_broken": (
        N_("At {place} braces stand that are no name."),
        N_(
            "Nothing was changed. A name stands between two braces on either side, such as "
            "{{{{ household.head_name }}}}."
        ),
    ),
    "office_unknown_name": (
        N_("At {place}: the dictionary has no “{name}” here."),
        N_("Nothing was changed. Known names: {known}"),
    ),
    "office_sensitive_name": (
        N_("At {place}: a public form may not name “{name}”."),
        N_(
            "Nothing was changed. Everybody reads a public form. Take the name out, or take "
            "{{{{ public }}}} out when the form stays in the office."
        ),
    ),
    "office_list_outside": (
        N_("At {place}: “{name}” is a list and has no room outside a table."),
        N_("Nothing was changed. Put it into a row of a table; the row is written for each line."),
    ),
    "office_two_lists": (
        N_("At {place} two lists stand in one place."),
        N_("Nothing was changed. Give each list a row of its own."),
    ),
    "office_name": (
        N_("“{name}” cannot be the name of this form."),
        N_(
            "Nothing was changed. Take small Latin letters, digits and hyphens, beginning with a "
            "letter, 32 at most, and not the name of another form."
        ),
    ),
    "office_not_all_here": (
        N_("Not all of the form {file} has come yet."),
        N_("Nothing is lost. Import the county's next bundle, then fill it again."),
    ),
    "office_ending": (
        N_("The form is filled into a file whose name ends in {ending}."),
        N_("Nothing was written. Give such a name, or “--each” with a folder."),
    ),
    "office_one_file": (
        N_("An office form is filled for one household in a file."),
        N_("Nothing was written. Choose one household, or “--each” with a folder."),
    ),
}
