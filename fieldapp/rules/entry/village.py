"""Rules for the village's own records. Source: dictionary 1.2 to 1.5, 3.3, 3.4, 3.7, 3.8."""

from __future__ import annotations

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

DONE = "done"
_SCHOOLING = ("edu_illiterate", "edu_primary", "edu_junior", "edu_senior", "edu_college")
_WHOLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("people_total", ("poor_people", "dibao_people", "wubao_people", "minority_people",
                      "women", "disabled_people", "labour_people", "migrant_people",
                      "left_behind_children",
                      "empty_nest_elders", "long_ill")),
    ("households_total", ("poor_households", "dibao_households", "wubao_households",
                          "hh_water_unsafe", "hh_water_hard", "hh_tv", "hh_broadband",
                          "hh_phone_online")),
    ("groups_total", ("groups_without_paved_road", "groups_no_power")),
    ("land_total", ("farmland", "woodland", "grassland", "water")),
    ("farmland", ("irrigated", "dry_land", "paddy")),
)  # fmt: skip
"""Counts that can be no more than a whole, by that whole."""


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
    """A village or group: its altitudes in order."""
    del around
    low, high = record.altitude_min_m, record.altitude_max_m
    if low is not None and high is not None and low > high:
        yield Remark("altitude.order", "E", "altitude_max_m")


def poverty_line(record: PovertyLine, around: Around) -> Iterator[Remark]:
    """A line: verified only with its source."""
    del around
    if record.verified and not record.source:
        yield Remark("line.source", "E", "source")


def village_year(record: VillageYear, around: Around) -> Iterator[Remark]:
    """The declared figures of a year: said where they contradict each other, never repaired."""
    if any(getattr(other, "year", None) == record.year for other in around.siblings):
        yield Remark("year.twice", "E", "year", {"year": record.year})
    households, people = record.households_total, record.people_total
    if households is not None and people is not None and households > people:
        yield Remark("year.people", "W", "people_total")
    for whole, parts in _WHOLES:
        total = getattr(record, whole)
        for part in parts if total is not None else ():
            counted = getattr(record, part)
            if counted is not None and counted > total:
                yield Remark("year.over", "W", part, {"whole": _plain(total)})
    yield from _schooling(record)


def _schooling(record: VillageYear) -> Iterator[Remark]:
    known = [getattr(record, name) for name in _SCHOOLING if getattr(record, name) is not None]
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
