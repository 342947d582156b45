"""Puts pairs of records and their comparison into words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from fieldapp.foundation.i18n import N_, _, _n, language
from fieldapp.ports.questions import HouseholdRow
from fieldapp.records import Household, Member
from fieldapp.records.declare import entity_of, fields_of
from fieldapp.rules.life_events import lives_here
from fieldapp.rules.masks import masked_id, masked_phone
from fieldapp.services.duplicates import COMPARED, Suspicion
from ui.models.wording import NOTHING, code_word, dotted, full_day
from ui.pages.duplicates.state import Comparison, FieldRow, PairRow, Side
from ui.widgets.chips import ChipTone

HOME = "household"
"""The key of the line that says where the person lives."""

STRENGTH_WORDS = {"certain": N_("certain"), "likely": N_("likely"), "possible": N_("possible")}
_TONES: Mapping[str, ChipTone] = {"certain": "red", "likely": "yellow", "possible": "general"}
_MASKS: Mapping[str, Callable[[str | None], str]] = {
    "id_number": masked_id, "phone": masked_phone,
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What a person has chosen for one pair; what was not chosen follows the household kept."""

    home: Side
    sides: Mapping[str, Side] = field(default_factory=dict)

    def side(self, key: str, found: Suspicion) -> Side:
        """From which record a field is taken; an empty value never wins by itself."""
        if key == HOME:
            return self.home
        if key in self.sides:
            return self.sides[key]
        kept, gone = members(found, self.home)
        empty = getattr(kept, key) is None and getattr(gone, key) is not None
        return other_side(self.home) if empty else self.home


def other_side(side: Side) -> Side:
    """The opposite record."""
    return "other" if side == "one" else "one"


def members(found: Suspicion, side: Side) -> tuple[Member, Member]:
    """The record of a side, and the opposite one."""
    return (found.one, found.other) if side == "one" else (found.other, found.one)


def first_choice(found: Suspicion) -> Choice:
    """The record that is proposed to stay: a head, then who lives here, then who has a number."""

    def rank(member: Member) -> tuple[bool, bool, bool]:
        return member.relation == "01", lives_here(member), bool(member.id_number)

    return Choice("other" if rank(found.other) > rank(found.one) else "one")


def pair_row(found: Suspicion) -> PairRow:
    """One line of the list."""
    strength = found.likeness.strength
    return PairRow(
        found.key, _(STRENGTH_WORDS[strength]), _TONES[strength], found.one.name,
        found.one_home.local_no, found.other.name, found.other_home.local_no,
        found.likeness.sentence(language()),
    )  # fmt: skip


def strength_choices(pairs: Sequence[Suspicion]) -> tuple[tuple[str, str], ...]:
    """All, and each strength with its count."""
    counts = {s: sum(p.likeness.strength == s for p in pairs) for s in STRENGTH_WORDS}
    return (
        ("", _("all")),
        *((s, f"{_(words)} {counts[s]}") for s, words in STRENGTH_WORDS.items()),
    )


def told(pairs: Sequence[Suspicion]) -> str:
    """How many pairs were found."""
    return _n("{count} pair", "{count} pairs", len(pairs)).format(count=len(pairs))


def comparison(found: Suspicion, choice: Choice) -> Comparison:
    """Both records side by side."""
    one_place, other_place = (
        _place(m, home)
        for m, home in ((found.one, found.one_home), (found.other, found.other_home))
    )
    label = entity_of(Household).label(language())
    home = FieldRow(HOME, label, one_place, other_place, choice.home, one_place != other_place)
    return Comparison(
        found.key, found.one.name, found.other.name, found.one_home.uid, found.other_home.uid,
        found.likeness.sentence(language()),
        (home, *(_field(found, key, choice) for key in COMPARED if _known(found, key))),
        _note(found, choice),
    )  # fmt: skip


def _field(found: Suspicion, key: str, choice: Choice) -> FieldRow:
    one, other = (getattr(member, key) for member in (found.one, found.other))
    label = fields_of(Member)[key].label(language())
    side = choice.side(key, found)
    return FieldRow(key, label, _value(key, one), _value(key, other), side, one != other)


def _known(found: Suspicion, key: str) -> bool:
    return getattr(found.one, key) is not None or getattr(found.other, key) is not None


def _value(key: str, value: object) -> str:
    if value is None:
        return NOTHING
    if key in _MASKS:
        return _MASKS[key](str(value))
    if isinstance(value, dt.date):
        return full_day(value)
    return fields_of(Member)[key].kind.show(value, language())


def _place(member: Member, home: HouseholdRow) -> str:
    relation = code_word("C01", member.relation) if member.relation else ""
    return dotted(home.local_no, home.head_name, relation)


def _note(found: Suspicion, choice: Choice) -> str:
    """What becomes of the record that goes, and of its household."""
    kept, gone = members(found, choice.home)
    apart = found.one.household != found.other.household
    if apart and kept.relation == gone.relation == "01":
        return _(
            "Both are heads: the two households are one that was entered twice. Its people, years, "
            "cards, visits and measures come together in the household that stays."
        )
    return _(
        "One record stays, in the household chosen above. Years, benefits, health records, "
        "courses and events of the other one follow it."
    )
