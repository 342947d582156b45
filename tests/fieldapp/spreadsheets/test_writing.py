from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from fieldapp.foundation.errors import WorldFailed
from fieldapp.records.kinds import Bool3, Date, Dec, Int, ManyOf, Month, OneOf, Text
from fieldapp.spreadsheets.headings import Target, targets
from fieldapp.spreadsheets.reading import read_roster
from fieldapp.spreadsheets.roster import RosterHousehold, RosterMember
from fieldapp.spreadsheets.writing import write_roster
from tests.fieldapp.spreadsheets import made_sheets as made


def unplaced(household: RosterHousehold) -> RosterHousehold:
    """The household without the rows in which it stands."""
    members = tuple(dataclasses.replace(member, row=0) for member in household.members)
    return dataclasses.replace(household, row=0, members=members)


def there_and_back(path: Path, *households: RosterHousehold) -> list[RosterHousehold]:
    write_roster(path, households)
    return list(map(unplaced, read_roster(path, today=made.TODAY).households))


HEAD = RosterMember(0, {"name": "赵甲", "relation": "01", "sex": "1"})
WIFE = RosterMember(0, {"name": "钱乙", "relation": "02"}, {"health": ("02", "04"), "dibao": False})
HOUSEHOLD = RosterHousehold(
    row=0,
    village="示例村",
    group="一组",
    head_name="赵甲",
    year=2016,
    colour="RED",
    fields={"local_no": "0007", "phone": "0717-2580000", "note": "=1+1"},
    year_fields={"farmland": Decimal("2.90"), "road_distance_km": Decimal("0.50")},
    incomes={"W1": Decimal("12000.00")},
    helper={"name": "孙丙"},
    members=(HEAD, WIFE),
)


def test_a_written_roster_is_read_back_unchanged(tmp_path: Path) -> None:
    assert there_and_back(tmp_path / "r.xlsx", HOUSEHOLD) == [HOUSEHOLD]


def test_nothing_is_filled_in_when_our_own_roster_is_read(tmp_path: Path) -> None:
    blank = RosterMember(0, {"name": "赵甲", "id_number": "999900196001010037"})
    household = RosterHousehold(0, head_name="赵甲", members=(blank,))
    path = tmp_path / "r.xlsx"
    assert there_and_back(path, household, HOUSEHOLD) == [household, HOUSEHOLD]


def test_households_alike_in_everything_stay_apart(tmp_path: Path) -> None:
    nobody = RosterHousehold(0, head_name="赵甲", fields={"declared_size": 3})
    three = [nobody, nobody, HOUSEHOLD, HOUSEHOLD]
    assert there_and_back(tmp_path / "r.xlsx", *three) == three


def test_the_shapes_of_other_offices_come_back_as_they_were_read(tmp_path: Path) -> None:
    for path in (
        made.national_export(tmp_path / "n.xlsx"),
        made.village_list(tmp_path / "v.csv"),
        made.damaged_list(tmp_path / "d.xlsx"),
    ):
        households = read_roster(path, today=made.TODAY).households
        back = there_and_back(tmp_path / "back.xlsx", *households)
        assert back == list(map(unplaced, households))


