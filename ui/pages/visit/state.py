"""What the visit page shows: everything in words of the screen's language, ready to be drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fieldapp.rules.checks.findings import Severity
from ui.widgets.banner import BannerTone
from ui.widgets.chips import ChipTone
from ui.widgets.code_field import CodeOption
from ui.widgets.problem_list import Weight

Phase = Literal["empty", "loading", "ready", "saving"]


@dataclass(frozen=True)
class Heading:
    """Who is visited: name with the act, the card's word and tone, group and number."""

    title: str = ""
    card: str = ""
    tone: ChipTone = "general"
    place: str = ""


@dataclass(frozen=True)
class LastTime:
    """The visit before: day, who and where, and what was written down."""

    title: str
    people: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promise:
    """Something answered for earlier and still open; ``kind`` is the prefix of its field keys."""

    uid: str
    kind: Literal["issue", "measure"]
    title: str
    due: str
    overdue: bool


@dataclass(frozen=True)
class MeasureLine:
    """A measure that is planned or running."""

    uid: str
    title: str
    quantity: str
    owner: str


@dataclass(frozen=True)
class Remark:
    """A problem in the list; ``marked`` says that it stands beside its field too.

    Without a ``severity`` something is only still missing.
    """

    key: str
    sentence: str
    weight: Weight
    marked: bool
    severity: Severity | None = None


@dataclass(frozen=True)
class WaitingDraft:
    """A visit that was begun and not saved."""

    household: str
    title: str
    note: str


@dataclass(frozen=True)
class Notice:
    """What stands above the form."""

    message: str = ""
    hint: str = ""
    tone: BannerTone = "general"


@dataclass(frozen=True)
class VisitState:
    """One moment of the page.

    ``texts`` holds every field as typed, by key. A new ``revision`` means that the fields are to
    be filled from it anew; otherwise they already show what was typed. ``at_blank``: the cursor
    begins in the first field in which nothing stands.
    """

    phase: Phase = "empty"
    revision: int = 0
    today: dt.date = dt.date.min
    heading: Heading = Heading()
    last: LastTime | None = None
    promises: tuple[Promise, ...] = ()
    incomes: tuple[tuple[str, str], ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    new_measures: tuple[str, ...] = ()
    new_issues: tuple[str, ...] = ()
    team: tuple[CodeOption, ...] = ()
    members: tuple[CodeOption, ...] = ()
    card: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    draft_note: str = ""
    photos: tuple[str, ...] = ()
    notice: Notice = Notice()
    waiting: tuple[WaitingDraft, ...] = ()
    at_blank: bool = False

    def text(self, key: str) -> str:
        """What is typed under ``key``."""
        return self.texts.get(key, "")
