"""The sheets of one household: nothing cut when there is too much, nothing made up when empty."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pypdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from fieldapp.records import HouseholdYear
from fieldapp.rules.income import IncomeFormula, income_sums
from fieldapp.sheets import paper_code
from fieldapp.sheets.collection_form import collection_form
from fieldapp.sheets.document import Document, Job, Single, write_documents
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.household_file import HouseholdFile
from fieldapp.sheets.household_paper import HouseholdPaper, YearPaper
from fieldapp.sheets.income_card import income_card
from fieldapp.sheets.measures_card import measures_card
from fieldapp.sheets.plan_sheet import plan_sheet
from fieldapp.sheets.values import Printed
from tests.fieldapp.sheets.household_samples import EMPTY, EXTREME
from tests.fieldapp.sheets.overlaps import overlaps
from tests.fieldapp.sheets.samples import FOOTER

Maker = Callable[[HouseholdPaper, FormWords], Document]
SHEETS: dict[str, Maker] = {
    "plan": lambda paper, words: Single(plan_sheet(paper, words)),
    "collection-form": lambda paper, words: Single(collection_form(paper, words)),
    "income-card": lambda paper, words: Single(income_card(paper, words)),
    "measures-card": lambda paper, words: Single(measures_card(paper, words)),
    "household-file": HouseholdFile,
}
both_languages = pytest.mark.parametrize("language", ["zh_CN", "en"])
every_sheet = pytest.mark.parametrize("name", SHEETS)


def written(
    name: str, paper: HouseholdPaper, language: str = "zh_CN"
) -> tuple[Printed, pypdf.PdfReader]:
    out = io.BytesIO()
    document = SHEETS[name](paper, FormWords(language))
    told = write_documents([document], out, Job(language, FOOTER, name))
    return told, pypdf.PdfReader(out)


def text(name: str, paper: HouseholdPaper, language: str = "zh_CN") -> str:
    _, reader = written(name, paper, language)
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


@both_languages
@every_sheet
def test_an_empty_household_becomes_a_form_to_write_on(name: str, language: str) -> None:
    found = text(name, EMPTY, language)
    assert "0163" in found
    assert "None" not in found
    assert "√是" not in found


@both_languages
@every_sheet
def test_nothing_leaves_the_margins_however_much_there_is(name: str, language: str) -> None:
    told, reader = written(name, EXTREME, language)
    assert told.missing == ()
    for page in reader.pages:
        places: list[tuple[float, float]] = []

        def seen(
            said: str, _cm: object, matrix: list[float], _font: object, _size: float,
            to: list[tuple[float, float]] = places,
        ) -> None:  # fmt: skip
            if said.strip():
                to.append((matrix[4], matrix[5]))

        page.extract_text(visitor_text=seen)
        assert all(x >= 56 and y >= 15 for x, y in places)


def test_every_member_of_thirty_is_on_the_plan_and_the_form() -> None:
    for name in ("plan", "collection-form"):
        found = text(name, EXTREME)
        assert all(person.member.name in found for person in EXTREME.persons)


def test_answers_of_two_thousand_characters_are_printed_whole() -> None:
    for name, times in (("plan", 1), ("measures-card", 1), ("household-file", 22)):
        said = text(name, EXTREME)
        assert said.count("韡") == 250 * times
        whole = [int(number) for number in re.findall(r"第(\d{3})句", said)]
        assert whole[:200] == sorted(whole[:200])


def test_every_measure_and_result_is_there_once_more_to_be_signed_for() -> None:
    card, plan = text("measures-card", EXTREME), text("plan", EXTREME)
    for number in range(25):
        assert card.count(f"措施{number:02d}甲") == 2
        assert f"成效{number:02d}乙" in plan


def test_twenty_visits_are_in_the_file_under_bookmarks_of_their_own() -> None:
    _, reader = written("household-file", EXTREME)
    outline: Any = reader.outline
    titles = [one["/Title"] for one in outline[1]]
    assert sum("次走访" in title for title in titles) == 20


def test_who_signs_never_signs_a_page_with_nothing_else_on_it() -> None:
    for count in range(1, 26):
        paper = replace(EXTREME, measures=EXTREME.measures[1 : 1 + count])
        _, reader = written("measures-card", paper)
        last = "".join(reader.pages[-1].extract_text().split())
        assert "措施" in last.replace("帮扶措施明白卡", "")
        assert "户主签字：" in last


def test_the_heads_of_a_list_never_stand_alone_at_the_foot_of_a_page() -> None:
    _, reader = written("measures-card", EXTREME)
    pages = ["".join(page.extract_text().split()) for page in reader.pages]
    first = next(page for page in pages if "内容及资金" in page)
    assert "第000句" in first


def test_choices_are_ticked_where_an_answer_was_given() -> None:
    found = text("collection-form", EXTREME)
    assert "军烈属□是√否" in found
    assert "计生户□是□否" in found
    assert "√建档立卡贫困户□一般农户" in found


def test_the_rows_of_the_income_card_carry_letters_and_their_formula() -> None:
    found = text("income-card", EXTREME)
    for formula in ("A1+A2+A3", "A+B+C+D", "F−E", "G÷H"):
        assert formula in found
    assert EXTREME.years[0].sums is not None
    assert f"G纯收入{EXTREME.years[0].sums.net:,.0f}" in found


def test_the_county_formula_is_told_on_the_card() -> None:
    formula = IncomeFormula("3", {"B1": Decimal(30)}, {"W1": Decimal("0.8")}, ("T2",))
    lines = tuple(n for n in EXTREME.years[0].lines if not n.item.startswith("E"))
    sums = income_sums(lines, formula)
    record = HouseholdYear(uid="y", household="h", year=2016)
    paper = replace(EXTREME, years=(YearPaper(record, lines, formula, sums, sums.per_head(30)),))
    found = text("income-card", paper)
    assert "县定公式版本：3" in found
    assert "×0.8" in found
    assert "不计入纯收入" in found
    assert "未登记的支出" in found
    assert "种植业收入×30%" in found


def test_a_source_without_items_is_empty_and_not_nought() -> None:
    wages = tuple(n for n in EXTREME.years[0].lines if n.item == "W1")
    year = replace(EXTREME.years[0], lines=wages, sums=income_sums(wages))
    assert "C财产性收入D转移性收入" in text("income-card", replace(EXTREME, years=(year,)))


@pytest.mark.parametrize("paper", [EMPTY, EXTREME], ids=["empty", "too much"])
@both_languages
@every_sheet
def test_no_word_lies_over_another(name: str, language: str, paper: HouseholdPaper) -> None:
    out = io.BytesIO()
    document = SHEETS[name](paper, FormWords(language))
    write_documents([document], out, Job(language, FOOTER, name))
    assert not overlaps(out.getvalue())


def test_words_over_each_other_would_be_seen() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 700, "one word")
    canvas.drawString(104, 703, "another")
    canvas.save()
    assert overlaps(out.getvalue())


FORMS = {"household-file": "file", "collection-form": "collection", "income-card": "income",
         "measures-card": "measures", "plan": "plan"}  # fmt: skip


@every_sheet
def test_every_page_carries_the_code_that_finds_its_entry_again(name: str) -> None:
    zxing = pytest.importorskip("zxingcpp")
    out = io.BytesIO()
    write_documents([SHEETS[name](EXTREME, FormWords("zh_CN"))], out, Job("zh_CN", FOOTER, name))
    codes = []
    for page in pypdfium2.PdfDocument(out.getvalue()):
        (found,) = zxing.read_barcodes(page.render(scale=150 / 72, grayscale=True).to_pil())
        codes.append(paper_code.decode(found.text))
    assert {code.household_uid for code in codes} == {EXTREME.row.uid}
    assert codes[0].form == FORMS[name]
    assert name == "household-file" or {code.form for code in codes} == {FORMS[name]}
