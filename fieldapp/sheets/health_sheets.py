"""Health follow-up sheets: chronic illness, vaccination, mothers; for those who may see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldapp.records import (
    ChronicCard,
    ChronicFollowup,
    Maternal,
    MaternalVisit,
    Member,
    Vaccination,
)
from fieldapp.records.declare import Record
from fieldapp.sheets.document import FlowSheet, Sheet
from fieldapp.sheets.form import Columns, field_table, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.household_paper import HouseholdPaper
from fieldapp.sheets.page_frame import Heading
from fieldapp.sheets.paper import ACROSS
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import Table
from fieldapp.sheets.typefaces import typefaces

_LABEL = 96.0
_SIZE, _SMALL = 8.5, 7.5
_ROOM = 30.0
_EMPTY = 3
_PERSON = ("name", "sex", "birth_date", "id_number", "phone")
_CARD = ("disease", "card_no", "diagnosed_date", "institution", "issue_date", "valid_to", "doctor")
_FOLLOWUP = (
    "date", "way", "symptoms", "weight_now", "heart_rate", "smoke_now", "drink_now", "salt",
    "drug_compliance", "reaction", "followup_class",
)  # fmt: skip
_DOSE = (
    "vaccine", "dose_no", "due_date", "date", "site", "batch", "expiry", "maker", "vaccinator",
)  # fmt: skip
_MATERNAL = (
    "lmp", "due_date", "gravida", "para", "first_visit_week", "birth_date", "postnatal_date",
    "day42_date", "risk_text",
)  # fmt: skip
_ANTENATAL = (
    "visit_no", "date", "week", "weight", "finding", "advice", "referral", "next_date", "doctor",
)  # fmt: skip


@dataclass(frozen=True)
class Chronic:
    """A person's card with its follow-ups, the first one first."""

    person: Member
    card: ChronicCard
    followups: tuple[ChronicFollowup, ...] = ()


@dataclass(frozen=True)
class Doses:
    """A child's vaccinations."""

    person: Member
    doses: tuple[Vaccination, ...] = ()


@dataclass(frozen=True)
class Pregnancy:
    """A pregnancy with its visits."""

    person: Member
    record: Maternal
    visits: tuple[MaternalVisit, ...] = ()


@dataclass(frozen=True)
class HealthPaper:
    """The health records of one household; ID numbers and phones come masked."""

    household: HouseholdPaper
    chronic: tuple[Chronic, ...] = ()
    doses: tuple[Doses, ...] = ()
    pregnancies: tuple[Pregnancy, ...] = ()


def health_title(words: FormWords) -> str:
    """The title of the file."""
    return words.gettext("Health Follow-up Sheets")


def health_sheets(paper: HealthPaper, words: FormWords) -> Iterator[Sheet]:
    """A sheet for each card, child and pregnancy."""
    for card in paper.chronic:
        title = words.gettext("Chronic-Disease Follow-up")
        blocks = (
            _about(card.person, ((ChronicCard, card.card, _CARD),), words),
            _followups(card.followups, words),
        )
        yield _sheet(paper, title, card.person, blocks, words)
    for child in paper.doses:
        title = words.gettext("Vaccination Record")
        blocks = (
            _about(child.person, (), words),
            _listed(Vaccination, child.doses, _DOSE, words, (1.5, 0.7, *[1.2] * 7)),
        )
        yield _sheet(paper, title, child.person, blocks, words)
    for one in paper.pregnancies:
        title = words.gettext("Maternal Follow-up")
        blocks = (
            _about(one.person, ((Maternal, one.record, _MATERNAL),), words),
            _visits(one.visits, words),
        )
        yield _sheet(paper, title, one.person, blocks, words)


def _sheet(
    paper: HealthPaper, title: str, person: Member, blocks: tuple[Table, ...], words: FormWords
) -> FlowSheet:
    head = paper.household.heading(title, words, "health")
    heading = Heading(head.title, head.left, head.right, person.name, head.code)
    ending = Signatures(
        (words.colon(words.gettext("Doctor signs")), words.colon(words.gettext("Person signs"))),
        words.day_to_write(), ACROSS.body_width * 2 / 3,
    )  # fmt: skip
    bookmark = words.parts((paper.household.row.local_no, person.name, title))
    return FlowSheet(heading, bookmark, blocks, ending, ACROSS)


