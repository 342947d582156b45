"""Scripted edits of any declared record, and files kept beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from fieldapp.foundation.errors import Refused
from fieldapp.records.declare import EntitySpec, entity_named, owner_of
from fieldapp.services.attachments import NewAttachment
from fieldapp.services.desk import Desk
from fieldapp.services.lookup import the_household, the_village
from fieldapp.services.records import Records, open_entities

Line = Mapping[str, object]


def _add(desk: Desk, line: Line) -> str:
    spec = _entity(line)
    values = line.get("set", {})
    if not isinstance(values, Mapping):
        raise Refused("bad_value", field="set", expected="{…}")
    return Records(desk.registers).add(spec.name, _owner(desk, spec, line), values)[0]


def _set(desk: Desk, line: Line) -> str:
    uid, values = str(line["id"]), line["set"]
    if not isinstance(values, Mapping):
        raise Refused("bad_value", field="set", expected="{…}")
    Records(desk.registers).set(_entity(line).name, uid, values)
    return uid


def _remove(desk: Desk, line: Line) -> str:
    uid = str(line["id"])
    Records(desk.registers).remove(_entity(line).name, uid, str(line.get("reason") or ""))
    return uid


def _entity(line: Line) -> EntitySpec:
    name = str(line["entity"])
    if name not in open_entities():
        raise Refused("unknown_entity", entity=name)
    return entity_named(name)


def _owner(desk: Desk, spec: EntitySpec, line: Line) -> str:
    """The owner's uid: a household also by its number, a village by its name or as the only one."""
    kind = owner_of(spec)
    village = None if line.get("village") is None else str(line["village"])
    if kind == "village":
        return the_village(desk.store, village).uid
    if kind == "household":
        return the_household(desk.store, str(line["household"]), village).uid
    return str(line[spec.scope]) if spec.scope else ""


def _attach(desk: Desk, line: Line) -> str:
    """A file beside the records; its path is read from the folder the command runs in."""
    village = None if line.get("village") is None else str(line["village"])
    given = NewAttachment(
        Path(str(line["file"])),
        str(line.get("kind") or "document"),
        the_household(desk.store, str(line["household"]), village).uid,
        None if line.get("visit") is None else str(line["visit"]),
        None if line.get("caption") is None else str(line["caption"]),
    )
    return desk.attachments.add(given)[0]


VERBS: dict[str, Callable[[Desk, Line], str]] = {
    "record.add": _add,
    "record.set": _set,
    "record.remove": _remove,
    "attachment.add": _attach,
}
