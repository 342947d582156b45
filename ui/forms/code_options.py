"""Code lists of the dictionary as answers that can be keyed by number or by first letters."""

from __future__ import annotations

from functools import cache

from fieldapp.records.codes import Code, code_list
from ui.widgets.code_field import CodeOption


def code_options(name: str, language: str) -> tuple[CodeOption, ...]:
    """The answers of the list ``name``; lists without numbers are numbered in their order.

    Raises:
        KeyError: there is no such list.
    """
    codes = code_list(name)
    return _options(codes.shipped, codes.codes, language)


@cache
def _options(
    shipped: tuple[Code, ...], codes: tuple[Code, ...], language: str
) -> tuple[CodeOption, ...]:
    numbered = all(code.value[:2].isdigit() or code.value.isdigit() for code in shipped)
    return tuple(
        _option(code, code.value if numbered else str(place), language)
        for place, code in enumerate(codes, 1)
    )


def _option(code: Code, number: str, language: str) -> CodeOption:
    return CodeOption(code.value, number, code.label(language), spellings(code.zh))


@cache
def spellings(words: str) -> str:
    """Chinese words in pinyin, whole and by first letters, such as ``quejishu qjs``."""
    # read with the first field of codes: the dictionary of readings fills 55 MB
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(words)
    first = "".join(syllable[:1] for syllable in syllables)
    return f"{''.join(syllables)} {first}".lower()
