"""Errors of roles, looks and keying for others with their next steps; Chinese in the catalogue."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

ACCESS_TEXTS: dict[str, tuple[str, str]] = {
    "reader_only": (
        N_("A county reader only looks and changes nothing."),
        N_("Nothing was changed. Who may change it takes the keyboard with F9."),
    ),
    "reason_needed": (
        N_("A masked field is shown only for a reason; “other” needs a few words."),
        N_("Nothing was shown. Choose a reason: {known}."),
    ),
    "nothing_masked": (
        N_("There is nothing masked under this name."),
        N_("Nothing was shown. Take a field that is shown with stars, such as id_number."),
    ),
    "child_closed": (
        N_("Numbers of a child under fourteen are open to team leader, doctor and county only."),
        N_("Nothing was shown. The team leader takes the keyboard with F9."),
    ),
    "looks_closed": (
        N_("Who looked at what is read by the team leader and the county office."),
        N_("Nothing was shown. The team leader takes the keyboard with F9."),
    ),
    "nobody_at_keyboard": (
        N_("Nobody is named who holds the keyboard."),
        N_("Nothing was changed. Choose in the settings who is at the keyboard."),
    ),
    "store_held": (
        N_(
            "This workspace is in use: {program}, process {process} on the computer {computer}, since {since}."
        ),
        N_(
            "Nothing was changed, and all that was saved is safe. Close that program, or wait until it has finished, and try again."
        ),
    ),
    "sheet_in_workspace": (
        N_("The recovery sheet must not lie in the workspace that it opens."),
        N_("Nothing was made. Name a file elsewhere, best on a stick; print it and delete it."),
    ),
    "public_unmasked": (
        N_("A public notice must not carry an unmasked number: line {line}."),
        N_("Nothing was written. Make the rows from the register, or mask the number."),
    ),
}
"""By code: the sentence and the next step."""
