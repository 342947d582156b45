"""Whether what a template names exists, and may stand there; English that is missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from fieldapp.foundation.errors import Refused
from fieldapp.records.declare import fields_of
from fieldapp.records.kinds import Ref, Refs
from fieldapp.sheets.pack.changes import BLOCKS, FIELDS
from fieldapp.sheets.pack.declared import (
    FieldsPart,
    ListPart,
    OwnForm,
    Part,
    SealPart,
    SheetChange,
    SignPart,
    Template,
    TextPart,
    Words2,
)
from fieldapp.sheets.pack.names import Known, columns_of, form_names
from fieldapp.sheets.pack.reading import line_of, read_template

_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
IN_BRACES = re.compile(r"\{([^{}]*)\}")
LONGEST = 7000
"""Characters of a template file."""
_NEAR = 6


@dataclass(frozen=True)
class Checked:
    """A template that can be used; ``chinese_only`` are lines whose text has no English."""

    template: Template
    chinese_only: tuple[int, ...] = ()


def check_template(text: str) -> Checked:
    """Read a template file and see that everything it names exists and may be named.

    Raises:
        Refused: as ``read_template``; ``form_too_long``, ``form_name``, ``form_empty_text``,
            ``form_brace``, ``form_unknown_name``, ``form_sensitive_name``, ``form_unknown_block``.
    """
    if len(text) > LONGEST:
        raise Refused("form_too_long", count=len(text), most=LONGEST)
    template = read_template(text)
    check = _Check(text)
    if isinstance(template, SheetChange):
        check.change(template)
    else:
        check.own(template)
    return Checked(template, tuple(check.chinese_only))


class _Check:
    """Goes through one template; the first thing that is wrong ends it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.chinese_only: list[int] = []

    def change(self, change: SheetChange) -> None:
        """A change of a shipped sheet."""
        self._one_of(change.sheet, BLOCKS, "sheet", "form_unknown_block")
        for key, words in (("title", change.title), ("head", change.head), ("foot", change.foot)):
            self._words(words, key)
        for block in change.blocks:
            self._one_of(block, BLOCKS[change.sheet], "blocks", "form_unknown_block")
        tables = FIELDS.get(change.sheet, {})
        for table, names in change.fields.items():
            self._one_of(table, tables, "fields", "form_unknown_block")
            known = {
                spec.name
                for spec in fields_of(tables[table]).values()
                if not isinstance(spec.kind, Ref | Refs)
            }
            for name in names:
                self._one_of(name, known, "fields", "form_unknown_name")

    def own(self, form: OwnForm) -> None:
        """A form of the county's own."""
        if not _NAME.fullmatch(form.form) or form.form in BLOCKS:
            raise Refused("form_name", line=self._line("form"), name=form.form)
        names = form_names(form.scope)
        self._words(form.title, "title")
        self._names_in(form.title, names, form, "title")
        if not form.parts:
            raise Refused("form_missing_key", line=1, key="parts")
        for number, part in enumerate(form.parts):
            for key, words in _texts_of(part):
                self._words(words, "parts", number, key)
                self._names_in(words, names, form, "parts", number, key)
            if isinstance(part, FieldsPart):
                for name in part.fields:
                    self._named(name, names, form, "parts", number)
            if isinstance(part, ListPart):
                self._list(part, form, number)

    def _list(self, part: ListPart, form: OwnForm, number: int) -> None:
        allowed = (
            ("households",)
            if form.scope == "village"
            else tuple(name for name in ("members", "measures", "benefits", "income", "visits"))
        )
        self._one_of(part.list, allowed, "parts", "form_unknown_block", number)
        columns = columns_of(part.list)
        if not part.columns:
            line = self._line("parts", number, "columns")
            raise Refused("form_missing_key", line=line, key="columns")
        for name in part.columns:
            self._named(name, columns, form, "parts", number)

    def _words(self, words: Words2 | None, *where: str | int) -> None:
        if words is None:
            return
        if not words.zh.strip():
            raise Refused("form_empty_text", line=self._line(*where), key="zh")
        if not words.en.strip():
            self.chinese_only.append(self._line(*where, words.zh.split("\n")[0][:20]))

    def _names_in(
        self, words: Words2, names: Mapping[str, Known], form: OwnForm, *where: str | int
    ) -> None:
        for text in (words.zh, words.en):
            for name in IN_BRACES.findall(text):
                self._named(name, names, form, *where)
            if {"{", "}"} & set(IN_BRACES.sub("", text)):
                raise Refused("form_brace", line=self._line(*where))

    def _named(
        self, name: str, names: Mapping[str, Known], form: OwnForm, *where: str | int
    ) -> None:
        self._one_of(name, names, "", "form_unknown_name", *where)
        if form.mask == "public" and not names[name].public:
            raise Refused("form_sensitive_name", line=self._line(*where, name), name=name)

    def _one_of(
        self, name: str, known: Collection[str], key: str, code: str, *where: str | int
    ) -> None:
        if name not in known:
            steps = (*where, *([key] if key and not where else []), name)
            raise Refused(code, line=self._line(*steps), name=name, known=nearest(name, known))

    def _line(self, *where: str | int) -> int:
        steps = tuple(step for step in where if step != "parts")
        return line_of(self._text, *steps)


def _texts_of(part: Part) -> Iterator[tuple[str, Words2]]:
    """The texts of a part, each with its key."""
    if isinstance(part, TextPart):
        yield "text", part.text
    elif isinstance(part, SignPart):
        yield from (("who", words) for words in part.who)
    elif isinstance(part, SealPart):
        yield from (("offices", words) for words in part.offices)
    elif part.caption is not None:
        yield "caption", part.caption


def nearest(name: str, known: Collection[str]) -> str:
    """The names that may have been meant; else as many as a sentence holds."""
    ordered = sorted(known) if isinstance(known, set) else list(known)
    if len(ordered) <= 2 * _NEAR:
        return " · ".join(ordered) or "–"
    near = get_close_matches(name, ordered, _NEAR, 0.5)
    last = name.rpartition(".")[2]
    near += [one for one in ordered if one.rpartition(".")[2] == last and one not in near]
    return " · ".join(near or [*ordered[: 2 * _NEAR], "…"])
