"""Every error code with its English sentence and its next step; the Chinese is in the catalogue."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

TEXTS: dict[str, tuple[str, str]] = {
    # --- workspace and store
    "workspace_missing": (
        N_("There is no workspace in the folder {folder}."),
        N_(
            "Nothing was changed. Make one with “fieldapp init” or “fieldapp demo”, or name another folder."
        ),
    ),
    "workspace_exists": (
        N_("The folder {folder} already holds a workspace or other files."),
        N_("Nothing was changed. Choose an empty folder."),
    ),
    "wrong_passphrase": (
        N_("The passphrase is not right."),
        N_("Nothing was changed. Type it again; the county office can help when it is forgotten."),
    ),
    "passphrase_needed": (
        N_("A passphrase is needed to open this workspace."),
        N_("Set FIELDAPP_PASSPHRASE, name a file with --passphrase-file, or run in a terminal."),
    ),
    "passphrase_too_short": (
        N_("The passphrase is too short."),
        N_("Nothing was changed. Use at least {least} characters."),
    ),
    "passphrases_differ": (
        N_("The two new passphrases are not the same."),
        N_("Nothing was changed. Type the new passphrase twice."),
    ),
    "store_too_new": (
        N_(
            "This workspace was written by a newer version of the program ({found}; this one reads up to {known})."
        ),
        N_("Nothing was changed. Install the newer version on this computer."),
    ),
    "store_damaged": (
        N_("The store is damaged or its key does not belong to it."),
        N_(
            "Nothing was changed. Keep the folder as it is and restore the newest backup into another folder."
        ),
    ),
    "key_file_damaged": (
        N_("The key file of this workspace is damaged."),
        N_("Nothing was changed. Restore the newest backup into another folder."),
    ),
    "store_locked": (
        N_("Another program is using this workspace."),
        N_("Nothing was changed. Close the other window and try again."),
    ),
    "disk_full": (
        N_("The disk is full."),
        N_(
            "Everything saved before is safe; this step was not saved. Free some space and try again."
        ),
    ),
    "not_writable": (
        N_("The folder or file cannot be written."),
        N_(
            "Everything saved before is safe. Check the write protection, or choose another folder."
        ),
    ),
    "file_missing": (
        N_("The file {file} was not found."),
        N_("Nothing was changed. Check the name and try again."),
    ),
    # --- records and commands
    "id_taken": (
        N_("This ID number already belongs to somebody in household {number}."),
        N_("Nothing was changed. Look at that household, or correct the number."),
    ),
    "unknown_household": (
        N_("There is no household {number}."),
        N_("Nothing was changed. Look the number up with “fieldapp search”."),
    ),
    "ambiguous_household": (
        N_("The household number {number} exists in more than one village."),
        N_("Nothing was changed. Name the village as well."),
    ),
    "unknown_village": (
        N_("There is no village {village}."),
        N_("Nothing was changed. “fieldapp list villages” names them."),
    ),
    "several_villages": (
        N_("The workspace holds several villages."),
        N_("Nothing was changed. Name the village with --village."),
    ),
    "unknown_record": (
        N_("There is no {entity} with the id {uid}."),
        N_("Nothing was changed. Check the id."),
    ),
    "unknown_field": (
        N_("{entity} has no field “{field}”."),
        N_("Nothing was changed. The data dictionary names the fields."),
    ),
    "unknown_person": (
        N_("There is no team member of that name in this workspace."),
        N_("Nothing was changed. Add the team member first, or correct the name."),
    ),
    "bad_value": (
        N_("“{field}” cannot be read: {expected} is expected."),
        N_("Nothing was changed. Correct the value and try again."),
    ),
    "unknown_code": (
        N_("“{field}” has no code “{value}”."),
        N_("Nothing was changed. Allowed: {allowed}."),
    ),
    "rule_broken": (
        N_("Not saved: {problem}"),
        N_("Nothing was changed. Correct it and save again."),
    ),
    "field_missing": (
        N_("“{field}” is missing."),
        N_("Nothing was changed. Give a value; the record cannot stand without it."),
    ),
    "script_line": (
        N_("Line {line}: {problem}"),
        N_("Nothing of the file was applied. Correct the line and run it again."),
    ),
    "unknown_kind": (
        N_("“{kind}” is not known here."),
        N_("Nothing was changed. Known: {known}."),
    ),
    # --- bundles
    "not_a_bundle": (
        N_("This file is not a sync bundle."),
        N_("Nothing was changed. Choose the file whose name ends in .fsync."),
    ),
    "bundle_incomplete": (
        N_(
            "The bundle does not have its full length: it was cut short or something was added to it."
        ),
        N_("Nothing was merged. Copy the file again, or ask the sender to export it again."),
    ),
    "bundle_damaged": (
        N_("The bundle is damaged."),
        N_(
            "Nothing was merged and nothing is lost: the sender still has every change. Copy the file again, or ask the sender to export it again."
        ),
    ),
    "bundle_forged": (
        N_("The seal of this bundle does not fit its sender {device}: it was altered or damaged."),
        N_(
            "Nothing was merged. Keep the file, and ask the sender by telephone to export it again."
        ),
    ),
    "bundle_unknown_sender": (
        N_("The sender of this bundle ({device}) is not enrolled here."),
        N_(
            "Nothing was merged. Keep the file; enrol the laptop or bring its roster up to date, then import it again."
        ),
    ),
    "bundle_not_ours": (
        N_("This bundle is sealed for another workspace (county {county})."),
        N_(
            "Nothing was merged and nobody here can read it. Pass the file on to the office it is meant for."
        ),
    ),
    "bundle_too_new": (
        N_(
            "This bundle needs a newer version of the program (level {needed}; this one reads up to {known})."
        ),
        N_("Nothing was merged. Keep the file, update the program and import it again."),
    ),
    "bundle_too_large": (
        N_("This bundle is larger than any bundle may be, or unpacks to more than it declares."),
        N_("Nothing was merged. Keep the file and ask the sender what it is."),
    ),
    "impossible_history": (
        N_(
            "The bundle tells of a history that cannot have happened: its chain of changes does not fit together."
        ),
        N_("Nothing was merged. Keep the file and tell the county office."),
    ),
    "payload_unreadable": (
        N_("A change in the bundle cannot be read."),
        N_(
            "The change is kept as it came and waits for a newer program; everything else is unaffected."
        ),
    ),
    "file_unreadable": (
        N_("The file {file} cannot be read."),
        N_("Nothing was changed. Put the stick in again, or try another copy of the file."),
    ),
    "bundle_not_kept": (
        N_("Bundle {number} is no longer kept on this laptop."),
        N_(
            "Nothing is lost: every change is still here. Make a new bundle; it holds whatever is not confirmed."
        ),
    ),
    "drive_gone": (
        N_("The stick or drive is no longer there."),
        N_(
            "Everything in the workspace is safe; the file was not finished. Put the stick in again and repeat."
        ),
    ),
    "read_back_differs": (
        N_("What was read back from the stick is not what was written."),
        N_("Everything in the workspace is safe; the faulty copy was removed. Use another stick."),
    ),
    # --- paper
    "paper_code_unknown": (
        N_("This is not the code of a paper sheet that this version knows."),
        N_(
            "Nothing was changed. Scan the square code at the upper right of the sheet, or search by number."
        ),
    ),
    "paper_code_damaged": (
        N_("The code of the paper sheet was read wrong."),
        N_(
            "Nothing was changed. Scan it again in better light, or search by the household number."
        ),
    ),
    # --- spreadsheets
    "not_a_spreadsheet": (
        N_("{file} is not a spreadsheet that can be read."),
        N_(
            "Nothing was changed. Open it in Excel or WPS, save it as .xlsx or .csv, and try again."
        ),
    ),
    "spreadsheet_encrypted": (
        N_("The spreadsheet {file} is protected with a password."),
        N_(
            "Nothing was changed. Open it in Excel or WPS, save it without a password, and try again."
        ),
    ),
    "spreadsheet_empty": (
        N_("The spreadsheet {file} is empty."),
        N_("Nothing was changed. Check that it is the right file."),
    ),
    "no_heading_row": (
        N_("No row of known headings was found in the first {rows} rows of {file}."),
        N_(
            "Nothing was changed. The list needs a heading row with the head of household or the names, and at least one more known heading such as 身份证号 or 与户主关系."
        ),
    ),
    "unknown_target": (
        N_("There is no field “{target}” that a column could fill."),
        N_("Nothing was changed. Name a field as entity.field, such as household.phone."),
    ),
    "number_taken": (
        N_("The household number {number} is already in use in this village."),
        N_("Nothing was changed. Leave the number empty to get the next free one."),
    ),
    "name_missing": (
        N_("The name is missing."),
        N_("Nothing was changed. Give the person's name."),
    ),
    "card_reason_missing": (
        N_("A card needs its reason."),
        N_("Nothing was changed. Say in one sentence why."),
    ),
    "card_overlap": (
        N_("The present card holds from {since}; a new one cannot begin before that."),
        N_("Nothing was changed. Choose a later day."),
    ),
    "scheme_missing": (
        N_("This workspace has no card scheme yet."),
        N_("Nothing was changed. The county office enters the scheme first."),
    ),
    "village_needed": (
        N_("The roster names no village and this workspace holds none."),
        N_("Nothing was changed. Name the village with --village."),
    ),
    "printer_failed": (
        N_("The printer did not take the pages."),
        N_(
            "Nothing was changed. Check paper and cable, or save the sheets as a PDF file and print that."
        ),
    ),
    "nothing_to_print": (
        N_("No household was chosen."),
        N_("Choose at least one household."),
    ),
    "no_receiver": (
        N_("This workspace knows nobody to make a bundle for."),
        N_(
            "Nothing was changed. A laptop begins from the county's starting file; the county makes one with “fieldapp invite”."
        ),
    ),
    "several_receivers": (
        N_("The bundle could be for several laptops: {names}."),
        N_("Nothing was changed. Name one with --to."),
    ),
    "not_a_county": (
        N_("Only the county office can do this."),
        N_("Nothing was changed."),
    ),
    "unknown_device": (
        N_("There is no such laptop."),
        N_("Nothing was changed. “fieldapp device list” names them."),
    ),
    "bundle_sender_revoked": (
        N_("The bundle comes from {device}, which was revoked."),
        N_("Nothing was merged; the bundle is kept for review."),
    ),
    "forked_history": (
        N_("Two laptops use the same identity: the bundle contradicts what was received before."),
        N_(
            "Nothing was merged; the bundle is kept for review. Ask the county office for a new starting file."
        ),
    ),
    "invite_wrong_passphrase": (
        N_("The passphrase of the starting file is not right."),
        N_("Nothing was made. Type it again or ask the county office."),
    ),
    "not_a_starting_file": (
        N_("This is not a starting file, or it is damaged."),
        N_("Nothing was made. Copy the file again from the county office."),
    ),
    "unknown_conflict": (
        N_("There is no such open conflict."),
        N_("Nothing was changed. “fieldapp conflicts list” names them."),
    ),
    "several_values": (
        N_("More than one other value stands here."),
        N_("Nothing was changed. Give the value itself."),
    ),
    "demo_too_small": (
        N_("A demonstration has at least one household."),
        N_("Nothing was made. Give another number."),
    ),
    "wrong_usage": (
        N_("Not understood: {problem}"),
        N_("Nothing was done. “{command} --help” explains the command."),
    ),
}
