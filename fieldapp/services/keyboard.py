"""Who is at the keyboard: every change is written in that person's name."""

from __future__ import annotations

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Store
from fieldapp.records import TeamMember
from fieldapp.records.codes import code_list
from fieldapp.records.declare import fields_of
from fieldapp.services.lookup import person_named
from fieldapp.services.profile import load_profile, save_profile


def people(store: Store, language: str) -> list[tuple[str, str]]:
    """Name and role of everybody who may sit down, each name once, the resident team first."""
    roles = code_list(_ROLE_CODES)
    found: dict[str, str] = {}
    order = [code.value for code in roles.codes]
    members = store.find(TeamMember)
    members.sort(key=lambda m: order.index(m.role) if m.role in order else len(order))
    for member in members:
        found.setdefault(member.name, roles.label(member.role, language) if member.role else "")
    return list(found.items())


def take_keyboard(store: Store, name: str) -> None:
    """Write in this person's name from now on; services opened before keep the earlier one.

    Raises:
        Refused: ``unknown_person``.
    """
    person = person_named(store, name)
    save_profile(store, msgspec.structs.replace(load_profile(store), author=person.name, behalf=""))


def key_for(store: Store, name: str) -> None:
    """Write on this person's behalf from now on; empty, or one's own name, ends it.

    Who holds the keyboard stays on record as the typist of every change.

    Raises:
        Refused: ``unknown_person``; ``nobody_at_keyboard`` when it is not known who types.
    """
    profile = load_profile(store)
    if name and not profile.author:
        raise Refused("nobody_at_keyboard")
    behalf = person_named(store, name).name if name else ""
    if behalf == profile.author:
        behalf = ""
    save_profile(store, msgspec.structs.replace(profile, behalf=behalf))


_role = fields_of(TeamMember)["role"].codes
_ROLE_CODES = _role.name if _role else ""
