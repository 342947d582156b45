"""Rules for the village's own records. Source: dictionary 1.2 to 1.5, 3.3, 3.4, 3.7, 3.8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fieldapp.records import (
    Cadre,
    CoverageMeasure,
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
from fieldapp.rules.village_parts import PEOPLE_IN, SCHOOLING, WHOLES

DONE = "done"
_AREA_CODE = re.compile(r"[0-9]{12}", re.ASCII)
_AREA_CODES = {"兴山县": "420526"}
"""The first six digits of the villages of a county."""
_CHINA = {"longitude": (73, 136), "latitude": (3, 54)}
"""Whole degrees between which the country lies."""


def coverage(record: CoverageMeasure, around: Around) -> Iterator[Remark]:
    """A coverage: a whole above nought, no more covered than that."""
    del around
    if record.denominator is not None and record.denominator <= 0:
        yield Remark("coverage.whole", "E", "denominator")
    elif (
        record.numerator is not None
        and record.denominator is not None
        and record.numerator > record.denominator
    ):
        yield Remark("coverage.over", "E", "numerator")


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
    """The declared figures of a year: said where they contradict each other, never repaired."""
    if any(getattr(other, "year", None) == record.year for other in around.siblings):
        yield Remark("year.twice", "E", "year", {"year": record.year})
    for homes, living in PEOPLE_IN:
        households, people = getattr(record, homes), getattr(record, living)
        if households is not None and people is not None and households > people:
            yield Remark("year.people", "W", living)
    for whole, parts in WHOLES:
        total = getattr(record, whole)
        for part in parts if total is not None else ():
            counted = getattr(record, part)
            if counted is not None and counted > total:
                yield Remark("year.over", "W", part, {"whole": _plain(total)})
    yield from _schooling(record)


def _schooling(record: VillageYear) -> Iterator[Remark]:
    known = [getattr(record, name) for name in SCHOOLING if getattr(record, name) is not None]
    if not known:
        return
    if record.edu_base in {None, "unstated"}:
        yield Remark("year.base", "W", "edu_base")
        return
    whole = record.poor_people if record.edu_base == "poor" else record.people_total
    if whole is not None and sum(known) > whole:
        yield Remark("year.schooling", "W", "edu_college", {"sum": sum(known), "whole": whole})


def _plain(value: int | Decimal) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
