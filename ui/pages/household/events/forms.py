"""The first form of each event of a family: who, when, and what else is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.records import LifeEvent, Member
from fieldapp.records.declare import fields_of
from fieldapp.rules.life_events import DEAD
from fieldapp.services.comings_and_goings import Aftermath
from fieldapp.services.desk import Desk
from fieldapp.services.families import Family, any_family
from fieldapp.services.life_events import LifeEvents
from ui.forms.identity_check import follows_from_id, id_progress
from ui.forms.request import FormField, FormRequest, FormSection, Values, form_field
from ui.models.wording import dotted
from ui.pages.household.events.relations import (
    departed,
    heir_follows,
    heir_section,
    succession_of,
)
from ui.pages.household.events.steps import Step, people_field

_WHO, _DAY, _NOTE = "who", "date", "note"
_NEVER_IN = frozenset({"01"})
_NEVER_BORN = frozenset({"01", "02", "05", "06", *(f"{n}" for n in range(11, 21))})
_WAYS_OUT = frozenset({"died", "married_out", "married_in", "newborn", "other_in"})


@dataclass(frozen=True)
class Around:
    """What the forms of a household's events are made from.

    Attributes:
        family: the household with everybody on its record.
        neighbours: people who live in other households of the village.
        numbers: the numbers of the households of the village by uid.
        gone: who left this household, or one that was merged into it.
    """

    today: dt.date
    family: Family
    neighbours: Sequence[Member]
    numbers: Mapping[str, str]
    gone: Sequence[Member]


def birth(around: Around) -> Step:
    """A child is born."""
    members = fields_of(Member)
    fields = (
        form_field(members["name"], required=True),
        form_field(members["sex"], required=True),
        form_field(members["birth_date"], required=True),
        form_field(members["relation"], required=True, without=_NEVER_BORN),
        form_field(members["ethnic"]), form_field(members["id_number"]), note_field(),
    )  # fmt: skip

    def go(desk: Desk, values: Values) -> Done:
        child = {n: values[n] for n in ("name", "sex", "relation", "ethnic", "id_number")}
        child["id_missing_reason"] = None if child["id_number"] else _("newborn")
        given = {name: value for name, value in child.items() if value is not None}
        home = around.family.home.uid
        return LifeEvents(desk.registers).birth(home, day_of(values, "birth_date"), given,
                                                note_of(values))[1]  # fmt: skip

    request = _request(around, "birth", _("A child is born"), fields, {"birth_date": around.today})
    return Step(_with_id_checks(request, around.today), go)


def death(around: Around) -> Step:
    """Somebody dies, at home or away."""
    people = [p for p in around.family.members if p.status != DEAD]
    fields = (people_field(_WHO, _("Which person"), people), day_field(), note_field())
    title = _("Somebody died")
    return _departure(
        around, "death", title, fields,
        lambda desk, values, after: LifeEvents(desk.registers).death(
            str(values[_WHO]), day_of(values), after, note_of(values)
        ),
    )  # fmt: skip


def marriage_out(around: Around) -> Step:
    """Somebody marries away, out of the village."""
    fields = (
        people_field(_WHO, _("Which person"), around.family.living),
        day_field(),
        note_field(),
    )
    return _departure(
        around, "marriage_out", _("Somebody marries away"), fields,
        lambda desk, values, after: LifeEvents(desk.registers).marriage_out(
            str(values[_WHO]), day_of(values), after, note_of(values)
        ),
        _("Who marries into another household of the register is entered there, and moves with "
          "the whole record."),
    )  # fmt: skip


def leaving(around: Around) -> Step:
    """Somebody leaves for good."""
    reason = form_field(fields_of(Member)["status_reason"], required=True, without=_WAYS_OUT)
    fields = (
        people_field(_WHO, _("Which person"), around.family.living),
        day_field(),
        reason,
        note_field(),
    )
    return _departure(
        around, "leave", _("Somebody leaves for good"), fields,
        lambda desk, values, after: LifeEvents(desk.registers).leave(
            str(values[_WHO]), day_of(values), str(values["status_reason"]), after, note_of(values)
        ),
        _("Working away for some months is entered with the person's year, not here."),
    )  # fmt: skip


def marriage_in(around: Around) -> Step:
    """Somebody from outside the register marries in."""
    members = fields_of(Member)
    fields = (
        form_field(members["name"], required=True),
        form_field(members["sex"], required=True),
        form_field(members["relation"], required=True, without=_NEVER_IN),
        form_field(members["id_number"]), form_field(members["birth_date"]),
        form_field(members["ethnic"]), day_field(), note_field(),
    )  # fmt: skip

    def go(desk: Desk, values: Values) -> Done:
        told = {n: values[n] for n in ("name", "sex", "id_number", "birth_date", "ethnic")}
        given = {name: value for name, value in told.items() if value is not None}
        return LifeEvents(desk.registers).marriage_in(
            around.family.home.uid, day_of(values), given, str(values["relation"]),
            note=note_of(values),
        )[1]  # fmt: skip

    request = _request(
        around, "marriage_in", _("Somebody marries in from outside"), fields, {_DAY: around.today}
    )
    return Step(_with_id_checks(request, around.today), go)


def marriage_within(around: Around) -> Step:
    """Somebody of another household of the village marries in."""
    relation = form_field(fields_of(Member)["relation"], required=True, without=_NEVER_IN)
    who = people_field(
        _WHO, _("Which person"), around.neighbours,
        words=lambda person: dotted(person.name, around.numbers.get(person.household, "")),
    )  # fmt: skip
    fields = (who, relation, day_field(), note_field())
    title = _("Somebody of the village marries in")

    def go(desk: Desk, values: Values) -> Step | Done:
        person = next(p for p in around.neighbours if p.uid == values[_WHO])

        def act(desk: Desk, after: Aftermath) -> Done:
            return LifeEvents(desk.registers).marriage_in(
                around.family.home.uid, day_of(values), person.uid, str(values["relation"]), after,
                note_of(values),
            )[1]  # fmt: skip

        old = any_family(desk.store, person.household)
        return departed(old, person, title, desk, act, moved=True)

    note = _("The person moves here with the whole record; both histories tell of it.")
    request = _request(around, "marriage_in", title, fields, {_DAY: around.today}, note)
    return Step(request, go)


def coming_back(around: Around) -> Step:
    """Somebody who had left comes back."""
    relation = form_field(fields_of(Member)["relation"], required=bool(around.family.living))
    fields = (
        people_field(_WHO, _("Which person"), around.gone),
        relation,
        day_field(),
        note_field(),
    )

    def go(desk: Desk, values: Values) -> Done:
        relation = values["relation"]
        return LifeEvents(desk.registers).come_back(
            str(values[_WHO]), day_of(values), None if relation is None else str(relation),
            around.family.home.uid, note_of(values),
        )  # fmt: skip

    def follow(key: str, values: Values) -> dict[str, object]:
        person = next((p for p in around.gone if p.uid == values.get(_WHO)), None)
        own = person is not None and person.household == around.family.home.uid
        return {"relation": person.relation if own and person else None} if key == _WHO else {}

    note = _("The relation is the one to the present head.")
    title = _("Somebody comes back")
    request = _request(around, "return", title, fields, {_DAY: around.today}, note)
    return Step(replace(request, follow=follow), go)


def new_head(around: Around) -> Step:
    """Another person becomes head."""
    family = around.family
    head = family.head
    others = [p for p in family.living if head is None or p.uid != head.uid]
    told = [*others, head] if head is not None else others
    section = heir_section(others, told)
    fields = (*section.fields, day_field(), note_field())

    def go(desk: Desk, values: Values) -> Done:
        return LifeEvents(desk.registers).new_head(
            family.home.uid, day_of(values), succession_of(values), note_of(values)
        )

    note = _("Relations stand filled in where they are certain; the others are yours to choose.")
    request = _request(around, "new_head", _("Another head"), fields, {_DAY: around.today}, note)
    return Step(replace(request, follow=heir_follows(family, told)), go)


def _departure(
    around: Around,
    kind: str,
    title: str,
    fields: tuple[FormField, ...],
    act: Callable[[Desk, Values, Aftermath], Done],
    note: str = "",
) -> Step:
    def go(desk: Desk, values: Values) -> Step | Done:
        person = next(p for p in around.family.members if p.uid == values[_WHO])
        return departed(
            around.family, person, title, desk, lambda desk, after: act(desk, values, after)
        )

    standing = _("The person stays on record and is no longer counted.")
    request = _request(around, kind, title, fields, {_DAY: around.today}, note or standing)
    return Step(request, go)


def _request(
    around: Around,
    kind: str,
    title: str,
    fields: tuple[FormField, ...],
    values: Values,
    note: str = "",
) -> FormRequest:
    sections = (FormSection("", fields),)
    return FormRequest(f"event.{kind}", title, sections, values, around.family.home.uid, note)


def _with_id_checks(request: FormRequest, today: dt.date) -> FormRequest:
    return replace(
        request,
        check=id_progress,
        follow=lambda key, typed: follows_from_id(key, typed, today),
    )


def day_field() -> FormField:
    """The day of an event."""
    return form_field(fields_of(LifeEvent)["date"], required=True)


def note_field() -> FormField:
    """What somebody wants to add."""
    return form_field(fields_of(LifeEvent)["note"])


def day_of(values: Values, key: str = "date") -> dt.date:
    """The day that stands in a form; the form is not saved without it."""
    day = values[key]
    return day if isinstance(day, dt.date) else dt.date.min


def note_of(values: Values) -> str | None:
    """The note that stands in a form."""
    note = values.get(_NOTE)
    return None if note is None else str(note)
