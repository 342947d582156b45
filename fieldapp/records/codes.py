"""Code lists: values that never change their meaning, their labels and the words for them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Code:
    """One answer: its stored value, its labels, and other words an office writes for it."""

    value: str
    zh: str
    en: str
    synonyms: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The label in ``language``."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True)
class CodeList:
    """A named list of codes in the order in which forms show them."""

    name: str
    codes: tuple[Code, ...]

    @cached_property
    def _by_value(self) -> dict[str, Code]:
        return {code.value: code for code in self.codes}

    @cached_property
    def _by_word(self) -> dict[str, str]:
        words: dict[str, str] = {}
        for code in self.codes:
            for word in (code.value, code.zh, code.en, *code.synonyms):
                words.setdefault(_plain(word), code.value)
        return words

    def __contains__(self, value: object) -> bool:
        return value in self._by_value

    def label(self, value: str, language: str) -> str:
        """The label of ``value``; a code this version does not know shows as itself."""
        code = self._by_value.get(value)
        return code.label(language) if code else value

    def find(self, text: str) -> str | None:
        """The value meant by ``text`` (value, label or synonym), or ``None``."""
        return self._by_word.get(_plain(text))


def _plain(text: str) -> str:
    """Full-width letters and digits, capitals and spaces make no difference."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


_LISTS: dict[str, CodeList] = {}


def define(name: str, lines: str) -> CodeList:
    """Declare a list from lines ``value | 中文 | English | synonym synonym …``."""
    codes = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        value, zh, en, *words = (part.strip() for part in line.split("|"))
        codes.append(Code(value, zh, en, tuple(words[0].split()) if words else ()))
    _LISTS[name] = CodeList(name, tuple(codes))
    return _LISTS[name]


def code_list(name: str) -> CodeList:
    """The list of that name; ``KeyError`` when there is none."""
    return _LISTS[name]


def all_lists() -> tuple[CodeList, ...]:
    """Every declared list."""
    return tuple(_LISTS.values())
