"""Questions that travel: the county asks a team, the team answers, the asker closes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fieldapp.foundation.errors import Refused
from fieldapp.ports.questions import Conflict, HouseholdRow
from fieldapp.ports.store import Done, Store, changed, created
from fieldapp.records import Household, Question, Visit
from fieldapp.records.declare import (
    EntitySpec,
    FieldSpec,
    entities,
    entity_named,
    owner_of,
    stored_values,
)
from fieldapp.records.kinds import Ref, Refs, Stored
from fieldapp.services.households import Registers
from fieldapp.services.lookup import the_record
from fieldapp.services.profile import load_profile, peers
from fieldapp.services.record_names import name_of

State = Literal["open", "answered", "closed"]


@dataclass(frozen=True, slots=True)
class About:
    """What a question is about; ``field`` is empty when it is about the whole record."""

    entity: EntitySpec
    uid: str
    field: str


def about_of(words: str) -> About:
    """What ``entity/uid/field`` names.

    Raises:
        Refused: ``unknown_entity``, ``unknown_field``.
    """
    name, _, rest = words.partition("/")
    uid, _, field = rest.partition("/")
    if name not in {spec.name for spec in entities()}:
        raise Refused("unknown_entity", entity=name)
    spec = entity_named(name)
    if field and field != "alive" and field not in spec.fields:
        raise Refused("unknown_field", entity=name, field=field)
    return About(spec, uid, field)


def state_of(question: Question) -> State:
    """How far a question has got."""
    if question.closed_at is not None:
        return "closed"
    return "open" if question.answered_at is None else "answered"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its household and what the register says now; ``None`` is an empty field."""

    question: Question
    household: HouseholdRow
    spec: FieldSpec | None
    value: Stored
    names: Mapping[str, str]


@dataclass(frozen=True)
class Asking:
    """Asking, answering and closing; every method is one act that can be undone."""

    registers: Registers

    @property
    def _store(self) -> Store:
        return self.registers.store

    def ask(self, about: str, text: str, laptop: str = "") -> tuple[str, Done]:
        """Ask about ``entity/uid/field``, which is how a conflict is named; returns the uid.

        ``laptop`` is a device or its name; without one every laptop of the village is asked.

        Raises:
            Refused: ``unknown_entity``, ``unknown_field``, ``unknown_record``,
                ``question_without_household``, ``question_empty``, ``unknown_device``.
        """
        if not text.strip():
            raise Refused("question_empty")
        named = about_of(about)
        asked = self._laptop(laptop)
        question = Question(
            uid=self.registers.ids.uid(),
            household=household_of(self._store, named.entity, named.uid),
            about=about.rstrip("/"),
            text=text.strip(),
            laptop=asked[0],
            laptop_name=asked[1],
            asked_by=self._name(),
            asked_at=self.registers.clock.now(),
        )
        act = self.registers.act("question.ask")
        return question.uid, self._store.write(act, [created(question)])

    def ask_about_visit(self, visit: str, text: str) -> tuple[str, Done]:
        """Ask whoever recorded a visit; when that laptop is not known, every one of the village.

        Raises:
            Refused: ``unknown_record``, ``question_empty``.
        """
        wrote = self._store.questions.writers("visit", [visit]).get(visit, ())
        known = {peer.device for peer in peers(self._store)}
        laptop = wrote[0].device if wrote and wrote[0].device in known else ""
        return self.ask(f"visit/{visit}", text, laptop)

    def about_visit(self, visit: Visit) -> tuple[Question, ...]:
        """What was asked about a visit or a field of it, the newest first."""
        asked = self.of_household(visit.household)
        about = f"visit/{visit.uid}"
        return tuple(one for one in asked if f"{one.about}/".startswith(f"{about}/"))

    def answer(self, uid: str, text: str, right_value: str = "") -> Done:
        """Answer a question, and name the value that is right if one is.

        Raises:
            Refused: ``unknown_record``, ``question_closed``, ``question_empty``.
        """
        question = the_record(self._store, Question, uid)
        if state_of(question) == "closed":
            raise Refused("question_closed")
        if not (text.strip() or right_value.strip()):
            raise Refused("question_empty")
        edit = changed(
            Question, uid, answer=text.strip() or None, right_value=right_value.strip() or None,
            answered_by=self._name(),
            answered_at=self.registers.clock.now(),
        )  # fmt: skip
        return self._store.write(self.registers.act("question.answer"), [edit])

    def close(self, uid: str) -> Done:
        """Close a question; it stays in the household's history.

        Raises:
            Refused: ``unknown_record``.
        """
        the_record(self._store, Question, uid)
        now = self.registers.clock.now()
        edit = changed(Question, uid, closed_by=self._name(), closed_at=now)
        return self._store.write(self.registers.act("question.close"), [edit])

    def every(self) -> list[Question]:
        """Every question held, the newest first."""
        return newest_first(self._store.find(Question))

    def of_household(self, household: str) -> list[Question]:
        """The questions about a household, the newest first."""
        return newest_first(self._store.find(Question, household=household))

    def views(self) -> list[Asked]:
        """Every question with what it is about, the newest first."""
        homes = {row.uid: row for row in self._store.questions.households()}
        return [
            self._view(question, homes[question.household])
            for question in self.every()
            if question.household in homes
        ]

    def for_here(self) -> list[Question]:
        """Those that this laptop is asked and nobody answered yet, the oldest first."""
        device = load_profile(self._store).device
        return [
            question
            for question in reversed(self.every())
            if state_of(question) == "open" and question.laptop in {None, device}
        ]

    def _view(self, question: Question, home: HouseholdRow) -> Asked:
        about = about_of(question.about)
        spec = about.entity.fields.get(about.field)
        record = self._store.get(about.entity.cls, about.uid) if spec is not None else None
        if spec is None or record is None:
            return Asked(question, home, None, None, {})
        value = stored_values(record).get(spec.name)
        names: dict[str, str] = {}
        if isinstance(spec.kind, Ref | Refs) and value is not None:
            typed = spec.kind.from_stored(value)
            uids = typed if isinstance(typed, tuple) else (str(typed),)
            names = {uid: name_of(self._store, spec.kind.entity, uid) for uid in uids}
        return Asked(question, home, spec, value, names)

    def _name(self) -> str:
        return self.registers.author or load_profile(self._store).name

    def _laptop(self, wanted: str) -> tuple[str | None, str | None]:
        if not wanted:
            return None, None
        for peer in peers(self._store):
            if wanted in {peer.device, peer.name}:
                return peer.device, peer.name
        raise Refused("unknown_device")


def household_of(store: Store, entity: EntitySpec, uid: str) -> str:
    """The household above a record.

    Raises:
        Refused: ``unknown_record``; ``question_without_household`` for what belongs to none.
    """
    while entity.cls is not Household:
        record = the_record(store, entity.cls, uid)
        owner = owner_of(entity)
        if owner in {"", "village"}:
            raise Refused("question_without_household", entity=entity.name)
        entity, uid = entity_named(owner), str(getattr(record, entity.scope))
    return the_record(store, Household, uid).uid


def laptop_to_ask(conflict: Conflict) -> str:
    """Who should know: the laptop of the newest value that was not written here."""
    others = [side for side in conflict.sides if not side.ours]
    return max(others, key=lambda side: side.at).device_id if others else ""


def newest_first(questions: Sequence[Question]) -> list[Question]:
    """By when they were asked."""
    return sorted(questions, key=lambda q: (str(q.asked_at or ""), q.uid), reverse=True)
