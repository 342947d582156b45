"""Every English word on screen, on paper and in an error has its Chinese."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import make_translations

TRANSLATED_FOLDERS = ("fieldapp", "ui")
# function -> how many of its first arguments are words
MARKERS = {"_": 1, "N_": 1, "gettext": 1, "_n": 2, "ngettext": 2}


class Use(NamedTuple):
    """Words that the program shows, and where it does so."""

    words: make_translations.Words
    place: str


def uses_in(source: str, name: str) -> Iterator[Use]:
    """Find the words of every call that translates or marks them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            count = MARKERS.get(_called(node.func), 0)
            words = [_constant(argument) for argument in node.args[:count]]
            if count and all(words):
                found = words[0] if count == 1 else tuple(words)
                yield Use(found, f"{name}:{node.lineno}")


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr if function.attr in {"gettext", "ngettext"} else ""
    return function.id if isinstance(function, ast.Name) else ""


def _constant(argument: ast.expr) -> str:
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return str(ast.literal_eval(argument)) if is_text else ""


@pytest.fixture(scope="module")
def entries() -> make_translations.Entries:
    return make_translations.merged_entries(make_translations.PARTS)


def test_every_english_word_has_its_chinese(
    project: Path, entries: make_translations.Entries
) -> None:
    uses = [
        use
        for folder in TRANSLATED_FOLDERS
        for path in sorted((project / folder).rglob("*.py"))
        for use in uses_in(path.read_text(encoding="utf-8"), path.relative_to(project).as_posix())
    ]
    missing = [f"{use.place}: {use.words!r}" for use in uses if not entries.get(use.words)]
    assert missing == [], "\n".join(missing)


def test_no_entry_is_empty(entries: make_translations.Entries) -> None:
    assert [english for english, chinese in entries.items() if not "".join(chinese)] == []


def test_both_languages_name_the_same_facts(entries: make_translations.Entries) -> None:
    wrong = [
        (english, chinese)
        for english, chinese in entries.items()
        if facts_of(english) != facts_of(chinese)
    ]
    assert wrong == []


def test_the_catalogues_are_in_step_with_their_parts(entries: make_translations.Entries) -> None:
    po = make_translations.po_text(entries)
    stale = "run: make translations"
    assert make_translations.MERGED.read_text(encoding="utf-8") == po, stale
    compiled = make_translations.MERGED.with_suffix(".mo").read_bytes()
    assert compiled == make_translations.mo_bytes(entries), stale


def test_words_are_found_however_they_are_marked() -> None:
    source = (
        '_("a")\nN_("b")\n_n("c", "cs", n)\nt.gettext("d")\nt.ngettext("e", "es", 2)\n_(name)\n'
    )
    assert {use.words for use in uses_in(source, "x")} == {"a", "b", ("c", "cs"), "d", ("e", "es")}


def test_two_translations_of_the_same_words_are_refused(tmp_path: Path) -> None:
    for part, chinese in (("one", "甲"), ("two", "乙")):
        text = f'msgid "Save"\nmsgstr "{chinese}"\n'
        (tmp_path / f"{part}.po").write_text(text, encoding="utf-8")
    with pytest.raises(make_translations.ContradictionError, match="Save"):
        make_translations.merged_entries(tmp_path)


def facts_of(words: make_translations.Words) -> set[str]:
    """The names between braces."""
    texts = [words] if isinstance(words, str) else list(words)
    parsed = (part for text in texts for part in string.Formatter().parse(text))
    return {name for _, name, _, _ in parsed if name is not None}
