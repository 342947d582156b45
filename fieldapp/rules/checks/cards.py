"""V-CRD: card ratings without gaps in what they must say."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from fieldapp.foundation.i18n import N_
from fieldapp.records import CardRating
from fieldapp.records.codes import Code, code_list
from fieldapp.rules.checks.facts import Around, HouseholdFacts, VillageFacts
from fieldapp.rules.checks.findings import Hit, hit, of_household, of_village


def _card(value: str | None) -> Code | str:
    """The card with its names; a county may have added it after this module was read."""
    known = (code for code in code_list("card_colour").codes if code.value == value)
    return next(known, value or "")


@of_household("V-CRD/none", "W", N_("a registered household without an open card"))
def no_open_card(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    if not home.registered or not around.has_scheme:
        return
    if not any(rating.valid_to is None for rating in home.ratings):
        yield hit(home.household)


@of_household(
    "V-CRD/overlap",
    "W",
    N_("the card “{later}” holds from {since}, while “{earlier}” holds until {until}"),
)
def overlapping_cards(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    by_scheme: dict[str, list[CardRating]] = defaultdict(list)
    for rating in home.ratings:
        by_scheme[rating.scheme].append(rating)
    for ratings in by_scheme.values():
        ratings.sort(key=lambda one: (one.valid_from or dt.date.min, one.uid))
        for earlier, later in pairwise(ratings):
            since, until = later.valid_from, earlier.valid_to
            if since is not None and (until is None or until > since):
                yield hit(
                    later, "valid_from", since=since, until=until or "…",
                    earlier=_card(earlier.colour),
                    later=_card(later.colour),
                )  # fmt: skip


@of_household("V-CRD/reason", "W", N_("the card “{card}” of {since} has no reason"))
def card_without_reason(home: HouseholdFacts, around: Around) -> Iterator[Hit]:
    del around
    for rating in home.ratings:
        if not rating.reason_text:
            card = _card(rating.colour)
            yield hit(rating, "reason_text", card=card, since=rating.valid_from or "…")


@of_village(
    "V-CRD/definition", "W", N_("the card scheme “{scheme}” does not define what its cards mean")
)
def scheme_without_definition(village: VillageFacts, around: Around) -> Iterator[Hit]:
    del around
    for scheme in village.schemes:
        if not scheme.definition_text:
            yield hit(scheme, "definition_text", scheme=scheme.name)