def _about(
    person: Member,
    more: Sequence[tuple[type[Record], Record, Sequence[str]]],
    words: FormWords,
) -> Table:
    pairs = [(words.label(Member, name), words.shown(person, name)) for name in _PERSON]
    for cls, record, names in more:
        pairs += [(words.label(cls, name), words.shown(record, name)) for name in names]
    faces = typefaces()
    return field_table(
        pairs, lambda text: faces.width(text, faces.regular), _LABEL, width=ACROSS.body_width
    )


def _followups(followups: Sequence[ChronicFollowup], words: FormWords) -> Table:
    """Blood pressure and drugs are one column each."""
    pressure = words.gettext("Blood pressure")
    header = (
        *(words.label(ChronicFollowup, name) for name in _FOLLOWUP[:3]), pressure,
        *(words.label(ChronicFollowup, name) for name in _FOLLOWUP[3:]), words.gettext("Drugs"),
        words.label(ChronicFollowup, "referral"), words.label(ChronicFollowup, "next_date"),
        words.gettext("Doctor signs"),
    )  # fmt: skip
    lines: list[tuple[str, ...]] = [
        (
            *(_narrow(one, name, words) for name in _FOLLOWUP[:3]), _pressure(one),
            *(_narrow(one, name, words) for name in _FOLLOWUP[3:]), _drugs(one, words),
            one.referral or "", words.date(one.next_date), one.doctor or "",
        )
        for one in followups
    ]  # fmt: skip
    lines += [("",) * len(header)] * _EMPTY
    size = _SIZE if words.chinese else _SMALL
    shares = (1.15, 0.8, 1.2, 1.0, 0.85, 0.75, 0.85, 0.85, 0.9, 1.1, 1.0, 1.25, 1.5, 0.9, 1.2, 0.9)
    return listing(Columns(shares, header), lines, size=size, width=ACROSS.body_width, room=_ROOM)


def _pressure(one: ChronicFollowup | MaternalVisit) -> str:
    return f"{one.sbp}/{one.dbp}" if one.sbp is not None and one.dbp is not None else ""


def _drugs(one: ChronicFollowup, words: FormWords) -> str:
    told = []
    for number in (1, 2, 3):
        name, times, amount = (
            getattr(one, f"drug{number}_{what}") for what in ("name", "times", "mg")
        )
        if name:
            dose = words.number(amount, "mg") if amount is not None else ""
            often = words.gettext("{times} a day", times=times) if times is not None else ""
            told.append(words.details(name, (dose, often)))
    return "\n".join(told)


def _visits(visits: Sequence[MaternalVisit], words: FormWords) -> Table:
    header = (
        *(words.label(MaternalVisit, name) for name in _ANTENATAL[:4]),
        words.gettext("Blood pressure"),
        *(words.label(MaternalVisit, name) for name in _ANTENATAL[4:]),
    )
    lines: list[tuple[str, ...]] = [
        (
            *(_narrow(one, name, words) for name in _ANTENATAL[:4]), _pressure(one),
            *(_narrow(one, name, words) for name in _ANTENATAL[4:]),
        )
        for one in visits
    ]  # fmt: skip
    lines += [("",) * len(header)] * max(0, 5 - len(lines))
    return listing(
        Columns((0.75, 1.2, 0.6, 0.8, 0.9, 2.4, 2.4, 1, 1.2, 1), header), lines, size=_SIZE,
        width=ACROSS.body_width, room=_ROOM,
    )  # fmt: skip


def _listed(
    cls: type[Record],
    records: Sequence[Record],
    names: Sequence[str],
    words: FormWords,
    shares: Sequence[float],
) -> Table:
    header = tuple(words.label(cls, name) for name in names)
    lines = [tuple(_narrow(one, name, words) for name in names) for one in records]
    lines += [("",) * len(header)] * _EMPTY
    return listing(Columns(shares, header), lines, size=_SIZE, width=ACROSS.body_width, room=_ROOM)


def _narrow(record: Record, name: str, words: FormWords) -> str:
    value = getattr(record, name)
    if hasattr(value, "isoformat"):
        return words.date(value)
    return words.shown(record, name, bare=True)
