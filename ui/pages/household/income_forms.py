"""The forms of a household's income: all items by their amounts, and one item with its details."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from fieldapp.foundation.i18n import _, language
from fieldapp.records import HouseholdYear, IncomeLine
from fieldapp.records.codes import code_list
from fieldapp.records.declare import fields_of, record_of
from fieldapp.rules.income import COST, SOURCES, STANDARD, income_sums, priced, takes_a_share
from fieldapp.services.household_view import HouseholdView, YearView
from ui.forms.code_options import code_options, spellings
from ui.forms.request import FormField, FormRequest, FormSection, Problems, Values, form_field
from ui.models.wording import code_word, joined, unit_word, yuan
from ui.pages.household.tables import SOURCE_NAMES
from ui.widgets.code_field import CodeOption

USUAL_ITEMS = (
    "W1", "W2", "W4", "B1", "B2", "B3", "B4", "P1", "P2", "P5", "T1", "T2", "T3", "T4", "T5",
    "T6", "E1", "E2", "E3", "E4",
)  # fmt: skip
DECLARED = (
    "income_concept", "income_period_start", "income_period_end", "declared_net",
    "declared_gross", "declared_per_head",
)  # fmt: skip
"""What an office states of a year's income beside the items."""
_HOW_MUCH = ("quantity", "unit", "unit_price", "amount")
_HOW_COUNTED = ("cost_rate", "counts_in_net", "evidence_note")


def income_year(view: HouseholdView) -> int:
    """The year whose income is entered: the newest of the household."""
    return view.years[0].record.year if view.years else view.today.year


def income_form(view: HouseholdView) -> FormRequest:
    """Amounts of a year by item; the sums follow while typing."""
    newest = view.years[0] if view.years else None
    known = newest.lines if newest else ()
    detailed = in_detail(known)
    lines = {line.item: line.amount for line in known if line.item not in detailed}
    items = sorted({*USUAL_ITEMS, *lines} - detailed, key=_order)
    amount = fields_of(IncomeLine)["amount"]

    def field(item: str) -> FormField:
        label = code_list("C19").label(item, language())
        return FormField(item, label, amount.kind, unit_word(amount.unit))

    sections = (
        *(
            FormSection(
                _(SOURCE_NAMES[letter]), tuple(field(item) for item in items if item[0] == letter)
            )
            for letter in (*SOURCES, COST)
        ),
        FormSection(
            _("As the office states it"),
            tuple(form_field(fields_of(HouseholdYear)[name]) for name in DECLARED),
        ),
    )
    declared = {name: getattr(newest.record, name) for name in DECLARED} if newest else {}
    kept = [line for line in known if line.item in detailed]
    return FormRequest(
        "income", _("Income of {year}").format(year=income_year(view)), sections,
        {**lines, **declared}, str(income_year(view)), _kept_note(kept),
        remark=lambda typed: _sums(view, newest, [*kept, *_typed_lines(typed)]),
    )  # fmt: skip


def in_detail(lines: Iterable[IncomeLine]) -> set[str]:
    """The items that one amount would not replace: of several lines, or of quantity and price."""
    lines = tuple(lines)
    several = {item for item, count in Counter(line.item for line in lines).items() if count > 1}
    return several | {n.item for n in lines if priced(n.quantity, n.unit_price) is not None}


def income_line_form(view: HouseholdView, uid: str) -> FormRequest:
    """One item with quantity and price, whose it is, and how it counts; its amount follows."""
    newest = view.years[0] if view.years else None
    lines = newest.lines if newest else ()
    found = next((line for line in lines if line.uid == uid), None)
    specs = fields_of(IncomeLine)
    people = tuple(
        CodeOption(one.person.uid, str(place), one.person.name, spellings(one.person.name))
        for place, one in enumerate(view.members, 1)
    )
    what = [form_field(specs["member"], options=people)]
    if found is None:
        options = sorted(code_options("C19", language()), key=lambda o: _order(o.value))
        what.insert(0, form_field(specs["item"], required=True, options=options))
    sections = (
        FormSection("", tuple(what)),
        FormSection(
            _("How much"),
            tuple(form_field(specs[n], required=n == "amount" and not uid) for n in _HOW_MUCH),
        ),
        FormSection(_("How it counts"), tuple(form_field(specs[n]) for n in _HOW_COUNTED)),
    )
    names = ("member", *_HOW_MUCH, *_HOW_COUNTED)
    item = found.item if found else ""
    others = [line for line in lines if line.uid != uid]
    note = _("With quantity and price the amount is worked out.")
    if uid:
        note = f"{note} {_('Without an amount the item is taken away.')}"
    return FormRequest(
        "income_line",
        code_word("C19", item) if item else _("An item of income"),
        sections, {name: getattr(found, name) for name in names} if found else {}, uid, note,
        check=lambda typed: _line_problems(str(typed.get("item") or item), typed),
        remark=lambda typed: _sums(view, newest, [*others, *_typed_line(item, typed)]),
        worked_out=_worked_out,
    )  # fmt: skip


def _order(item: str) -> tuple[int, str]:
    return "WBPTE".index(item[0]), item


def _kept_note(kept: Iterable[IncomeLine]) -> str:
    words = [f"{code_word('C19', line.item)} {yuan(line.amount)}" for line in kept]
    if not words:
        return ""
    return _("Entered with details, in the list of items: {items}").format(items=joined(words))


def _typed_lines(typed: Values) -> list[IncomeLine]:
    return [
        IncomeLine(uid="", household_year="", item=item, amount=amount)
        for item, amount in typed.items()
        if isinstance(amount, Decimal) and item not in DECLARED
    ]


def _typed_line(item: str, typed: Values) -> list[IncomeLine]:
    whole = {"item": item, **typed, "household_year": ""}
    return [record_of(IncomeLine, "", whole)] if whole["item"] else []


def _sums(view: HouseholdView, newest: YearView | None, lines: list[IncomeLine]) -> str:
    size = (newest.record.size_year_end if newest else None) or view.row.people
    sums = income_sums(lines, newest.formula if newest else STANDARD)
    return _("Net income {net} yuan · {people} people · {per_head} yuan per head").format(
        net=yuan(sums.net), people=size, per_head=yuan(sums.per_head(size))
    )


def _worked_out(typed: Values) -> dict[str, object]:
    amount = priced(typed.get("quantity"), typed.get("unit_price"))
    return {} if amount is None else {"amount": amount}


def _line_problems(item: str, typed: Values) -> Problems:
    if typed.get("cost_rate") is not None and item and not takes_a_share(item):
        words = _("Only a household's own operation has a share of cost.")
        return {"cost_rate": (words, "warning")}
    return {}
