"""Which poverty line holds in a county where several are recorded for one year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fieldapp.records import PovertyLine, Village

_NATIONAL = frozenset({"全国", "国家", "中国"})


def places_of(villages: Iterable[Village]) -> tuple[str, ...]:
    """The places whose lines hold for the villages of a county, the nearest first."""
    held = tuple(villages)
    chains = (
        {one.county_name for one in held},
        {one.city_name for one in held},
        {one.province_name for one in held},
    )
    return tuple(place for chain in chains for place in sorted(filter(None, chain)))


def lines_in(
    lines: Iterable[PovertyLine], places: Sequence[str]
) -> dict[tuple[int, str], PovertyLine]:
    """The line of each year and income concept: that of the nearest place, else the national one.

    A line of another region holds only where there is no other; of two of one region the
    verified one does.
    """

    def far(line: PovertyLine) -> tuple[int, bool, str]:
        known = line.region in places
        distance = places.index(line.region) if known else len(places)
        foreign = not known and line.region not in _NATIONAL
        return distance + foreign, not line.verified, line.uid

    found: dict[tuple[int, str], PovertyLine] = {}
    for line in sorted(lines, key=far):
        if line.value is not None:
            found.setdefault((line.year, line.concept or "net"), line)
    return found
