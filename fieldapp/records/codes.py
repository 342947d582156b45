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


class _Index:
    """Codes by value and by every word that means them."""

    def __init__(self, codes: tuple[Code, ...]) -> None:
        self.codes = codes
        self.by_value = {code.value: code for code in codes}
        self.by_word: dict[str, str] = {}
        for code in codes:
            for word in (code.value, code.zh, code.en, *code.synonyms):
                self.by_word.setdefault(_plain(word), code.value)


@dataclass(frozen=True)
class CodeList:
    """A named list of codes in the order in which forms show them.

    ``shipped`` are those of the dictionary; a county may add its own behind them.
    """

    name: str
    shipped: tuple[Code, ...]

    @property
    def codes(self) -> tuple[Code, ...]:
        """The shipped codes, then those that the county added."""
        return (*self.shipped, *_ADDED.get(self.name, _NONE).codes)

    @cached_property
    def _index(self) -> _Index:
        return _Index(self.shipped)

    def __contains__(self, value: object) -> bool:
        return value in self._index.by_value or value in _ADDED.get(self.name, _NONE).by_value

    def label(self, value: str, language: str) -> str:
        """The label of ``value``; a code this version does not know shows as itself."""
        code = self._index.by_value.get(value)
        code = code or _ADDED.get(self.name, _NONE).by_value.get(value)
        return code.label(language) if code else value

    def find(self, text: str) -> str | None:
        """The value meant by ``text`` (value, label or synonym), or ``None``."""
        word = _plain(text)
        return self._index.by_word.get(word) or _ADDED.get(self.name, _NONE).by_word.get(word)


def _plain(text: str) -> str:
    """Full-width letters and digits, capitals and spaces make no difference."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


_LISTS: dict[str, CodeList] = {}
_NONE = _Index(())
_ADDED: dict[str, _Index] = {}
"""What the county of the open workspace added, by list."""


def add_codes(name: str, codes: tuple[Code, ...]) -> None:
    """Let a list have these codes of the county behind its own, and no others."""
    _ADDED[name] = _Index(codes)


def define(name: str, lines: str) -> CodeList:
    """Declare a list from lines ``value | 中文 | English | synonym synonym …``."""
    codes = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        value, zh, en, *words = (part.strip() for part in line.split("|"))
        codes.append(Code(value, zh, en, tuple(words[0].split()) if words else ()))
    _LISTS[name] = CodeList(name, tuple(codes))
    return _LISTS[name]


def define_joined(name: str, first: CodeList, second: CodeList, prefix: str) -> CodeList:
    """Declare a list of the codes of two lists; ``prefix`` keeps the values of the second apart.

    A code of the second is left out where its name is a word of the first (其他).
    """
    apart = (
        Code(f"{prefix}{code.value}", code.zh, code.en, code.synonyms)
        for code in second.shipped
        if first.find(code.zh) is None
    )
    _LISTS[name] = CodeList(name, (*first.shipped, *apart))
    return _LISTS[name]


def code_list(name: str) -> CodeList:
    """The list of that name; ``KeyError`` when there is none."""
    return _LISTS[name]


def all_lists() -> tuple[CodeList, ...]:
    """Every declared list."""
    return tuple(_LISTS.values())
