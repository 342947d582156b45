"""An event is asked for in one form, or in two when somebody must follow a head."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from fieldapp.ports.store import Done
from fieldapp.records import Member
from fieldapp.records.codes import Code, CodeList
from fieldapp.records.kinds import ManyOf, OneOf
from fieldapp.services.desk import Desk
from ui.forms.code_options import spellings
from ui.forms.request import FormField, FormRequest, Values
from ui.models.wording import code_word, dotted
from ui.widgets.code_field import CodeOption


@dataclass(frozen=True)
class Step:
    """A form, and what follows from it: another form, or what was done.

    ``go`` runs on the database lane and may raise ``Refused``.
    """

    request: FormRequest
    go: Callable[[Desk, Values], Step | Done] = field(repr=False)


def name_of(person: Member) -> str:
    """A person's name."""
    return person.name


def people_field(
    key: str,
    label: str,
    people: Iterable[Member],
    *,
    several: bool = False,
    words: Callable[[Member], str] = name_of,
) -> FormField:
    """A field for one or several of these people, as ``words`` call them; it gives their uids."""
    options = tuple(
        CodeOption(person.uid, str(place), words(person), _letters(person))
        for place, person in enumerate(people, 1)
    )
    codes = CodeList(key, tuple(Code(o.value, o.label, o.label) for o in options))
    kind = ManyOf(codes) if several else OneOf(codes)
    return FormField(
        key, label, kind, options=options, required=True, wide=several or len(options) > 1
    )


def described(person: Member) -> str:
    """A person with the relation to the head."""
    return dotted(person.name, code_word("C01", person.relation) if person.relation else "")


def _letters(person: Member) -> str:
    """The stored reading; names of a whole village are not read anew each time."""
    if not person.name_pinyin:
        return spellings(person.name)
    syllables = person.name_pinyin.split()
    return f"{''.join(syllables)} {''.join(part[0] for part in syllables)}"
