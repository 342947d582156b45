"""A template says what the county wants, or where it is wrong; a public one tells no secrets."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.foundation.assets import asset_path
from fieldapp.foundation.errors import Refused, sentence
from fieldapp.ports.questions import Figures, Stats
from fieldapp.records import Household, HouseholdYear, Measure, Member, MemberYear, Plan, TeamMember
from fieldapp.records.codes import code_list
from fieldapp.records.declare import Record, fields_of
from fieldapp.records.kinds import Date, Dec, ManyOf, OneOf, Text
from fieldapp.rules.household_facts import Person
from fieldapp.rules.income import IncomeFormula
from fieldapp.rules.masks import is_public
from fieldapp.sheets.document import FlowSheet, Job, write_documents
from fieldapp.sheets.form_words import FormWords
from fieldapp.sheets.household_paper import HouseholdPaper, YearPaper
from fieldapp.sheets.pack.changes import BLOCKS, KeptTemplate, Pack
from fieldapp.sheets.pack.checking import check_template
from fieldapp.sheets.pack.declared import OwnForm
from fieldapp.sheets.pack.names import FormPaper, columns_of, form_names
from fieldapp.sheets.pack.own_sheet import own_sheet
from fieldapp.sheets.paper_code import PaperCode, decode
from fieldapp.sheets.village_report import ReportPaper, village_report
from fieldapp.sheets.visit_sheet import visit_documents
from tests.fieldapp.sheets.household_samples import EMPTY, EXTREME
from tests.fieldapp.sheets.samples import FOOTER, SHEET

FORM = """form = "letter-home"
title = { zh = "告知书" }
# {a remark is not read}
[[parts]]
part = "text"
text = { zh = "户主{household.head_name}，{year}年" }

[[parts]]
part = "list"
list = "members"
columns = ["name", "age"]
"""
CHANGE = """sheet = "plan"
title = { zh = "计划表", en = "The Plan" }
blocks = ["needs", "members"]
[fields]
living = ["fuel", "tv"]
"""
RecordT = TypeVar("RecordT", bound=Record)


@pytest.mark.parametrize("name", ["plan-change", "measures-notice"])
def test_a_shipped_example_can_be_used_as_it_is(name: str) -> None:
    text = asset_path(f"forms/{name}.toml").read_text(encoding="utf-8")
    assert check_template(text).chinese_only == ()


@pytest.mark.parametrize(
    ("template", "right", "wrong", "code", "line", "told"),
    [
        (FORM, '"告知书"', "告知书", "form_not_toml", 2, ""),
        (FORM, "title =", "titel =", "form_unknown_key", 2, "title"),
        (FORM, 'title = { zh = "告知书" }', "", "form_missing_key", 1, "title"),
        (FORM, 'form = "letter-home"', "", "form_missing_key", 1, "form / sheet"),
        (FORM, '"letter-home"', '"Brief 1"', "form_name", 1, "Brief 1"),
        (FORM, '"letter-home"', '"plan"', "form_name", 1, "plan"),
        (FORM, '["name", "age"]', '"name"', "form_wrong_kind", 11, '["…", "…"]'),
        (FORM, 'part = "text"', 'part = "texts"', "form_wrong_value", 5, "text · fields"),
        (FORM, 'part = "text"', 'part = "text"\nsize = 99', "form_wrong_value", 6, "99"),
        (FORM, "columns =", "colums =", "form_unknown_key", 11, "columns"),
        (FORM, '"age"', '"aeg"', "form_unknown_name", 11, "age"),
        (FORM, "head_name", "headname", "form_unknown_name", 6, "household.head_name"),
        (FORM, "{year}", "{year", "form_brace", 6, ""),
        (FORM, "户主{household.head_name}，{year}年", " ", "form_empty_text", 6, ""),
        (FORM, '"members"', '"households"', "form_unknown_block", 10, "members"),
        (FORM, '["name", "age"]', "[]", "form_missing_key", 11, "columns"),
        (FORM, "{year}", "啊" * 7000, "form_too_long", None, "7000"),
        (CHANGE, '"plan"', '"plans"', "form_unknown_block", 1, "plan"),
        (CHANGE, '"members"', '"member"', "form_unknown_block", 3, "members"),
        (CHANGE, "living =", "home =", "form_unknown_block", 5, "living"),
        (CHANGE, '"tv"', '"tv_set"', "form_unknown_name", 5, "tv"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_what_would_be_right(
    template: str, right: str, wrong: str, code: str, line: int | None, told: str
) -> None:
    assert template.count(right) == 1
    with pytest.raises(Refused) as refused:
        check_template(template.replace(right, wrong))
    error = refused.value
    assert (error.code, error.facts.get("line")) == (code, line)
    for language in ("zh_CN", "en"):
        message, hint = sentence(error, language)
        assert told in message + hint
        assert "…" not in message
        assert line is None or str(line) in message


@pytest.mark.parametrize("text", ["[" * 5000, "\0", "form = 1", "sheet = []", "a.b.c = 1"])
def test_what_is_no_template_at_all_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        check_template(text)


def test_a_line_without_english_is_told_and_printed_in_chinese() -> None:
    checked = check_template(FORM)
    assert checked.chinese_only == (2, 6)
    sheet = own_sheet(KeptTemplate(checked.template), paper(EXTREME), FormWords("en"))
    assert "告知书" in repr(sheet)


def test_what_is_not_recorded_becomes_room_to_write() -> None:
    sheet = own_sheet(KeptTemplate(check_template(FORM).template), paper(EMPTY), FormWords("zh_CN"))
    assert "户主＿＿＿＿＿＿，2016年" in repr(sheet)


def test_blocks_fields_and_title_of_a_sheet_are_the_countys() -> None:
    words = FormWords("en")
    shipped = Pack({}).of_household("plan", EXTREME, words)
    pack = Pack({"plan": KeptTemplate(check_template(CHANGE).template, b"jpeg")})
    made = pack.of_household("plan", EXTREME, words)
    assert (made.heading.title, made.heading.logo) == ("The Plan", b"jpeg")
    by_name = dict(zip(shipped.names, shipped.blocks, strict=True))
    assert made.blocks == (by_name["needs"], by_name["members"])
    living = check_template(CHANGE.replace('"needs", "members"', '"living"')).template
    (table,) = Pack({"plan": KeptTemplate(living)}).of_household("plan", EXTREME, words).blocks
    assert "Main fuel" in repr(table)
    assert "House area" not in repr(table)
    untouched = pack.of_household("income-card", EXTREME, words)
    assert untouched == Pack({}).of_household("income-card", EXTREME, words)


def test_every_sheet_names_as_many_blocks_as_it_has() -> None:
    words = FormWords("zh_CN")
    for kind in ("plan", "collection-form", "income-card", "measures-card"):
        made = Pack({}).of_household(kind, EXTREME, words)
        assert len(made.names) == len(made.blocks)
        assert set(made.names) == set(BLOCKS[kind])


def test_the_blocks_of_a_visit_sheet_are_the_countys() -> None:
    written = f"""sheet = "visit-sheet"
