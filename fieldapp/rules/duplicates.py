"""Whether two records may be the same person: how strongly, and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from fieldapp.foundation.i18n import N_, translator
from fieldapp.rules.identity import check_digit, has_right_checksum, tidy_id
from fieldapp.rules.pinyin import name_pinyin

Strength = Literal["certain", "likely", "possible"]
STRENGTHS: tuple[Strength, ...] = ("certain", "likely", "possible")

SENTENCES: dict[str, str] = {
    "same_id": N_("same ID number"),
    "near_id": N_("ID numbers differ in one place"),
    "same_name": N_("same name"),
    "same_sound": N_("names sound alike"),
    "same_birth": N_("born on the same day"),
    "near_birth": N_("birth dates differ in one place"),
    "same_household": N_("entered in the same household"),
    "same_village": N_("in the same village"),
    "other_sex": N_("but the sex differs"),
    "other_name": N_("but the names differ"),
}
"""What speaks for it or against it, in the order in which it is said."""

_REMEMBERED = 200_000
_LAZY = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@dataclass(frozen=True, slots=True)
class Person:
    """What is compared of a person; texts are empty where nothing is recorded."""

    uid: str
    household: str
    village: str
    name: str
    pinyin: str
    sex: str
    birth: dt.date | None
    id_number: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two records are one person; ``reasons`` are keys of ``SENTENCES``."""

    strength: Strength
    reasons: tuple[str, ...]

    def sentence(self, language: str) -> str:
        """The reasons in one sentence."""
        words = [translator(language).gettext(SENTENCES[reason]) for reason in self.reasons]
        text = (", " if language == "en" else "，").join(words)
        return f"{text[:1].upper()}{text[1:]}." if language == "en" else f"{text}。"


def likeness(one: Person, other: Person) -> Likeness | None:
    """How likely both records are the same person; ``None`` when they are not.

    Two sound ID numbers that differ in more than one place tell two people, whatever else
    agrees. Different sex speaks against it unless the ID number is the same.
    """
    id_facts = _compare_ids(one.id_number, other.id_number)
    if id_facts == "other":
        return None
    name = _compare_names(one, other)
    birth = _compare_births(one.birth, other.birth)
    sexes = {one.sex, other.sex} - {"", "9"}
    place = _compare_places(one, other)
    strength = _strength(id_facts, name, birth, place, other_sex=len(sexes) > 1)
    if strength is None:
        return None
    told = [id_facts, name or "other_name", birth, place, "other_sex" if len(sexes) > 1 else ""]
    if birth == "other":
        told.remove(birth)
    return Likeness(strength, tuple(reason for reason in SENTENCES if reason in told))


def pairs(people: Iterable[Person]) -> Iterator[tuple[Person, Person, Likeness]]:
    """Every pair that may be one person, found through keys that such pairs share."""
    blocks: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for key in _keys(person):
            blocks[key].append(person)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for one, other in combinations(block, 2):
            pair = (min(one.uid, other.uid), max(one.uid, other.uid))
            if pair not in seen:
                seen.add(pair)
                found = likeness(one, other)
                if found is not None:
                    yield one, other, found


@lru_cache(_REMEMBERED)
def sound_of(pinyin: str) -> str:
    """How a name sounds where zh and z, n and l, ang and an are not told apart."""
    return "".join(map(_lazy, pinyin.casefold().split()))


def _lazy(syllable: str) -> str:
    for careful, lazy in _LAZY:
        if syllable.startswith(careful):
            syllable = lazy + syllable[2:]
    if syllable.startswith("l"):
        syllable = "n" + syllable[1:]
    return syllable[:-1] if syllable.endswith("ng") else syllable


def sound(person: Person) -> str:
    """The sound of a person's name."""
    return sound_of(person.pinyin or name_pinyin(person.name))


def plain_id(number: str) -> str:
    """An ID number as it is compared: tidy, one of 15 digits made as long as one of 18."""
    tidy = tidy_id(number)
    if len(tidy) == 15 and tidy.isdecimal():
        first = f"{tidy[:6]}19{tidy[6:]}"
        return first + check_digit(first)
    return tidy


def _compare_ids(one: str, other: str) -> str:
    first, second = plain_id(one), plain_id(other)
    if not first or not second:
        return ""
    if first == second:
        return "same_id"
    if _one_place(first, second):
        return "near_id"
    return "other" if has_right_checksum(first) and has_right_checksum(second) else ""


def _one_place(first: str, second: str) -> bool:
    """One character differs, or two neighbours changed places."""
    if len(first) != len(second):
        return False
    places = [at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(places) == 2 and places[1] - places[0] == 1:
        at = places[0]
        return first[at] == second[at + 1] and first[at + 1] == second[at]
    return len(places) == 1


def _compare_names(one: Person, other: Person) -> str:
    if one.name == other.name:
        return "same_name"
    return "same_sound" if sound(one) == sound(other) != "" else ""


def _compare_births(one: dt.date | None, other: dt.date | None) -> str:
    if one is None or other is None:
        return ""
    if one == other:
        return "same_birth"
    return "near_birth" if _one_place(f"{one:%Y%m%d}", f"{other:%Y%m%d}") else "other"


def _compare_places(one: Person, other: Person) -> str:
    if one.household and one.household == other.household:
        return "same_household"
    return "same_village" if one.village == other.village else ""


def _strength(
    id_facts: str, name: str, birth: str, place: str, *, other_sex: bool
) -> Strength | None:
    if id_facts == "same_id":
        return "certain" if name or birth == "same_birth" else "likely"
    if other_sex or not name:
        return None
    if id_facts == "near_id":
        return "likely" if place or birth == "same_birth" else "possible"
    return _WITHOUT_ID.get((name, birth, place))


_WITHOUT_ID: dict[tuple[str, str, str], Strength] = {
    ("same_name", "same_birth", "same_household"): "certain",
    ("same_name", "same_birth", "same_village"): "likely",
    ("same_name", "same_birth", ""): "possible",
    ("same_name", "near_birth", "same_household"): "likely",
    ("same_name", "near_birth", "same_village"): "possible",
    ("same_name", "", "same_household"): "likely",
    ("same_sound", "same_birth", "same_household"): "likely",
    ("same_sound", "same_birth", "same_village"): "likely",
    ("same_sound", "near_birth", "same_household"): "possible",
}
"""By name, birth and place, where the ID numbers say nothing."""


def _keys(person: Person) -> Iterator[str]:
    number, heard = plain_id(person.id_number), sound(person)
    if number:
        yield f"i{number}"
    yield f"h{person.household}/{heard}"
    if person.birth is not None:
        year, day = person.birth.year, person.birth
        yield f"b{heard}/{day:%Y%m%d}"
        yield f"y{person.village}/{person.name}/{year}"
        yield f"d{person.village}/{person.name}/{day:%m%d}"
    if number:  # whatever one place differs in, one of these two parts is the same
        yield f"p{heard}/{number[:10]}"
        yield f"t{heard}/{number[11:]}"
