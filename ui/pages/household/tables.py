"""Puts the people, the years, the income and the measures of a household into tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from fieldapp.foundation.i18n import N_, _, language
from fieldapp.records import HouseholdYear, IncomeLine, Measure, Member
from fieldapp.records.codes import code_list
from fieldapp.records.declare import fields_of
from fieldapp.records.lists_work import OPEN_MEASURES
from fieldapp.rules.income import COST, SOURCES
from fieldapp.rules.masks import is_child, masked
from fieldapp.services.household_view import (
    YEARS_SHOWN,
    HouseholdView,
    MemberView,
    YearView,
)
from ui.models.wording import (
    NOTHING,
    code_word,
    day_words,
    dotted,
    promise_tone,
    unit_word,
    yuan,
)
from ui.models.year_table import YearRow, YearTable, change_mark
from ui.pages.household.state import IncomeRow, MeasureRow, MemberRow

LIVING: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Housing"), ("house_area_m2", "house_structure", "house_built_year", "house_grade",
                     "house_rebuilt_year", "rebuild_subsidy", "toilet_sanitary", "fuel")),
    (N_("Water, power, road"), ("water_safe", "water_hard", "water_source", "power_home",
                                "power_production", "tv", "broadband", "entry_road",
                                "road_distance_km")),
    (N_("Land"), ("farmland", "irrigated", "woodland", "returned_farmland", "fruit",
                  "grassland", "water")),
    (N_("Livestock and tools"), ("pigs", "cattle", "sheep", "poultry", "bee_colonies", "sheds",
                                 "production_tools", "surplus_labour")),
    (N_("Organisation"), ("coop_member", "lead_firm", "local_leader")),
    (N_("Relocation"), ("relocated", "move_way", "settlement", "settlement_place", "moved_in",
                        "moved_people", "move_difficulty")),
    (N_("Family"), ("size_year_start", "size_year_end")),
)  # fmt: skip
"""The yearly fields of the page by heading."""

SOURCE_NAMES = {
    "W": N_("Wages"), "B": N_("Operation"), "P": N_("Property"), "T": N_("Transfers"),
    COST: N_("Operating costs"),
}  # fmt: skip


def member_rows(view: HouseholdView) -> tuple[MemberRow, ...]:
    """The people, those still in the household first."""
    return tuple(_member(member, view.today) for member in view.members)


def _member(member: MemberView, today: dt.date) -> MemberRow:
    person, year = member.person, member.year
    months = year.work_months if year else None
    work = ""
    if year and (year.work_area or months):
        worked = "" if months is None else _("{count} months").format(count=months)
        work = dotted(code_word("C08b", year.work_area) if year.work_area else "", worked)
    return MemberRow(
        uid=person.uid,
        name=person.name,
        relation=code_word("C01", person.relation),
        sex=code_word("C02", person.sex),
        age=_age(person.birth_date, today),
        id_number=masked(
            fields_of(Member)["id_number"],
            person.id_number,
            health=False,
            child=is_child(person.birth_date, today),
        )
        or NOTHING,
        schooling=_schooling(member),
        labour=code_word("C08", year.labour if year else None),
        work=work or NOTHING,
        status="" if person.status in (None, "1") else _status(member, today),
        here=member.here,
    )


def _status(member: MemberView, today: dt.date) -> str:
    day = member.person.status_date
    words = code_word("C13", member.person.status)
    return words if day is None else dotted(words, day_words(day, today))


def _schooling(member: MemberView) -> str:
    year = member.year
    if year is None:
        return NOTHING
    if year.school_status not in (None, "01"):
        return code_word("C05b", year.school_status)
    return code_word("C05", year.education)


def _age(birth: dt.date | None, today: dt.date) -> str:
    if birth is None:
        return NOTHING
    return str(today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day)))


def living_table(view: HouseholdView) -> YearTable:
    """Living and land, up to three years side by side; only what was ever recorded."""
    years = [known.record for known in view.years[:YEARS_SHOWN]]
    rows: list[YearRow] = []
    for title, names in LIVING:
        lines = [_living(name, years) for name in names]
        known = [line for line in lines if any(cell != NOTHING for cell in line.cells)]
        if known:
            rows += [YearRow(_(title), ("",) * len(years), kind="heading"), *known]
    return YearTable(tuple(str(year.year) for year in years), tuple(rows))


def _living(name: str, years: list[HouseholdYear]) -> YearRow:
    spec = fields_of(HouseholdYear)[name]
    unit = f" ({unit_word(spec.unit)})" if spec.unit else ""
    values = [getattr(year, name) for year in years]
    cells = tuple(spec.kind.show(v, language()) if v is not None else NOTHING for v in values)
    pairs = zip(values, [*values, None][1:], strict=True)
    marks = tuple(change_mark(now, before) for now, before in pairs)
    return YearRow(f"{spec.label(language())}{unit}", cells, marks)


def income_table(view: HouseholdView) -> YearTable:
    """Income by source, up to three years side by side, with its sums."""
    years = view.years[:YEARS_SHOWN]
    if not any(year.lines or year.per_head is not None for year in years):
        return YearTable(tuple(str(year.record.year) for year in years))
    rows = [row for letter in (*SOURCES, COST) for row in _source(letter, years)]
    nets = [year.sums.net if year.sums else year.record.declared_net for year in years]
    heads = [year.per_head for year in years]
    sizes = [year.record.size_year_end or view.row.people for year in years]
    rows += [
        YearRow(_("Net income"), tuple(map(yuan, nets)), _money_marks(nets), "sum"),
        YearRow(_("People"), tuple(map(str, sizes))),
        YearRow(_("Net income per head"), tuple(map(yuan, heads)), _money_marks(heads), "sum"),
    ]
    return YearTable(tuple(str(year.record.year) for year in years), tuple(rows))


def income_rows(view: HouseholdView) -> tuple[IncomeRow, ...]:
    """The items of the newest year, costs last."""
    lines = view.years[0].lines if view.years else ()
    names = {one.person.uid: one.person.name for one in view.members}
    order = "".join((*SOURCES, COST))
    ordered = sorted(lines, key=lambda line: (order.find(line.item[0]), line.item))
    return tuple(_item(line, names.get(line.member or "", "")) for line in ordered)


def _item(line: IncomeLine, whose: str) -> IncomeRow:
    kinds = fields_of(IncomeLine)
    shown = {
        name: kinds[name].kind.show(value, language()) if value is not None else ""
        for name in ("quantity", "unit_price", "cost_rate")
        for value in (getattr(line, name),)
    }
    how = f"{shown['quantity']} {line.unit or ''}".strip()
    if shown["unit_price"]:
        how = f"{how} × {shown['unit_price']}".strip()
    share = _("costs {share} %").format(share=shown["cost_rate"]) if shown["cost_rate"] else ""
    told = {True: _("counts"), False: _("does not count"), None: ""}[line.counts_in_net]
    return IncomeRow(
        uid=line.uid,
        item=code_list("C19").label(line.item, language()),
        whose=whose,
        amount=yuan(line.amount),
        how=how,
        counts=dotted(share, told),
        evidence=line.evidence_note or "",
    )


def _source(letter: str, years: tuple[YearView, ...]) -> Iterator[YearRow]:
    items = sorted({line.item for year in years for line in year.lines if line.item[0] == letter})
    if not items:
        return
    sums = [year.sums.by_source[letter] if year.sums else None for year in years]
    yield YearRow(_(SOURCE_NAMES[letter]), tuple(map(yuan, sums)), _money_marks(sums), "heading")
    for item in items:
        amounts = [_amount(year, item) for year in years]
        label = code_list("C19").label(item, language())
        yield YearRow(label, tuple(map(yuan, amounts)), _money_marks(amounts))


def _amount(year: YearView, item: str) -> Decimal | None:
    found = [line.amount for line in year.lines if line.item == item and line.amount is not None]
    return sum(found, Decimal(0)) if found else None


def _money_marks(amounts: list[Decimal | None]) -> tuple[str, ...]:
    pairs = zip(amounts, [*amounts[1:], None], strict=True)
    return tuple(
        "" if now is None or before is None or now == before
        else f"{'↑' if now > before else '↓'} {yuan(abs(now - before))}"
        for now, before in pairs
    )  # fmt: skip


def measure_rows(view: HouseholdView) -> tuple[MeasureRow, ...]:
    """The measures, open ones first."""
    return tuple(_measure(measure, view) for measure in view.measures)


def _measure(measure: Measure, view: HouseholdView) -> MeasureRow:
    running = measure.state in OPEN_MEASURES
    quantity = "" if measure.quantity is None else f"{measure.quantity.normalize():f}"
    paid, planned = measure.amount_paid, measure.amount_planned
    money = " / ".join(yuan(amount) for amount in (paid, planned) if amount is not None)
    return MeasureRow(
        uid=measure.uid,
        title=measure.title or NOTHING,
        group=code_word("C20", measure.catalog),
        quantity=f"{quantity} {measure.unit or ''}".strip() or NOTHING,
        money=money or NOTHING,
        owner=view.team_name(measure.helper) or measure.helper_text or NOTHING,
        due=day_words(measure.due_date, view.today),
        due_tone=promise_tone(measure.due_date, view.today) if running else "quiet",
        state=code_word("measure_state", measure.state),
        open=running,
    )
