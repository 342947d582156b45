"""The county's office forms: what is taken, what is refused, and what stands in a filled one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.cell import MergedCell

from fieldapp.foundation.errors import Refused, sentence
from fieldapp.ports.questions import HouseholdRow
from fieldapp.ports.store import changed
from fieldapp.records import CountySetting, Member
from fieldapp.services.desk import Desk
from fieldapp.services.office_filling import fill_office, fill_office_each, office_fields
from fieldapp.services.office_forms import (
    check_office_file,
    drop_office,
    export_office,
    keep_office,
    office_forms,
)
from tests.office_files import TITLE, excel_form, with_part, word_form
from tests.register_village import open_village


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_village(tmp_path / "workspace")
    yield made
    made.store.close()


def household(desk: Desk, number: str = "0163") -> HouseholdRow:
    return next(row for row in desk.store.questions.households() if row.local_no == number)


def filled(desk: Desk, form: Path, language: str = "zh_CN") -> Path:
    name = keep_office(desk.registers, form, "form-of-test").name
    target = form.parent / f"filled{form.suffix}"
    fill_office(desk.registers, name, household(desk), language, target)
    return target


def refusal(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        check_office_file(path)
    return caught.value


def test_a_word_form_is_filled_and_keeps_its_look(desk: Desk, tmp_path: Path) -> None:
    made = Document(str(filled(desk, word_form(tmp_path / "f.docx"))))
    assert made.paragraphs[0].text == TITLE
    line = made.paragraphs[1]
    assert line.text == "户主：贺长青 （0163）"
    named = next(run for run in line.runs if "贺长青" in run.text)
    assert named.bold
    assert named.font.size is not None
    assert named.font.size.pt == 16
    assert made.sections[0].header.paragraphs[0].text.endswith("村")
    assert "{" not in made.sections[0].header.paragraphs[0].text


def test_a_row_of_a_word_table_is_written_for_each_member(desk: Desk, tmp_path: Path) -> None:
    made = Document(str(filled(desk, word_form(tmp_path / "f.docx"))))
    table = made.tables[0]
    members = desk.store.find(Member, household=household(desk).uid)
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert [line[0] for line in texts] == ["序号", "1", "2", "3", "合计 3 人"]
    assert {line[1] for line in texts[1:4]} == {member.name for member in members}
    assert all("*" in line[2] or not line[2] for line in texts[1:4])
    assert table.style is not None
    assert table.style.name == "Table Grid"


def test_lines_beyond_the_spare_rows_make_the_table_longer(desk: Desk, tmp_path: Path) -> None:
    made = Document(str(filled(desk, word_form(tmp_path / "f.docx", spare=0))))
    assert [row.cells[0].text for row in made.tables[0].rows][1:] == ["1", "2", "3", "合计 3 人"]


def test_a_list_without_lines_leaves_its_rows_to_write_on(desk: Desk, tmp_path: Path) -> None:
    form = word_form(tmp_path / "f.docx", columns=("{{ benefits.no }}", "{{ benefits.amount }}"))
    made = Document(str(filled(desk, form)))
    assert [row.cells[0].text for row in made.tables[0].rows][1:] == ["", "", "", "合计 3 人"]


def test_a_workbook_form_is_filled_and_its_formula_follows(desk: Desk, tmp_path: Path) -> None:
    sheet = load_workbook(filled(desk, excel_form(tmp_path / "f.xlsx")))["登记表"]
    assert sheet["A1"].value == TITLE
    assert sheet["A1"].font.size == 18
    assert sheet["B2"].value == "贺长青"
    assert [sheet.cell(row, 1).value for row in range(4, 8)] == ["1", "2", "3", None]
    assert "B6:C6" in {str(block) for block in sheet.merged_cells.ranges}
    assert isinstance(sheet["C6"], MergedCell)
    ages = [sheet[f"D{row}"].value for row in (4, 5, 6)]
    assert all(isinstance(age, int | float) for age in ages if age)
    assert sheet["D7"].value == "=SUM(D4:D6)"
    assert sheet["A9"].value == "户主签字：________"
    assert sheet["D6"].border.left.style == "thin"
    assert sheet.column_dimensions["B"].width == 31


def test_the_same_form_is_the_same_bytes_again(desk: Desk, tmp_path: Path) -> None:
    for form in (word_form(tmp_path / "f.docx"), excel_form(tmp_path / "f.xlsx")):
        assert filled(desk, form).read_bytes() == filled(desk, form).read_bytes()


def test_what_people_typed_is_text_whatever_it_looks_like(desk: Desk, tmp_path: Path) -> None:
    head = next(m for m in desk.store.find(Member) if m.name == "贺长青")
    name = "=1+1<&>{{ household.group }}"
    desk.store.write(desk.registers.act("member.edit"), [changed(Member, head.uid, name=name)])
    sheet = load_workbook(filled(desk, excel_form(tmp_path / "f.xlsx")))["登记表"]
    assert (sheet["B4"].value, sheet["B4"].data_type) == (name, "s")
    table = Document(str(filled(desk, word_form(tmp_path / "f.docx")))).tables[0]
    assert table.rows[1].cells[1].text == name


def test_a_file_a_household_in_the_order_asked_for(desk: Desk, tmp_path: Path) -> None:
    keep_office(desk.registers, word_form(tmp_path / "f.docx"), "f")
    rows = desk.store.questions.households()
    made = fill_office_each(desk.registers, "f", rows, "zh_CN", tmp_path / "out")
    files = sorted((tmp_path / "out").iterdir())
    assert made.files == len(files) == len(rows)
    for row, file in zip(rows, files, strict=True):
        assert row.local_no in file.name
        assert row.head_name in Document(str(file)).paragraphs[1].text


def test_a_public_form_masks_names_and_names_nothing_sensitive(desk: Desk, tmp_path: Path) -> None:
    form = word_form(tmp_path / "f.docx", ("{{ public }}",), ("{{ members.name }}",))
    made = Document(str(filled(desk, form)))
    assert "贺*" in made.paragraphs[1].text
    assert "贺长青" not in "".join(cell.text for row in made.tables[0].rows for cell in row.cells)
    told = refusal(word_form(tmp_path / "g.docx", ("{{ public }}",)))
    assert (told.code, told.facts["name"]) == ("office_sensitive_name", "members.id_number")


def test_what_stands_where_is_shown_before_filling(desk: Desk, tmp_path: Path) -> None:
    keep_office(desk.registers, word_form(tmp_path / "f.docx"), "f")
    shown = {f.name: f for f in office_fields(desk.registers, "f", household(desk), "zh_CN")}
    assert shown["household.head_name"].value == "贺长青"
    assert shown["members.no"].value == "1\n2\n3"
    assert shown["members.id_number"].label == "证件号码"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ household.hed_name }}", "office_unknown_name"),
        ("{{ household.head_name }", "office_broken"),
        ("{{ household.head_name", "office_broken"),
        ("{{ members.name }}", "office_list_outside"),
        ("{{ household.__class__ }}", "office_unknown_name"),
        ("{{ 7*7 }}", "office_unknown_name"),
    ],
)
def test_a_name_that_cannot_be_filled_is_told_with_its_place(
    tmp_path: Path, text: str, code: str
) -> None:
    told = refusal(word_form(tmp_path / "f.docx", (f"此处 {text}",)))
    assert told.code == code
    assert "此处" in str(told.facts["place"])
    for language in ("en", "zh_CN"):
        message, hint = sentence(told, language)
        assert str(told.facts["place"]) in message
        assert "{{{" not in hint


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("word/vbaProject.bin", b"x", "office_macros"),
        ("word/embeddings/oleObject1.bin", b"x", "office_objects"),
        (
            "word/_rels/settings.xml.rels",
            (
                b'<Relationships><Relationship Id="r" Type="t/attachedTemplate" '
                b'Target="file:///c:/x.dotm" TargetMode="External"/></Relationships>'
            ),
            "office_links",
        ),
        (
            "word/footer9.xml",
            b"<w:ftr><w:instrText> DDEAUTO c:\\x.exe</w:instrText></w:ftr>",
            "office_objects",
        ),
    ],
)
def test_a_form_that_acts_by_itself_is_refused(
    tmp_path: Path, part: str, content: bytes, code: str
) -> None:
    assert refusal(with_part(word_form(tmp_path / "f.docx"), part, content)).code == code


def test_a_link_that_a_person_clicks_is_no_harm(tmp_path: Path) -> None:
    rels = (
        b'<Relationships><Relationship Id="r" Target="https://example.org" TargetMode="External" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
        b"</Relationships>"
    )
    form = with_part(word_form(tmp_path / "f.docx"), "word/_rels/footer9.xml.rels", rels)
    assert check_office_file(form).names


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    for content, code in (
        (b"hello", "office_unread"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "office_locked"),
        (b"PK\x03\x04" + bytes(200), "office_unread"),
        (bytes(3 * 1024 * 1024), "office_too_large"),
    ):
        (tmp_path / "f.docx").write_bytes(content)
        assert refusal(tmp_path / "f.docx").code == code


def test_what_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    form = word_form(tmp_path / "f.docx")
    with zipfile.ZipFile(form, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/huge.png", bytes(60 * 1024 * 1024))
    assert form.stat().st_size < 1024 * 1024
    assert refusal(form).code == "office_too_large"


def test_shapes_that_would_be_lost_are_told(tmp_path: Path) -> None:
    drawing = b'<xdr:wsDr xmlns:xdr="x"><xdr:sp></xdr:sp></xdr:wsDr>'
    form = with_part(excel_form(tmp_path / "f.xlsx"), "xl/drawings/drawing1.xml", drawing)
    assert refusal(form).code == "office_shapes"


def test_a_form_is_kept_as_it_came_and_a_new_one_takes_its_place(
    desk: Desk, tmp_path: Path
) -> None:
    form = word_form(tmp_path / "登记表.docx")
    name, again = (keep_office(desk.registers, form).name for _time in range(2))
    assert (name, again) == ("office-1", "office-1")
    assert office_forms(desk.store)[name].title == "登记表"
    (back,) = export_office(desk.store, name, tmp_path / "back.docx")
    assert back.read_bytes() == form.read_bytes()
    drop_office(desk.registers, name)
    assert not office_forms(desk.store)


def test_a_form_of_which_a_piece_is_missing_waits_for_the_next_bundle(
    desk: Desk, tmp_path: Path
) -> None:
    keep_office(desk.registers, word_form(tmp_path / "f.docx"), "f")
    piece = next(one for one in desk.store.find(CountySetting) if one.name.startswith("form_file."))
    desk.store.write(
        desk.registers.act("county_setting.x"), [changed(CountySetting, piece.uid, value='""')]
    )
    with pytest.raises(Refused, match="office_not_all_here"):
        office_fields(desk.registers, "f", household(desk), "en")
