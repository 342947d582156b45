"""How an entity and its fields are declared: once, and everything else is derived from it."""

from __future__ import annotations

import dataclasses
import enum
import functools
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from fieldapp.changes.operations import ALIVE
from fieldapp.changes.policies import Policy
from fieldapp.records.codes import CodeList
from fieldapp.records.kinds import Kind, ManyOf, OneOf, Ref, Stored

SCHEMA = 1
"""The version of the dictionary, written into every write unit and every bundle."""


class Need(enum.Enum):
    """Whether a field must be filled: always, in the stated case, or never."""

    REQUIRED = "R"
    CONDITIONAL = "C"
    OPTIONAL = "O"


R, C, O = Need.REQUIRED, Need.CONDITIONAL, Need.OPTIONAL  # noqa: E741  the letters of the dictionary


@dataclasses.dataclass(frozen=True)
class F:
    """The declaration of one field.

    ``id`` is stable within its entity and never reused; ``sens`` is 0 open, 1 personal,
    2 sensitive; ``nat`` the national code; ``headings`` the spreadsheet headings that mean it,
    separated by spaces; ``merge`` what a merge does with two values; ``group`` the fields that
    are one answer together; ``when`` the case in which a conditional field is needed.
    """

    id: int
    kind: Kind
    zh: str
    en: str
    need: Need = O
    unit: str = ""
    sens: int = 0
    nat: str = ""
    headings: str = ""
    merge: Policy = "ask"
    group: str = ""
    when: str = ""


@dataclasses.dataclass(frozen=True)
class FieldSpec:
    """A declared field as the rest of the program sees it."""

    name: str
    entity: str
    declared: F
    structural: bool
    """True when a record cannot stand without it (its type is not optional)."""

    @property
    def id(self) -> int:
        """Stable number within the entity."""
        return self.declared.id

    @property
    def kind(self) -> Kind:
        """How its values are typed, stored and read."""
        return self.declared.kind

    @property
    def zh(self) -> str:
        """Chinese label."""
        return self.declared.zh

    @property
    def en(self) -> str:
        """English label."""
        return self.declared.en

    @property
    def need(self) -> Need:
        """Required, conditional or optional."""
        return self.declared.need

    @property
    def sens(self) -> int:
        """0 open, 1 personal, 2 sensitive."""
        return self.declared.sens

    @property
    def unit(self) -> str:
        """Unit in Chinese as forms print it, e.g. 元, 亩; empty when it has none."""
        return self.declared.unit

    @property
    def policy(self) -> Policy:
        """What a merge does with values that stand side by side."""
        return self.declared.merge

    @property
    def headings(self) -> tuple[str, ...]:
        """Spreadsheet headings that mean this field."""
        return tuple(self.declared.headings.split())

    @property
    def codes(self) -> CodeList | None:
        """The code list of a coded field."""
        return self.kind.codes if isinstance(self.kind, OneOf | ManyOf) else None

    @property
    def ref(self) -> str | None:
        """The entity that a reference points to."""
        return self.kind.entity if isinstance(self.kind, Ref) else None

    def label(self, language: str) -> str:
        """The label in ``language``."""
        return self.en if language == "en" else self.zh


@dataclasses.dataclass(frozen=True, kw_only=True)
class Record:
    """One record of an entity; ``uid`` is its identity on every laptop and at the county."""

    uid: str


@dataclasses.dataclass(frozen=True)
class EntitySpec:
    """A declared entity: its stable number, its names, where it belongs."""

    no: int
    name: str
    zh: str
    en: str
    cls: type[Record]
    scope: str
    """Field through which it belongs to a village; empty: it belongs to the county."""
    shared: bool
    """False for what stays on this machine and never travels."""
    fields: Mapping[str, FieldSpec]

    def label(self, language: str) -> str:
        """The entity's name in ``language``."""
        return self.en if language == "en" else self.zh


_ENTITIES: dict[str, EntitySpec] = {}
_STORERS: dict[type[Record], dict[str, Callable[[object], Stored]]] = {}
_LOADERS: dict[type[Record], tuple[tuple[str, Callable[[Stored], object]], ...]] = {}
"""How each field of a class is stored and read, looked up once: very many records pass."""
_BY_CLASS: dict[type[Record], EntitySpec] = {}
_RecordT = TypeVar("_RecordT", bound=Record)


