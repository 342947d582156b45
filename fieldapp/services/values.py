"""Reading what was given for declared fields, with an error that names the field."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import language
from fieldapp.ports.store import RecordT
from fieldapp.records.declare import FieldSpec, Record, entity_of, record_of


def read_fields(cls: type[Record], raw: object) -> dict[str, object]:
    """Typed values by field name.

    Raises:
        Refused: ``unknown_field``, ``unknown_code``, ``field_missing``, ``bad_value``.
    """
    spec = entity_of(cls)
    if not isinstance(raw, Mapping):
        raise Refused("bad_value", field=spec.label(language()), expected="{…}")
    values: dict[str, object] = {}
    for name, value in raw.items():
        if name not in spec.fields:
            raise Refused("unknown_field", entity=spec.label(language()), field=name)
        values[name] = read_field(spec.fields[name], value)
    return values


def new_record(cls: type[RecordT], uid: str, values: Mapping[str, object]) -> RecordT:
    """A record of typed values that were given by a person or a script.

    Raises:
        Refused: ``field_missing`` when it cannot stand without a field that was not given.
    """
    for name, field in entity_of(cls).fields.items():
        if field.structural and values.get(name) is None:
            raise Refused("field_missing", field=field.label(language()))
    return record_of(cls, uid, values)


def read_field(field: FieldSpec, raw: object) -> object:
    """The typed value of one field; raises as ``read_fields``, and ``field_missing``."""
    try:
        value = field.kind.read(raw)
    except (ValueError, TypeError, OverflowError):
        if field.codes is not None:
            allowed = " · ".join(
                f"{code.value} {code.label(language())}" for code in field.codes.codes[:40]
            )
            raise Refused(
                "unknown_code", field=field.label(language()), value=raw, allowed=allowed
            ) from None
        expected = field.kind.expects[language() == "en"]
        raise Refused("bad_value", field=field.label(language()), expected=expected) from None
    if value is None and field.structural:
        raise Refused("field_missing", field=field.label(language()))
    return value
