"""Commands of the exchange: bundle, conflicts, device; and the examination of a workspace."""

from __future__ import annotations

from pathlib import Path

from fieldapp.bundles.receipts import Receipt
from fieldapp.cli import rows
from fieldapp.cli.context import Context, Result
from fieldapp.foundation.errors import Refused, sentence
from fieldapp.foundation.i18n import language
from fieldapp.ports.questions import Conflict
from fieldapp.records.kinds import Stored
from fieldapp.services.exchange import inspect_bundle
from fieldapp.services.importing import Imported
from fieldapp.services.looking_ahead import HomeAhead
from fieldapp.services.lookup import the_village
from fieldapp.services.merge_undoing import undo_merge
from fieldapp.services.resolving import keeps_both, ours, resolve, theirs
from fieldapp.services.sealing import contents_of
from fieldapp.services.trust import Trust


def bundle_export(context: Context) -> Result:
    """Write a bundle."""
    given = context.arguments
    done = context.desk.exchange.export(Path(given.output), given.to, full=given.full)
    return {
        "file": str(done.file),
        "changes": done.changes,
        "attachments": done.attachments,
        "check_code": done.check_code,
        "bytes": done.bytes,
        "packs": [str(path) for path in done.packs],
    }


def bundle_inspect(context: Context) -> Result:
    """The outside of a bundle; no workspace is needed."""
    header = inspect_bundle(Path(context.arguments.file))
    return {
        "bundle": header.bundle_id,
        "kind": header.kind,
        "number": header.number,
        "sender_device": header.sender_device,
        "county": header.county_id,
        "recipient_keys": list(header.recipient_keys),
        "created_at": header.created_at,
        "counts": dict(header.counts),
        "bytes": header.payload_length,
        "check_code": header.check_code,
        "schema": header.schema,
        "min_reader": header.min_reader,
    }


def bundle_import(context: Context) -> Result:
    """Verify and merge bundles."""
    given = context.arguments
    exchange = context.desk.exchange
    if given.release and context.desk.profile.role != "county":
        raise Refused("not_a_county")
    done = [
        exchange.import_one(Path(name), preview=given.preview, released=given.release)
        for name in given.files
    ]
    if len(done) == 1 and done[0].problem is not None:
        raise done[0].problem
    shown = rows.shown(context.desk, whole=context.json)
    return {"bundles": [_imported(one, shown) for one in done]}


def bundle_parked(context: Context) -> Result:
    """Changes that wait for the county's review; with a decision, what became of them."""
    given, parking = context.arguments, context.desk.exchange.parking
    if given.release:
        return {"bundle": given.release, "released": parking.release(given.release).applied}
    if given.reject:
        author = context.desk.profile.author or context.desk.profile.name
        return {"bundle": given.reject, "rejected": parking.reject(given.reject, author).applied}
    return [
        {
            "bundle": one.bundle,
            "sender": one.sender,
            "at": one.at,
            "changes": len(one.ops),
            "contents": contents_of(one.ops),
            "reasons": dict(one.reasons),
        }
        for one in parking.waiting()
    ]


def bundle_undo(context: Context) -> Result:
    """Take a merge back."""
    context.desk.require_writer()
    desk, bundle = context.desk, context.arguments.bundle
    undone = undo_merge(desk.exchange, bundle, desk.registers.author or desk.profile.name)
    return {"bundle": bundle, "records": undone.records}


def _imported(one: Imported, shown: rows.Shown) -> dict[str, object]:
    found: dict[str, object] = {
        "file": one.file,
        "status": one.status,
        "changes_applied": one.changes_applied,
        "conflicts": one.conflicts,
        "quarantined": int(one.problem is not None),
        "waiting": one.waiting,
        "parked": one.parked,
        "unfit": one.unfit,
        "unproven": one.unproven,
        "unjudged": one.unjudged,
        "attachments": one.attachments,
        "attachments_refused": one.attachments_refused,
        "sender": one.sender,
        "check_code": one.check_code,
        "receipt": _receipt(one.receipt, one.receipt_file),
        "bundle": one.bundle or None,
        "households": [_home(home, shown) for home in one.homes],
        "two_laptops_as_one": bool(one.forked),
    }
    if one.problem is not None:
        message, hint = sentence(one.problem, language())
        found["problem"] = {"code": one.problem.code, "message": message, "hint": hint}
    return found


def _home(home: HomeAhead, shown: rows.Shown) -> dict[str, object]:
    """What would become of one household."""
    return {
        "local_no": home.household.local_no,
        "state": home.fate,
        "contents": dict(home.contents),
        "conflicts": [
            {"entity": one.entity, "field": one.field, **_sides(one, shown)}
            for one in home.conflicts
        ],
    }