def test_text_is_never_a_formula_and_numbers_of_people_are_text(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    member = RosterMember(0, {"name": "+SUM(A1)", "id_number": "999900196001010037"})
    risky = dataclasses.replace(HOUSEHOLD, group="@x", members=(member,), head_name="-2+3")
    assert write_roster(path, [risky]) == 1
    sheet = load_workbook(path).active
    assert sheet is not None
    rows = sheet.iter_rows(min_row=2)
    filled = {cell.value: cell for cell in next(rows) if cell.value is not None}
    assert all(cell.data_type != "f" for cell in filled.values())
    for text in ("+SUM(A1)", "@x", "-2+3", "=1+1", "999900196001010037", "0007"):
        assert (filled[text].data_type, filled[text].number_format) == ("s", "@")
    assert filled[2.9].data_type == "n"
    assert there_and_back(path, risky) == [risky]


def test_the_heading_row_is_frozen_and_blank_columns_are_left_out(tmp_path: Path) -> None:
    write_roster(tmp_path / "r.xlsx", [HOUSEHOLD])
    sheet = load_workbook(tmp_path / "r.xlsx").active
    assert sheet is not None
    assert sheet.freeze_panes == "A2"
    headings = [cell.value for cell in next(sheet.iter_rows())]
    assert headings[:4] == ["序号", "行政村", "村民小组", "年度"]
    assert "耕地面积(亩)" in headings
    assert "政治面貌" not in headings


def test_a_folder_that_is_not_there_is_the_world_failing(tmp_path: Path) -> None:
    with pytest.raises(WorldFailed) as caught:
        write_roster(tmp_path / "none" / "r.xlsx", [HOUSEHOLD])
    assert caught.value.code == "not_writable"


# ---------------------------------------------------------------- any roster at all

_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
_LITERAL = (
    "_x0041_",
    "=1+1",
    "+1",
    "-1",
    "@a",
    "'a",
    "001",
    "1E5",
    "a\r\nb",
    "a\x0bb",
    "合计",
    "注：x",
)


def texts(length: int) -> st.SearchStrategy[str]:
    free = st.text(_CHARACTERS, min_size=1, max_size=min(length, 12)) | st.sampled_from(_LITERAL)
    return free.map(lambda text: str(Text(length).read(text) or "x"))


SPECIAL = {
    "member.name": st.sampled_from(("赵甲", "欧阳乙", "买买提·吐尔逊", "A Man", "=name")),
    "member.id_number": st.sampled_from(("999900196001010037", "11010519491231002X", "1234567")),
    "member_year.disability_card": st.just("99990019600101003734"),
    "member.phone": st.sampled_from(("13800000000", "0717-2580000", "12345")),
    "household.phone": st.sampled_from(("13800000000", "0717-2580000", "12345")),
    "household.bank_account": st.from_regex(r"[0-9]{16,19}", fullmatch=True),
    "member.birth_date": st.dates(dt.date(1900, 1, 1), made.TODAY),
}


def values_of(target: Target) -> st.SearchStrategy[object]:
    kind = target.kind
    if target.name in SPECIAL:
        return SPECIAL[target.name]
    if isinstance(kind, OneOf | ManyOf):
        code = st.sampled_from([code.value for code in kind.codes.codes])
        several = st.sets(code, min_size=1, max_size=3).map(lambda found: tuple(sorted(found)))
        return code if isinstance(kind, OneOf) else several
    if isinstance(kind, Int):
        low, high = kind.low or 0, kind.high or 9999
        return st.integers(1900 if target.field.endswith("year") and low < 1900 else low, high)
    if isinstance(kind, Dec):
        whole = 10 ** min(kind.digits, 12) - 1
        return st.integers(0, whole).map(lambda n: Decimal(n).scaleb(-kind.places))
    months = _DAYS.map(lambda day: f"{day:%Y-%m}") | st.integers(1900, 2099).map(str)
    simple = {Bool3: st.booleans(), Date: _DAYS, Month: months}
    return simple.get(type(kind), texts(getattr(kind, "length", 0) or 500))


def filled(entity: str, *, leaving: tuple[str, ...] = ()) -> st.SearchStrategy[dict[str, object]]:
    own = [t for t in targets().values() if t.entity == entity and t.field not in leaving]
    values = {t.field: values_of(t) for t in own}
    some = st.lists(st.sampled_from(sorted(values)), max_size=5, unique=True)
    return some.flatmap(lambda names: st.fixed_dictionaries({name: values[name] for name in names}))


MEMBERS = st.builds(
    lambda name, fields, year: RosterMember(0, {"name": name, **fields}, year),
    SPECIAL["member.name"],
    filled("member", leaving=("name",)),
    filled("member_year"),
)
HOUSEHOLDS = st.builds(
    RosterHousehold,
    row=st.just(0),
    village=st.none() | st.just("示例村"),
    group=st.none() | texts(40),
    head_name=st.sampled_from(("赵甲", "=户主")),
    year=st.none() | st.integers(1980, 2100),
    colour=st.sampled_from((None, "RED", "YELLOW", "GENERAL")),
    fields=filled("household"),
    year_fields=filled("household_year"),
    incomes=filled("income"),
    monitoring=filled("monitoring_case"),
    members=st.lists(MEMBERS, max_size=3).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(HOUSEHOLDS, min_size=1, max_size=4))
def test_any_roster_comes_back_unchanged(households: list[RosterHousehold]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("r.xlsx", "r.csv"):
            assert there_and_back(Path(folder) / name, *households) == households
