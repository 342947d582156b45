"""What contradicts an event of a family: pure functions, the code of a refusal out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from fieldapp.records import Member
from fieldapp.records.lists_people import LIVING_HERE

DEAD = "2"
MOVED_OUT = "3"
MOVED_IN = "4"
LAND = ("farmland", "irrigated", "woodland", "returned_farmland", "fruit", "grassland", "water")
"""Yearly areas in mu that are shared out when a household splits."""


def lives_here(person: Member) -> bool:
    """Whether a person is counted in the household."""
    return person.status in LIVING_HERE


def day_fault(day: dt.date, today: dt.date, people: Iterable[Member]) -> str | None:
    """Why something cannot have happened to these people on ``day``; ``None`` when it can."""
    if day > today:
        return "event_in_future"
    for person in people:
        if person.birth_date is not None and day < person.birth_date:
            return "event_before_birth"
        if person.status_date is not None and day < person.status_date:
            return "event_out_of_order"
    return None


def leaving_fault(person: Member) -> str | None:
    """Why a person cannot leave a household."""
    if person.status == DEAD:
        return "already_dead"
    return None if lives_here(person) else "already_left"


def death_fault(person: Member) -> str | None:
    """Why a person cannot have died; one who moved away can have."""
    return "already_dead" if person.status == DEAD else None


def return_fault(person: Member) -> str | None:
    """Why a person cannot come back."""
    if person.status == DEAD:
        return "already_dead"
    return "already_here" if lives_here(person) else None
