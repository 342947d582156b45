"""What was sent is confirmed by receipts: a small file on the stick, and the next bundle back."""

from __future__ import annotations

from pathlib import Path

import msgspec

from fieldapp.bundles.receipts import MAGIC, SUFFIX
from fieldapp.services.desk import Desk
from fieldapp.services.profile import LedgerLine
from tests.two_desks import TwoDesks, telephone


def sent(desk: Desk) -> LedgerLine:
    return next(line for line in desk.exchange.history() if line.way == "out")


def test_the_receipt_on_the_stick_tells_the_sender(desks: TwoDesks, tmp_path: Path) -> None:
    telephone(desks.team, "0163", "13900000001")
    out = desks.team.exchange.export(tmp_path / "bundle.fsync")
    assert sent(desks.team).state == "on_stick"
    done = desks.county.exchange.import_one(out.file)
    assert done.receipt is not None
    assert (done.receipt.state, done.receipt.changes) == ("merged", 1)
    assert done.receipt.check_code == out.check_code
    assert done.receipt_file is not None
    assert done.receipt_file.parent == tmp_path
    assert desks.team.exchange.import_one(done.receipt_file).status == "receipt"
    assert sent(desks.team).state == "merged"


def test_a_bundle_that_only_confirms_is_confirmed_too(desks: TwoDesks, tmp_path: Path) -> None:
    out = desks.county.exchange.export(tmp_path / "empty.fsync")
    assert out.changes == 0
    assert desks.team.exchange.import_one(out.file).status == "unchanged"
    assert sent(desks.county).state == "on_stick"
    back = desks.team.exchange.export(tmp_path / "back.fsync")
    desks.county.exchange.import_one(back.file)
    assert sent(desks.county).state == "merged"


def test_the_same_bundle_is_always_answered_in_the_same_words(
    desks: TwoDesks, tmp_path: Path
) -> None:
    telephone(desks.team, "0163", "13900000001")
    out = desks.team.exchange.export(tmp_path / "bundle.fsync")
    first = desks.county.exchange.import_one(out.file).receipt
    assert first is not None
    assert desks.county.exchange.import_one(out.file).receipt == first


def test_what_is_held_is_in_the_ledger_with_its_reason_and_merged_later(
    desks: TwoDesks, tmp_path: Path
) -> None:
    telephone(desks.team, "0163", "13900000001")
    out = desks.team.exchange.export(tmp_path / "bundle.fsync")
    name = desks.team.profile.name
    revoked = desks.county.exchange.revoke(name, "丢失")
    held = desks.county.exchange.import_one(out.file)
    assert held.receipt is not None
    assert (held.receipt.state, held.receipt.reason) == ("received", "bundle_sender_revoked")
    (line,) = [line for line in desks.county.exchange.history() if line.way == "in"]
    assert (line.state, line.reason) == ("held", "bundle_sender_revoked")
    desks.county.exchange.add_peer(msgspec.structs.replace(revoked, revoked=""))  # it was found
    assert desks.county.exchange.import_one(out.file).status == "merged"
    (line,) = [line for line in desks.county.exchange.history() if line.way == "in"]
    assert (line.state, line.reason) == ("merged", "")


def test_a_receipt_that_was_altered_or_is_not_ours_changes_nothing(
    desks: TwoDesks, tmp_path: Path
) -> None:
    telephone(desks.team, "0163", "13900000001")
    out = desks.team.exchange.export(tmp_path / "bundle.fsync")
    file = desks.county.exchange.import_one(out.file).receipt_file
    assert file is not None
    good = file.read_bytes()
    faulty = tmp_path / f"faulty{SUFFIX}"
    for data in (MAGIC, good[:-1], good[:50] + b"x" + good[51:]):
        faulty.write_bytes(data)
        done = desks.team.exchange.import_one(faulty)
        assert done.problem is not None
        assert done.problem.code == "document_damaged"
    own = desks.county.exchange.import_one(file)
    assert own.problem is not None
    assert own.problem.code == "receipt_unknown"
    assert sent(desks.team).state == "on_stick"
