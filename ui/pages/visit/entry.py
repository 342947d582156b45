"""One visit while it is being typed: the texts, what follows from them, what is wrong with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from fieldapp.foundation.i18n import _, language
from fieldapp.rules.visit_form import VisitForm
from fieldapp.rules.visit_rules import Problem, problems
from fieldapp.services.drafts import FORM_VERSION, Draft
from fieldapp.services.households import Registers
from fieldapp.services.visits import VisitContext, VisitService
from fieldapp.services.while_typing import TypedFinding
from ui.forms.typing_judge import Saving
from ui.pages.visit import wording
from ui.pages.visit.reading import CODES, NAMES, PHOTOS, EntryReader, rows_of
from ui.pages.visit.state import Remark, VisitState
from ui.pages.visit.typed import typed_remark
from ui.widgets.problem_list import Weight

Moves = tuple[tuple[str, str], ...]
_WEIGHTS: dict[str, Weight] = {"E": "error", "W": "warning", "I": "missing"}
_FIRST_FIELDS = {"new_measure": "title", "new_issue": "text"}


class Entry:
    """The texts of one entry by field key; ``draft`` is what was stored of them last.

    Args:
        context: what is known of the household.
        draft: an earlier draft to be taken up, or an empty one.
        author: who is at the keyboard.
        new_uid: makes a uid for a new row.
    """

    def __init__(
        self, context: VisitContext, draft: Draft, author: str, new_uid: Callable[[], str]
    ) -> None:
        self.context = context
        self.draft = draft
        self._new_uid = new_uid
        self._texts = {**_first_texts(context, author), **draft.texts}
        self._touched = set(draft.texts)
        self._tried = False
        self.at_blank = False
        """Whether it is keyed from a sheet: the cursor begins where nothing stands yet."""
        self.found: tuple[TypedFinding, ...] = ()
        """What the rules said last of what is typed."""
        self._add_empty_rows()

    @property
    def name(self) -> str:
        """Whose visit this is."""
        return self.context.household.head_name or self.context.household.local_no

    @property
    def photos(self) -> tuple[str, ...]:
        """The photos of the visit, by uid."""
        return tuple(filter(None, self._texts.get(PHOTOS, "").split(CODES)))

    @property
    def typed_in(self) -> bool:
        """Whether a person has typed anything, now or before."""
        return bool(self._touched)

    def put(self, key: str, text: str) -> Moves | None:
        """Take a text; returns what else moved with it, or ``None`` when nothing changed."""
        if self._texts.get(key, "") == text:
            return None
        self._texts[key] = text
        self._touched.add(key)
        moves = tuple(self._following(key, text))
        self._texts |= dict(moves)
        self._add_empty_rows()
        return moves

    def drafted(self) -> Draft:
        """The draft as it should be stored now."""
        return replace(self.draft, texts=dict(self._texts), version=FORM_VERSION)

    def try_to_save(self, now: dt.datetime) -> tuple[VisitForm, Problem | None]:
        """The form, and the first problem that keeps it from being saved."""
        self._tried = True
        form, found = self._judge(now)
        return form, next((problem for problem in found if problem.blocks), None)

    def saving(self, now: dt.datetime) -> Saving:
        """How the visit would be recorded as it stands."""
        form, _found = self._judge(now)

        def save(registers: Registers) -> object:
            service = VisitService(
                registers.store, registers.clock, registers.ids, registers.author
            )
            return registers.store.write(registers.act("visit.record"), service.edits(form))

        return Saving(self.context.household.uid, save)

    def state(self, now: dt.datetime) -> VisitState:
        """What the page shows, in the language that is on now."""
        context, spoken = self.context, language()
        card = context.facts.card
        _form, found = self._judge(now)
        return VisitState(
            today=context.facts.now.date(),
            heading=wording.heading(context, spoken),
            last=wording.last_time(context, spoken),
            promises=wording.promises(context, spoken),
            incomes=tuple((str(income.year), f"{income.per_head:,}") for income in context.incomes),
            measures=wording.measure_lines(context),
            new_measures=rows_of(self._texts, "new_measure"),
            new_issues=rows_of(self._texts, "new_issue"),
            team=wording.team_options(context),
            members=wording.member_options(context),
            card=(card.colour or "") if card else "",
            texts=dict(self._texts),
            photos=self.photos,
            remarks=tuple(sorted(self._remarks(found), key=_by_weight)),
            draft_note=draft_words(self.draft, now.date()),
            at_blank=self.at_blank,
        )

    def _judge(self, now: dt.datetime) -> tuple[VisitForm, tuple[Problem, ...]]:
        facts = replace(self.context.facts, now=now)
        reader = EntryReader(self._texts, facts, self.context.team)
        form = reader.form(self.draft.visit, self.context.household.uid)
        return form, (*reader.unreadable, *problems(form, facts))

    def _remarks(self, found: tuple[Problem, ...]) -> Iterator[Remark]:
        yield from (typed_remark(one, language()) for one in self.found)
        for problem in found:
            weight = _WEIGHTS[problem.severity]
            known = self._tried or problem.key in self._touched
            if weight == "error" and not known:
                weight = "missing"  # nothing is wrong yet with a field nobody has come to
            marked = weight == "warning" or (known and weight == "error")
            severity = None if weight == "missing" else problem.severity
            yield Remark(problem.key, problem.sentence(language()), weight, marked, severity)

    def _following(self, key: str, text: str) -> Iterator[tuple[str, str]]:
        """A promise ticked at the left and the measure's state in the table say the same."""
        kind, uid, *rest = key.split(".")
        held = next((m for m in self.context.facts.measures if m.uid == uid), None)
        if held is None:
            return
        done = text == "done"
        if kind == "promise":
            yield f"measure.{uid}.state", "done" if done else held.state or ""
        elif rest == ["state"] and done != (self._texts.get(f"promise.{uid}") == "done"):
            yield f"promise.{uid}", "done" if done else ""
        if done and not self._texts.get(f"measure.{uid}.result_date"):
            yield f"measure.{uid}.result_date", self._texts.get("visit.day", "")

    def _add_empty_rows(self) -> None:
        """There is always one empty row to type a new measure or issue into."""
        for kind, first in _FIRST_FIELDS.items():
            rows = rows_of(self._texts, kind)
            if not rows or self._texts.get(f"{kind}.{rows[-1]}.{first}", "").strip():
                uid = self._new_uid()
                self._texts[f"{kind}.{uid}.{first}"] = ""
                if kind == "new_measure":
                    self._texts[f"{kind}.{uid}.state"] = "planned"


