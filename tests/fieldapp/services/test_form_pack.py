"""Templates are kept as the county's settings, with their logos in pieces."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from fieldapp.foundation.clock import FixedClock
from fieldapp.foundation.errors import Refused
from fieldapp.ports.store import changed
from fieldapp.records import CountySetting
from fieldapp.services.county_forms import (
    example_text,
    form_kind,
    form_lines,
    import_form,
    printable_forms,
)
from fieldapp.services.desk import Desk
from fieldapp.services.form_pack import drop_form, keep_form, kept_file, load_pack, the_form
from fieldapp.services.printing import Printing
from fieldapp.services.sheet_kinds import SheetOrder
from tests.register_village import open_village

NAME = "measures-notice"
WITH_LOGO = example_text(NAME).replace("mask =", 'logo = "logo.png"\nmask =', 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_village(tmp_path / "workspace")
    yield made
    made.store.close()


def noise(side: int) -> bytes:
    """A picture that no compression makes small."""
    out = io.BytesIO()
    data = random.Random(7).randbytes(side * side * 3)
    Image.frombytes("RGB", (side, side), data).save(out, "PNG")
    return out.getvalue()


def printed(desk: Desk, name: str) -> bytes:
    out = io.BytesIO()
    registers = replace(
        desk.registers, clock=FixedClock(dt.datetime.fromisoformat("2016-11-23T18:30"))
    )
    rows = tuple(desk.store.questions.households())
    order = SheetOrder(form_kind(desk.store, name), rows, "zh_CN")
    Printing(registers, "王芳").write(order, out)
    return out.getvalue()


def test_a_logo_is_kept_in_pieces_and_comes_back_whole(desk: Desk) -> None:
    logo = noise(130)
    keep_form(desk.registers, WITH_LOGO, "logo.png", logo)
    kept = the_form(desk.store, NAME)
    assert kept.text == WITH_LOGO
    assert kept.logo
    assert kept.logo.pieces > 5
    assert kept_file(desk.store, kept.logo) == logo
    values = [one.value or "" for one in desk.store.find(CountySetting)]
    assert max(map(len, values)) <= 8000


def test_the_logo_stays_when_only_the_text_changes(desk: Desk) -> None:
    keep_form(desk.registers, WITH_LOGO, "logo.png", noise(60))
    keep_form(desk.registers, WITH_LOGO + "# 备注\n")
    assert load_pack(desk.store).kept[NAME].logo


def test_a_logo_that_has_not_all_come_leaves_the_form_without(desk: Desk) -> None:
    keep_form(desk.registers, WITH_LOGO, "logo.png", noise(130))
    piece = next(one for one in desk.store.find(CountySetting) if one.name.endswith(".1"))
    desk.store.write(desk.registers.act("test"), [changed(CountySetting, piece.uid, value='"AA"')])
    assert load_pack(desk.store).kept[NAME].logo == b""
    assert printed(desk, NAME)


def test_a_form_is_printed_the_same_twice(desk: Desk) -> None:
    keep_form(desk.registers, WITH_LOGO, "logo.png", noise(60))
    assert printed(desk, NAME) == printed(desk, NAME)


def test_a_picture_that_is_too_large_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(WITH_LOGO, encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(noise(160))
    with pytest.raises(Refused, match="form_logo_unfit"):
        import_form(desk.registers, tmp_path / "form.toml")


def test_a_picture_is_never_looked_for_elsewhere(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(noise(20))
    inner = tmp_path / "inner"
    inner.mkdir()
    text = WITH_LOGO.replace('"logo.png"', '"../logo.png"')
    (inner / "form.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="form_logo_missing"):
        import_form(desk.registers, inner / "form.toml")


def test_what_a_newer_program_wrote_is_told_and_the_sheet_is_as_shipped(desk: Desk) -> None:
    keep_form(desk.registers, example_text("plan-change"))
    (record,) = desk.store.find(CountySetting, name="form.plan")
    value = (record.value or "").replace("blocks =", "sections =")
    desk.store.write(desk.registers.act("test"), [changed(CountySetting, record.uid, value=value)])
    (line,) = form_lines(desk.store)
    assert line.wrong
    assert line.wrong.code == "form_unknown_key"
    assert load_pack(desk.store).kept == {}


def test_a_form_that_is_used_no_more_comes_back_with_undo(desk: Desk) -> None:
    keep_form(desk.registers, WITH_LOGO, "logo.png", noise(60))
    done = drop_form(desk.registers, NAME)
    assert printable_forms(desk.store) == ()
    with pytest.raises(Refused, match="unknown_form"):
        form_kind(desk.store, NAME)
    desk.store.write(desk.registers.act("undo"), done.undo)
    assert [line.name for line in printable_forms(desk.store)] == [NAME]
    assert load_pack(desk.store).kept[NAME].logo


def test_the_first_keeping_is_taken_back_and_done_again(desk: Desk) -> None:
    done = keep_form(desk.registers, WITH_LOGO, "logo.png", noise(60)).done
    desk.store.write(desk.registers.act("undo"), done.undo)
    assert form_lines(desk.store) == ()
    keep_form(desk.registers, WITH_LOGO, "logo.png", noise(60))
    assert load_pack(desk.store).kept[NAME].logo
