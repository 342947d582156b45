"""Rules for the village's own records. Source: dictionary 1.2 to 1.5, 3.3, 3.4, 3.7, 3.8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldapp.records import (
    Cadre,
    Meeting,
    MeetingDecision,
    PovertyLine,
    PublicNotice,
    TeamMember,
    Training,
    Village,
    VillageGroup,
    VillageYear,
)
from fieldapp.rules.entry.remark import Around, Remark
from fieldapp.rules.entry.support import notice_period

DONE = "done"
_AREA_CODE = re.compile(r"[0-9]{12}", re.ASCII)
_AREA_CODES = {"兴山县": "420526"}
"""The first six digits of the villages of a county."""
_CHINA = {"longitude": (73, 136), "latitude": (3, 54)}
"""Whole degrees between which the country lies."""


def in_office(record: Cadre | TeamMember, around: Around) -> Iterator[Remark]:
    """Somebody in office: until is not before from."""
    del around
    if record.start_date and record.end_date and record.end_date < record.start_date:
        yield Remark("period.order", "E", "end_date")


def meeting(record: Meeting, around: Around) -> Iterator[Remark]:
    """A meeting: nobody is both present and absent."""
    del around
    both = [name for name in record.attendees or () if name in (record.absent or ())]
    if both:
        yield Remark("meeting.both", "W", "absent", {"names": "、".join(both)})


def decision(record: MeetingDecision, around: Around) -> Iterator[Remark]:
    """A decision: due after its meeting, closed with the day."""
    if record.state == DONE and record.closed_date is None:
        yield Remark("decision.closed", "E", "closed_date")
    held = around.owner.date if isinstance(around.owner, Meeting) else None
    if held and record.due and record.due < held:
        yield Remark("decision.due", "W", "due")


def training(record: Training, around: Around) -> Iterator[Remark]:
    """A course: the number beside those who are listed."""
    del around
    listed = len(record.attendees or ())
    if listed and record.count is not None and record.count != listed:
        yield Remark("training.count", "I", "count", {"count": listed})


def notice(record: PublicNotice, around: Around) -> Iterator[Remark]:
    """A public notice: shown long enough."""
    yield from notice_period(record.from_date, record.to_date, "to_date", around.limits.notice_days)


def place(record: Village | VillageGroup, around: Around) -> Iterator[Remark]:
    """A village or group: its altitudes in order, its code, area and position such as can be."""
    del around
    low, high = record.altitude_min_m, record.altitude_max_m
    if low is not None and high is not None and low > high:
        yield Remark("altitude.order", "E", "altitude_max_m")
    if isinstance(record, Village):
        yield from _address(record)


def _address(record: Village) -> Iterator[Remark]:
    code, prefix = record.area_code, _AREA_CODES.get(record.county_name or "", "")
    if code and not (_AREA_CODE.fullmatch(code) and code.startswith(prefix)):
        yield Remark("village.code", "W", "area_code", {"prefix": prefix or "…"})
    if record.area_km2 is not None and record.area_km2 <= 0:
        yield Remark("village.area", "W", "area_km2")
    for name, (least, most) in _CHINA.items():
        degrees = getattr(record, name)
        if degrees is not None and not least <= degrees <= most:
            yield Remark("village.position", "W", name, {"least": least, "most": most})


def poverty_line(record: PovertyLine, around: Around) -> Iterator[Remark]:
    """A line: verified only with its source."""
    del around
    if record.verified and not record.source:
        yield Remark("line.source", "E", "source")


def village_year(record: VillageYear, around: Around) -> Iterator[Remark]:
    """The declared figures of a year: one record a year; what they say is for the checks."""
    if any(getattr(other, "year", None) == record.year for other in around.siblings):
        yield Remark("year.twice", "E", "year", {"year": record.year})
