"""Whether this laptop's own clock can be right, by what is known of the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fieldapp.foundation.clock import Clock
from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Store
from fieldapp.services.automatic_backups import last_backup
from fieldapp.services.profile import ledger, peers

A_DAY = dt.timedelta(days=1)
"""Clocks that are less apart than this disturb nobody."""
TOO_LONG = dt.timedelta(days=400)
"""Nobody works for longer than this without a backup and without an exchange."""


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """The clock says ``now``, and the ``newest`` thing known of is later, or long before."""

    way: Literal["behind", "ahead"]
    now: dt.datetime
    newest: dt.datetime


def clock_doubt(store: Store, clock: Clock) -> ClockDoubt | None:
    """Compare the clock with the last backup, the custody ledger and what partners said.

    A clock that is a little ahead cannot be told from time that went by: the county sees it at the
    next exchange.
    """
    newest = max(map(dt.datetime.fromisoformat, _known(store)), default=None)
    return None if newest is None else clock_against(newest, clock.now())


def clock_against(newest: dt.datetime, now: dt.datetime) -> ClockDoubt | None:
    """Compare what the clock says with a moment that has been."""
    if newest > now + A_DAY:
        return ClockDoubt("behind", now, newest)
    return ClockDoubt("ahead", now, newest) if now > newest + TOO_LONG else None


def doubt_words(doubt: ClockDoubt) -> tuple[str, str]:
    """What is wrong, and what is safe and to be done."""
    now, newest = f"{doubt.now:%Y-%m-%d %H:%M}", f"{doubt.newest:%Y-%m-%d %H:%M}"
    if doubt.way == "behind":
        message = _("This laptop's clock says {now}, but work of {newest} is known already.")
    else:
        message = _("This laptop's clock says {now}; the last work known of is of {newest}.")
    hint = _(
        "All that was saved is safe, and later work counts as later all the same. Dates of visits "
        "and what is due would be wrong: set date and time of the computer, then go on. If they "
        "are right, the clock was wrong before, and nothing needs to be done."
    )
    return message.format(now=now, newest=newest), hint


def _known(store: Store) -> Iterator[str]:
    """Moments that have been: by this clock, and by that of partners who were not ahead of it."""
    yield from (line.at for line in ledger(store))
    yield from (peer.heard for peer in peers(store) if peer.heard and not peer.ahead)
    made = last_backup(store)
    if made:
        yield made
