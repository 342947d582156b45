"""Office forms as a county writes them, with names in braces, made anew for tests."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

from docx import Document
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side

TITLE = "贫困户帮扶情况登记表"


def word_form(
    path: Path, texts: tuple[str, ...] = (), columns: tuple[str, ...] = (), spare: int = 2
) -> Path:
    """A form with a heading, a sentence cut into runs, and a table with a row for members."""
    document = Document()
    document.add_heading(TITLE, 0)
    paragraph = document.add_paragraph("户主：")
    for piece in ("{", "{ house", "hold.head_", "name }} "):
        run = paragraph.add_run(piece)
        run.bold, run.font.size = True, Pt(16)
    paragraph.add_run("（{{ household.local_no }}）")
    for text in texts:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = "{{village.name}}村"
    names = columns or ("{{ members.no }}", "｛｛members.name｝｝", "{{ members.id_number }}")
    table = document.add_table(rows=2 + spare, cols=len(names))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("序号", "姓名", "身份证号"), strict=False):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, names, strict=True):
        cell.text = text
    table.add_row().cells[0].text = "合计 {{ household.people }} 人"
    document.save(str(path))
    return path


def excel_form(path: Path) -> Path:
    """A form with merged cells, a row for members, one spare row, a formula and a signature."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "登记表"
    sheet.merge_cells("A1:D1")
    sheet["A1"] = TITLE
    sheet["A1"].font = Font(bold=True, size=18)
    sheet["A2"], sheet["B2"] = "户主", "{{ household.head_name }}"
    sheet["C2"], sheet["D2"] = "人均纯收入", "{{ household.income_per_head }}"
    line = Side("thin")
    for row in (3, 4, 5):
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
        for column in "ABCD":
            sheet[f"{column}{row}"].border = Border(line, line, line, line)
    sheet["A3"], sheet["B3"], sheet["D3"] = "序号", "姓名", "年龄"
    sheet["A4"], sheet["B4"] = "{{ members.no }}", "{{ members.name }}"
    sheet["D4"] = "{{ members.age }}"
    sheet["D4"].number_format = "0"
    sheet["C6"], sheet["D6"] = "年龄合计", "=SUM(D4:D5)"
    sheet["A8"] = "户主签字：________"
    sheet.column_dimensions["B"].width = 31
    book.save(path)
    return path


def with_part(path: Path, name: str, content: bytes) -> Path:
    """The same file with one part more, or another one in its place."""
    with ZipFile(io.BytesIO(path.read_bytes())) as before:
        parts = {one: before.read(one) for one in before.namelist()}
    with ZipFile(path, "w") as after:
        for one, data in {**parts, name: content}.items():
            after.writestr(one, data)
    return path
