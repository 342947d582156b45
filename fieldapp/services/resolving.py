"""Deciding a conflict: an ordinary write that has seen every value, with the reason in the log."""

from __future__ import annotations

from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import Done, Edit
from fieldapp.records.declare import entity_named
from fieldapp.services.desk import Desk
from fieldapp.services.values import read_field


def resolve(desk: Desk, conflict: str, keep: str, reason: str) -> Done:
    """Keep ``ours`` (the value shown), ``theirs`` (the other one) or the value that is typed.

    Raises:
        Refused: ``unknown_conflict``, ``several_values`` when "theirs" could mean more than one,
            ``bad_value`` and ``unknown_code``.
    """
    found = next((row for row in desk.store.questions.conflicts() if row.id == conflict), None)
    if found is None:
        raise Refused("unknown_conflict")
    act = desk.registers.act(f"conflict.resolve: {reason}")
    if found.field == "alive":
        edit = Edit(found.entity, found.uid, alive=keep != "theirs")
        return desk.store.write(act, [edit])
    spec = entity_named(found.entity).fields[found.field]
    others = [value for value in found.values[:-1] if value != found.values[-1]]
    if keep == "ours":
        value = found.values[-1]
    elif keep == "theirs":
        if len(set(others)) > 1:
            raise Refused("several_values")
        value = others[0]
    else:
        value = spec.kind.to_stored(read_field(spec, keep))
    return desk.store.write(act, [Edit(found.entity, found.uid, {found.field: value})])
