"""What is shown to whom follows from the declarations."""

from __future__ import annotations

from fieldapp.records.declare import entities
from fieldapp.rules.masks import HEALTH, is_public


def test_no_cause_and_nothing_of_health_is_for_everybody() -> None:
    public = {(spec.name, n) for spec in entities() for n, f in spec.fields.items() if is_public(f)}
    why = {"main_cause", "other_causes", "cause_note", "risks"}
    assert not [one for one in public if one[1] in why or one[0] in HEALTH]
    assert ("measure", "title") in public
    assert ("measure_catalog", "cause_links") in public
