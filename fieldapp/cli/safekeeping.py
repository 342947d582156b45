"""Commands that keep a workspace safe: backup and restore."""

from __future__ import annotations

from pathlib import Path

from fieldapp.cli.context import Context, Result
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import _
from fieldapp.services.backups import Backups, Restoring


def backup(context: Context) -> Result:
    """The whole workspace in one encrypted file, read back and examined."""
    desk = context.desk
    if desk.copying is None:
        raise Refused("backup_elsewhere")
    target = Path(context.arguments.file)
    made = Backups(desk.folder, desk.store, desk.clock, desk.copying).make(target)
    return {
        "file": str(made.file),
        "made_at": made.made_at,
        "changes": made.changes,
        "records": made.records,
        "attachments": made.attachments,
        "bytes": made.bytes,
    }


def restore(context: Context) -> Result:
    """A workspace out of a backup, in a new folder; or only what the backup holds."""
    given = context.arguments
    opener = context.opener
    restoring = Restoring(opener.store, opener.clock, opener.ids)
    file, folder = Path(given.file), Path(given.dir)
    passphrase = context.given_passphrase() or context.ask(_("Passphrase: "))
    if given.preview:
        held = restoring.preview(file, passphrase, folder)
    else:
        held = restoring.restore(file, folder, passphrase)
    return {
        "workspace": None if given.preview else str(folder),
        "name": held.name,
        "role": held.role,
        "made_at": held.made_at,
        "villages": list(held.villages),
        "households": held.households,
        "changes": held.changes,
        "records": held.records,
        "attachments": held.attachments,
    }