def entity(
    no: int, name: str, zh: str, en: str, *, scope: str = "", shared: bool = True
) -> Callable[[type[_RecordT]], type[_RecordT]]:
    """Register a frozen dataclass as an entity; numbers and names are never reused."""

    def register(cls: type[_RecordT]) -> type[_RecordT]:
        if name in _ENTITIES or any(known.no == no for known in _ENTITIES.values()):
            raise ValueError(name)
        fields = dict(_declared_fields(name, cls))
        if len({field.id for field in fields.values()} | {ALIVE}) != len(fields) + 1:
            raise ValueError(f"field numbers of {name} are not unique")
        spec = EntitySpec(no, name, zh, en, cls, scope, shared, fields)
        _ENTITIES[name] = _BY_CLASS[cls] = spec
        _LOADERS[cls] = tuple((field.name, field.kind.from_stored) for field in fields.values())
        _STORERS[cls] = {field.name: field.kind.stored for field in fields.values()}
        return cls

    return register


def _declared_fields(entity_name: str, cls: type[Record]) -> list[tuple[str, FieldSpec]]:
    hints = get_type_hints(cls, include_extras=True)
    found = []
    for field in dataclasses.fields(cls):
        hint = hints[field.name]
        if get_origin(hint) is Annotated:
            declared = next(part for part in get_args(hint) if isinstance(part, F))
            structural = field.default is dataclasses.MISSING
            found.append((field.name, FieldSpec(field.name, entity_name, declared, structural)))
    return found


def entity_of(cls: type[Record]) -> EntitySpec:
    """The declaration of a record class."""
    return _BY_CLASS[cls]


def entity_named(name: str) -> EntitySpec:
    """The declaration of that name; ``KeyError`` when there is none."""
    return _ENTITIES[name]


def entities() -> tuple[EntitySpec, ...]:
    """Every declared entity in the order of its number."""
    return tuple(sorted(_ENTITIES.values(), key=lambda spec: spec.no))


def owner_of(entity: EntitySpec) -> str:
    """The entity that a record belongs to, such as ``household``; empty for the county's own."""
    return (entity.fields[entity.scope].ref or "") if entity.scope else ""


def children_of(name: str) -> tuple[EntitySpec, ...]:
    """The entities whose records belong to one of the entity ``name``."""
    return tuple(spec for spec in entities() if owner_of(spec) == name)


@functools.cache
def answered_with(entity: str, field: str) -> tuple[str, ...]:
    """The fields that are one answer together with this one, itself among them.

    They are always written together: half of one person's answer beside half of another's would
    be an answer that nobody gave.
    """
    fields = entity_named(entity).fields
    group = fields[field].declared.group
    return tuple(
        name for name, spec in fields.items() if group and spec.declared.group == group
    ) or (field,)


def fields_of(cls: type[Record]) -> Mapping[str, FieldSpec]:
    """The declared fields of a record class by name, in the order of declaration."""
    return entity_of(cls).fields


def stored_values(record: Record) -> dict[str, Stored]:
    """The stored form of every field of ``record`` that is filled."""
    values: dict[str, Stored] = {}
    held = vars(record)
    for name, stored in _STORERS[type(record)].items():
        value = held[name]
        if value is not None:
            values[name] = stored(value)
    return values


def stored_fields(cls: type[Record], values: Mapping[str, object]) -> dict[str, Stored]:
    """The stored form of typed values by field name; ``KeyError`` for one that is not declared."""
    storers = _STORERS[cls]
    return {name: None if value is None else storers[name](value) for name, value in values.items()}


def from_stored(cls: type[_RecordT], uid: str, row: Mapping[str, Any]) -> _RecordT:
    """The typed record of stored values; fields missing in ``row`` are ``None``."""
    values = {
        name: None if (stored := row.get(name)) is None else load(stored)
        for name, load in _LOADERS[cls]
    }
    return cls(uid=uid, **values)


def record_of(cls: type[_RecordT], uid: str, values: Mapping[str, Any]) -> _RecordT:
    """A record of typed values by field name; ``TypeError`` when a structural one is missing."""
    return cls(uid=uid, **values)