def _receipt(receipt: Receipt | None, file: Path | None) -> dict[str, object] | None:
    """What the sender is told of its bundle, and where the small file for it lies."""
    if receipt is None:
        return None
    return {
        "file": str(file) if file else None,
        "bundle": receipt.bundle,
        "number": receipt.number,
        "state": receipt.state,
        "reason": receipt.reason or None,
        "check_code": receipt.check_code,
        "at": receipt.at,
    }


def bundle_relay(context: Context) -> Result:
    """Pass on the bundles and receipts that this laptop carries for others."""
    relay = context.desk.exchange.relay
    written = relay.pass_on(Path(context.arguments.output))
    return {"files": [str(path) for path in written], "carried": len(relay.carried())}


def bundle_history(context: Context) -> Result:
    """The custody ledger, and at the county what is known to exist and has not come."""
    exchange = context.desk.exchange
    lines: list[dict[str, object]] = [
        {
            "number": line.number,
            "at": line.at,
            "way": line.way,
            "peer": line.peer,
            "bundle": line.bundle,
            "check_code": line.check_code,
            "changes": line.changes,
            "contents": dict(line.contents),
            "state": line.state,
            "reason": line.reason or None,
            "undone": line.undone or None,
        }
        for line in exchange.history()
    ]
    for gap in exchange.missing():
        lines += [
            {"way": "in", "peer": gap.laptop, "state": "missing", "first": first, "last": last,
             "changes": last - first + 1}
            for first, last in gap.spans
        ]  # fmt: skip
    return lines


def conflicts_list(context: Context) -> Result:
    """Open conflicts."""
    questions = context.desk.store.questions
    shown = rows.shown(context.desk, whole=context.json)
    found = []
    for row in questions.conflicts():
        line: dict[str, object] = {
            "id": row.id, "entity": row.entity, "field": row.field,
            "values": [shown.stored(row.entity, row.field, value) for value in row.values],
        }  # fmt: skip
        whole = questions.conflict(row.id)
        found.append(line | (_sides(whole, shown) if whole else {}))
    return found


def _sides(whole: Conflict, shown: rows.Shown) -> dict[str, object]:
    """What stood there before, what was written here, and what elsewhere."""

    def said(value: Stored) -> Stored:
        return shown.stored(whole.entity, whole.field, value)

    own = ours(whole)
    return {
        "uid": whole.uid,
        "base": said(whole.base),
        "ours": said(own.value),
        "theirs": [said(side.value) for side in theirs(whole)],
        "both": keeps_both(whole),
        "sides": [
            {
                "value": said(side.value),
                "author": side.author,
                "device": side.device,
                "at": side.at,
                "reason": side.reason,
                "ours": side.ours,
                "typist": side.typist or None,
                "together": {
                    name: shown.stored(whole.entity, name, value)
                    for name, value in side.together.items()
                },
            }
            for side in whole.sides
        ],
    }


def conflicts_resolve(context: Context) -> Result:
    """Decide one conflict."""
    given = context.arguments
    resolve(context.desk, given.id, given.keep, given.reason)
    return {"id": given.id, "open": len(context.desk.store.questions.conflicts())}


def device_list(context: Context) -> Result:
    """Enrolled devices."""
    names = {v.uid: v.name for v in context.desk.store.questions.villages()}
    return [
        {
            "device": peer.device,
            "name": peer.name,
            "role": peer.role,
            "fingerprint": peer.keys.fingerprint(),
            "villages": [names.get(uid, uid) for uid in peer.villages],
            "revoked": peer.revoked or None,
            "revoked_at": peer.revoked_at or None,
            "two_laptops_since": peer.cloned or None,
            "clock_ahead_seconds": peer.ahead,
        }
        for peer in context.desk.exchange.devices()
    ]


def device_revoke(context: Context) -> Result:
    """Hold what a laptop sends from now on."""
    if context.desk.profile.role != "county":
        raise Refused("not_a_county")
    given = context.arguments
    peer = context.desk.exchange.revoke(given.device, given.reason)
    return {"device": peer.device, "name": peer.name, "revoked": peer.revoked}


def device_villages(context: Context) -> Result:
    """Give a laptop other villages."""
    desk, given = context.desk, context.arguments
    if desk.profile.role != "county":
        raise Refused("not_a_county")
    villages = [the_village(desk.store, name) for name in given.village]
    peer = desk.exchange.assign(given.device, [village.uid for village in villages])
    return {
        "device": peer.device,
        "name": peer.name,
        "villages": [village.name for village in villages],
    }


def device_keys(context: Context) -> Result:
    """New keys for this device; what is under way to it is still opened."""
    context.desk.require_writer()
    desk = context.desk
    keys = Trust(desk.store, desk.clock).new_keys(from_safe=context.arguments.from_safe)
    return {"device": desk.profile.device, "fingerprint": keys.fingerprint()}
