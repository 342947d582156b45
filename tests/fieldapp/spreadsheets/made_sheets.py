"""Synthetic rosters in the shapes that offices keep, written to files for the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from fieldapp.rules.identity import check_digit
from fieldapp.spreadsheets.reading import read_roster
from fieldapp.spreadsheets.roster import Roster

TODAY = dt.date(2016, 12, 31)
SURNAMES = "赵钱孙李周吴郑王"


def id_number(birth: dt.date, serial: int, *, male: bool) -> str:
    """A sound ID number of the unassigned area 999900."""
    first_17 = f"999900{birth:%Y%m%d}{serial % 50:02}{1 if male else 2}"
    return first_17 + check_digit(first_17)


def workbook(
    path: Path, rows: Iterable[Sequence[object]], merged: Iterable[str] = (), title: str = "Sheet"
) -> Path:
    """Write rows to the only sheet of a workbook; strings stay strings."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for block in merged:
        sheet.merge_cells(block)
    book.save(path)
    return path


def text_file(path: Path, lines: Iterable[str], encoding: str) -> Path:
    """Write lines as a text file."""
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


CODES = ("AAD001", "AAC001", "AAC029", "AAB002", "AAB003", "AAB004", "AAB006", "AAB017", "AAC301")
CHINESE = (
    "行政村", "户编号", "户主姓名", "姓名", "性别", "证件号码", "与户主关系", "健康状况",
    "耕地面积(亩)",
)  # fmt: skip


def national_export(path: Path, households: int = 5) -> Path:
    """One row a member, technical names over Chinese headings, all text: 1, 2, 3, 1, 2 … people."""
    rows: list[Sequence[object]] = [CODES, CHINESE]
    for number in range(households):
        surname = SURNAMES[number % len(SURNAMES)]
        for place in range(number % 3 + 1):
            male = place != 1
            birth = dt.date(1960 + 15 * (place == 2), 1 + number % 12, 1 + place)
            rows.append((
                "示例村", f"9999000000{number:04}", f"{surname}甲", surname + "甲乙丙"[place],
                "男" if male else "女", id_number(birth, number, male=male),
                ("户主", "妻子", "长子")[place], ("健康", "残疾，长期慢性病", "健康")[place],
                f"{3 + place}.5",
            ))  # fmt: skip
    return workbook(path, rows)


VILLAGE_HEADINGS = "编号,组,户主,户主身份证号,人口,卡别,致贫原因,田地,林地,人均纯收入,电话,备注"


def village_list(path: Path, encoding: str = "gb18030", households: int = 6) -> Path:
    """One row a household: title, units inside the cells, a row of totals."""
    lines = ["示例村2016年农户基本情况表", VILLAGE_HEADINGS]
    for number in range(households):
        head = f"{SURNAMES[number]}甲"
        card = id_number(dt.date(1950 + number, 3, 4), number, male=True)
        lines.append(
            f"{number + 98:04},{'一二'[number % 2]}组,{head},{card},{number + 1}人,"
            f"{('红卡', '黄卡', '一般')[number % 3]},{('因病', '缺技术', '')[number % 3]},"
            f"{number}.5亩,0.4{number}公顷,{3000 + number}元,138-0000-{number:04},"
        )
    lines.append(f"合计,,,,{sum(range(1, households + 1))},,,,,,,")
    return text_file(path, lines, encoding)


DAMAGED_HEADINGS = ("序号", "户主", "成员姓名", "关系", "身份证", "出生日期", "备注")


def damaged_list(path: Path) -> Path:
    """Household cells merged, one ID number kept as a number, dates as dates and as text."""
    births = [dt.date(1960, 1, 1), dt.date(1962, 2, 2), dt.date(1990, 3, 3), dt.date(1955, 4, 4)]
    cards = [id_number(birth, 7, male=place != 1) for place, birth in enumerate(births)]
    rows: list[Sequence[object]] = [
        DAMAGED_HEADINGS,
        (1, "赵甲", "赵甲", "户主", cards[0], dt.date(1960, 1, 1), None),
        (None, None, "钱乙", "妻子", cards[1], "1962年2月", None),
        (None, None, "赵丙", "长子", int(cards[2][:17] + "0"), "1990年3月", "在外"),
        (2, "孙丁", "孙丁", "户主", cards[3], "1955年4月", None),
    ]
    return workbook(path, rows, ("A2:A4", "B2:B4"))


def read(path: Path, mapping: dict[str, str] | None = None) -> Roster:
    """Read a roster on the day of the tests."""
    return read_roster(path, mapping, today=TODAY)


def codes(roster: Roster, severity: str = "EWI") -> list[tuple[int, str]]:
    """Row and code of the problems of these severities."""
    return [(p.row, p.code) for p in roster.problems if p.severity in severity]


def listed(tmp_path: Path, *rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> Roster:
    """Read a workbook of these rows."""
    return read(workbook(tmp_path / "list.xlsx", rows, merged))
