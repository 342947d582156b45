"""Puts what is known of the exchange into the words of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from fieldapp.foundation.errors import Refused, sentence
from fieldapp.foundation.i18n import _, _n, language
from fieldapp.services.importing import Imported
from fieldapp.services.looking_ahead import summed
from fieldapp.services.profile import LedgerLine, Peer
from ui.models.contents_words import contents_words
from ui.models.moments import moment_words, size_words
from ui.models.wording import dotted, joined, run_on
from ui.pages.exchange.held import Bringing, Held
from ui.pages.exchange.homes_ahead import home_row
from ui.pages.exchange.notes import device_doubts, import_notes
from ui.pages.exchange.state import DeviceRow, ImportRow, ImportState, LedgerRow, Step
from ui.pages.exchange.sticks import Stick
from ui.widgets.text import Tone

Lines = tuple[tuple[str, Tone], ...]
_GAPS_SHOWN = 2
_PLACES = {"made": 1, "on_stick": 2, "received": 3, "merged": 4}


def identity_words(held: Held) -> str:
    """The bottom line."""
    own = held.identity
    key = _("County key {fingerprint}").format(fingerprint=own.fingerprint)
    laptop = _("This laptop: {name}").format(name=own.laptop)
    return "    ".join((own.county, key) if held.county else (own.county, key, laptop))


def number_words(line: LedgerLine) -> str:
    """The bundle by its number."""
    return _("No. {number}").format(number=line.number)


def parcel_lines(held: Held, receiver: Peer | None) -> Lines:
    """What the next bundle would hold."""
    waiting = held.waiting
    if receiver is None or waiting is None:
        return ((_("No other laptop is known here yet."), "quiet"),)
    if not waiting.changes:
        done = _("✓ {name} has everything that is held here").format(name=receiver.name)
        receipt = _("A bundle still tells it what has been received.")
        return ((done, "ok"), (receipt, "quiet")) if held.county else ((done, "ok"),)
    return tuple(_parcel(held, receiver))


def _parcel(held: Held, receiver: Peer) -> Iterator[tuple[str, Tone]]:
    waiting = held.waiting
    if waiting is None:
        return
    again = waiting.changes - waiting.fresh
    if waiting.fresh:
        fresh = _n("{count} new change", "{count} new changes", waiting.fresh)
        homes = _n("{count} household", "{count} households", waiting.households or 0)
        words = [fresh.format(count=f"{waiting.fresh:,}")]
        words += [homes.format(count=waiting.households)] if waiting.households else []
        yield joined(words), ""
    if again:
        text = _("{count} not confirmed yet go along once more")
        text = text if waiting.fresh else _("Nothing new; {count} not confirmed yet")
        yield text.format(count=f"{again:,}"), "" if waiting.fresh else "warning"
    if waiting.contents:
        yield contents_words(waiting.contents), "quiet"
    yield _("Sealed to: {name}").format(name=receiver.name), "quiet"


def carried_lines(held: Held, line: LedgerLine | None, *, safe: bool) -> Lines:
    """What is written to the stick."""
    if line is None:
        return ((_("Make a bundle first, then put the stick in."), "quiet"),)
    about = dotted(number_words(line), _changes(line.changes), size_words(held.sizes[line.bundle]))
    if safe:
        return ((about, ""),)
    return ((about, ""), (_("It is written, read back from the stick and compared."), "quiet"))


def confirmed_lines(held: Held) -> Lines:
    """What the partner is known to hold."""
    heard = [line for line in held.ledger if line.way == "in"]
    last = _("No bundle from the county has been imported yet.")
    if heard:
        when = moment_words(_time(heard[0]), held.today)
        last = _("Last bundle from the county: {when}").format(when=when)
    safe = _("The county's next bundle confirms; until then nothing here is deleted.")
    return ((last, ""), _waits(held), (safe, "quiet"))


def _waits(held: Held) -> tuple[str, Tone]:
    out = [line for line in held.ledger if line.way == "out"]
    open_ones = [line for line in out if line.state != "merged"]
    changes = held.waiting.changes if held.waiting else 0
    if not changes and not open_ones:
        return _("✓ The county has confirmed everything."), "ok"
    bundles = _n("{count} bundle", "{count} bundles", len(open_ones)).format(count=len(open_ones))
    return (
        _("Still waiting: {what}").format(what=joined([bundles, _changes(changes)])),
        "warning",
    )


def missing_lines(held: Held) -> Lines:
    """What has not come, laptop by laptop; a few are named."""
    gaps = [(gap.laptop, first, last) for gap in held.missing for first, last in gap.spans]
    one, some = (
        _("Waiting for change {first} of {name}"),
        _("Waiting for changes {first}–{last} of {name}"),
    )
    shown: list[tuple[str, Tone]] = [
        ((one if first == last else some).format(first=first, last=last, name=name), "warning")
        for name, first, last in gaps[:_GAPS_SHOWN]
    ]
    more = len(gaps) - len(shown)
    if more > 0:
        rest = _n("… and {count} more gap", "… and {count} more gaps", more)
        shown.append((rest.format(count=more), "warning"))
    return tuple(shown)


def ledger_rows(held: Held) -> tuple[LedgerRow, ...]:
    """The custody ledger, the newest first."""
    return tuple(_ledger_row(held, line) for line in held.ledger)


def _ledger_row(held: Held, line: LedgerLine) -> LedgerRow:
    out = line.way == "out"
    places = _out_places(held, line) if out else (_("received"), _("merged here"))
    note = _n("{count} conflict", "{count} conflicts", line.conflicts) if line.conflicts else ""
    return LedgerRow(
        key=f"{line.way}/{line.bundle}",
        number=number_words(line),
        way=line.way,
        when=moment_words(_time(line), held.today),
        partner=line.peer,
        contents=contents_words(line.contents) if line.changes else _("confirmation only"),
        changes=line.changes,
        check_code=line.check_code,
        place=min(_PLACES.get(line.state, 1), len(places)) if out else 1 + (line.state != "held"),
        places=places,
        kept=line.bundle in held.sizes,
        can_go_back=not out and bool(line.brought) and not line.undone,
        note=_("taken back")
        if line.undone
        else _held_words(line) or note.format(count=line.conflicts),
    )


def _held_words(line: LedgerLine) -> str:
    """Why a bundle is held, here or at the receiver."""
    if not line.reason:
        return ""
    facts = Refused(
        line.reason, device=line.peer, number=line.number, changes=line.changes,
        check=line.check_code,
    )  # fmt: skip
    return sentence(facts, language())[0]


def _out_places(held: Held, line: LedgerLine) -> tuple[str, ...]:
    """The way of a bundle; one that only confirms holds nothing that could be merged."""
    made = (_("here") if held.county else _("this laptop"), _("stick"))
    return (*made, _("received"), _("merged")) if line.changes else made


def device_rows(held: Held) -> tuple[DeviceRow, ...]:
    """The devices, with the last bundle that came from each."""
    names = {village.uid: village.name for village in held.villages}
    heard = {line.peer: line for line in reversed(held.ledger) if line.way == "in"}
    return tuple(
        DeviceRow(
            peer.device,
            peer.name,
            joined([names.get(uid, "…") for uid in peer.villages]),
            _("blocked")
            if peer.revoked
            else moment_words(_time(heard[peer.name]), held.today)
            if peer.name in heard
            else _("nothing yet"),
            bool(peer.revoked),
            device_doubts(peer, held.today),
        )
        for peer in held.devices
    )


def stick_words(stick: Stick) -> str:
    """A stick and its free room."""
    return f"{stick.name}  {size_words(stick.free)}"


def import_state(bringing: Bringing, today: dt.date, *, health: bool) -> ImportState:
    """The bundles that were chosen, before or after they were merged."""
    outcomes = bringing.outcomes or tuple(one.outcome for one in bringing.announced)
    rows = tuple(
        _import_row(outcome, one.made_at, one.contents, today)
        for outcome, one in zip(outcomes, bringing.announced, strict=True)
    )
    step: Step = "done" if bringing.outcomes else "preview"
    ahead = summed(one.outcome.homes for one in bringing.announced)
    return ImportState(
        step, rows, _summary(outcomes, step), bringing.can_merge,
        tuple(home_row(home, today, health=health) for home in ahead), bringing.can_take_back,
        any(one.conflicts for one in outcomes),
    )  # fmt: skip


def _import_row(
    outcome: Imported, made_at: str, contents: Mapping[str, int], today: dt.date
) -> ImportRow:
    verdict, tone, hint = _verdict(outcome)
    revoked = outcome.problem is not None and outcome.problem.code == "bundle_sender_revoked"
    made = moment_words(dt.datetime.fromisoformat(made_at), today) if made_at else ""
    return ImportRow(
        outcome.digest, outcome.file, _sender(outcome), made, contents_words(contents),
        outcome.changes_applied, outcome.conflicts, outcome.waiting, verdict, tone,
        hint or import_notes(outcome), outcome.problem is not None, revoked,
    )  # fmt: skip


def _sender(outcome: Imported) -> str:
    """Who sent it; of a bundle that is not signed by whom it names, whom it claims."""
    if outcome.problem is None or not outcome.digest:
        return outcome.sender
    if not outcome.sender:
        return _("not known here")
    claimed = outcome.problem.code == "bundle_forged"
    return _("claims {name}").format(name=outcome.sender) if claimed else outcome.sender


def _verdict(outcome: Imported) -> tuple[str, Tone, str]:
    if outcome.problem is not None:
        message, hint = sentence(outcome.problem, language())
        return _("held"), "error", run_on(message, hint)
    if outcome.status == "unchanged" or not outcome.changes_applied:
        return _("nothing new"), "quiet", ""
    if outcome.status == "preview":
        return _("can be merged"), "ok", ""
    return _("✓ merged"), "ok", ""


def _summary(outcomes: tuple[Imported, ...], step: Step) -> str:
    changes = sum(one.changes_applied for one in outcomes)
    conflicts = sum(one.conflicts for one in outcomes)
    held = sum(one.problem is not None for one in outcomes)
    text = _("{count} new") if step == "preview" else _("{count} merged")
    parts = [text.format(count=_changes(changes))]
    if conflicts:
        words = _n("{count} conflict", "{count} conflicts", conflicts)
        parts.append(words.format(count=conflicts))
    if held:
        words = _n("{count} bundle held", "{count} bundles held", held)
        parts.append(words.format(count=held))
    return dotted(*parts)


def _changes(count: int) -> str:
    return _n("{count} change", "{count} changes", count).format(count=f"{count:,}")


def _time(line: LedgerLine) -> dt.datetime:
    return dt.datetime.fromisoformat(line.at)
