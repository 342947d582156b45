"""The second form of an event: who follows the head, and everybody's relation to the head."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from fieldapp.foundation.i18n import _
from fieldapp.ports.store import Done
from fieldapp.records import Member
from fieldapp.records.declare import fields_of
from fieldapp.records.kinds import Bool3
from fieldapp.rules.relations import HEAD, relation_to_new_head
from fieldapp.services.comings_and_goings import NOTHING_MORE, Aftermath
from fieldapp.services.desk import Desk
from fieldapp.services.families import Family, Succession, kin
from fieldapp.services.household_changes import joined_relations
from ui.forms.request import FormField, FormRequest, FormSection, Problems, Values, form_field
from ui.pages.household.events.steps import Step, described, people_field

_RELATION = "relation/"
_HEIR = "heir"
Act = Callable[[Desk, Aftermath], Done]


def after_leaving(
    family: Family, gone: Collection[str], title: str, act: Act, *, moved: bool
) -> Step | None:
    """What must be asked when people leave a household; ``None`` when nothing must.

    ``moved`` says that they belong to another household then.
    """
    staying = family.without(gone)
    if not staying:
        return _ending(family, title, act)
    if family.home.head_member not in gone:
        return None
    told = staying if moved else (*staying, *_former_head(family, gone))
    title = _("Who follows as head of household {number}?").format(number=family.home.local_no)
    request = FormRequest(
        "heir", title, (heir_section(staying, told),), {}, family.home.uid,
        _("Relations stand filled in where they are certain; the others are yours to choose."),
        follow=heir_follows(family, told),
    )  # fmt: skip
    return Step(request, lambda desk, values: act(desk, Aftermath(succession_of(values))))


def heir_section(staying: Sequence[Member], told: Sequence[Member], title: str = "") -> FormSection:
    """The new head among those who stay, and everybody's relation to that head."""
    return FormSection(
        title,
        (people_field(_HEIR, _("New head"), staying), *(relation_field(person) for person in told)),
    )


def heir_follows(
    family: Family, told: Sequence[Member]
) -> Callable[[str, Values], dict[str, object]]:
    """Once the new head is chosen, the relations that are certain stand in their fields."""

    def follow(key: str, values: Values) -> dict[str, object]:
        heir = next((person for person in told if person.uid == values.get(_HEIR)), None)
        if key != _HEIR or heir is None or family.head is None:
            return {}
        return dict(certain_relations(family.head, heir, told))

    return follow


def certain_relations(
    old_head: Member, heir: Member, people: Sequence[Member]
) -> dict[str, str | None]:
    """The relations to the new head by key of their field; ``None`` where not certain."""
    return {
        _RELATION + person.uid: HEAD
        if person.uid == heir.uid
        else relation_to_new_head(kin(person), kin(heir), kin(old_head))
        for person in people
    }


def joining_form(joining: Family, number: str, act: Callable[[Desk, Values], Done]) -> Step:
    """The relations of the people of a household that is merged into another one."""
    head = joining.head
    people = [*(p for p in joining.living if p is head), *(
        p for p in joining.living if p is not head
    )]  # fmt: skip
    fields = tuple(relation_field(person, without=frozenset({HEAD})) for person in people)

    def follow(key: str, values: Values) -> dict[str, object]:
        if head is None or key != _RELATION + head.uid:
            return {}
        stated = {head.uid: str(values[key])} if values[key] else {}
        certain = joined_relations(joining, stated)
        return {_RELATION + p.uid: certain.get(p.uid) for p in people if p is not head}

    title = _("Relations to the head of household {number}").format(number=number)
    request = FormRequest(
        "joining", title, (FormSection("", fields),), {}, joining.home.uid,
        _("Name the relation of their head first; what follows from it with certainty is filled "
          "in."),
        follow=follow,
    )  # fmt: skip
    return Step(request, act)


def relation_field(person: Member, *, without: frozenset[str] = frozenset()) -> FormField:
    """The relation of one person to the head, after the event."""
    made = form_field(fields_of(Member)["relation"], required=True, without=without)
    return replace(made, key=_RELATION + person.uid, label=described(person))


def relations_of(values: Values) -> dict[str, str]:
    """The relations that stand in a form, by uid; without the head's own."""
    return {
        key.removeprefix(_RELATION): str(value)
        for key, value in values.items()
        if key.startswith(_RELATION) and value is not None and value != HEAD
    }


def succession_of(values: Values) -> Succession:
    """The new head and the relations of a form."""
    return Succession(str(values[_HEIR]), relations_of(values))


def _former_head(family: Family, gone: Collection[str]) -> list[Member]:
    """The head who died or left stays on record with a relation to the new one."""
    return [p for p in family.members if p.uid == family.home.head_member and p.uid in gone]


def _ending(family: Family, title: str, act: Act) -> Step:
    def check(values: Values) -> Problems:
        if values.get("ends") is False:
            sentence = _("Then somebody must stay: choose other people, or merge the household.")
            return {"ends": (sentence, "error")}
        return {}

    ends = FormField("ends", _("Household {number} ends").format(number=family.home.local_no),
                     Bool3(), required=True, wide=True)  # fmt: skip
    request = FormRequest(
        "ends", title, (FormSection("", (ends,)),), {}, family.home.uid,
        _("Nobody is left in it. Its card, helpers and open measures end on the same day; "
          "everything recorded stays readable."),
        check=check,
    )  # fmt: skip
    return Step(request, lambda desk, _values: act(desk, Aftermath(ends=True)))


def departed(
    family: Family, person: Member, title: str, desk: Desk, act: Act, *, moved: bool = False
) -> Step | Done:
    """Go on after the first form: ask what the household needs, or do it."""
    if person.uid in {p.uid for p in family.living}:
        step = after_leaving(family, {person.uid}, title, act, moved=moved)
        if step is not None:
            return step
    return act(desk, NOTHING_MORE)
