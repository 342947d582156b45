"""What a visit sheet is made from: frozen values and codes, so that its language may be any."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Deed = Literal["done", "not_done", "unknown"]
FindingKey = Literal["food_clothes", "housing", "water", "schooling", "medical", "income"]
FINDING_KEYS: tuple[FindingKey, ...] = (
    "food_clothes",
    "housing",
    "water",
    "schooling",
    "medical",
    "income",
)


@dataclass(frozen=True)
class Promise:
    """What was promised at an earlier visit; ``unknown`` leaves both boxes to be ticked by hand."""

    title: str
    owner: str = ""
    due: dt.date | None = None
    state: Deed = "unknown"


@dataclass(frozen=True)
class Finding:
    """One of the six findings; ``problem=None`` leaves the boxes empty, ``text`` says more."""

    key: FindingKey
    problem: bool | None = None
    not_applicable: bool = False
    text: str = ""


@dataclass(frozen=True)
class MeasureLine:
    """A measure the head signs for; ``state`` is a code of the list ``measure_state``."""

    title: str
    quantity: Decimal | None = None
    unit: str = ""
    helper: str = ""
    due: dt.date | None = None
    state: str | None = None


@dataclass(frozen=True)
class IssueLine:
    """A problem met at the visit and what is done; ``state`` is a code of ``issue_state``."""

    text: str
    action: str = ""
    owner: str = ""
    due: dt.date | None = None
    state: str | None = None


@dataclass(frozen=True)
class Photo:
    """A photo, read when its page is drawn: a JPEG, or ``None`` when it is not here (yet)."""

    read: Callable[[], bytes | None]
    caption: str = ""
    taken_at: dt.datetime | None = None


@dataclass(frozen=True)
class VisitSheet:
    """One visit to one household; whatever is empty or ``None`` becomes room to write by hand.

    Codes: ``card`` and ``new_card`` of the list ``card_colour``, causes of ``C06``, ``place_kind``,
    ``purposes`` of ``visit_purpose``, ``sign_kind``. ``altitude_m`` in metres, ``income_per_head``
    in yuan of ``income_year``. Names, address and phone come masked as the sheet shall show them.
    """

    household_uid: str
    local_no: str
    head_name: str = ""
    county: str = ""
    township: str = ""
    village: str = ""
    group: str = ""
    visit_ordinal: int | None = None
    card: str | None = None
    people: int | None = None
    address: str = ""
    altitude_m: int | None = None
    phone_masked: str = ""
    main_cause: str | None = None
    other_causes: tuple[str, ...] = ()
    income_per_head: Decimal | None = None
    income_year: int | None = None
    helper: str = ""
    start_at: dt.datetime | None = None
    end_at: dt.datetime | None = None
    visitors: tuple[str, ...] = ()
    typist: str = ""
    companions: str = ""
    people_met: tuple[str, ...] = ()
    nobody_home_reason: str = ""
    place_kind: str | None = None
    purposes: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    findings: tuple[Finding, ...] = ()
    situation: tuple[str, ...] = ()
    appeal: str = ""
    answer: str = ""
    measures: tuple[MeasureLine, ...] = ()
    issues: tuple[IssueLine, ...] = ()
    card_unchanged: bool | None = None
    new_card: str | None = None
    card_reason: str = ""
    next_visit: dt.date | None = None
    sign_kind: str | None = None
    photos: tuple[Photo, ...] = ()
    draft: bool = False


@dataclass(frozen=True)
class Footer:
    """Who printed when: the foot of every page; ``mask_level`` is said in the sheet's language."""

    printed_at: dt.datetime
    printed_by: str
    copy_no: int
    mask_level: str


@dataclass(frozen=True)
class Printed:
    """What was written: pages, and characters no font has (printed as their code in a box).

    ``documents`` are the sheets whose pages are numbered on their own; ``blanks`` the cells in
    which nothing stands, to be written on by hand, without those of further copies.
    """

    pages: int
    missing: tuple[str, ...] = ()
    documents: int = 0
    blanks: int = 0