def draft_words(draft: Draft, today: dt.date) -> str:
    """When a draft was stored, with the day if it was not today; empty while it was not."""
    if draft.at is None:
        return ""
    known = f"{draft.at:%H:%M:%S}" if draft.at.date() == today else f"{draft.at:%Y-%m-%d %H:%M}"
    return _("Draft stored {time}").format(time=known)


def _by_weight(remark: Remark) -> int:
    return ("error", "warning", "missing").index(remark.weight)


def _first_texts(context: VisitContext, author: str) -> dict[str, str]:
    """What a fresh form already says: today, who is at the keyboard, and what is recorded."""
    texts = {"visit.day": context.facts.now.date().isoformat()}
    if author in {person.name for person in context.team}:
        texts["visit.visitors"] = NAMES.join((author,))
    causes = context.facts.causes
    if causes is not None:
        texts["cause.main"] = causes.main_cause or ""
        texts["cause.others"] = CODES.join(causes.other_causes or ())
        texts["cause.note"] = causes.cause_note or ""
    for measure in context.facts.measures:
        texts[f"measure.{measure.uid}.state"] = measure.state or ""
        texts[f"measure.{measure.uid}.due"] = _iso(measure.due_date)
    for issue in context.facts.issues:
        texts[f"issue.{issue.uid}.due"] = _iso(issue.due)
    return texts


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
