"""Which rules judge a record of which kind, and what they say together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fieldapp.records import (
    Benefit,
    Cadre,
    ChronicCard,
    ChronicFollowup,
    ExitReview,
    Maternal,
    MaternalVisit,
    Meeting,
    MeetingDecision,
    MonitoringCase,
    Pairing,
    Plan,
    PovertyLine,
    PublicNotice,
    TeamMember,
    Training,
    Vaccination,
    Village,
    VillageGroup,
    VillageYear,
)
from fieldapp.records.declare import Need, Record, fields_of
from fieldapp.rules.entry import health, support, village
from fieldapp.rules.entry.remark import Around, Remark, label_of

_OTHERWISE = {("meeting_decision", "owner"): "owner_text", ("vaccination", "date"): "due_date"}
"""A required field that another one may stand for."""

_RULES: Mapping[type[Record], Callable[[Any, Around], Iterator[Remark]]] = {
    Benefit: support.benefit,
    Cadre: village.in_office,
    ChronicCard: health.chronic_card,
    ChronicFollowup: health.followup,
    ExitReview: support.exit_review,
    Maternal: health.maternal,
    MaternalVisit: health.antenatal,
    Meeting: village.meeting,
    MeetingDecision: village.decision,
    MonitoringCase: support.monitoring,
    Pairing: support.pairing,
    Plan: support.plan,
    PovertyLine: village.poverty_line,
    PublicNotice: village.notice,
    TeamMember: village.in_office,
    Training: village.training,
    Vaccination: health.vaccination,
    Village: village.place,
    VillageGroup: village.place,
    VillageYear: village.village_year,
}


def judge(record: Record, around: Around) -> tuple[Remark, ...]:
    """Everything the rules say of a record, what blocks first, then by gravity."""
    found = [*_needed(record), *judge_entry(record, around)]
    return tuple(sorted(found, key=lambda said: (not said.blocks, "EWI".index(said.severity))))


def judge_entry(record: Record, around: Around) -> Iterator[Remark]:
    """What the rules say of what is filled in; nothing about fields that are still empty."""
    rule = _RULES.get(type(record))
    if rule is not None:
        yield from rule(record, around)


def _needed(record: Record) -> Iterator[Remark]:
    for name, spec in fields_of(type(record)).items():
        instead = _OTHERWISE.get((spec.entity, name))
        empty = getattr(record, name) is None and not (instead and getattr(record, instead))
        if spec.need is Need.REQUIRED and empty:
            yield Remark("needed", "E", name, labels=(label_of(record, name),))
