"""Commands that keep a workspace safe and sound: backup, restore, recover, compact, doctor."""

from __future__ import annotations

from pathlib import Path

from fieldapp.cli.context import Context, Result
from fieldapp.foundation.errors import Refused, WrongUsage
from fieldapp.foundation.i18n import N_, _
from fieldapp.services.backups import Backups, Restoring
from fieldapp.services.compaction import Behind, Compaction, Forecast
from fieldapp.services.desk import Desk
from fieldapp.services.doctor import Diagnosis, diagnose, rebuilt_words
from fieldapp.services.own_clock import clock_doubt, doubt_words
from fieldapp.services.rebuilding import Rebuilding
from fieldapp.services.recovery import recover_at_county, recover_from_paper, recover_laptop


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
    restoring = Restoring(opener.store, opener.clock)
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


def recover(context: Context) -> Result:
    """A forgotten passphrase: the county's answer to a key file, or a new passphrase with it."""
    given = context.arguments
    if given.key_file:
        if not given.output:
            raise WrongUsage("wrong_usage", problem="-o", command="fieldapp recover")
        done = recover_at_county(context.desk.store, Path(given.key_file), Path(given.output))
        return {
            "file": str(done.file),
            "device": done.device,
            "name": done.name,
            "one_time_passphrase": done.one_time,
        }
    if given.recovery_file:
        one_time = context.invite_passphrase()
        key = recover_laptop(
            context.folder, Path(given.recovery_file), one_time, context.new_passphrase()
        )
    elif given.words:
        words = context.environment.get("FIELDAPP_RECOVERY_WORDS")
        key = recover_from_paper(
            context.folder,
            words or context.ask(_("Recovery words or key: ")),
            context.new_passphrase(),
        )
    else:
        raise WrongUsage("wrong_usage", problem="--from", command="fieldapp recover")
    context.opener.store(context.folder, key).close()
    return {"workspace": str(context.folder)}


_STAYS = {
    "recent": N_("not old enough"),
    "few": N_("too few of one writer for a segment"),
    "unplaced": N_("waiting for the record they belong to"),
}
"""Why changes are not packed, whoever else holds them."""


def compact(context: Context) -> Result:
    """The log packed as far as everybody has confirmed it; why the rest stays as it is."""
    given, desk = context.arguments, context.desk
    desk.require_writer()
    compaction = Compaction(desk.store, desk.clock, given.days)
    if given.dry_run:
        found = compaction.look()
        return {"dry_run": True, "to_pack": found.outlook.ready, **_remaining(found)}
    done = compaction.run(context.job())
    return {
        "packed_now": done.changes,
        "bytes_before": done.before,
        "bytes_after": done.after,
        **_remaining(compaction.look()),
    }


def _remaining(found: Forecast) -> dict[str, object]:
    outlook = found.outlook
    counts = {"recent": outlook.recent, "few": outlook.few, "unplaced": outlook.unplaced}
    stays = [{"count": count, "reason": _(_STAYS[code])} for code, count in counts.items() if count]
    stays += [{"count": one.changes, "reason": _why(one)} for one in found.behind]
    if found.alone:
        stays.append({"count": None, "reason": _("the county of this laptop is not known")})
    return {"packed": outlook.packed, "stays": stays}


def _why(one: Behind) -> str:
    """What changes that a device has not confirmed wait for."""
    if one.county:
        text = _("{name} has not confirmed them; exchange bundles with it")
    elif one.heard:
        text = _("{name} has not confirmed since {day}; hear from it or revoke it")
    else:
        text = _("{name} was never heard from; hear from it or revoke it")
    return text.format(name=one.name, day=one.heard[:10])


def doctor(context: Context) -> Result:
    """The workspace examined, where wanted after its state was made anew from the log."""
    desk = context.desk
    rebuilt = _rebuilt(desk) if context.arguments.rebuild else {}
    found = diagnose(desk.attachments)
    doubt = clock_doubt(desk.store, desk.clock)
    return {
        "ok": not found.problems,
        "device": desk.profile.device,
        "name": desk.profile.name,
        "role": desk.profile.role,
        "state_digest": desk.store.state_digest(),
        "changes": found.found.changes,
        "records": found.found.records,
        "attachments_missing": found.missing,
        "clock": " ".join(doubt_words(doubt)) if doubt else None,
        "problems": [
            {"code": code, "count": count, "message": said}
            for (code, count), said in zip(found.problems, found.sentences(), strict=True)
        ],
        "advice": _advice(found),
        **rebuilt,
    }


def _advice(found: Diagnosis) -> str | None:
    said = list(found.advice())
    if found.mendable:
        said.append(_("Run “fieldapp doctor --rebuild”; the store as it was is set aside first."))
    return "\n".join(said) or None


def _rebuilt(desk: Desk) -> dict[str, object]:
    done = Rebuilding(desk.folder, desk.store, desk.copying).run()
    differences = [
        {"entity": one.entity, "uid": one.uid, "kind": one.kind, "fields": list(one.fields)}
        for one in done.found.differences
    ]
    return {
        "rebuilt": {
            "message": rebuilt_words(done),
            "digest_before": done.found.before,
            "digest_after": done.found.after,
            "differences": differences,
            "lines": done.found.lines,
            "copy": done.copy,
        }
    }
