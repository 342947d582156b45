"""Scripted edits: a file of JSON lines, applied all or none, through the window's services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fieldapp.foundation.errors import FieldappError, Refused, WorldFailed, sentence
from fieldapp.foundation.i18n import language
from fieldapp.ports.store import changed, created
from fieldapp.records import Benefit, IncomeLine, Member, VillageYear
from fieldapp.services import (
    cards,
    script_lines,
    scripted_advice,
    scripted_events,
    scripted_records,
)
from fieldapp.services.desk import Desk
from fieldapp.services.households import year_edit
from fieldapp.services.income_lines import meant_lines
from fieldapp.services.lookup import the_record, the_village
from fieldapp.services.script_lines import Line
from fieldapp.services.scripted_visits import scripted_visit
from fieldapp.services.values import new_record, read_fields


@dataclass(frozen=True)
class Applied:
    """What a script did: lines applied, and the id that each line made or changed."""

    applied: int
    ids: tuple[str, ...]


def apply_script(desk: Desk, path: Path) -> Applied:
    """Apply every line of a file, or none.

    Raises:
        Refused: ``script_line`` names the line and what is wrong with it.
        WorldFailed: ``file_missing``.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError:
        raise WorldFailed("file_missing", file=path.name) from None
    except UnicodeDecodeError:
        raise Refused("script_line", line=1, problem="UTF-8") from None
    ids: list[str] = []
    with desk.store.together():
        for number, text in enumerate(lines, 1):
            if text.strip():
                ids.append(_apply_line(desk, number, text))
    return Applied(len(ids), tuple(ids))


def _apply_line(desk: Desk, number: int, text: str) -> str:
    try:
        line = msgspec.json.decode(text, type=dict[str, object])
        verb = str(line.get("do"))
        if verb not in VERBS:
            raise Refused("unknown_kind", kind=verb, known=" · ".join(VERBS))
        return VERBS[verb](desk, line)
    except msgspec.DecodeError as error:
        raise Refused("script_line", line=number, problem=f"JSON: {error}") from None
    except KeyError as error:
        raise Refused("script_line", line=number, problem=str(error)) from None
    except FieldappError as error:
        raise Refused("script_line", line=number, problem=sentence(error, language())[0]) from None


def _create(desk: Desk, line: Line) -> str:
    village = the_village(desk.store, script_lines.text(line, "village")).uid
    others = {k: v for k, v in line.items() if k not in {"do", "village", "group", "head"}}
    return desk.registers.create(
        village, others, script_lines.fields(line, "head"), script_lines.text(line, "group")
    )[0]


def _set(desk: Desk, line: Line) -> str:
    home = script_lines.home(desk, line)
    desk.registers.set(home, script_lines.fields(line, "set"))
    return home


def _remove(desk: Desk, line: Line) -> str:
    home = script_lines.home(desk, line)
    desk.registers.remove(home, str(line["reason"]))
    return home


def _add_member(desk: Desk, line: Line) -> str:
    return desk.registers.add_member(
        script_lines.home(desk, line), script_lines.fields(line, "member")
    )[0]


def _set_member(desk: Desk, line: Line) -> str:
    member = the_record(desk.store, Member, str(line["member"])).uid
    year = line.get("year")
    desk.registers.set_member(
        member, script_lines.fields(line, "set"), year if isinstance(year, int) else None
    )
    return member


def _leave(desk: Desk, line: Line) -> str:
    member = the_record(desk.store, Member, str(line["member"])).uid
    desk.registers.leave(
        member, str(line["status"]), script_lines.day(line, "date"), str(line["reason"])
    )
    return member


def _rate(desk: Desk, line: Line) -> str:
    home = script_lines.home(desk, line)
    decision = {name: line[name] for name in cards.DECISION if name in line}
    day = script_lines.day(line, "valid_from")
    given = {"colour": line["colour"], "valid_from": day, "reason_text": line.get("reason")}
    done = cards.rate(desk.registers, home, {**given, **decision})
    return done.touched[-1][1] if done.touched else home


def _causes(desk: Desk, line: Line) -> str:
    home = script_lines.home(desk, line)
    others = line.get("others") or ()
    if not isinstance(others, list | tuple):
        raise Refused("bad_value", field="others", expected="[…]")
    desk.registers.set_causes(
        home,
        _year(line),
        script_lines.text(line, "main"),
        tuple(map(str, others)),
        script_lines.text(line, "note"),
    )
    return home


def _year(line: Line) -> int:
    year = line["year"]
    if not isinstance(year, int):
        raise Refused("bad_value", field="year", expected="2016")
    return year


def _assign(desk: Desk, line: Line) -> str:
    return desk.registers.assign_measure(
        script_lines.home(desk, line), script_lines.fields(line, "measure")
    )[0]


def _set_measure(desk: Desk, line: Line) -> str:
    desk.registers.set_measure(str(line["measure"]), script_lines.fields(line, "set"))
    return str(line["measure"])


def _visit(desk: Desk, line: Line) -> str:
    form = scripted_visit(
        desk.store, desk.ids, script_lines.home(desk, line), script_lines.fields(line, "visit")
    )
    desk.visits.record(form)
    return form.visit.uid


def _income(desk: Desk, line: Line) -> str:
    home, year = script_lines.home(desk, line), _year(line)
    edit = year_edit(desk.store, desk.ids, home, year, {})
    lines = line["lines"]
    if not isinstance(lines, list):
        raise Refused("bad_value", field="lines", expected="[…]")
    given = [read_fields(IncomeLine, raw) for raw in lines]
    edits = [edit] if edit.fresh else []
    held_lines = desk.store.find(IncomeLine, household_year=edit.uid)
    for values, held in zip(given, meant_lines(held_lines, given), strict=True):
        if held is not None:
            edits.append(changed(IncomeLine, held.uid, **values))
        else:
            fresh = {**values, "household_year": edit.uid}
            edits.append(created(new_record(IncomeLine, desk.ids.uid(), fresh)))
    desk.store.write(desk.registers.act("income.set"), edits)
    return edit.uid


def _benefit(desk: Desk, line: Line) -> str:
    values = {
        **read_fields(Benefit, script_lines.fields(line, "benefit")),
        "household": script_lines.home(desk, line),
    }
    benefit = new_record(Benefit, desk.ids.uid(), values)
    desk.store.write(desk.registers.act("benefit.add"), [created(benefit)])
    return benefit.uid


def _declare(desk: Desk, line: Line) -> str:
    village, year = the_village(desk.store, script_lines.text(line, "village")).uid, _year(line)
    values = read_fields(VillageYear, script_lines.fields(line, "set"))
    held = desk.store.find(VillageYear, village=village, year=year)
    if held:
        edit = changed(VillageYear, held[0].uid, **values)
    else:
        fresh = {**values, "village": village, "year": year}
        edit = created(new_record(VillageYear, desk.ids.uid(), fresh))
    desk.store.write(desk.registers.act("village.declare"), [edit])
    return edit.uid


VERBS: dict[str, Callable[[Desk, Line], str]] = {
    "household.create": _create,
    "household.set": _set,
    "household.remove": _remove,
    "member.add": _add_member,
    "member.set": _set_member,
    "member.leave": _leave,
    "card.rate": _rate,
    "cause.set": _causes,
    "measure.assign": _assign,
    "measure.set": _set_measure,
    "visit.record": _visit,
    "income.set": _income,
    "benefit.add": _benefit,
    "village.declare": _declare,
    **scripted_records.VERBS,
    **scripted_advice.VERBS,
    **scripted_events.VERBS,
}
"""What a line may do, by its ``do``."""
