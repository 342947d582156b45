"""What waits between the county and its teams: conflicts, questions, visits sent back."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.ports.store import Store
from fieldapp.records import Question
from fieldapp.services.asking import state_of
from fieldapp.services.profile import load_profile
from fieldapp.services.reviewing import review_states


@dataclass(frozen=True, slots=True)
class Matters:
    """Counts; ``asked`` are questions to this laptop, ``answered`` those the asker has not closed.

    At the county ``asked`` counts every question without an answer.
    """

    conflicts: int = 0
    asked: int = 0
    answered: int = 0
    returned: int = 0


def open_matters(store: Store, village: str | None = None) -> Matters:
    """What waits in a village or everywhere."""
    profile = load_profile(store)
    homes = None
    if village is not None:
        homes = {row.uid for row in store.questions.households(village)}
    county = profile.role == "county"
    questions = [q for q in store.find(Question) if homes is None or q.household in homes]
    here = [q for q in questions if county or q.laptop in {None, profile.device}]
    states = [] if county else review_states(store).values()
    return Matters(
        store.questions.open_conflicts(village),
        sum(state_of(question) == "open" for question in here),
        sum(state_of(question) == "answered" for question in questions) if county else 0,
        sum(state == "returned" for state, _said in states),
    )


def household_matters(store: Store, household: str) -> Matters:
    """What waits in one household."""
    questions = [state_of(q) for q in store.find(Question, household=household)]
    return Matters(
        store.questions.disputed().get(household, 0),
        questions.count("open"),
        questions.count("answered"),
        sum(state == "returned" for state, _said in review_states(store, household).values()),
    )
