"""A12 to A15, A20: the declared areas of a village, their unit and their parts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from fieldapp.foundation.i18n import N_
from fieldapp.records.codes import code_list
from fieldapp.rules.checks.audit_lines import Declared, Outcome, audited, signed
from fieldapp.rules.checks.findings import number

_SQUARE_KM = {
    "mu": Decimal(1) / Decimal(1500),
    "hectare": Decimal("0.01"),
    "acre": Decimal("0.0040468564224"),
}
"""How many square kilometres one unit of land is."""
_UNITS = {code.value: code for code in code_list("land_unit").codes}
_PLACES = Decimal("0.01")
_HUNDRED = Decimal(100)


@audited("V-UNI/A12", "land_unit", N_("land in its declared unit ≤ area of the village"))
def land_in_its_unit(declared: Declared) -> Outcome | None:
    land, area = declared.year.land_total, declared.village.area_km2
    unit = declared.year.land_unit or ""
    if land is None or not area or unit not in _SQUARE_KM:
        return None
    computed = land * _SQUARE_KM[unit]
    fits = computed <= area * (1 + declared.settings.land_tolerance)
    times = (computed / area).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Outcome(
        "pass" if fits else "fail", (area,), (_round(computed),), (_round(computed - area),),
        N_("{land} ({unit}) = {computed} km²; the village has {area} km²: {times} ×"),
        {"land": land, "unit": _UNITS[unit], "computed": _round(computed), "area": area,
         "times": times},
        "" if fits else N_("the unit cannot be right"),
    )  # fmt: skip


@audited("V-UNI/A13", "land_total", N_("land read as mu = area of the village"), "W")
def land_as_mu(declared: Declared) -> Outcome | None:
    land, area = declared.year.land_total, declared.village.area_km2
    if land is None or not area:
        return None
    computed = (land * _SQUARE_KM["mu"]).quantize(Decimal("0.001"), ROUND_HALF_UP)
    share = (computed - area) * _HUNDRED / area
    fits = abs(share) <= declared.settings.land_tolerance * _HUNDRED
    return Outcome(
        "pass" if fits else "warn", (area,), (computed,), (computed - area,),
        N_("{land} mu ÷ 1,500 = {computed} km²; the village has {area} km²: {share} %"),
        {"land": land, "computed": computed, "area": area, "share": signed(_round(share))},
    )  # fmt: skip


def _parts(declared: Declared, whole: str, *parts: str) -> Outcome | None:
    """Whether the declared parts, as far as there are any, fit into the whole."""
    total = getattr(declared.year, whole)
    found = [value for name in parts if (value := getattr(declared.year, name)) is not None]
    if total is None or not found:
        return None
    computed = sum(found, Decimal(0))
    return Outcome(
        "pass" if computed <= total else "fail", (total,), (computed,), (computed - total,),
        N_("{sum} = {computed} of {total} mu; {left} mu left"),
        {"sum": " + ".join(map(number, found)), "computed": computed, "total": total,
         "left": total - computed},
    )  # fmt: skip


@audited("V-VIL/A14", "land_total", N_("woodland + returned farmland + farmland ≤ land"))
def parts_of_the_land(declared: Declared) -> Outcome | None:
    return _parts(declared, "land_total", "woodland", "returned_farmland", "farmland")


@audited("V-VIL/A15", "farmland", N_("dry land + paddy ≤ farmland"))
def parts_of_the_farmland(declared: Declared) -> Outcome | None:
    return _parts(declared, "farmland", "dry_land", "paddy")


@audited("V-VIL/A20", "farmland", N_("farmland and woodland per head below the ceilings"), "W")
def land_per_head(declared: Declared) -> Outcome | None:
    people, settings = declared.year.people_total, declared.settings
    areas = (
        (declared.year.farmland, settings.farmland_ceiling),
        (declared.year.woodland, settings.woodland_ceiling),
    )
    known = [(area, ceiling) for area, ceiling in areas if area is not None]
    if not people or not known:
        return None
    each = [_round(area / people) for area, _ in known]
    fits = all(one <= ceiling for one, (_, ceiling) in zip(each, known, strict=True))
    told = " · ".join(
        f"{number(area)} ÷ {number(people)} = {number(one)} {'≤' if one <= most else '>'} "
        f"{number(most)}"
        for one, (area, most) in zip(each, known, strict=True)
    )
    return Outcome(
        "pass" if fits else "warn", tuple(area for area, _ in known), tuple(each),
        tuple(one - ceiling for one, (_, ceiling) in zip(each, known, strict=True)),
        N_("mu per head: {sums}"), {"sums": told},
    )  # fmt: skip


def _round(value: Decimal) -> Decimal:
    return value.quantize(_PLACES, ROUND_HALF_UP)
