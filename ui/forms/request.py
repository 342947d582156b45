"""A form as a value: which fields, with which values, and what is judged while typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from fieldapp.foundation.i18n import language
from fieldapp.records.declare import FieldSpec
from fieldapp.records.kinds import Kind, ManyOf, OneOf, Refs, Texts
from ui.forms.code_options import code_options
from ui.models.wording import unit_word
from ui.widgets.code_field import CodeOption
from ui.widgets.marks import Mark

Values = Mapping[str, object]
Problems = dict[str, tuple[str, Mark]]
"""By field what is wrong; a form with an ``error`` is not saved."""


@dataclass(frozen=True)
class FormField:
    """One field of a form, in the language of the screen.

    ``hint`` stands in the empty field, such as a masked number that is kept when nothing is
    typed; ``options`` are the answers of a coded field; ``entity`` is the one that declares the
    field. Without a ``required`` value the form is
    not saved, an ``expected`` one can be added later; both are marked.
    """

    key: str
    label: str
    kind: Kind
    unit: str = ""
    hint: str = ""
    options: Sequence[CodeOption] = ()
    required: bool = False
    expected: bool = False
    wide: bool = False
    entity: str = ""


@dataclass(frozen=True)
class FormSection:
    """Fields under one heading; no heading when the title is empty."""

    title: str
    fields: tuple[FormField, ...]


def nothing_wrong(_values: Values) -> Problems:
    """The judgement of a form whose fields need none beyond their kinds."""
    return {}


def nothing_to_add(_values: Values) -> str:
    """The remark of a form that has none."""
    return ""


def nothing_follows(_key: str, _values: Values) -> dict[str, object]:
    """What follows from a typed value in a form whose fields do not depend on each other."""
    return {}


def nothing_worked_out(_values: Values) -> dict[str, object]:
    """What is worked out in a form all of whose fields are typed."""
    return {}


@dataclass(frozen=True)
class FormRequest:
    """A form to be shown.

    Attributes:
        key: which form it is; the answer carries it.
        subject: the uid of the record it is about, or nothing.
        values: typed values to begin with.
        check: problems of typed values, by field.
        remark: a line under the form that follows what is typed, such as a sum.
        follow: values that a typed value brings with it, for fields that are still empty.
        worked_out: by field what the typed values make it; nobody types over that.
        act: what the form does when it does not change a record, in place of "save".
        at_blank: the cursor begins in the first field in which nothing stands.
    """

    key: str
    title: str
    sections: tuple[FormSection, ...]
    values: Values = field(default_factory=dict)
    subject: str = ""
    note: str = ""
    check: Callable[[Values], Problems] = nothing_wrong
    remark: Callable[[Values], str] = nothing_to_add
    follow: Callable[[str, Values], dict[str, object]] = nothing_follows
    worked_out: Callable[[Values], dict[str, object]] = nothing_worked_out
    act: str = ""
    at_blank: bool = False

    def fields(self) -> tuple[FormField, ...]:
        """All fields in the order in which they are keyed."""
        return tuple(known for section in self.sections for known in section.fields)


def form_field(
    spec: FieldSpec,
    *,
    required: bool = False,
    hint: str = "",
    options: Sequence[CodeOption] = (),
    without: frozenset[str] = frozenset(),
) -> FormField:
    """A field from its declaration; ``without`` leaves codes out."""
    kind = spec.kind
    given = options
    if not given and isinstance(kind, OneOf | ManyOf):
        given = [o for o in code_options(kind.codes.name, language()) if o.value not in without]
    return FormField(
        spec.name, spec.label(language()), kind, unit_word(spec.unit), hint, given, required,
        wide=getattr(kind, "multiline", False) or isinstance(kind, ManyOf | Texts | Refs),
        entity=spec.entity,
    )  # fmt: skip
