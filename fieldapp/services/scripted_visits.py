"""A visit as a script gives it: fields by dictionary name, people by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.ids import Ids
from fieldapp.ports.store import Store
from fieldapp.records import Visit, VisitIssue
from fieldapp.rules.visit_form import VisitForm
from fieldapp.services.lookup import person_named
from fieldapp.services.values import new_record, read_fields


def scripted_visit(
    store: Store, ids: Ids, household: str, given: Mapping[str, object]
) -> VisitForm:
    """The entry that a script describes, for the household with this uid.

    Raises:
        Refused: ``unknown_field``, ``bad_value``, ``unknown_code``, ``unknown_person``.
    """
    fields = {name: value for name, value in given.items() if name != "issues"}
    if "visitors" in fields:
        fields["visitors"] = [person_named(store, name).uid for name in _names(fields["visitors"])]
    typed: dict[str, Any] = {**read_fields(Visit, fields), "household": household}
    visit = new_record(Visit, ids.uid(), typed)
    raw_issues = given.get("issues") or ()
    if not isinstance(raw_issues, Sequence):
        raise Refused("unknown_field", entity="visit", field="issues")
    issues = tuple(_issue(store, ids, visit.uid, raw) for raw in raw_issues)
    return VisitForm(visit=visit, issues=issues)


def _issue(store: Store, ids: Ids, visit: str, raw: object) -> VisitIssue:
    if not isinstance(raw, Mapping):
        raise Refused("bad_value", field="issues", expected="[{…}]")
    fields = dict(raw)
    if fields.get("owner"):
        fields["owner"] = person_named(store, str(fields["owner"])).uid
    typed: dict[str, Any] = {"state": "open", **read_fields(VisitIssue, fields), "visit": visit}
    return new_record(VisitIssue, ids.uid(), typed)


def _names(raw: object) -> list[str]:
    if isinstance(raw, str):
        return [raw]
    if not isinstance(raw, Sequence):
        raise Refused("unknown_field", entity="visit", field="visitors")
    return [str(name) for name in raw]
