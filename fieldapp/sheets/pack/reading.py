"""Reads a template file, and says what is wrong: on which line, and what would be right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import msgspec

from fieldapp.foundation.errors import Refused
from fieldapp.sheets.pack.declared import PARTS, OwnForm, SheetChange, Template

_AT_LINE = re.compile(r"\(at line (\d+),.*\)")
_PATH = re.compile(r" - at `(?:key in )?\$(.*?)`$")
_STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")
_UNKNOWN = re.compile(r"unknown field `(.+?)`")
_MISSING = re.compile(r"missing required field `(.+?)`")
_KIND = re.compile(r"Expected `(.+?)`, got `(.+?)`")
_WRITTEN = {
    "str": '"…"', "array": '["…", "…"]', "object": '{ zh = "…", en = "…" }', "float": "12",
    "int": "12", "bool": "true / false",
}  # fmt: skip
"""How a value of each kind is written."""
_PART_KEYS = {name for part in PARTS for name in part.__struct_fields__} | {"part"}
_KEYS: Mapping[str, tuple[str, ...]] = {
    "sheet": SheetChange.__struct_encode_fields__,
    "form": OwnForm.__struct_encode_fields__,
}


def read_template(text: str) -> Template:
    """The template that a file holds.

    Raises:
        Refused: ``form_not_toml``, ``form_unknown_key``, ``form_missing_key``,
            ``form_wrong_kind``, ``form_wrong_value``, each with its ``line`` and ``key``.
    """
    try:
        found = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused("form_not_toml", line=_line_told(str(error), text)) from None
    if "sheet" not in found and "form" not in found:
        raise Refused("form_missing_key", line=1, key="form / sheet")
    which: type[Template] = SheetChange if "sheet" in found else OwnForm
    try:
        return msgspec.convert(found, which)
    except msgspec.ValidationError as error:
        raise _refused(str(error), text, found) from None


def line_of(text: str, *steps: str | int) -> int:
    """The line, from 1, on which a key stands; ``parts`` are counted by their headings.

    What is last in ``steps`` may also be a piece of the value, such as a name in braces.
    """
    lines = text.splitlines()
    at = 0
    for step in steps:
        number = isinstance(step, int)
        at = _nth_part(lines, int(step), at) if number else _next_with(lines, str(step), at)
    return at + 1


def _nth_part(lines: list[str], number: int, at: int) -> int:
    heads = [place for place, line in enumerate(lines) if line.strip().startswith("[[")]
    return heads[number] if number < len(heads) else at


def _next_with(lines: list[str], word: str, at: int) -> int:
    key = re.compile(rf"^\s*(\[\[?)?\"?{re.escape(word)}\"?\s*(=|\])")
    for sought in (key.match, lambda line: word in line):
        for place in range(at, len(lines)):
            if not lines[place].lstrip().startswith("#") and sought(lines[place]):
                return place
    return at


def _line_told(message: str, text: str) -> int:
    told = _AT_LINE.search(message)
    return int(told.group(1)) if told else max(1, len(text.splitlines()))


def _refused(message: str, text: str, found: Mapping[str, Any]) -> Refused:
    """The refusal that a message of the decoder stands for."""
    steps = _steps(message)
    where = [step for step in steps if step != "..."]
    key = ".".join(str(step) for step in where if isinstance(step, str))
    for pattern, code in ((_UNKNOWN, "form_unknown_key"), (_MISSING, "form_missing_key")):
        told = pattern.search(message)
        if told:
            name = told.group(1)
            last = (name,) if code == "form_unknown_key" else ()
            line = line_of(text, *where, *last)
            return Refused(code, line=line, key=name, known=_known(where, found))
    line = line_of(text, *where)
    kind = _KIND.search(message)
    if kind:
        wanted = _WRITTEN.get(kind.group(1).split(" ")[0], "…")
        return Refused("form_wrong_kind", line=line, key=key, wanted=wanted)
    value = _value(where, found)
    return Refused("form_wrong_value", line=line, key=key, value=value, known=_choices(where))


def _steps(message: str) -> list[str | int]:
    path = _PATH.search(message)
    if path is None:
        return []
    return [
        name or (int(number) if number.isdigit() else number)
        for name, number in _STEP.findall(path.group(1))
    ]


def _known(where: list[str | int], found: Mapping[str, Any]) -> str:
    """The keys that may stand at this place."""
    if not where:
        return " · ".join(_KEYS["sheet" if "sheet" in found else "form"])
    if where[-1] in {"title", "head", "foot", "caption", "text"} or len(where) > 2:
        return "zh · en"
    if where[0] == "parts" and isinstance(where[-1], int):
        part = found["parts"][where[-1]].get("part")
        same = next((one for one in PARTS if one.__struct_config__.tag == part), None)
        return " · ".join(("part", *same.__struct_fields__) if same else sorted(_PART_KEYS))
    return "zh · en"


def _value(where: list[str | int], found: Mapping[str, Any]) -> object:
    """What stands at this place of the file."""
    value: Any = found
    for step in where:
        value = value[step]
    return value


_ALLOWED: Mapping[str, str] = {
    "part": "text · fields · list · sign · seal",
    "paper": "upright · across · letter",
    "mask": "masked · public",
    "for": "household · village",
    "list": "members · measures · benefits · income · visits · households",
    "side": "left · middle · right",
    "size": "6 – 24",
    "least": "0 – 40",
}


def _choices(where: list[str | int]) -> str:
    last = next((step for step in reversed(where) if isinstance(step, str)), "")
    return _ALLOWED.get(last, "…")
