"""Puts a household into the words of its page: the band, the overview, the cards, the visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.ports.questions import PromiseRow
from fieldapp.records import Household, Visit, VisitIssue
from fieldapp.records.declare import fields_of
from fieldapp.records.lists_household import ENDED
from fieldapp.rules.masks import STARS, masked
from fieldapp.services.advice import Counsel
from fieldapp.services.due import DueItem
from fieldapp.services.household_view import HouseholdView, VisitView
from ui.models.due_words import DUE_KINDS, due_title, due_when
from ui.models.wording import (
    NOTHING,
    card_tone,
    card_word,
    change_words,
    code_word,
    day_words,
    days_ago,
    dotted,
    full_day,
    joined,
    unit_word,
    whole_yuan,
)
from ui.pages.household.card_rows import card_rows
from ui.pages.household.events.book import EVENTS, possible
from ui.pages.household.models_state import advice_state
from ui.pages.household.state import (
    CauseRow,
    Heading,
    HouseholdState,
    PromiseLine,
    VisitRow,
)
from ui.pages.household.tables import (
    income_rows,
    income_table,
    living_table,
    measure_rows,
    member_rows,
)
from ui.pages.household.timeline import timeline
from ui.widgets.facts import Fact

_HOME = (
    "address_detail", "phone", "altitude_m", "hh_class", "poor_attribute", "standard_used",
    "national_hh_no", "exit_status", "exit_year", "bank_account", "consent_date", "note",
)  # fmt: skip
_FINDINGS = ("food_clothes", "housing", "water", "schooling", "medical")


def household_state(view: HouseholdView, counsel: Counsel) -> HouseholdState:
    """The page for this household."""
    return HouseholdState(
        today=view.today,
        uid=view.row.uid,
        heading=_heading(view),
        events=timeline(view),
        possible=tuple((kind, _(EVENTS[kind][0])) for kind in possible(view)),
        promises=(
            *(_promise(promise, view.today) for promise in view.promises),
            *(_due(item, view.today) for item in view.due),
        ),
        home=tuple(_home(view)),
        members=member_rows(view),
        living=living_table(view),
        income=income_table(view),
        items=income_rows(view),
        cards=tuple(card_rows(view)),
        causes=tuple(_causes(view)),
        measures=measure_rows(view),
        visits=tuple(_visit(known, view) for known in view.visits),
        advice=advice_state(counsel),
    )


def _heading(view: HouseholdView) -> Heading:
    row, today = view.row, view.today
    change, tone = change_words(row.per_head, row.per_head_before)
    year = "" if row.income_year is None else str(row.income_year)
    last = None if row.last_visit is None else row.last_visit.date()
    late = sum(p.due is not None and p.due < today for p in view.promises)
    people = _n("{count} person", "{count} people", row.people).format(count=row.people)
    income = NOTHING
    if row.per_head is not None:
        income = _("{amount} yuan").format(amount=whole_yuan(row.per_head))
    overdue = row.next_visit is not None and row.next_visit < today
    open_promises = _n("{count} open promise", "{count} open promises", len(view.promises))
    return Heading(
        name=row.head_name or row.local_no,
        card=card_word(row.card),
        card_tone=card_tone(row.card),
        place=dotted(
            f"{view.village} {row.group}".strip(), row.local_no, people,
            code_word("C14", row.hh_class) if row.hh_class else "",
            code_word("household_status", row.status) if row.status in ENDED else "",
        ),
        facts=(
            Fact(dotted(_("Net income per head"), year), income, change, tone),
            Fact(_("Leading cause"), code_word("C06", row.main_cause)),
            Fact(_("Helper"), joined(list(view.helpers)) or _("nobody yet")),
            Fact(
                _("Last visit"), _("never") if last is None else day_words(last, today),
                "" if last is None else days_ago(last, today), "quiet",
            ),
            Fact(
                _("Next visit"), day_words(row.next_visit, today),
                _("overdue") if overdue else "", "error",
            ),
            Fact(
                _("Open promises"), str(len(view.promises)),
                _("{count} overdue").format(count=late) if late else "", "error",
            ),
            *_also_due(view),
        ),
        promises=open_promises.format(count=len(view.promises)) if view.promises else "",
        waits=_(
            "Its move to another village waits: this laptop does not hold that village, and the"
            " county must give it to this laptop. What is entered here until then goes along."
        )
        if view.move_waits
        else "",
    )  # fmt: skip


def _also_due(view: HouseholdView) -> Iterator[Fact]:
    """What is due first of the health records, for those who may see them."""
    for item in view.due[:1]:
        when, tone = due_when(item, view.today)
        yield Fact(_("Also due"), _(DUE_KINDS[item.kind]), when, tone or "quiet")


def _due(item: DueItem, today: dt.date) -> PromiseLine:
    when, tone = due_when(item, today)
    title = dotted(_(DUE_KINDS[item.kind]), due_title(item))
    by = _("by {day}").format(day=day_words(item.due, today))
    return PromiseLine(title, dotted(item.who, by, when), tone or "quiet")


def _promise(row: PromiseRow, today: dt.date) -> PromiseLine:
    by = "" if row.due is None else _("by {day}").format(day=day_words(row.due, today))
    late = row.due is not None and row.due < today
    ago = "" if row.due is None or not late else days_ago(row.due, today)
    return PromiseLine(row.title, dotted(row.owner, by, ago), "error" if late else "quiet")


def _home(view: HouseholdView) -> Iterator[Fact]:
    specs = fields_of(Household)
    for name in _HOME:
        value = getattr(view.home, name)
        if value is None:
            continue
        spec = specs[name]
        words = masked(spec, value, health=view.health) or spec.kind.show(value, language())
        if isinstance(value, dt.date):
            words = full_day(value)
        unit = f" {unit_word(spec.unit)}" if spec.unit else ""
        yield Fact(spec.label(language()), f"{words}{unit}")


def _causes(view: HouseholdView) -> Iterator[CauseRow]:
    for year in view.years:
        record = year.record
        if record.main_cause or record.other_causes:
            others = [code_word("C06", cause) for cause in record.other_causes or ()]
            yield CauseRow(
                str(record.year), code_word("C06", record.main_cause), joined(others) or NOTHING,
                record.cause_note or "",
            )  # fmt: skip


def _visit(known: VisitView, view: HouseholdView) -> VisitRow:
    visit = known.visit
    start = visit.start_at
    issues = sum(issue.state == "open" for issue in known.issues)
    return VisitRow(
        uid=visit.uid,
        day=NOTHING if start is None else day_words(start.date(), view.today),
        ago="" if start is None else days_ago(start.date(), view.today),
        visitors=joined(list(known.visitors)),
        issues=_n("{count} open", "{count} open", issues).format(count=issues) if issues else "",
        said=tuple(_said(known, view)),
    )


def _said(known: VisitView, view: HouseholdView) -> Iterator[Fact]:
    visit, specs = known.visit, fields_of(Visit)
    if visit.start_at is not None:
        end = f" – {visit.end_at:%H:%M}" if visit.end_at else ""
        day = full_day(visit.start_at.date())
        yield Fact(_("Time"), f"{day} {visit.start_at:%H:%M}{end}")
    yield Fact(specs["visitors"].label(language()), joined(list(known.visitors)) or NOTHING)
    if known.typist:
        yield Fact(_("Keyed by"), known.typist)
    for name in ("place_kind", "people_met", "purpose", "family_change"):
        yield from _field(visit, name)
    for name in _FINDINGS:
        closed = name == "medical" and not view.health and not known.own
        yield from _finding(visit, name, name, closed=closed)
    yield from _finding(visit, "income", "income_note")
    for name in ("appeal_text", "explained_text"):
        yield from _field(visit, name)
    for issue in known.issues:
        yield _issue(issue, view)
    for name in ("sign_kind", "signer_name", "next_visit_date"):
        yield from _field(visit, name)


def _field(visit: Visit, name: str) -> Iterator[Fact]:
    value, spec = getattr(visit, name), fields_of(Visit)[name]
    if value is not None:
        words = full_day(value) if isinstance(value, dt.date) else spec.kind.show(value, language())
        yield Fact(spec.label(language()), words)


def _finding(visit: Visit, key: str, text: str, *, closed: bool = False) -> Iterator[Fact]:
    problem, words = getattr(visit, f"{key}_problem"), getattr(visit, text)
    if words and closed:
        words = STARS
    if problem is None and not words:
        return
    label = fields_of(Visit)[text].label(language())
    if problem:
        yield Fact(label, words or "", _("problem"), "error")
    else:
        yield Fact(label, words or _("good"))


def _issue(issue: VisitIssue, view: HouseholdView) -> Fact:
    owner = view.team_name(issue.owner) or issue.owner_text or ""
    by = "" if issue.due is None else _("by {day}").format(day=day_words(issue.due, view.today))
    state = code_word("issue_state", issue.state)
    done = issue.state == "done"
    words = dotted(issue.text or "", issue.action or "", owner, by)
    return Fact(_("Issue"), words, state, "ok" if done else "warning")
