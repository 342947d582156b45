"""Who may see, look up and change what, by the role of the person at the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Store
from fieldapp.records import TeamMember
from fieldapp.rules.masks import HEALTH
from fieldapp.services.profile import load_profile

__all__ = [
    "HEALTH",
    "Role",
    "at_keyboard",
    "guard",
    "guard_child",
    "may_write",
    "reads_looks",
    "require_writer",
    "roles",
    "sees_children",
    "sees_health",
]

Role = Literal["member", "leader", "doctor", "clerk", "reader"]
_ROLES: Mapping[str | None, Role] = {
    "first_secretary": "leader", "team_leader": "leader", "village_doctor": "doctor",
    "county_reader": "reader",
}  # fmt: skip
"""Roles of the dictionary (C24) that may more, or less, than a team member."""


def roles(store: Store) -> frozenset[Role]:
    """What the person at the keyboard is; in the county's own workspace a clerk, or its reader."""
    profile = load_profile(store)
    people = store.find(TeamMember, name=profile.author) if profile.author else []
    held = frozenset(_ROLES.get(person.role, "member") for person in people)
    if profile.role == "county":
        return held if held == {"reader"} else frozenset({"clerk"})
    return held or frozenset({"member"})


def at_keyboard(store: Store) -> frozenset[str]:
    """The names of who holds the keyboard and of whom it is held for."""
    profile = load_profile(store)
    return frozenset({profile.author, profile.behalf} - {""})


def sees_health(store: Store) -> bool:
    """Whether the person at the keyboard may see health records."""
    return bool(roles(store) & {"doctor", "clerk", "reader"})


def sees_children(store: Store) -> bool:
    """Whether the person at the keyboard may see the numbers of a child under fourteen."""
    return roles(store) != {"member"}


def reads_looks(store: Store) -> bool:
    """Whether the person at the keyboard may read who looked at what."""
    return bool(roles(store) & {"leader", "clerk", "reader"})


def may_write(store: Store) -> bool:
    """Whether the person at the keyboard may change anything: a county reader only looks."""
    return roles(store) != {"reader"}


def require_writer(store: Store) -> None:
    """Let only those go on who may change something.

    Raises:
        Refused: ``reader_only``.
    """
    if not may_write(store):
        raise Refused("reader_only")


def guard(store: Store, entity: str) -> None:
    """Let only those who may see an entity go on.

    Raises:
        Refused: ``health_closed``.
    """
    if entity in HEALTH and not sees_health(store):
        raise Refused("health_closed")


def guard_child(store: Store) -> None:
    """Let only those go on who may look up what is kept of a child under fourteen.

    Raises:
        Refused: ``child_closed``.
    """
    if not sees_children(store):
        raise Refused("child_closed")
