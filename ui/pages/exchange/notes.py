"""What a person should know of a bundle that can be merged, and of a laptop that needs care."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fieldapp.foundation.i18n import _, _n
from fieldapp.services.importing import Imported
from fieldapp.services.profile import Peer
from ui.models.wording import day_words, run_on

_DAY = 24 * 3600
_YEAR = 365


def import_notes(outcome: Imported) -> str:
    """What is special about a bundle that can be, or was, merged; mostly nothing."""
    return run_on(*_counted(outcome), *_claimed(outcome))


def _counted(outcome: Imported) -> Iterator[str]:
    if outcome.parked:
        yield _n(
            "{count} change goes beyond what this laptop may write and is set aside for review.",
            "{count} changes go beyond what this laptop may write and are set aside for review.",
            outcome.parked,
        ).format(count=outcome.parked)
    if outcome.unfit:
        yield _n(
            "{count} value does not fit its field and is not shown; the log keeps it.",
            "{count} values do not fit their fields and are not shown; the log keeps them.",
            outcome.unfit,
        ).format(count=outcome.unfit)
    if outcome.unjudged:
        yield _n(
            "{count} more household was written to on both sides and not checked for what only"
            " the merge broke: look through the list of checks.",
            "{count} more households were written to on both sides and not checked for what only"
            " the merge broke: look through the list of checks.",
            outcome.unjudged,
        ).format(count=outcome.unjudged)


def _claimed(outcome: Imported) -> Iterator[str]:
    if outcome.forked:
        yield _(
            "Two laptops write under the identity of {name}: a disk was copied, or an old backup"
            " restored. What both wrote is kept. If there are two, give one of them a starting"
            " file of its own."
        ).format(name=outcome.forked)
    if outcome.unproven:
        yield _(
            "It claims to have seen changes that nobody here holds. Until they come,"
            " it replaces nothing: both values stand side by side."
        )


def device_doubts(peer: Peer, today: dt.date) -> tuple[str, ...]:
    """What is wrong with a laptop, a sentence each; of one that is blocked nothing matters."""
    return () if peer.revoked else tuple(_doubts(peer, today))


def _doubts(peer: Peer, today: dt.date) -> Iterator[str]:
    if peer.ahead:
        yield _("{name}: clock {time} ahead. Set it right on that laptop.").format(
            name=peer.name, time=_ahead_words(peer.ahead)
        )
    if peer.cloned:
        found = day_words(dt.datetime.fromisoformat(peer.cloned).date(), today)
        yield _(
            "{name}: two laptops write under its identity, found on {day}. Give one of them"
            " a starting file of its own."
        ).format(name=peer.name, day=found)


def _ahead_words(seconds: int) -> str:
    """How far a clock is ahead, in whole days, from a year on in years."""
    days = round(seconds / _DAY)
    if days < _YEAR:
        return _n("{count} day", "{count} days", days).format(count=days)
    years = round(days / _YEAR)
    return _n("{count} year", "{count} years", years).format(count=years)
