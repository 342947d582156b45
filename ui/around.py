"""What stands around the pages: villages, figures, what is not handed over, who is at the keys."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.ports.questions import VillageRow
from fieldapp.services.desk import Desk
from fieldapp.services.keyboard import people
from fieldapp.services.left_behind import left_behind
from ui.models.wording import days_ago, dotted
from ui.shell.state import FrameState


@dataclass(frozen=True)
class Around:
    """The answers that the frame is made from."""

    villages: tuple[VillageRow, ...]
    pending: int
    last_bundle: dt.datetime | None
    conflicts: int
    today: dt.date
    county: str
    author: str
    behalf: str
    people: tuple[str, ...]
    reading: bool
    is_county: bool = False


def ask_around(desk: Desk) -> Around:
    """Ask the store; runs on the database lane."""
    return Around(
        tuple(desk.store.questions.villages()),
        desk.exchange.pending(),
        desk.exchange.last_export(),
        desk.store.questions.open_conflicts() + len(left_behind(desk.store)),
        desk.clock.now().date(),
        desk.profile.county,
        desk.profile.author,
        desk.registers.author if desk.registers.typist else "",
        tuple(name for name, _role in people(desk.store, language())),
        desk.registers.reading,
        desk.profile.role == "county",
    )


def frame_state(around: Around) -> FrameState:
    """The frame in the language of the screen."""
    villages = around.villages
    name = villages[0].name if len(villages) == 1 else ""
    if len(villages) > 1:
        name = _n("{count} village", "{count} villages", len(villages)).format(count=len(villages))
    return FrameState(
        place=dotted(around.county, villages[0].name if len(villages) == 1 else ""),
        village=name,
        counts=_counts(villages),
        custody=_custody(around),
        custody_tone="yellow" if around.pending else "green",
        keyboard=around.author,
        behalf=around.behalf,
        others=tuple(n for n in around.people if n != around.author) if around.author else (),
        reading=around.reading,
        badges=_badges(around),
    )


def _badges(around: Around) -> dict[str, int]:
    place = "merge" if around.is_county else "exchange"
    return {place: around.conflicts} if around.conflicts else {}


def _counts(villages: tuple[VillageRow, ...]) -> str:
    groups = sum(village.groups for village in villages)
    households = sum(village.households for village in villages)
    people = sum(village.people for village in villages)
    return dotted(
        _n("{count} group", "{count} groups", groups).format(count=groups),
        _n("{count} household", "{count} households", households).format(count=f"{households:,}"),
        _n("{count} person", "{count} people", people).format(count=f"{people:,}"),
    )


def _custody(around: Around) -> str:
    if around.last_bundle is None and not around.pending:
        return ""
    waiting = _n(
        "{count} change not handed over", "{count} changes not handed over", around.pending
    ).format(count=around.pending)
    if around.last_bundle is None:
        return waiting
    when = days_ago(around.last_bundle.date(), around.today)
    return dotted(waiting, _("last bundle {when}").format(when=when))
