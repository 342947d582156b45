"""Shelves of records, each with what the rules say of it."""

from __future__ import annotations

from fieldapp.ports.store import created
from fieldapp.records import PublicNotice
from fieldapp.services.checking import Checking
from fieldapp.services.desk import Desk
from fieldapp.services.record_views import village_book
from fieldapp.services.records import Records


def test_a_village_s_records_carry_what_the_checks_find_until_it_is_explained(desk: Desk) -> None:
    registers = desk.registers
    village = desk.store.questions.villages()[0].uid
    for year, women in ((2014, 4), (2015, 6)):
        values = {"year": year, "people_total": 5, "women": women}
        Records(registers).add("village_year", village, values)
    uid, rows = registers.ids.uid(), ("999900196001010010",)
    notice = PublicNotice(uid=uid, village=village, title="公示", rows=rows)
    desk.store.write(registers.act("test"), [created(notice)])

    def found() -> set[tuple[str, object]]:
        shelves = village_book(registers, village).shelves
        return {
            (one.rule.key, getattr(view.record, "year", view.record.uid))
            for views in shelves.values()
            for view in views
            for one in view.findings
        }

    assert found() == {("V-VIL/part", 2015), ("V-VIL/register", 2015), ("V-MSK/notice", uid)}
    checking = Checking(registers)
    for one in checking.declared().findings:
        checking.explain(one, "核实过")
    assert found() == set()
