"""Cards are given with a reason, reviewed and approved; what was suggested is kept beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import language
from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Done, Edit, Store, changed, created
from fieldapp.records import Attachment, CardRating, CardScheme
from fieldapp.services.advice import Advice
from fieldapp.services.households import Registers
from fieldapp.services.lookup import person_named, the_record
from fieldapp.services.values import read_fields

DECISION = (
    "proposed_by",
    "village_review_date",
    "village_review_result",
    "township_approval_date",
    "approved_by",
    "evidence",
)
"""Who proposed a card, who agreed and what it rests on: told with the card, or later."""


def rate(registers: Registers, household: str, fields: Mapping[str, object]) -> Done:
    """Give a household a card from ``valid_from`` on; the rating before it ends on that day.

    Raises:
        Refused: ``card_reason_missing``, ``card_overlap``, ``scheme_missing``, and as
            ``read_fields``, ``unknown_record`` for evidence that is not kept here.
    """
    typed = _typed(registers.store, fields)
    reason, day = typed.pop("reason_text", None), typed.pop("valid_from", None)
    if not reason or not str(reason).strip():
        raise Refused("card_reason_missing")
    colour = str(typed.pop("colour"))
    day = day if isinstance(day, dt.date) else registers.clock.now().date()
    details = {**suggestion(registers, household), **typed}
    edits = rate_edits(
        registers.store, registers.ids, household, colour, day, str(reason), details=details
    )
    return registers.store.write(registers.act("card.rate"), edits)


def complete(registers: Registers, rating: str, fields: Mapping[str, object]) -> Done:
    """Tell who decided about a card and what it rests on; the card stays as it was given.

    Raises:
        Refused: ``unknown_record``, ``unknown_field`` for anything else than the decision.
    """
    the_record(registers.store, CardRating, rating)
    for name in fields:
        if name not in DECISION:
            raise Refused("unknown_field", entity=CardRating.__name__, field=name)
    typed = _typed(registers.store, fields)
    return registers.store.write(
        registers.act("card.complete"), [changed(CardRating, rating, **typed)]
    )


def set_scheme(registers: Registers, scheme: str, fields: Mapping[str, object]) -> Done:
    """Write what the cards of a scheme mean, who issued it and when."""
    the_record(registers.store, CardScheme, scheme)
    typed = read_fields(CardScheme, fields)
    return registers.store.write(
        registers.act("card_scheme.set"), [changed(CardScheme, scheme, **typed)]
    )


def suggestion(registers: Registers, household: str) -> dict[str, object]:
    """What the county's conditions suggest today, and the income it rests on: kept with a rating.

    What a person decides may differ; both are kept.
    """
    row = registers.store.questions.household(household)
    advice = Advice(registers)
    if not advice.card_rules():
        return {"income_snapshot": row.per_head if row else None}
    suggested = advice.about(household).cards.suggested
    return {
        "income_snapshot": row.per_head if row else None,
        "suggested_colour": suggested.colour if suggested else None,
        "suggestion_text": suggested.reason(language()) if suggested else None,
    }


def _typed(store: Store, fields: Mapping[str, object]) -> dict[str, object]:
    given = dict(fields)
    if given.get("proposed_by"):
        given["proposed_by"] = person_named(store, str(given["proposed_by"])).uid
    typed = read_fields(CardRating, given)
    evidence = typed.get("evidence")
    for paper in evidence if isinstance(evidence, tuple) else ():
        the_record(store, Attachment, paper)
    return typed


def rate_edits(
    store: Store,
    ids: Ids,
    household: str,
    colour: str,
    valid_from: dt.date,
    reason: str | None,
    *,
    details: Mapping[str, object],
) -> list[Edit]:
    """The edits of a new rating: the open one ends, the new one remembers the colour before.

    ``details`` are further typed values of the rating.

    Raises:
        Refused: ``card_overlap`` when the open rating begins after the new one,
            ``scheme_missing`` when the workspace holds no card scheme.
    """
    open_ratings = [r for r in store.find(CardRating, household=household) if r.valid_to is None]
    before = open_ratings[-1] if open_ratings else None
    if before and before.valid_from and before.valid_from > valid_from:
        raise Refused("card_overlap", since=before.valid_from.isoformat())
    schemes = store.find(CardScheme)
    scheme = before.scheme if before else (schemes[0].uid if schemes else None)
    if scheme is None:
        raise Refused("scheme_missing")
    typed = read_fields(CardRating, {"colour": colour, "reason_text": reason})
    rating = CardRating(
        uid=ids.uid(),
        household=household,
        scheme=scheme,
        colour=str(typed["colour"]),
        valid_from=valid_from,
        reason_text=None if reason is None else str(typed["reason_text"]),
        previous_colour=before.colour if before else None,
    )
    rating = replace(rating, **details)  # type: ignore[arg-type]  # typed values by field name
    closing = [changed(CardRating, r.uid, valid_to=valid_from) for r in open_ratings]
    return [*closing, created(rating)]
