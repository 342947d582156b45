"""Which of a year's recorded lines of income are meant by lines that are given anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import language
from fieldapp.records import IncomeLine
from fieldapp.records.declare import fields_of

Given = Mapping[str, object]
"""A line by field: ``item``, and ``member`` where it is one person's."""


def meant_lines(
    held: Sequence[IncomeLine], given: Sequence[Given]
) -> tuple[IncomeLine | None, ...]:
    """For each given line the recorded one that it changes; ``None`` for one that is new.

    A household may have several lines of an item in a year. Meant is the line of the same person,
    or of nobody; then one that nobody is named for; then the one of whomever, never one twice.

    Raises:
        Refused: ``income_line_unclear``: several recorded lines fit equally.
    """
    free = list(held)
    meant: dict[int, IncomeLine] = {}
    for fits in (_of_the_same, _of_nobody, _of_whomever):
        for place in _taken(free, given, meant, fits):
            if any(_fits(one, given[place], fits) for one in free):
                kind = fields_of(IncomeLine)["item"].kind
                shown = kind.show(given[place].get("item"), language())
                raise Refused("income_line_unclear", item=shown)
    return tuple(meant.get(place) for place in range(len(given)))


def _taken(
    free: list[IncomeLine], given: Sequence[Given], meant: dict[int, IncomeLine], fits: _Fits
) -> list[int]:
    """The places of given lines that now have theirs, which is no longer free."""
    places = []
    for place, line in enumerate(given):
        found = next((one for one in free if _fits(one, line, fits)), None)
        if place not in meant and found is not None:
            meant[place] = found
            free.remove(found)
            places.append(place)
    return places


_Fits = Callable[[str | None, object], bool]
"""Whether a line of one person, or of nobody, may be the one given for another, or nobody."""


def _fits(one: IncomeLine, line: Given, fits: _Fits) -> bool:
    return one.item == line.get("item") and fits(one.member, line.get("member"))


def _of_the_same(held: str | None, given: object) -> bool:
    return held == given


def _of_nobody(held: str | None, given: object) -> bool:
    del given
    return held is None


def _of_whomever(held: str | None, given: object) -> bool:
    del held
    return given is None
