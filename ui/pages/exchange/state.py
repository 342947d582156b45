"""What the exchange page shows: words of the screen's language, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ui.widgets.chips import ChipTone
from ui.widgets.decision_list import Decision
from ui.widgets.text import Tone

Step = Literal["preview", "done"]
Work = Literal["", "making", "carrying", "reading", "merging", "starting"]


@dataclass(frozen=True)
class Target:
    """Where a bundle can be written: a stick that was found, or a folder that was chosen."""

    key: str
    words: str
    folder: Path


@dataclass(frozen=True)
class LedgerRow:
    """One bundle in the custody ledger; ``place`` counts how far it has got, from 1."""

    key: str
    number: str
    way: Literal["out", "in"]
    when: str
    partner: str
    contents: str
    changes: int
    check_code: str
    place: int
    places: tuple[str, ...]
    kept: bool
    note: str = ""
    can_go_back: bool = False
    """It was merged here, and can be taken back as a whole."""


@dataclass(frozen=True)
class DeviceRow:
    """A device that this workspace exchanges with."""

    key: str
    name: str
    villages: str
    last: str
    revoked: bool
    doubts: tuple[str, ...] = ()
    """What is wrong with it, a sentence each."""


@dataclass(frozen=True)
class ImportRow:
    """One bundle that is to be, or was, merged; ``key`` tells it from another of its name."""

    key: str
    file: str
    sender: str
    made: str
    contents: str
    changes: int
    conflicts: int
    waiting: int
    verdict: str
    tone: Tone
    hint: str = ""
    held: bool = False
    release: bool = False
    """Whether what its laptop wrote before it was revoked can be let in."""


@dataclass(frozen=True)
class MeetingRow:
    """A field in which two values would stand: before both, here, and in the bundle."""

    field: str
    base: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class HomeAheadRow:
    """What merging would do to one household."""

    key: str
    fate: str
    tone: ChipTone
    household: str
    number: str
    contents: str
    meetings: tuple[MeetingRow, ...]


@dataclass(frozen=True)
class ImportState:
    """Bundles before (``preview``) or after (``done``) they were merged.

    ``can_take_back``: what was merged can be put back as a whole.
    """

    step: Step
    rows: tuple[ImportRow, ...]
    summary: str
    can_merge: bool
    homes: tuple[HomeAheadRow, ...] = ()
    can_take_back: bool = False
    has_conflicts: bool = False


@dataclass(frozen=True)
class ExchangeState:
    """One moment of the page.

    Attributes:
        county: whether this is the county's workspace.
        receivers: key and name of those a bundle can go to; ``receiver`` is the chosen key.
        parcel: lines of the card on which a bundle is made.
        can_make: whether there is anything to send.
        carried: lines of the card on which it is written to a stick.
        targets: sticks and folders; ``target`` is the chosen key.
        current: the ledger key of the bundle that is written next; empty for none.
        check_code: of the current bundle; shown once it lies on a stick.
        safe: it was read back from the stick, which may be taken out.
        confirmed: lines of the card about what has been confirmed.
        missing: what is known to exist and has not come to the county.
        parked: changes that wait for the county's decision.
        waits: whether something is not confirmed yet.
        work: what is going on.
        bringing: the import that is looked at instead of the ledger.
        identity: the county, its key and this laptop, for the bottom line.
    """

    county: bool = False
    receivers: tuple[tuple[str, str], ...] = ()
    receiver: str = ""
    parcel: tuple[tuple[str, Tone], ...] = ()
    can_make: bool = False
    carried: tuple[tuple[str, Tone], ...] = ()
    targets: tuple[Target, ...] = ()
    target: str = ""
    current: str = ""
    check_code: str = ""
    safe: bool = False
    confirmed: tuple[tuple[str, Tone], ...] = ()
    missing: tuple[tuple[str, Tone], ...] = ()
    parked: tuple[Decision, ...] = ()
    waits: bool = False
    ledger: tuple[LedgerRow, ...] = ()
    devices: tuple[DeviceRow, ...] = ()
    villages: tuple[tuple[str, str], ...] = ()
    work: Work = ""
    bringing: ImportState | None = None
    identity: str = ""
