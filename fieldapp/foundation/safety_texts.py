"""Errors of lock, backup and recovery with their next steps; the Chinese is in the catalogue."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

SAFETY_TEXTS: dict[str, tuple[str, str]] = {
    "past_the_door": (
        N_("Something tried to change records without writing it into the change log."),
        N_(
            "Nothing was changed. This is a fault of the program or of another program: report it, and work on."
        ),
    ),
    "text_with_nul": (
        N_("A text holds a character that no text can hold (NUL)."),
        N_("Nothing was changed. Type the words anew, or have the bundle made anew."),
    ),
    "log_damaged": (
        N_("The change log itself is damaged; nothing can be rebuilt from it."),
        N_(
            "Nothing was changed. Keep the folder as it is and restore the newest backup into another folder."
        ),
    ),
    "not_a_backup": (
        N_("This file is not a backup of a workspace."),
        N_("Nothing was changed. Choose a file whose name ends in .fbackup."),
    ),
    "backup_damaged": (
        N_("The backup is damaged: what is in it is not what was written."),
        N_("Nothing was changed. Keep the file and take another copy, or the backup before it."),
    ),
    "backup_unsound": (
        N_("The backup did not pass its examination and was not kept."),
        N_(
            "The workspace and earlier backups are as before. Run “fieldapp doctor”, then make the backup on another drive."
        ),
    ),
    "backup_elsewhere": (
        N_("The store of this workspace lies on a database server."),
        N_("Nothing was written. Let the server's own backup keep it."),
    ),
    "same_drive_folder": (
        N_("This folder lies in the workspace itself."),
        N_("Nothing was changed. Choose a folder on another drive or stick."),
    ),
    "upgrade_failed": (
        N_("The workspace could not be brought to this version of the program."),
        N_(
            "It is as before, and a copy lies beside it as {copy}. Go on with the earlier version of the program and tell the county office."
        ),
    ),
    "passphrase_too_weak": (
        N_("The passphrase is too easy to guess. {why}"),
        N_(
            "Nothing was changed. Four words that do not belong together are easy to keep in mind and hard to guess."
        ),
    ),
    "too_many_tries": (
        N_("Too many wrong passphrases: the next try is heard in {seconds} seconds."),
        N_("Nothing was changed. Wait, then type the passphrase; nobody is locked out for ever."),
    ),
    "no_recovery_words": (
        N_("This workspace has no recovery words."),
        N_("Nothing was changed. A team's laptop is recovered by its county office."),
    ),
    "wrong_recovery_words": (
        N_("These are not the recovery words of this workspace."),
        N_("Nothing was changed. Look for the sheet that was printed when it was set up."),
    ),
    "recovery_words_misread": (
        N_("The twelve recovery words do not fit together."),
        N_("Nothing was changed. Compare each with the sheet; their order counts."),
    ),
    "recovery_key_misread": (
        N_("What was typed is not the opening half of a recovery key."),
        N_(
            "Nothing was changed. Compare each group of eight with the sheet; 0 and O, 1 and I differ."
        ),
    ),
    "not_recoverable": (
        N_("This key file holds nothing that the county could open."),
        N_("Nothing was changed. Restore a backup of the laptop whose passphrase is known."),
    ),
    "sealed_for_another": (
        N_("The key file is sealed to another county."),
        N_("Nothing was changed. Take it to the county office that set up the laptop."),
    ),
    "recovery_for_another": (
        N_("This recovery file is for another laptop."),
        N_("Nothing was changed. Send this laptop's own key file to the county office."),
    ),
    "device_revoked": (
        N_("The laptop {device} was revoked."),
        N_("Nothing was made: a revoked laptop is not opened again. Set up a new one."),
    ),
    "wrong_pin": (
        N_("The PIN is not right."),
        N_("Nothing was changed. Type it again, or lock and open with the passphrase."),
    ),
    "pin_worn_out": (
        N_("This PIN was typed wrong too often and counts no more."),
        N_(
            "Nothing was changed. Open the workspace with its passphrase; then the PIN works again."
        ),
    ),
    "pin_not_digits": (
        N_("A PIN has {least} to {most} digits."),
        N_("Nothing was changed. Type digits only."),
    ),
    "pin_too_simple": (
        N_("This PIN is the first that anybody would try."),
        N_("Nothing was changed. Choose digits that are not all alike and not in a row."),
    ),
}
