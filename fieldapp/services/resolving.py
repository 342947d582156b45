"""Deciding a conflict: an ordinary write that has seen every value, with the reason in the log."""

from __future__ import annotations

from fieldapp.changes.policies import joined
from fieldapp.foundation.errors import Refused
from fieldapp.ports.questions import Conflict, Side
from fieldapp.ports.store import Done, Edit
from fieldapp.records.declare import FieldSpec, entity_named
from fieldapp.records.kinds import ManyOf, Refs, Stored, Text, Texts
from fieldapp.services.desk import Desk
from fieldapp.services.values import read_field

PROSE = 200
"""A field that takes so many characters is for sentences, which can stand one after another."""


def ours(conflict: Conflict) -> Side:
    """The value that was written here; where none was, the one that is shown."""
    own = [side for side in conflict.sides if side.ours]
    return (own or conflict.sides)[-1]


def theirs(conflict: Conflict) -> list[Side]:
    """The other values, each once, the shown one last.

    Where everybody wrote the same, as two who both removed what a third one edited, it is the last
    other writing of it.
    """
    own = ours(conflict)
    others = {side.value: side for side in conflict.sides if side.value != own.value}
    return list(others.values()) or [side for side in conflict.sides if side is not own][-1:]


def keeps_both(conflict: Conflict) -> bool:
    """Whether the field can hold all of the values: a list, or prose."""
    spec = entity_named(conflict.entity).fields.get(conflict.field)
    return spec is not None and (_is_list(spec) or _is_prose(spec))


def resolve(desk: Desk, conflict: str, keep: str, reason: str) -> Done:
    """Keep ``ours``, ``theirs``, ``both`` or the value that is typed.

    Raises:
        Refused: ``unknown_conflict``; ``several_values`` when "theirs" could mean more than one;
            ``both_impossible``; ``keep_or_remove``; ``bad_value`` and ``unknown_code``.
    """
    found = desk.store.questions.conflict(conflict)
    if found is None:
        raise Refused("unknown_conflict")
    act = desk.registers.act(f"conflict.resolve: {reason}")
    return desk.store.write(act, [_decided(found, keep)])


def keep_side(desk: Desk, conflict: str, side: Side, reason: str) -> Done:
    """Keep the value that a person chose among those shown.

    Raises:
        Refused: ``unknown_conflict`` when it is settled meanwhile, or that value stands no more.
    """
    found = desk.store.questions.conflict(conflict)
    if found is None or side not in found.sides:
        raise Refused("unknown_conflict")
    act = desk.registers.act(f"conflict.resolve: {reason}")
    return desk.store.write(act, [_kept(found, side)])


def _kept(found: Conflict, side: Side) -> Edit:
    if found.field not in entity_named(found.entity).fields:
        return Edit(found.entity, found.uid, alive=bool(side.value))
    return Edit(found.entity, found.uid, side.together)


def _decided(found: Conflict, keep: str) -> Edit:
    spec = entity_named(found.entity).fields.get(found.field)
    if keep in {"ours", "theirs"}:
        return _kept(found, ours(found) if keep == "ours" else _the_other(found))
    if spec is None:
        raise Refused("keep_or_remove")
    value = _both(found, spec) if keep == "both" else spec.kind.to_stored(read_field(spec, keep))
    return Edit(found.entity, found.uid, {found.field: value})


def _the_other(found: Conflict) -> Side:
    others = theirs(found)
    if len(others) > 1:
        raise Refused("several_values")
    return others[0]


def _both(found: Conflict, spec: FieldSpec) -> Stored:
    if not keeps_both(found):
        raise Refused("both_impossible")
    values = [side.value for side in found.sides]
    if _is_list(spec):
        return joined(values)
    texts = dict.fromkeys(str(value) for value in values if value)
    return spec.kind.to_stored(read_field(spec, "；".join(texts)))


def _is_list(spec: FieldSpec) -> bool:
    return isinstance(spec.kind, ManyOf | Texts | Refs)


def _is_prose(spec: FieldSpec) -> bool:
    kind = spec.kind
    return isinstance(kind, Text) and (kind.multiline or kind.length >= PROSE)
