"""Scripted events of families, splits and merges of households, and people entered twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fieldapp.foundation.errors import Refused
from fieldapp.services.comings_and_goings import Aftermath
from fieldapp.services.desk import Desk
from fieldapp.services.duplicates import Duplicates
from fieldapp.services.families import Succession
from fieldapp.services.household_changes import HouseholdChanges, NewHousehold
from fieldapp.services.life_events import LifeEvents
from fieldapp.services.script_lines import Line, day, fields, home, text


def _birth(desk: Desk, line: Line) -> str:
    events = LifeEvents(desk.registers)
    return events.birth(home(desk, line), day(line, "date"), fields(line, "child"), _note(line))[0]


def _death(desk: Desk, line: Line) -> str:
    member = str(line["member"])
    LifeEvents(desk.registers).death(member, day(line, "date"), _after(line), _note(line))
    return member


def _marriage_in(desk: Desk, line: Line) -> str:
    who = line["member"] if "member" in line else fields(line, "person")
    return LifeEvents(desk.registers).marriage_in(
        home(desk, line), day(line, "date"), who if isinstance(who, Mapping) else str(who),
        str(line["relation"]), _after(line), _note(line),
    )[0]  # fmt: skip


def _marriage_out(desk: Desk, line: Line) -> str:
    member = str(line["member"])
    LifeEvents(desk.registers).marriage_out(member, day(line, "date"), _after(line), _note(line))
    return member


def _leave(desk: Desk, line: Line) -> str:
    member, reason = str(line["member"]), text(line, "reason") or "other_out"
    LifeEvents(desk.registers).leave(member, day(line, "date"), reason, _after(line), _note(line))
    return member


def _return(desk: Desk, line: Line) -> str:
    member = str(line["member"])
    target = home(desk, line) if "household" in line else None
    LifeEvents(desk.registers).come_back(
        member, day(line, "date"), text(line, "relation"), target, _note(line)
    )
    return member


def _new_head(desk: Desk, line: Line) -> str:
    household, heir = home(desk, line), Succession(str(line["head"]), _relations(line))
    LifeEvents(desk.registers).new_head(household, day(line, "date"), heir, _note(line))
    return household


def _split(desk: Desk, line: Line) -> str:
    new = NewHousehold(
        fields(line, "new"),
        str(line["head"]),
        text(line, "group"),
        _relations(line),
        fields(line, "land") if "land" in line else {},
    )
    moving = line["members"]
    if not isinstance(moving, list):
        raise Refused("bad_value", field="members", expected="[…]")
    return HouseholdChanges(desk.registers).split(
        home(desk, line), day(line, "date"), [str(uid) for uid in moving], new,
        _heir(line, "old_head", "old_relations"), _note(line),
    )[0]  # fmt: skip


def _merge(desk: Desk, line: Line) -> str:
    survivor = home(desk, line)
    HouseholdChanges(desk.registers).merge(
        survivor, home(desk, line, "other"), day(line, "date"), _relations(line), _note(line)
    )
    return survivor


def _merge_members(desk: Desk, line: Line) -> str:
    keep, taken = str(line["member"]), line.get("take", [])
    if not isinstance(taken, list):
        raise Refused("bad_value", field="take", expected="[…]")
    Duplicates(desk.registers).merge(keep, str(line["other"]), [str(name) for name in taken])
    return keep


def _tell_apart(desk: Desk, line: Line) -> str:
    member = str(line["member"])
    Duplicates(desk.registers).not_the_same(member, str(line["other"]), text(line, "reason"))
    return member


def _after(line: Line) -> Aftermath:
    return Aftermath(_heir(line, "new_head", "relations"), ends=line.get("ends") is True)


def _heir(line: Line, head: str, relations: str) -> Succession | None:
    return Succession(str(line[head]), _relations(line, relations)) if head in line else None


def _relations(line: Line, name: str = "relations") -> dict[str, str]:
    if name not in line:
        return {}
    return {uid: str(relation) for uid, relation in fields(line, name).items()}


def _note(line: Line) -> str | None:
    return text(line, "note")


VERBS: dict[str, Callable[[Desk, Line], str]] = {
    "event.birth": _birth,
    "event.death": _death,
    "event.marriage_in": _marriage_in,
    "event.marriage_out": _marriage_out,
    "event.leave": _leave,
    "event.return": _return,
    "event.new_head": _new_head,
    "household.split": _split,
    "household.merge": _merge,
    "member.merge": _merge_members,
    "member.distinct": _tell_apart,
}
