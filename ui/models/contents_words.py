"""What a bundle speaks of, in words."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.foundation.i18n import language
from fieldapp.records.declare import entity_named
from ui.models.wording import joined

_KINDS_SHOWN = 3


def contents_words(counts: Mapping[str, int]) -> str:
    """By entity how many records: ``走访 9、措施 6``, the most first."""
    most = sorted(counts.items(), key=lambda item: -item[1])
    words = [f"{entity_named(name).label(language())} {count}" for name, count in most]
    shown = joined(words[:_KINDS_SHOWN])
    return shown + " …" if len(words) > _KINDS_SHOWN else shown