foot = {{ zh = "一式两份" }}
blocks = {[name for name in reversed(BLOCKS["visit-sheet"]) if name != "measures"]}
"""
    pack = Pack({"visit-sheet": KeptTemplate(check_template(written).template)})
    words, out = FormWords("zh_CN"), io.BytesIO()
    documents = visit_documents([SHEET], words, pack.lettering("visit-sheet", words))
    write_documents(documents, out, Job("zh_CN", FOOTER, "t"))
    document = pypdfium2.PdfDocument(out.getvalue())
    text = document[0].get_textpage().get_text_range()
    document.close()
    said = ("卡别意见", "发现的问题", "走访情况", "上次答应", "住址", "一式两份", "走访人签字")
    places = [text.index(word) for word in said]
    assert places == sorted(places)
    assert "蜂箱 10 只" in text
    assert "养殖土蜂" not in text


def test_the_blocks_of_a_village_report_are_the_countys() -> None:
    words = FormWords("zh_CN")
    figures = Figures(households=1, persons=3)
    stats = Stats(total=figures, cards={"RED": figures}, causes={"07": 1}, groups={"三组": figures})
    report = village_report(
        ReportPaper(EXTREME.village, EXTREME.today, stats, None, {}, (), ()), words
    )
    assert set(report.names) == set(BLOCKS["village-report"]) - {"coverages", "audit"}
    change = check_template('sheet = "village-report"\nblocks = ["groups", "opening"]').template
    made = Pack({"village-report": KeptTemplate(change)}).changed("village-report", report, words)
    by_name = dict(zip(report.names, report.blocks, strict=True))
    assert made.blocks == (by_name["groups"], by_name["opening"])


def test_a_sheet_of_which_nothing_is_wanted_that_is_there_has_an_empty_page() -> None:
    words, out = FormWords("zh_CN"), io.BytesIO()
    change = check_template('sheet = "visit-sheet"\nblocks = ["photos"]').template
    lettering = Pack({"visit-sheet": KeptTemplate(change)}).lettering("visit-sheet", words)
    documents = visit_documents([SHEET], words, lettering)
    assert write_documents(documents, out, Job("zh_CN", FOOTER, "t")).pages == 1


def test_a_form_of_a_household_has_its_code_unless_everybody_reads_it() -> None:
    words = FormWords("zh_CN")
    inside = own_sheet(KeptTemplate(check_template(FORM).template), paper(EXTREME), words)
    assert decode(inside.heading.code) == PaperCode("own", EXTREME.row.uid)
    assert EXTREME.head_name in inside.heading.again
    public = FORM.replace("form =", 'mask = "public"\nform =', 1).replace(', "age"', "")
    outside = own_sheet(KeptTemplate(check_template(public).template), paper(EXTREME), words)
    assert (outside.heading.code, outside.heading.again) == ("", "")


def paper(home: HouseholdPaper) -> FormPaper:
    return FormPaper(home.today, home.village, home)


# ---------------------------------------------------------------- public forms


def test_a_public_form_may_not_name_what_is_sensitive() -> None:
    named = FORM.replace("form =", 'mask = "public"\nform =', 1)
    with pytest.raises(Refused, match="form_sensitive_name") as refused:
        check_template(named)
    assert (refused.value.facts["name"], refused.value.facts["line"]) == ("age", 12)
    assert check_template(named.replace(', "age"', "")).chinese_only == (3, 7)


def everything_public() -> OwnForm:
    """A public form that names all that it may."""
    lists = "".join(
        f'[[parts]]\npart = "list"\nlist = "{name}"\ncolumns = {columns}\n'
        for name in ("members", "measures", "benefits", "income", "visits")
        if (columns := [key for key, known in columns_of(name).items() if known.public])
    )
    names = [key for key, known in form_names("household").items() if known.public]
    text = "".join(f"{{{name}}}" for name in names)
    template = check_template(
        f'form = "all"\nmask = "public"\ntitle = {{ zh = "公示" }}\n{lists}'
        f'[[parts]]\npart = "fields"\nfields = {names}\n'
        f'[[parts]]\npart = "text"\ntext = {{ zh = "{text}" }}\n'
    ).template
    assert isinstance(template, OwnForm)
    return template


ILLNESS = "01"


def secretive(cls: type[RecordT], secrets: list[str], **values: object) -> RecordT:
    """A record whose every field that is not for everybody holds a secret."""
    filled: dict[str, object] = {}
    for number, spec in enumerate(fields_of(cls).values()):
        if spec.name in values or is_public(spec):
            continue
        if isinstance(spec.kind, Text):
            filled[spec.name] = f"密{cls.__name__}{number}密"
            secrets.append(f"密{cls.__name__}")
        elif isinstance(spec.kind, Dec):
            filled[spec.name] = Decimal(770000 + number)
            secrets.append(f"770,{number:03d}")
        elif isinstance(spec.kind, Date) and spec.sens:
            filled[spec.name] = dt.date(1931, 7, 1)
            secrets.append("1931")
        elif isinstance(spec.kind, OneOf | ManyOf) and spec.kind.codes.name == "C06":
            filled[spec.name] = ILLNESS if isinstance(spec.kind, OneOf) else (ILLNESS,)
            secrets += [code_list("C06").label(ILLNESS, lang) for lang in ("zh_CN", "en")]
    return cls(uid="u", **{**filled, **values})


NAMES = st.text("欧阳娜扎西次仁王张李买买提·", min_size=2, max_size=8)
PUBLIC = everything_public()


@given(NAMES, NAMES, st.sampled_from(["zh_CN", "en"]))
@settings(deadline=None, max_examples=40)
def test_a_public_form_never_shows_a_sensitive_value(head: str, member: str, lang: str) -> None:
    secrets: list[str] = []
    home = secretive(Household, secrets, village="v", local_no="0163")
    year = secretive(HouseholdYear, secrets, household="u", year=2016)
    person = Person(
        secretive(Member, secrets, household="u", name=member),
        secretive(MemberYear, secrets, member="u", year=2016, health=("03",)),
    )
    row = replace(EMPTY.row, head_name=head, per_head=Decimal(778899))
    filled = replace(
        EMPTY, home=home, row=row, persons=(person,),
        years=(YearPaper(year, (), IncomeFormula(), None, None),),
        plans=(secretive(Plan, secrets, household="u", year=2016),),
        measures=(secretive(Measure, secrets, household="u", title="蜂箱"),),
        helpers=(secretive(TeamMember, secrets, name="密帮扶人密", village="v"),),
    )  # fmt: skip
    said = shown(own_sheet(KeptTemplate(PUBLIC), paper(filled), FormWords(lang)))
    assert "蜂箱" in said
    assert code_list("C06").label(ILLNESS, lang) in secrets
    for secret in {*secrets, "密", "778,899", head, member}:
        assert secret not in said


def shown(sheet: FlowSheet) -> str:
    return repr(sheet)


def test_a_public_village_form_masks_the_heads() -> None:
    columns = [name for name, known in columns_of("households").items() if known.public]
    template = check_template(
        'form = "wall"\nfor = "village"\nmask = "public"\ntitle = { zh = "{village.name}公示" }\n'
        f'[[parts]]\npart = "list"\nlist = "households"\ncolumns = {columns}\n'
    ).template
    assert "main_cause" not in columns
    rows = tuple(
        replace(EMPTY.row, head_name=name, main_cause=ILLNESS) for name in ("王小明", "欧阳娜")
    )
    source = FormPaper(EMPTY.today, EMPTY.village, rows=rows)
    said = shown(own_sheet(KeptTemplate(template), source, FormWords("zh_CN")))
    assert "王*明" in said
    assert not {"王小明", "欧阳娜"} & set(said.split("'"))
    assert "郑家村公示" in said


def test_names_of_the_dictionary_have_labels_in_both_languages() -> None:
    known: Mapping[str, object] = form_names("household")
    assert len(known) > 120
    for lang in ("zh_CN", "en"):
        assert all(one.label(FormWords(lang)) for one in form_names("household").values())
