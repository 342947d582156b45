"""Whatever a household holds, a public notice shows nothing sensitive of it."""

from __future__ import annotations

import io
from dataclasses import fields, replace
from pathlib import Path

import pypdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.ids import SeededIds
from fieldapp.ports.store import created
from fieldapp.records import MemberYear
from fieldapp.records.declare import Record, fields_of, record_of
from fieldapp.services.households import Registers
from fieldapp.services.printing import Printing
from fieldapp.services.sheet_kinds import SheetOrder
from fieldapp.sheets.notice_sheet import NoticeRow
from tests.factories import MORNING, a_household, a_member, a_store, a_village, act

_IDS = SeededIds("notice")
_NAMES = st.text("赵钱孙李周吴郑王冯陈·娜依才", min_size=2, max_size=12).filter(
    lambda name: len(set(name)) > 1
)
_WORDS = st.text("病残慢香蕉糖尿压肾心肝肺脑瘤卡巡访蒋沈韩杨", min_size=6, max_size=20)
_DIGITS = st.text("0123456789", min_size=11, max_size=19)


def test_a_line_has_room_for_nothing_else() -> None:
    assert [field.name for field in fields(NoticeRow)] == [
        "group", "masked_name", "people", "card",
    ]  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_no_sensitive_field_ever_appears(tmp_path: Path, data: st.DataObject) -> None:
    village = a_village()
    household = a_household(
        village,
        phone=data.draw(_DIGITS),
        address_detail=data.draw(_WORDS),
        bank_name=data.draw(_WORDS),
        bank_account=data.draw(_DIGITS),
        note=data.draw(_WORDS),
    )
    names = data.draw(st.lists(_NAMES, min_size=1, max_size=4, unique=True))
    people = [
        a_member(
            household,
            name,
            relation="01" if number == 0 else "99",
            id_number=data.draw(_DIGITS),
            phone=data.draw(_DIGITS),
            note=data.draw(_WORDS),
        )
        for number, name in enumerate(names)
    ]
    years = [
        record_of(
            MemberYear, _IDS.uid(),
            {
                "member": person.uid, "year": 2016, "disease_name": data.draw(_WORDS),
                "disability_card": data.draw(_DIGITS), "health": ("02",),
            },
        )
        for person in people
    ]  # fmt: skip
    household = replace(household, head_member=people[0].uid)
    store = a_store(tmp_path / _IDS.uid())
    records: list[Record] = [village, household, *people, *years]
    store.write(act(), [created(record) for record in records])
    out = io.BytesIO()
    registers = Registers(store, FixedClock(MORNING), _IDS, "王芳")
    Printing(registers, "王芳").write(
        SheetOrder("notice", tuple(store.questions.households()), "zh_CN"), out
    )
    store.close()
    text = "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    told = "".join(text.split())
    for value in _sensitive(records):
        assert value not in told


def _sensitive(records: list[Record]) -> list[str]:
    """Every personal or sensitive text that a notice must not show."""
    return [
        value
        for record in records
        for name, spec in fields_of(type(record)).items()
        if (spec.sens or name == "note") and isinstance(value := getattr(record, name), str)
    ]


def test_the_names_are_masked(tmp_path: Path) -> None:
    village = a_village()
    household = a_household(village)
    store = a_store(tmp_path / "store")
    member = a_member(household, "欧阳娜娜")
    household = replace(household, head_member=member.uid)
    store.write(act(), [created(one) for one in (village, household, member)])
    out = io.BytesIO()
    registers = Registers(store, FixedClock(MORNING), _IDS, "王芳")
    Printing(registers, "王芳").write(
        SheetOrder("notice", tuple(store.questions.households()), "zh_CN"), out
    )
    store.close()
    text = pypdf.PdfReader(out).pages[0].extract_text()
    assert "欧**娜" in text
    assert "阳" not in text
