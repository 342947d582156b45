"""Where the households of a village live: their group and how high, for a sketch of it."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import Store
from fieldapp.records import Household, VillageGroup


@dataclass(frozen=True, slots=True)
class Dwelling:
    """One household and the height of its home in metres; ``None`` when nobody recorded it."""

    row: HouseholdRow
    altitude: int | None


@dataclass(frozen=True, slots=True)
class VillageMap:
    """The dwellings, and the names of the groups in order."""

    village: str
    dwellings: tuple[Dwelling, ...]
    groups: tuple[str, ...]


def village_map(store: Store, village: str) -> VillageMap:
    """Every household of a village with its group and height."""
    heights = {h.uid: h.altitude_m for h in store.find(Household, village=village)}
    groups = sorted(group.name for group in store.find(VillageGroup, village=village))
    rows = store.questions.households(village)
    return VillageMap(
        village, tuple(Dwelling(row, heights.get(row.uid)) for row in rows), tuple(groups)
    )
