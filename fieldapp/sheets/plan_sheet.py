"""One household, one policy (一户一策): what is wanted, what is promised, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fieldapp.records import HouseholdYear, Measure, Member, MemberYear, Plan
from fieldapp.rules.derived import age_on
from fieldapp.rules.household_facts import Person
from fieldapp.rules.income import COST, SOURCES
from fieldapp.sheets.document import Block, FlowSheet
from fieldapp.sheets.form import Columns, Form, listing
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.head_block import household_rows
from fieldapp.sheets.household_paper import HouseholdPaper
from fieldapp.sheets.paper import BODY_WIDTH
from fieldapp.sheets.seals import Closing, Seals
from fieldapp.sheets.signatures import Signatures
from fieldapp.sheets.tables import Row, Table

BLOCKS = (
    "household", "members", "income", "living", "needs", "measures", "goals", "results",
)  # fmt: skip
"""The names of its blocks, in their order."""
LIVING = (
    "farmland", "woodland", "bee_colonies", "house_area_m2", "house_structure", "house_grade",
    "water_safe", "water_source", "power_home", "entry_road", "toilet_sanitary", "coop_member",
)  # fmt: skip
_SOURCE_ROOTS = {"W": "W0", "B": "B0", "P": "P0", "T": "T0", "E": "E0"}


def plan_title(words: FormWords) -> str:
    """The title of the sheet."""
    return words.gettext("Help Plan of One Household")


def plan_sheet(
    paper: HouseholdPaper, words: FormWords, living: Sequence[str] = LIVING
) -> FlowSheet:
    """The plan of the newest year; without one a form to be filled by hand.

    ``living`` are the fields of the year that are told, in their order.
    """
    form = Form(words, by_hand=paper.plan is None)
    blocks: tuple[Block, ...] = (
        Table((*household_rows(paper, form), *_about(paper, form, words))),
        _members(paper, words),
        _income(paper, words),
        _living(paper, form, words, living),
        Table(tuple(_needs(paper, form, words))),
        _measures(paper, words),
        _targets(paper, words),
        _results(paper, form, words),
    )
    title = plan_title(words)
    ending = Closing(
        Signatures(
            tuple(
                words.colon(words.gettext(label))
                for label in ("Head signs", "Helper signs", "First secretary signs")
            ),
            words.day_to_write(),
        ),
        Seals(
            (words.gettext("Village committee (seal)"), words.gettext("Township (seal)")),
            words.day_to_write(),
            BODY_WIDTH,
        ),
    )
    heading = paper.heading(title, words, "plan")
    return FlowSheet(heading, paper.bookmark(), blocks, ending, names=BLOCKS)


def _about(paper: HouseholdPaper, form: Form, words: FormWords) -> Iterator[Row]:
    label, value, plan = form.label, form.value, paper.plan
    helper = paper.helpers[0] if paper.helpers else None
    yield form.pairs(
        (label, value) * 3,
        (words.gettext("Helper"), paper.helper),
        (words.gettext("Unit of the helper"), helper.unit or "" if helper else ""),
        (words.gettext("Phone of the helper"), helper.phone or "" if helper else ""),
    )
    yield form.pairs(
        (label, value) * 3,
        (words.gettext("Year"), words.shown(plan, "year")),
        (words.label(Plan, "prepared_by"), paper.worker(plan.prepared_by if plan else None, "")),
        (words.label(Plan, "version"), words.shown(plan, "version")),
    )


def _members(paper: HouseholdPaper, words: FormWords) -> Table:
    header = (
        words.label(Member, "name"), words.label(Member, "relation"), words.label(Member, "sex"),
        words.gettext("Age"), words.label(MemberYear, "education"),
        words.label(MemberYear, "health"), words.label(MemberYear, "labour"),
        words.gettext("Work away from home"),
    )  # fmt: skip
    lines = [_member(person, paper, words) for person in paper.persons]
    return listing(
        Columns((1.2, 1.1, 0.85, 0.5, 1.3, 1.1, 1.2, 1.65), header, "llmmllll"),
        lines,
        size=9,
        caption=words.gettext("Members"),
    )


def _member(person: Person, paper: HouseholdPaper, words: FormWords) -> tuple[str, ...]:
    member, year = person.member, person.year
    born = member.birth_date
    school = words.shown(year, "school_status") if year and not year.education else ""
    away = words.parts((words.shown(year, "work_area"), words.shown(year, "work_months")))
    return (
        member.name,
        words.shown(member, "relation"),
        words.shown(member, "sex"),
        "" if born is None else str(age_on(born, paper.today)),
        words.shown(year, "education") or school,
        words.shown(year, "health"),
        words.shown(year, "labour"),
        away,
    )


def _income(paper: HouseholdPaper, words: FormWords) -> Table:
    year = paper.year
    sums = year.sums if year else None
    amounts = [words.number(sums.by_source[letter]) if sums else "" for letter in (*SOURCES, COST)]
    net = words.number(sums.net) if sums else ""
    plan = paper.plan
    goal = words.number(plan.goal_income_per_head) if plan else ""
    header = (
        words.gettext("Year"),
        *(source_name(letter, words) for letter in (*SOURCES, COST)),
        words.gettext("Net income"), words.gettext("A head"), words.gettext("Goal a head"),
    )  # fmt: skip
    per_head = words.number(year.per_head) if year else ""
    line = (str(year.record.year) if year else "", *amounts, net, per_head, goal)
    return listing(
        Columns((0.7, 1, 1.1, 1, 1, 1.1, 1, 1, 1), header, "mrrrrrrrr"),
        [line],
        size=9,
        caption=words.gettext("Income (yuan)"),
    )


def source_name(letter: str, words: FormWords) -> str:
    """The name of a source: the label of its undivided item without what stands in brackets."""
    label = words.code("C19", _SOURCE_ROOTS[letter])
    return label.partition("(")[0].partition(",")[0].strip()


def _living(paper: HouseholdPaper, form: Form, words: FormWords, names: Sequence[str]) -> Table:
    year = paper.year.record if paper.year else None
    pairs = [(words.label(HouseholdYear, name), words.shown(year, name)) for name in names]
    pairs += [("", "")] * (-len(pairs) % 3)
    rows = tuple(
        form.pairs((form.label, form.value) * 3, *pairs[at : at + 3])
        for at in range(0, len(pairs), 3)
    )
    return Table(rows, caption=words.gettext("Living and production"))


def _needs(paper: HouseholdPaper, form: Form, words: FormWords) -> Iterator[Row]:
    plan = paper.plan
    note = paper.year.record.cause_note or "" if paper.year else ""
    yield form.line(words.label(HouseholdYear, "cause_note"), note, room=36)
    yield form.line(words.label(Plan, "needs_text"), words.shown(plan, "needs_text"), room=52)


def _measures(paper: HouseholdPaper, words: FormWords) -> Table:
    header = (
        words.gettext("Project"), words.gettext("Scale"), words.gettext("Funds (yuan)"),
        words.gettext("Unit responsible"), words.gettext("By whom"), words.gettext("Due"),
        words.gettext("Expected income (yuan)"), words.gettext("State"),
    )  # fmt: skip
    lines: list[tuple[str, ...]] = [
        (
            _title(measure, words), words.number(measure.quantity, measure.unit or ""),
            words.number(measure.amount_planned), measure.funding_unit or "",
            paper.worker(measure.helper, measure.helper_text), words.date(measure.due_date),
            words.number(measure.expected_income), words.shown(measure, "state"),
        )
        for measure in paper.measures
    ]  # fmt: skip
    lines += [("",) * len(header)] * max(0, 4 - len(lines))
    return listing(
        Columns((2.1, 0.9, 0.9, 1.3, 0.9, 1.15, 1.05, 0.95), header, "lrrlllrl"),
        lines,
        size=9,
        caption=words.gettext("Measures promised"),
    )


def _title(measure: Measure, words: FormWords) -> str:
    return measure.title or words.code("C20", measure.catalog)


def _targets(paper: HouseholdPaper, words: FormWords) -> Table:
    reached = {year.record.year: year.per_head for year in paper.years}
    goals = {plan.year: plan.goal_income_per_head for plan in paper.plans}
    years = sorted({*reached, *goals})[-6:] or [paper.today.year]

    def line(label: str, of: dict[int, Decimal | None]) -> tuple[str, ...]:
        return (label, *(words.number(of.get(year)) for year in years))

    return listing(
        Columns(
            (1.8, *[1.0] * len(years)),
            (words.gettext("Net income a head (yuan)"), *map(str, years)),
            "l" + "r" * len(years),
        ),
        [line(words.gettext("Goal"), goals), line(words.gettext("Reached"), reached)],
        caption=words.gettext("Goals year by year"),
    )


def _results(paper: HouseholdPaper, form: Form, words: FormWords) -> Table:
    told = [
        words.details(
            words.named(_title(measure, words), measure.result_text or ""),
            (words.day(measure.result_date), words.number(measure.result_income, words.unit("元"))
             if measure.result_income is not None else ""),
        )
        for measure in paper.measures
        if measure.result_text
    ]  # fmt: skip
    return Table((form.line(words.gettext("Results"), "\n".join(told), room=52),))
