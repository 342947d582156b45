"""Numbers in Chinese, such as 三千二百, 壹万贰仟, 1.2万 or 3千; unclear ones are not read."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

_TIMES = "十百千万亿拾佰仟萬億"
_DIGITS = "零〇一二两三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖"
_RUN = re.compile(f"[0-9.]*[{_TIMES}{_DIGITS}][0-9.点{_TIMES}{_DIGITS}]*")
_SHORT = re.compile(f"([0-9]+(?:[.][0-9]+)?)([{_TIMES}]+)")
_SEVERAL = re.compile(f"[{_DIGITS.replace('零', '').replace('〇', '')}]{{2}}")
_UNCLEAR = re.compile("[几数多余来半]|左右|上下")
_ABOUT = re.compile(
    "^[~≈]|[约近几多余超]|数[十百千万]|[十百千万]来|左右|上下|大概|估计|差不多|不到|不足|至少|最多"
    "|以[上下内]|[0-9][+]$"
)


def has_numerals(text: str) -> bool:
    """Whether a number in it is written with Chinese numerals."""
    return _RUN.search(text) is not None


def is_approximate(text: str) -> bool:
    """Whether a word or sign says that a number is not exact: ``约80``, ``80左右``, ``近百``."""
    numbered = has_numerals(text) or any(char.isdecimal() for char in text)
    return numbered and _ABOUT.search(text) is not None


def in_digits(text: str) -> str:
    """The text with its Chinese numerals in digits: ``3千2百元`` gives ``3200元``.

    Raises:
        ValueError: a number is not clear (``十几``, ``二三十``, ``三五``, ``3千2``).
    """
    if _UNCLEAR.search(text):
        raise ValueError(text)
    return _RUN.sub(lambda run: _written(_value(run[0])), text)


def is_multiplied(text: str) -> bool:
    """Whether it names tens, thousands or more itself, so that a heading in 万元 leaves doubt."""
    return any(sign in text for sign in _TIMES)


def is_whole(text: str) -> bool:
    """Whether a number without a unit ends in 万 or 亿, which no heading can mean once more."""
    return text[-1:] in tuple("万亿萬億")


def _value(run: str) -> Fraction:
    short = _SHORT.fullmatch(run)
    if short:
        return Fraction(short[1]) * Fraction(_read(f"一{short[2]}"))
    whole, _point, behind = run.partition("点")
    if _SEVERAL.search(whole) or "." in run:
        raise ValueError(run)
    if any(char in "0123456789" for char in run):
        if behind or run[-1] not in _TIMES:
            raise ValueError(run)
        return Fraction(_read(run, "smart"))
    return Fraction(_read(run))


def _read(words: str, mode: str = "normal") -> str:
    """The number as digits; ``normal`` also knows 两百 and 一万二."""
    # read with the first such number: the library takes half a second to load
    from cn2an import cn2an

    return str(cn2an(words, mode))


def _written(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
