"""Who may see the health records: the village doctor and the county office, nobody else."""

from __future__ import annotations

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Store
from fieldapp.records import TeamMember
from fieldapp.services.profile import load_profile

HEALTH = frozenset(
    {"chronic_card", "chronic_followup", "vaccination", "maternal", "maternal_visit"}
)
"""The entities that belong to the village doctor."""
HEALTH_ROLES = frozenset({"village_doctor", "county_reader"})


def sees_health(store: Store) -> bool:
    """Whether the person at the keyboard may see health records."""
    profile = load_profile(store)
    if profile.role == "county":
        return True
    people = store.find(TeamMember, name=profile.author) if profile.author else []
    return any(person.role in HEALTH_ROLES for person in people)


def guard(store: Store, entity: str) -> None:
    """Let only those who may see an entity go on.

    Raises:
        Refused: ``health_closed``.
    """
    if entity in HEALTH and not sees_health(store):
        raise Refused("health_closed")
