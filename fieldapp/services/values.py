"""Reading what was given for declared fields, with an error that names the field."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.foundation.errors import Refused
from fieldapp.foundation.i18n import language
from fieldapp.records.declare import FieldSpec, Record, entity_of


def read_fields(cls: type[Record], raw: Mapping[str, object]) -> dict[str, object]:
    """Typed values by field name.

    Raises:
        Refused: ``unknown_field``, ``unknown_code`` or ``bad_value``; no value is shown in them.
    """
    spec = entity_of(cls)
    values: dict[str, object] = {}
    for name, value in raw.items():
        if name not in spec.fields:
            raise Refused("unknown_field", entity=spec.label(language()), field=name)
        values[name] = read_field(spec.fields[name], value)
    return values


def read_field(field: FieldSpec, raw: object) -> object:
    """The typed value of one field; raises as ``read_fields``."""
    try:
        return field.kind.read(raw)
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
