"""The register is written as a file: whole, masked, for everybody, into a form; errors before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from openpyxl import load_workbook

from fieldapp.foundation.jobs import Cancelled, WatchedJob
from fieldapp.ports.store import changed
from fieldapp.records import Member, TeamMember
from fieldapp.services.desk import Desk
from fieldapp.services.export_masks import Level
from fieldapp.services.looking_up import LookingUp
from fieldapp.services.profile import load_profile, save_profile
from fieldapp.services.register_exports import ExportOrder, RegisterExports
from tests.fieldapp.spreadsheets import made_sheets as made
from tests.register_village import open_village


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened_desk = open_village(tmp_path / "w")
    yield opened_desk
    opened_desk.store.close()


def cells(path: Path) -> str:
    sheet = load_workbook(path).worksheets[0]
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def headings(path: Path) -> set[object]:
    return set(next(load_workbook(path).worksheets[0].iter_rows(values_only=True)))


def written(desk: Desk, path: Path, level: Level) -> Path:
    done = RegisterExports(desk.registers).write(ExportOrder("roster", path, level), WatchedJob())
    assert done.rows > 0
    return done.file


def a_grown_person(desk: Desk) -> Member:
    return next(m for m in desk.store.find(Member) if m.id_number and m.birth_date)


def test_a_whole_roster_is_what_the_command_line_writes(desk: Desk, tmp_path: Path) -> None:
    desk.rosters.export(tmp_path / "c.xlsx")
    assert cells(written(desk, tmp_path / "w.xlsx", "full")) == cells(tmp_path / "c.xlsx")


def test_a_masked_roster_holds_no_whole_number(desk: Desk, tmp_path: Path) -> None:
    text = cells(written(desk, tmp_path / "m.xlsx", "masked"))
    numbers = {m.id_number for m in desk.store.find(Member) if m.id_number}
    assert numbers
    assert not [number for number in numbers if number in text]
    assert "********" in text
    assert not headings(tmp_path / "m.xlsx") & {"健康状况", "银行账号", "家庭住址", "残疾证号"}


def test_a_public_roster_names_nobody_in_full(desk: Desk, tmp_path: Path) -> None:
    person = a_grown_person(desk)
    text = cells(written(desk, tmp_path / "p.xlsx", "public"))
    assert person.name not in text.split("\n")
    assert "*" in text
    assert not [m for m in desk.store.find(Member) if m.id_number and m.id_number in text]
    closed = {"证件号码", "户联系电话", "出生日期", "主要致贫原因"}
    assert headings(tmp_path / "p.xlsx") & closed == set()
    assert not [one for one in headings(tmp_path / "p.xlsx") if str(one).endswith("收入(元)")]


def test_a_child_under_fourteen_is_not_in_a_public_roster(desk: Desk, tmp_path: Path) -> None:
    before = RegisterExports(desk.registers).write(
        ExportOrder("roster", tmp_path / "b.xlsx", "public"), WatchedJob()
    )
    person = next(m for m in desk.store.find(Member) if m.relation != "01" and m.birth_date)
    born = desk.clock.now().date().replace(year=desk.clock.now().year - 5)
    act = desk.registers.act("test")
    desk.store.write(act, [changed(Member, person.uid, birth_date=born)])
    after = RegisterExports(desk.registers).write(
        ExportOrder("roster", tmp_path / "a.xlsx", "public"), WatchedJob()
    )
    assert after.rows == before.rows - 1


def seated(desk: Desk, role: str | None) -> TeamMember:
    profile = load_profile(desk.store)
    person = desk.store.find(TeamMember)[0]
    edit = changed(TeamMember, person.uid, role=role)
    desk.store.write(desk.registers.noted("test"), [edit])
    save_profile(desk.store, msgspec.structs.replace(profile, role="team", author=person.name))
    return person


def a_child(desk: Desk) -> Member:
    person = next(m for m in desk.store.find(Member) if m.relation != "01" and m.id_number)
    born = desk.clock.now().date().replace(year=desk.clock.now().year - 5)
    act = desk.registers.act("test")
    desk.store.write(act, [changed(Member, person.uid, birth_date=born, phone="13900000007")])
    return person


@pytest.mark.parametrize(("role", "sees"), [("member", False), ("team_leader", True)])
def test_a_childs_numbers_go_whole_only_with_who_may_look_them_up(
    desk: Desk, tmp_path: Path, role: str, sees: bool
) -> None:
    child, grown = a_child(desk), a_grown_person(desk)
    assert child.id_number
    seated(desk, role)
    desk.rosters.export(tmp_path / "c.xlsx")
    written(desk, tmp_path / "w.xlsx", "full")
    for name in ("c.xlsx", "w.xlsx"):
        text = "\n".join(
            str(cell)
            for sheet in load_workbook(tmp_path / name).worksheets
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        )
        assert (child.id_number in text) == sees
        assert ("13900000007" in text) == sees
        assert str(grown.id_number) in text


def test_stars_are_passed_over_when_the_roster_is_read_back(desk: Desk, tmp_path: Path) -> None:
    child = a_child(desk)
    seated(desk, "member")
    written(desk, tmp_path / "r.xlsx", "full")
    before = desk.store.state_digest()
    plan, _done = desk.rosters.take(tmp_path / "r.xlsx")
    assert (plan.persons.created, plan.persons.updated) == (0, 0)
    assert not plan.problems
    assert desk.store.state_digest() == before
    held = desk.store.get(Member, child.uid)
    assert held is not None
    assert (held.id_number, held.phone) == (child.id_number, "13900000007")


def test_a_public_roster_has_no_column_for_a_number(desk: Desk, tmp_path: Path) -> None:
    written(desk, tmp_path / "p.xlsx", "public")
    assert "户主身份证号码" not in headings(tmp_path / "p.xlsx")
    written(desk, tmp_path / "f.xlsx", "full")
    assert "户主身份证号码" in headings(tmp_path / "f.xlsx")


def test_only_a_file_with_whole_numbers_goes_on_record(desk: Desk, tmp_path: Path) -> None:
    def exports() -> int:
        return len([one for one in LookingUp(desk.registers).looks() if one.entry.way == "export"])

    before = exports()
    written(desk, tmp_path / "p.xlsx", "public")
    written(desk, tmp_path / "m.xlsx", "masked")
    assert exports() == before
    written(desk, tmp_path / "f.xlsx", "full")
    assert exports() == before + 1


def test_the_office_form_is_filled_and_says_what_nobody_knows(desk: Desk, tmp_path: Path) -> None:
    form = made.workbook(tmp_path / "表样.xlsx", [("户主姓名", "户联系电话", "谁也不懂的一列")])
    order = ExportOrder("template", tmp_path / "out.xlsx", "masked", template=form)
    done = RegisterExports(desk.registers).write(order, WatchedJob())
    assert done.left == ("谁也不懂的一列",)
    assert done.rows == len(desk.store.questions.households())


def test_stopping_writes_no_file(desk: Desk, tmp_path: Path) -> None:
    job = WatchedJob(lambda news: job.cancel() if news.done else None)
    with pytest.raises(Cancelled):
        RegisterExports(desk.registers).write(ExportOrder("roster", tmp_path / "x.xlsx"), job)
    assert not (tmp_path / "x.xlsx").exists()


def test_the_open_errors_are_those_of_what_is_written(desk: Desk, tmp_path: Path) -> None:
    person = a_grown_person(desk)
    exports = RegisterExports(desk.registers)
    order = ExportOrder("roster", tmp_path / "x.xlsx")
    before = exports.errors(order, WatchedJob()).count
    act = desk.registers.act("test")
    wrong = f"{(person.id_number or '')[:-1]}{'1' if (person.id_number or '')[-1] != '1' else '2'}"
    desk.store.write(act, [changed(Member, person.uid, id_number=wrong)])
    assert exports.errors(order, WatchedJob()).count == before + 1


def test_health_goes_along_only_with_who_may_see_it(desk: Desk) -> None:
    assert RegisterExports(desk.registers).with_health("full")
    assert not RegisterExports(desk.registers).with_health("masked")
    profile = load_profile(desk.store)
    person = desk.store.find(TeamMember)[0]
    save_profile(desk.store, msgspec.structs.replace(profile, role="team", author=person.name))
    assert not RegisterExports(desk.registers).with_health("full")
