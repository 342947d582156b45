"""What people call the records that a value points to."""

from __future__ import annotations

from fieldapp.ports.store import Store
from fieldapp.records import Attachment, Household, Member, TeamMember, VillageGroup
from fieldapp.records.declare import Record

_NAMED: dict[str, type[Record]] = {
    "member": Member,
    "team_member": TeamMember,
    "village_group": VillageGroup,
}
UNNAMED = "…"


def name_of(store: Store, entity: str, uid: str) -> str:
    """The name of a record, or dots where it has none or is not held."""
    if entity == "household":
        home = store.get(Household, uid)
        return home.local_no if home else UNNAMED
    if entity == "attachment":
        file = store.get(Attachment, uid)
        return (file.caption if file else None) or UNNAMED
    cls = _NAMED.get(entity)
    record = store.get(cls, uid) if cls else None
    return str(getattr(record, "name", UNNAMED))
