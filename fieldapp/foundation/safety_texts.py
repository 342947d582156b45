"""Errors of lock, backup and recovery with their next steps; the Chinese is in the catalogue."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

SAFETY_TEXTS: dict[str, tuple[str, str]] = {
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
}
