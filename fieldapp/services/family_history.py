"""The events of a household as they are read: who, which other household, who came along."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Store
from fieldapp.records import LifeEvent, Member


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with the names of the people, and the other household where there is one."""

    event: LifeEvent
    member: str
    other: HouseholdRow | None
    moved: tuple[str, ...]


def family_events(store: Store, household: str) -> tuple[EventView, ...]:
    """The events of a household, the newest first; of one day what was entered last."""
    events = store.find(LifeEvent, household=household)
    named = {uid for e in events for uid in (e.member, *(e.moved or ())) if uid}
    names = {person.uid: person.name for person in store.find(Member, uid=named)}
    others = {e.other_household for e in events if e.other_household}
    rows = {uid: store.questions.household(uid) for uid in others}
    views = [
        EventView(
            e,
            names.get(e.member or "", ""),
            rows.get(e.other_household or ""),
            tuple(names[uid] for uid in e.moved or () if uid in names),
        )
        for e in events
    ]
    views.reverse()
    return tuple(sorted(views, key=lambda view: str(view.event.date), reverse=True))
