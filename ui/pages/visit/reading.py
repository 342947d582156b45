"""Turns what is typed into the entry that the rules judge: texts by key in, a visit form out."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from fieldapp.records import Measure, TeamMember, Visit, VisitIssue
from fieldapp.records.declare import FieldSpec, fields_of
from fieldapp.rules.visit_form import (
    FINDINGS,
    CausesAnswer,
    IssueStep,
    MeasureStep,
    VisitFacts,
    VisitForm,
)
from fieldapp.rules.visit_rules import Problem
from ui.widgets.date_text import Leaning, read_date, read_time

NAMES = "、"
"""Parts the names in one text."""
CODES = ","
"""Parts the codes in one text."""
PHOTOS = "visit.photos"
"""The text that names the photos of the visit, by uid."""

_PLAIN = (
    "companions", "weather", "nobody_home_reason", "food_clothes", "housing", "water", "schooling",
    "medical", "income_note", "family_change", "appeal_text", "explained_text", "signer_name",
    "proxy_name",
)  # fmt: skip


class EntryReader:
    """Reads one entry; ``unreadable`` collects what was typed and means nothing."""

    def __init__(
        self, texts: Mapping[str, str], facts: VisitFacts, team: tuple[TeamMember, ...]
    ) -> None:
        self._texts = texts
        self._facts = facts
        self._by_name = {person.name: person.uid for person in team}
        self._today = facts.now.date()
        self.unreadable: list[Problem] = []

    def form(self, visit: str, household: str) -> VisitForm:
        """The entry of the visit with this uid."""
        made = self._visit(visit, household)
        day = made.start_at.date() if made.start_at else None
        steps = [self._measure_step(measure) for measure in self._facts.measures]
        told = [self._issue_step(issue, day) for issue in self._facts.issues]
        return VisitForm(
            visit=made,
            issues=tuple(self._new_issue(uid, visit) for uid in filled(self._texts, "new_issue")),
            measures=tuple(
                self._new_measure(uid, household, day) for uid in filled(self._texts, "new_measure")
            ),
            measure_steps=tuple(step for step in steps if step),
            issue_steps=tuple(step for step in told if step),
            card=self._text("card.colour"),
            card_reason=self._text("card.reason"),
            causes=self._causes(day or self._today),
        )

    def _visit(self, uid: str, household: str) -> Visit:
        start, end = self._moment("start_at"), self._moment("end_at")
        flags: dict[str, Any] = {f"{name}_problem": self._flag(name) for name in FINDINGS}
        plain: dict[str, Any] = {
            name: self._declared(Visit, f"visit.{name}", name) for name in _PLAIN
        }
        return Visit(
            uid=uid,
            household=household,
            start_at=start,
            end_at=end,
            visitors=self._visitors(),
            place_kind=self._text("visit.place_kind"),
            people_met=self._parts("visit.people_met", NAMES),
            purpose=self._parts("visit.purpose", CODES),
            policies_enjoyed=self._parts("visit.policies_enjoyed", CODES),
            photos=self._parts(PHOTOS, CODES),
            sign_kind=self._text("visit.sign_kind"),
            next_visit_date=self._day("visit.next_visit_date", "future", "visit.next_visit_date"),
            no_pupil=True if self._text("visit.schooling_problem") == "none" else None,
            **flags,
            **plain,
        )

    def _moment(self, name: str) -> dt.datetime | None:
        day = self._day("visit.day", "past", "visit.start_at") if name == "start_at" else None
        if name == "end_at":
            day = read_date(self._texts.get("visit.day", ""), self._today, "past")
        text = self._text(f"visit.{name}")
        time = read_time(text) if text else None
        if text and time is None:
            self._complain(f"visit.{name}", f"visit.{name}")
        return dt.datetime.combine(day, time) if day and time else None

    def _visitors(self) -> tuple[str, ...] | None:
        names = self._parts("visit.visitors", NAMES) or ()
        if any(name not in self._by_name for name in names):
            self._complain("visit.visitors", "visit.visitors")
        return tuple(self._by_name[name] for name in names if name in self._by_name) or None

    def _flag(self, name: str) -> bool | None:
        answer = self._text(f"visit.{name}_problem")
        return None if answer in {None, "none"} else answer == "problem"

    def _causes(self, day: dt.date) -> CausesAnswer | None:
        main = self._text("cause.main")
        others = self._parts("cause.others", CODES) or ()
        note = self._text("cause.note")
        known = self._facts.causes
        before: tuple[object, ...] = (None, (), None)
        if known is not None:
            before = (known.main_cause, known.other_causes or (), known.cause_note)
        if (main, others, note) == before:
            return None
        return CausesAnswer(day.year, main, others, note)

    def _measure_step(self, measure: Measure) -> MeasureStep | None:
        key = f"measure.{measure.uid}"
        state = self._text(f"{key}.state")
        due = self._day(f"{key}.due", "future", "measure.due_date")
        result_date = self._day(f"{key}.result_date", "past", "measure.result_date")
        step = MeasureStep(
            measure.uid,
            state if state != measure.state else None,
            due if due != measure.due_date else None,
            result_date if state == "done" else None,
            self._declared(Measure, f"{key}.result", "result_text") if state == "done" else None,
            self._declared(Measure, f"{key}.reason", "reason_text"),
        )
        return None if step == MeasureStep(measure.uid) else step

    def _issue_step(self, issue: VisitIssue, day: dt.date | None) -> IssueStep | None:
        key = f"issue.{issue.uid}"
        done = self._text(f"promise.{issue.uid}") == "done"
        due = self._day(f"{key}.due", "future", "visit_issue.due")
        step = IssueStep(
            issue.uid,
            "done" if done else None,
            due if due != issue.due and not done else None,
            day if done else None,
            self._declared(VisitIssue, f"{key}.reason", "outcome"),
        )
        return None if step == IssueStep(issue.uid) else step

    def _new_measure(self, uid: str, household: str, day: dt.date | None) -> Measure:
        key = f"new_measure.{uid}"
        name = self._text(f"{key}.helper")
        return Measure(
            uid=uid,
            household=household,
            catalog=self._text(f"{key}.catalog"),
            title=self._declared(Measure, f"{key}.title", "title"),
            quantity=self._number(f"{key}.quantity"),
            unit=self._declared(Measure, f"{key}.unit", "unit"),
            helper=self._by_name.get(name or ""),
            helper_text=None if name in self._by_name else name,
            start_date=day,
            due_date=self._day(f"{key}.due_date", "future", "measure.due_date"),
            state=self._text(f"{key}.state") or "planned",
        )

    def _new_issue(self, uid: str, visit: str) -> VisitIssue:
        key = f"new_issue.{uid}"
        name = self._text(f"{key}.owner")
        return VisitIssue(
            uid=uid,
            visit=visit,
            text=self._declared(VisitIssue, f"{key}.text", "text"),
            category=self._text(f"{key}.category"),
            action=self._declared(VisitIssue, f"{key}.action", "action"),
            owner=self._by_name.get(name or ""),
            owner_text=None if name in self._by_name else name,
            due=self._day(f"{key}.due", "future", "visit_issue.due"),
            state="open",
        )

    def _text(self, key: str) -> str | None:
        return unicodedata.normalize("NFC", self._texts.get(key, "")).strip() or None

    def _declared(self, cls: type[Visit | Measure | VisitIssue], key: str, name: str) -> str | None:
        """The text of a declared field; too long a text is kept on the screen and complained of."""
        spec: FieldSpec = fields_of(cls)[name]
        text = self._text(key)
        length = getattr(spec.kind, "length", 0)
        if text and length and len(text) > length:
            self._complain(key, f"{spec.entity}.{name}")
            return None
        return text

    def _parts(self, key: str, separator: str) -> tuple[str, ...] | None:
        parts = (part.strip() for part in self._texts.get(key, "").split(separator))
        found = tuple(part for part in parts if part)
        return (tuple(sorted(found)) if separator == CODES else found) or None

    def _day(self, key: str, leaning: Leaning, field: str) -> dt.date | None:
        text = self._text(key)
        day = read_date(text, self._today, leaning) if text else None
        if text and day is None:
            self._complain(key, field)
        return day

    def _number(self, key: str) -> Decimal | None:
        text = self._text(key)
        if text is None:
            return None
        try:
            read = fields_of(Measure)["quantity"].kind.read(unicodedata.normalize("NFKC", text))
        except ValueError:
            self._complain(key, "measure.quantity")
            return None
        return read if isinstance(read, Decimal) else None

    def _complain(self, key: str, field: str) -> None:
        self.unreadable.append(Problem("visit.unreadable", "E", key, field=field))


def rows_of(texts: Mapping[str, str], kind: str) -> tuple[str, ...]:
    """The uids of the new rows of a kind, in the order in which they were begun."""
    parts = (key.split(".") for key in texts if key.startswith(f"{kind}."))
    return tuple(dict.fromkeys(part[1] for part in parts))


def filled(texts: Mapping[str, str], kind: str) -> tuple[str, ...]:
    """The uids of the new rows in which something is typed."""
    return tuple(
        uid
        for uid in rows_of(texts, kind)
        if any(
            text.strip()
            for key, text in texts.items()
            if key.startswith(f"{kind}.{uid}.") and not key.endswith(".state")
        )
    )
