"""What a rule says of a record: the rule, how grave it is, the field, and a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from fieldapp.foundation.i18n import N_, translator
from fieldapp.records.declare import Record, entity_of
from fieldapp.rules.entry.limits import Limits

Severity = Literal["E", "W", "I"]

SENTENCES: dict[str, str] = {
    "needed": N_("“{label}” is not recorded yet"),
    "period.order": N_("The end lies before the beginning"),
    "pressure.order": N_("The systolic pressure must be above the diastolic"),
    "pressure.urgent": N_("Refer at once: pressure of 180 or more above, or 110 or more below"),
    "followup.next": N_("The next follow-up lies before this one"),
    "chronic.age": N_("A hypertension card before 35 years of age ({age})"),
    "chronic.few": N_("{count} follow-ups in {year}; {due} a year are due"),
    "maternal.sex": N_("A maternal record of a man"),
    "maternal.due": N_("Worked out from the last period: {day}"),
    "maternal.para": N_("More births than pregnancies"),
    "maternal.first": N_("The first visit comes after week 13"),
    "maternal.few": N_("{count} antenatal visits; {due} are due"),
    "vaccination.birth": N_("Before the child was born"),
    "vaccination.age": N_("The child was older than six"),
    "vaccination.expiry": N_("The vaccine had expired"),
    "vaccination.open": N_("Neither the day it was given nor the day it is due"),
    "benefit.sum": N_("Quantity times rate gives {amount} yuan"),
    "benefit.cap": N_("More than the cap"),
    "benefit.unstated": N_("The basis is not stated: the amount cannot be worked out again"),
    "plan.order": N_("The township reviewed before the village"),
    "pairing.first": N_("The household has a first helper already"),
    "pairing.second": N_("The helper is second in {count} open households; at most {most}"),
    "exit.unmet": N_("Passed, but not recorded as met: {labels}"),
    "exit.income": N_("Passed, but the income is not above the line"),
    "exit.twice": N_("The household has a review of {year} already"),
    "notice.short": N_("Shown for {days} days; at least {least} are needed"),
    "monitoring.removed": N_("A risk that is removed needs the way and the day"),
    "meeting.both": N_("Both present and absent: {names}"),
    "decision.closed": N_("A decision that is done needs the day"),
    "decision.due": N_("Due before the meeting"),
    "training.count": N_("{count} people are listed"),
    "altitude.order": N_("The lowest altitude is above the highest"),
    "village.code": N_("A village code has 12 digits and begins with {prefix}"),
    "village.area": N_("The area must be above nought"),
    "village.position": N_("Outside of China: {least} to {most} degrees"),
    "line.source": N_("A line without a source cannot be verified"),
    "year.twice": N_("There is a record of {year} already"),
}  # fmt: skip
"""What a person reads, by rule."""

BLOCKING = frozenset(
    {
        "period.order", "pressure.order", "maternal.sex", "maternal.para", "vaccination.birth",
        "exit.unmet", "exit.twice", "monitoring.removed", "decision.closed", "altitude.order",
        "line.source", "year.twice",
    }
)  # fmt: skip
"""What cannot be: such a record is not saved. All else is said and left to the person."""

URGENT = frozenset({"pressure.urgent"})
"""What has to be done at once."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a rule says; ``about`` is the field, ``facts`` what the sentence names."""

    rule: str
    severity: Severity
    about: str
    facts: Mapping[str, object] = field(default_factory=dict)
    labels: tuple[tuple[str, str], ...] = ()
    """Labels named in the sentence, each Chinese and English."""

    @property
    def blocks(self) -> bool:
        """Whether the record cannot be saved like this."""
        return self.rule in BLOCKING

    def sentence(self, language: str) -> str:
        """What a person reads, in ``language``."""
        words = translator(language).gettext(SENTENCES[self.rule])
        named = [pair[language == "en"] for pair in self.labels]
        joined = (", " if language == "en" else "、").join(named)
        return words.format(label=joined, labels=joined, **self.facts)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a record while it is judged.

    ``owner`` is the record it belongs to, ``person`` the member behind it, ``siblings`` the
    others of its kind under the same owner, ``below`` the records that belong to it.
    """

    today: dt.date
    owner: Record | None = None
    person: Record | None = None
    siblings: Sequence[Record] = ()
    below: Sequence[Record] = ()
    second_homes: int = 0
    limits: Limits = field(default_factory=Limits)


def label_of(record: Record, name: str) -> tuple[str, str]:
    """The Chinese and the English label of a field."""
    spec = entity_of(type(record)).fields[name]
    return spec.zh, spec.en
