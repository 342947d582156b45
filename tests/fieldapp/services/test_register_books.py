"""The whole register as a workbook: there and back, field for field."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db import store as stores
from fieldapp.bootstrap import Opener
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import Cancelled, WatchedJob
from fieldapp.ports.store import created, removed
from fieldapp.records import Household, Member
from fieldapp.records.declare import entities, entity_named
from fieldapp.services.demonstration import PASSPHRASE, make_demonstration
from fieldapp.services.desk import Desk
from fieldapp.services.register_books import RegisterBooks
from fieldapp.spreadsheets.register_book import carried, cell_of


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    Opener().founding().county(tmp_path / "empty", "示例县", PASSPHRASE).close()
    made = Opener().desk(tmp_path / "empty", PASSPHRASE)
    yield made
    made.store.close()


def books(desk: Desk) -> RegisterBooks:
    return RegisterBooks(desk.registers, new_villages=True)


def test_a_demonstration_comes_back_whole_in_an_empty_workspace(
    empty: Desk, tmp_path: Path
) -> None:
    make_demonstration(Opener().founding(), tmp_path / "demo", households=30, role="county")
    source = Opener().desk(tmp_path / "demo", None)
    count = books(source).export(tmp_path / "register.xlsx")
    taken = books(empty).take(tmp_path / "register.xlsx")
    assert taken.records.created == count > 500
    assert books(empty).digest() == books(source).digest()
    assert empty.store.examine().problems == ()
    again = books(empty).take(tmp_path / "register.xlsx")
    assert (again.records.unchanged, again.done.undoable) == (count, False)
    empty.registers.undo(taken.done)
    assert empty.store.find(Household) == []
    source.store.close()


def test_every_field_of_every_record_has_its_cell(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    count = books(desk).export(path)
    workbook = load_workbook(path, read_only=True)
    seen = 0
    for name, fields in carried().items():
        entity = entity_named(name)
        head, _, *rows = workbook[entity.zh].iter_rows(values_only=True)
        assert head == (f"{name}.uid", *fields)
        records = desk.store.find(entity.cls)
        specs = [entity.fields[field] for field in fields]
        assert [as_written(*row, *[None] * (len(head) - len(row))) for row in rows] == [
            as_written(one.uid, *(cell_of(s.kind, getattr(one, s.name)) for s in specs))
            for one in records
        ]
        seen += len(records)
    workbook.close()
    assert seen == count > 100


def as_written(*cells: object) -> list[object]:
    """Numbers are read back as the machine keeps them, whole or not."""
    return [float(cell) if isinstance(cell, int | float | Decimal) else cell for cell in cells]


def test_an_export_that_is_stopped_leaves_no_file_and_lets_others_write(
    desk: Desk, tmp_path: Path
) -> None:
    job = WatchedJob()
    job.cancel()
    with pytest.raises(Cancelled):
        books(desk).export(tmp_path / "register.xlsx", job)
    assert list(tmp_path.glob("register*")) == []
    home = desk.store.find(Household)[0]
    desk.store.write(desk.registers.act("test"), [removed(Household, home.uid)])


def test_an_export_can_be_stopped_amid_the_records_of_an_entity(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "_AT_ONCE", 2)
    told: list[float] = []
    job = WatchedJob(lambda progress: told.append(progress.done / progress.total))
    books(desk).export(tmp_path / "whole.xlsx", job)
    assert told == sorted(told)
    assert len(told) > len(carried())
    stopped = WatchedJob(lambda progress: stopped.cancel() if progress.done else None)
    with pytest.raises(Cancelled):
        books(desk).export(tmp_path / "stopped.xlsx", stopped)
    assert [path.name for path in tmp_path.glob("*.xlsx*")] == ["whole.xlsx"]


def test_values_that_look_like_something_else_come_back_as_they_were(
    desk: Desk, empty: Desk, tmp_path: Path
) -> None:
    home = desk.store.questions.numbered("0163")[0].uid
    for name in ("=1+1", "'0012", "是", "[1]", "a\r\nb", "_x0041_", " 空 格 ", "1E5"):
        member = Member(uid=desk.ids.uid(), household=home, name=name, note=name,
                        id_number="999900196001010037")  # fmt: skip
        desk.store.write(desk.registers.act("test"), [created(member)])
    path = tmp_path / "register.xlsx"
    books(desk).export(path)
    books(empty).take(path)
    assert books(empty).digest() == books(desk).digest()
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/")]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_a_corrected_cell_changes_its_field_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    books(desk).export(path)
    workbook = load_workbook(path)
    sheet = workbook["农户"]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(3, headings.index("phone") + 1, "13999999999")
    workbook.save(path)
    taken = books(desk).take(path)
    assert (taken.records.updated, taken.records.created) == (1, 0)
    home = desk.store.get(Household, str(sheet.cell(3, 1).value))
    assert home is not None
    assert home.phone == "13999999999"


def test_a_record_that_was_removed_comes_back(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    books(desk).export(path)
    before = books(desk).digest()
    home = desk.store.find(Household)[0]
    desk.store.write(desk.registers.act("test"), [removed(Household, home.uid)])
    books(desk).take(path)
    assert books(desk).digest() == before


def test_a_cell_that_cannot_be_read_is_named_and_nothing_is_written(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "register.xlsx"
    books(desk).export(path)
    before = desk.store.state_digest()
    workbook = load_workbook(path)
    sheet = workbook["农户"]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(3, headings.index("phone") + 1, "13999999999")
    sheet.cell(4, headings.index("consent_date") + 1, "去年")
    workbook.save(path)
    with pytest.raises(Refused) as caught:
        books(desk).take(path)
    assert caught.value.code == "bad_cell"
    assert caught.value.facts == {"sheet": "农户", "row": 4, "column": "告知同意日期"}
    assert desk.store.state_digest() == before


def test_another_village_is_for_the_county(desk: Desk, empty: Desk, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    books(desk).export(path)
    with pytest.raises(Refused) as caught:
        RegisterBooks(empty.registers, new_villages=False).take(path)
    assert caught.value.code == "not_our_village"
    assert empty.store.find(Household) == []


def test_every_shared_entity_but_files_and_findings_has_a_sheet() -> None:
    left = {entity.name for entity in entities() if entity.shared} - set(carried())
    assert left == {"access_entry", "attachment", "dq_issue"}
    assert list(carried()).index("household") < list(carried()).index("pairing")
