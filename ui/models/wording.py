"""How days, money, cards and counts are written in the language of the screen."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from fieldapp.foundation.i18n import N_, _, _n, language
from fieldapp.records.codes import code_list
from ui.widgets.chips import ChipTone
from ui.widgets.text import Tone

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_TONES: dict[str, ChipTone] = {"RED": "red", "YELLOW": "yellow"}
_ALARM_DAYS = 7
_UNITS = {
    "元": N_("yuan"), "亩": N_("mu"), "平方米": N_("m²"), "公里": N_("km"), "米": N_("m"),
    "人": N_("people"), "户": N_("households"), "月": N_("months"), "头": N_("head"),
    "只": N_("animals"), "箱": N_("hives"), "公斤": N_("kg"), "厘米": N_("cm"),
    "次/分": N_("a minute"), "支": N_("cigarettes"), "两": N_("liang (50 g)"),
    "小时": N_("hours"), "分钟": N_("minutes"), "周": N_("weeks"), "次": N_("times"),
    "人次": N_("times"), "个": N_("items"), "万元": N_("10,000 yuan"), "平方公里": N_("km²"),
}  # fmt: skip
NOTHING = "—"


def english() -> bool:
    """Whether the screen speaks English."""
    return language() == "en"


def day_words(day: dt.date | None, today: dt.date) -> str:
    """A day: ``11月23日`` or ``23 Nov``, with the year when it is not this one."""
    if day is None:
        return NOTHING
    if english():
        short = f"{day.day} {_MONTHS[day.month - 1]}"
        return short if day.year == today.year else f"{short} {day.year}"
    short = f"{day.month}月{day.day}日"
    return short if day.year == today.year else f"{day.year}年{short}"


def full_day(day: dt.date | None) -> str:
    """A day with its year."""
    return NOTHING if day is None else day_words(day, dt.date.min)


def days_ago(day: dt.date, today: dt.date) -> str:
    """How long ago: ``62 天前``."""
    days = (today - day).days
    if days == 0:
        return _("today")
    if days < 0:
        return _n("in {count} day", "in {count} days", -days).format(count=-days)
    return _n("{count} day ago", "{count} days ago", days).format(count=days)


def overdue_tone(days: int | None) -> Tone:
    """The tone for so many days overdue: a week and more is alarming."""
    if days is None:
        return ""
    return "error" if days >= _ALARM_DAYS else "warning"


def promise_tone(due: dt.date | None, today: dt.date) -> Tone:
    """The tone of a promise that falls due on that day."""
    return "error" if due is not None and due < today else ""


def yuan(amount: Decimal | None) -> str:
    """An amount with thousands commas and no needless decimals; a dash when unknown."""
    if amount is None:
        return NOTHING
    return f"{amount:,.2f}".removesuffix(".00")


def whole_yuan(amount: Decimal | None) -> str:
    """An amount in whole yuan with thousands commas; a dash when unknown."""
    return NOTHING if amount is None else f"{round(amount):,}"


def change_words(now: Decimal | None, before: Decimal | None) -> tuple[str, Tone]:
    """An arrow with the difference in whole yuan, and its tone; empty when one is unknown."""
    if now is None or before is None or round(now) == round(before):
        return "", ""
    words = f"{round(abs(now - before)):,}"
    return (f"↑ {words}", "ok") if now > before else (f"↓ {words}", "error")


def unit_word(unit: str) -> str:
    """A declared unit in the language of the screen."""
    return _(_UNITS[unit]) if unit in _UNITS and english() else unit


def code_word(codes: str, value: str | None) -> str:
    """The label of a code; a dash when nothing is recorded."""
    return NOTHING if value is None else code_list(codes).label(value, language())


def card_tone(card: str | None) -> ChipTone:
    """The tone of a card's chip."""
    return _TONES.get(card or "", "general")


def card_word(card: str | None) -> str:
    """The name of a card, as on a chip that stands alone."""
    if card is None:
        return _("no card")
    return _("General") if card == "GENERAL" else code_word("card_colour", card)


def card_short(card: str | None) -> str:
    """The letter or short word of a card, as in a table."""
    return NOTHING if card is None else code_word("card_short", card)


def joined(words: tuple[str, ...] | list[str]) -> str:
    """Words in a row."""
    return (", " if english() else "、").join(words)


def dotted(*words: str) -> str:
    """The words that are not empty, with dots between."""
    return " · ".join(word for word in words if word)


def run_on(*sentences: str) -> str:
    """Whole sentences one behind the other."""
    return (" " if english() else "").join(sentence for sentence in sentences if sentence)


def keyed_by(author: str, typist: str) -> str:
    """Whose words these are, and who keyed them, when that was another."""
    if not typist:
        return author
    return _("{author} (keyed by {typist})").format(author=author, typist=typist)
