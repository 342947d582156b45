"""Which households the filters let through, and what the filters offer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from fieldapp.foundation.i18n import _
from fieldapp.ports.questions import HouseholdRow
from fieldapp.rules.visit_cadence import Terms
from ui.models.wording import code_word
from ui.navigation.intents import HouseholdFilter
from ui.pages.households.state import CardCount, Choices
from ui.widgets.chips import ChipTone

Test = Callable[[HouseholdRow], bool]
CARDS: tuple[tuple[str, ChipTone], ...] = (
    ("RED", "red"), ("YELLOW", "yellow"), ("GENERAL", "general"), ("", "general"),
)  # fmt: skip


def narrowed(
    rows: Sequence[HouseholdRow],
    wanted: HouseholdFilter,
    terms: Terms,
    disputed: Mapping[str, int],
) -> list[HouseholdRow]:
    """The rows that pass every filter; ``disputed`` has the uids with open conflicts."""
    tests = _tests(wanted, terms, disputed)
    return [row for row in rows if all(test(row) for test in tests)]


def _tests(wanted: HouseholdFilter, terms: Terms, disputed: Mapping[str, int]) -> list[Test]:
    today = terms.today
    monday = dt.datetime.combine(today - dt.timedelta(days=today.weekday()), dt.time())
    offered: tuple[tuple[object, Test], ...] = (
        (wanted.cards, lambda row: (row.card or "") in wanted.cards),
        (wanted.group, lambda row: row.group == wanted.group),
        (wanted.cause, lambda row: row.main_cause == wanted.cause),
        (wanted.visits == "due", lambda row: terms.overdue(row) is not None),
        (wanted.visits == "never", lambda row: row.visits == 0),
        (wanted.promises, lambda row: row.promise_due is not None and row.promise_due <= today),
        (wanted.recent, lambda row: row.last_visit is not None and row.last_visit >= monday),
        (wanted.conflicts, lambda row: row.uid in disputed),
    )
    return [test for on, test in offered if on]


def card_counts(rows: Sequence[HouseholdRow], wanted: HouseholdFilter) -> tuple[CardCount, ...]:
    """The chips; the households without a card have one when there are any."""
    counts = Counter(row.card or "" for row in rows)
    return tuple(
        CardCount(card, f"{_short(card)} {counts[card]:,}", tone, card in wanted.cards)
        for card, tone in CARDS
        if card or counts[card]
    )


def conflict_chip(rows: Sequence[HouseholdRow], disputed: Mapping[str, int]) -> str:
    """The chip of the households in which a conflict is open; empty when there is none."""
    count = sum(row.uid in disputed for row in rows) if disputed else 0
    return _("Conflicts {count}").format(count=f"{count:,}") if count else ""


def _short(card: str) -> str:
    names = {"RED": _("Red"), "YELLOW": _("Yellow"), "GENERAL": _("General")}
    return names.get(card, _("No card"))


def group_choices(rows: Sequence[HouseholdRow]) -> Choices:
    """All groups, then each by name."""
    names = sorted({row.group for row in rows if row.group})
    return (("", _("all")), *((name, name) for name in names))


def cause_choices(rows: Sequence[HouseholdRow]) -> Choices:
    """All causes, then each that occurs, the most frequent first."""
    counts = Counter(row.main_cause for row in rows if row.main_cause)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return (("", _("all")), *((c, f"{code_word('C06', c)} {n}") for c, n in ordered))


def visit_choices() -> Choices:
    """All, due, never."""
    return (("", _("all")), ("due", _("due")), ("never", _("never")))
