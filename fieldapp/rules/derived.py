"""Figures that are worked out and never typed: percentages, due dates, sums of a benefit."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")
_CENT = Decimal("0.01")
_PREGNANCY_MONTHS, _PREGNANCY_DAYS = 9, 7


def percent(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """A share in per cent to one decimal; ``None`` when one is unknown or there is no whole."""
    if numerator is None or not denominator:
        return None
    return (100 * numerator / denominator).quantize(_TENTH, ROUND_HALF_UP)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def birth_due(lmp: dt.date) -> dt.date:
    """When a child is due: nine months and seven days after the last period."""
    return months_later(lmp, _PREGNANCY_MONTHS) + dt.timedelta(days=_PREGNANCY_DAYS)


def age_on(birth: dt.date, day: dt.date) -> int:
    """Whole years of age on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def body_mass(weight: Decimal | None, height_cm: Decimal | None) -> Decimal | None:
    """Body-mass index of kilograms and centimetres to one decimal."""
    if weight is None or not height_cm:
        return None
    return (weight / (height_cm / 100) ** 2).quantize(_TENTH, ROUND_HALF_UP)


def benefit_sum(
    quantity: Decimal | None, rate: Decimal | None, cap: Decimal | None
) -> Decimal | None:
    """Quantity times rate, at most the cap; ``None`` when quantity or rate is unknown."""
    if quantity is None or rate is None:
        return None
    full = (quantity * rate).quantize(_CENT, ROUND_HALF_UP)
    return full if cap is None else min(full, cap)


def follows(entity: str, key: str, values: Mapping[str, object]) -> dict[str, object]:
    """What a typed field of a record brings with it, by field name, for fields still empty."""
    if entity == "maternal" and key == "lmp":
        lmp = values.get("lmp")
        return {"due_date": birth_due(lmp)} if isinstance(lmp, dt.date) else {}
    if entity == "benefit" and key in {"quantity", "rate", "cap"}:
        due = benefit_sum(*(_decimal(values.get(name)) for name in ("quantity", "rate", "cap")))
        return {} if due is None else {"amount": due}
    if entity == "training" and key == "attendees":
        there = values.get("attendees")
        return {"count": len(there)} if isinstance(there, tuple) else {}
    return {}


def _decimal(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
