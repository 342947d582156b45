"""Conditions in a form: a fact, a comparison and its figures, judged while they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from fieldapp.foundation.i18n import _, language
from fieldapp.records.codes import Code, CodeList
from fieldapp.records.declare import fields_of
from fieldapp.records.kinds import OneOf, Text
from fieldapp.rules.conditions import WANTED_LIMITS, Condition
from fieldapp.rules.household_facts import FACTS
from fieldapp.rules.models import shipped
from ui.forms.code_options import spellings
from ui.forms.request import FormField, FormSection, Problems, Values
from ui.models.wording import joined
from ui.pages.county.wording import comparison_words
from ui.widgets.code_field import CodeOption

_MARKS = re.compile(r"[,，、;；]+")
_PARTS = re.compile(r"[\s,，、;；]+")


def condition_sections(places: int, facts: Iterable[str] = FACTS) -> tuple[FormSection, ...]:
    """Empty fields for so many conditions on these facts."""
    asked = {name: FACTS[name].label(language()) for name in facts}
    return tuple(
        FormSection(
            _("Condition {number}").format(number=place + 1),
            (
                choice(f"{place}.fact", _("Fact"), asked),
                choice(f"{place}.test", _("Comparison"), comparison_words()),
                FormField(f"{place}.limit", _("Figure or code"), Text(60)),
            ),
        )
        for place in range(places)
    )


def condition_values(conditions: Sequence[Condition]) -> dict[str, object]:
    """What stands in the fields of these conditions."""
    values: dict[str, object] = {}
    for place, condition in enumerate(conditions):
        limits = [_shown(condition, limit) for limit in condition.limits]
        values |= {
            f"{place}.fact": condition.fact, f"{place}.test": condition.test,
            f"{place}.limit": joined(limits) or None,
        }  # fmt: skip
    return values


def typed_conditions(values: Values, known: Sequence[Condition] = ()) -> list[Condition]:
    """The conditions that were typed; one that is as it was keeps what else it says."""
    found = []
    for place in _places(values):
        fact, test = values.get(f"{place}.fact"), values.get(f"{place}.test")
        if fact is not None:
            limits = _limits(str(fact), str(test or ""), values.get(f"{place}.limit"))
            typed = Condition(fact=str(fact), test=str(test or ""), limits=limits)
            same = (c for c in known if (c.fact, c.test, c.limits) == (fact, test, limits))
            found.append(next(same, typed))
    return found


def condition_problems(values: Values) -> Problems:
    """What is missing or makes no sense in the conditions, by field."""
    found: Problems = {}
    for place in _places(values):
        key, sentence = _problem(place, values)
        if sentence:
            found[f"{place}.{key}"] = (sentence, "error")
    return found


def choice(key: str, label: str, words: dict[str, str]) -> FormField:
    """A field in which one of these words is chosen, by number or by first letters."""
    codes = CodeList(key, tuple(Code(value, said, said) for value, said in words.items()))
    options = tuple(
        CodeOption(value, str(number), said, spellings(said))
        for number, (value, said) in enumerate(words.items(), 1)
    )
    return FormField(key, label, OneOf(codes), options=options)


def _places(values: Values) -> list[int]:
    ends = ".fact"
    return sorted(int(key.removesuffix(ends)) for key in values if key.endswith(ends))


def _problem(place: int, values: Values) -> tuple[str, str]:
    """The field of a condition that is wrong, and why; no words when all is well."""
    fact, test, limit = (values.get(f"{place}.{name}") for name in ("fact", "test", "limit"))
    if fact is None:
        return "fact", _("Choose what is compared.") if test or limit else ""
    if test is None:
        return "test", _("Choose how it is compared.")
    tests = FACTS[str(fact)].tests()
    if test not in tests:
        words = comparison_words()
        possible = joined([words[name] for name in tests])
        return "test", _("This can be: {tests}").format(tests=possible)
    return "limit", _limit_problem(str(fact), str(test), limit)


def _limit_problem(fact: str, test: str, typed: object) -> str:
    limits = _limits(fact, test, typed)
    wanted = WANTED_LIMITS.get(test, 0)
    if len(limits) < wanted:
        return _("Two ages are needed: from and to.") if wanted > 1 else _("This is needed.")
    unknown = [limit for limit in limits if not _understood(fact, test, limit)]
    return _("Not understood: {words}").format(words=joined(unknown)) if unknown else ""


def _understood(fact: str, test: str, limit: str) -> bool:
    if test == "one_of":
        codes = _codes(fact)
        return codes is None or limit in codes
    if any(limit == threshold.name for threshold in shipped().thresholds):
        return True
    try:
        return Decimal(limit).is_finite()
    except InvalidOperation:
        return False


def _limits(fact: str, test: str, typed: object) -> tuple[str, ...]:
    """Figures, or codes by their value; a code's words may have blanks in them."""
    text = str(typed or "").strip()
    if not WANTED_LIMITS.get(test, 0):
        return ()
    codes = _codes(fact) if test == "one_of" else None
    if codes is None:
        return tuple(filter(None, _PARTS.split(text)))
    found: list[str] = []
    for part in filter(None, map(str.strip, _MARKS.split(text))):
        whole = codes.find(part)
        found += [whole] if whole else [codes.find(word) or word for word in part.split()]
    return tuple(found)


def _codes(fact: str) -> CodeList | None:
    known = FACTS[fact]
    return fields_of(known.source)[known.field].codes if known.source else None


def _shown(condition: Condition, limit: str) -> str:
    """A code by its words, a figure as it is written."""
    return FACTS[condition.fact].shown(limit, language()) if condition.test == "one_of" else limit
