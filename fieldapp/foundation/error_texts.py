"""Every error code with its English sentence and its next step; the Chinese is in the catalogue."""

from __future__ import annotations

from fieldapp.foundation.access_texts import ACCESS_TEXTS
from fieldapp.foundation.error_texts_records import RECORD_TEXTS
from fieldapp.foundation.form_texts import FORM_TEXTS
from fieldapp.foundation.i18n import N_
from fieldapp.foundation.office_texts import OFFICE_TEXTS
from fieldapp.foundation.review_texts import REVIEW_TEXTS
from fieldapp.foundation.safety_texts import SAFETY_TEXTS

TEXTS: dict[str, tuple[str, str]] = {
    **ACCESS_TEXTS,
    **FORM_TEXTS,
    **OFFICE_TEXTS,
    **RECORD_TEXTS,
    **REVIEW_TEXTS,
    **SAFETY_TEXTS,
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
            "Nothing was changed. See that the drive is firmly connected and open it again. If that does not help, keep the folder as it is and restore the newest backup into another folder."
        ),
    ),
    "store_unreadable": (
        N_("A part of the store could not be read."),
        N_(
            "Nothing was changed. See that the drive is firmly connected, close other programs to free memory, and open it again. If that does not help, keep the folder as it is and restore the newest backup into another folder."
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
    "io_error": (
        N_("The disk or stick reports an error in reading or writing."),
        N_(
            "Everything saved before is safe; this step was not saved. See that the drive is firmly connected and repeat. If it happens again, make a backup on another drive and replace this one."
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
        N_(
            "This bundle comes from a laptop that is not enrolled here. It says of itself, unconfirmed: no. {number}, changes: {changes}, check code {check}."
        ),
        N_(
            "Nothing was merged. Keep the file and telephone the team: its Exchange page shows the same check code beside the bundle if it is theirs. Then enrol the laptop or bring the roster up to date, and import it again."
        ),
    ),
    "bundle_not_ours": (
        N_("This bundle is sealed for another workspace (county {county})."),
        N_(
            "Nothing was merged and nobody here can read it. READ-ME.txt beside it names county and laptop: pass the file on to the office it is meant for."
        ),
    ),
    "relay_full": (
        N_("This laptop carries {count} bundles for others already and takes no more."),
        N_(
            "Nothing is lost: the bundle stays on its stick. Pass on first what is carried, or bring the stick to the office."
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
    "paper_of_no_household": (
        N_("The household of this paper sheet is not in the register here."),
        N_(
            "Nothing was changed. It was removed, or a bundle with it has not been imported yet. "
            "Search by the number on the sheet."
        ),
    ),
    # --- spreadsheets
    "not_a_spreadsheet": (
        N_("{file} is not a spreadsheet that can be read."),
        N_(
            "Nothing was changed. Open it in Excel or WPS, save it as .xlsx or .csv, and try again."
        ),
    ),
    "encoding_foreign": (
        N_("{file} seems to be a text file in the encoding {encoding}, which is not read here."),
        N_(
            "Nothing was changed. Open it in Excel or WPS as text with the encoding {encoding}, save it as .xlsx, and try again."
        ),
    ),
    "quotes_open": (
        N_("From line {line} on {file} cannot be parted into cells: a quotation mark stays open."),
        N_(
            "Nothing was changed. Open it in Excel or WPS, save it as .xlsx, check the list there, and try again."
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
    "not_a_template": (
        N_("The file {file} cannot be used as a template."),
        N_("Nothing was written. Save it as an Excel workbook (.xlsx) without a password."),
    ),
    "nobody_named": (
        N_("Then no column of the roster would name anybody."),
        N_("Nothing was changed. Keep a column with the names of the heads or of the people."),
    ),
    "not_a_register": (
        N_("The file {file} holds no register: no sheet has the first row of an exported one."),
        N_("Nothing was changed. A list of households is read with “roster import”."),
    ),
    "bad_cell": (
        N_("Sheet “{sheet}”, row {row}: the cell under “{column}” cannot be read."),
        N_("Nothing was changed. Correct the cell, or export the register anew."),
    ),
    "not_our_village": (
        N_("The workbook also holds {village}, which is not a village of this laptop."),
        N_("Nothing was changed. Let the county read it in."),
    ),
    "act_unknown": (
        N_("There is nothing of that kind to undo in this workspace."),
        N_("Nothing was changed."),
    ),
    "act_built_upon": (
        N_("This can no longer be undone as a whole: {count} of its records were used since."),
        N_("Nothing was changed. Correct or remove the records one by one."),
    ),
    "merge_built_upon": (
        N_("This merge can no longer be taken back: {count} of its records were built upon since."),
        N_("Nothing was changed. Correct the records one by one; each keeps its history."),
    ),
    "merge_unknown": (
        N_("No merge of that bundle is known here."),
        N_("Nothing was changed. The ledger names every bundle that was merged here."),
    ),
    "merge_taken_back": (
        N_("This merge has been taken back already."),
        N_("Nothing was changed."),
    ),
    "printer_failed": (
        N_("The printer did not take the pages."),
        N_(
            "Nothing was changed. Check paper and cable, or save the sheets as a PDF file and print that."
        ),
    ),
    "no_printer": (
        N_("This computer has no printer."),
        N_(
            "Nothing was changed. Set one up in the system's settings, or save the sheets as a PDF file and print that elsewhere."
        ),
    ),
    "no_such_pages": (
        N_("The sheets have fewer pages than were asked for."),
        N_("Nothing was printed. Ask for pages that there are, or for all."),
    ),
    "nothing_to_print": (
        N_("No household was chosen."),
        N_("Choose at least one household."),
    ),
    "one_sheet_for_all": (
        N_("This sheet is made once for all households ({kind}), not for each of them"),
        N_("Leave out the wish for one file a household. Nothing was written"),
    ),
    "nothing_of_that_kind": (
        N_("There is nothing for a sheet of this kind: no file was made."),
        N_("Choose other households, or another kind of sheet."),
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
