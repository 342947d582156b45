"""What the county must not believe is held or seen through, and said in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.bundles.container import inspect
from fieldapp.bundles.keys import DeviceKeys
from fieldapp.foundation.i18n import set_language
from fieldapp.services.desk import Desk
from fieldapp.services.profile import load_keys, save_keys
from tests import held_bundles
from tests.exchanging import HOME
from tests.register_village import household_uid
from tests.two_desks import TwoDesks, telephone
from tests.ui.screen import put_on_screen, words
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.sections.notes import NotesList
from ui.pages.exchange.view_model import ExchangeViewModel
from ui.widgets.buttons import QuietButton
from ui.widgets.table import Table
from ui.widgets.text import Text
from ui.workers.immediate import ImmediateRunner


def opened(qtbot: QtBot, desk: Desk) -> tuple[ExchangePage, ExchangeViewModel]:
    model = ExchangeViewModel(desk, ImmediateRunner(), tuple)
    page = ExchangePage(model)
    put_on_screen(qtbot, page)
    page.refresh()
    return page, model


def press(page: ExchangePage, name: str) -> None:
    found = [button for button in page.findChildren(QuietButton) if button.text() == name]
    found[-1].click()


def say(qtbot: QtBot, page: ExchangePage, sentence: str) -> None:
    qtbot.waitUntil(lambda: sentence in words(page))


def impostor(laptop: Desk, file: Path) -> Path:
    """Under the number of an enrolled laptop, with other keys."""
    own = load_keys(laptop.store)
    save_keys(laptop.store, DeviceKeys.generate())
    try:
        return laptop.exchange.export(file).file
    finally:
        save_keys(laptop.store, own)


def revoked(laptop: Desk, file: Path) -> Path:
    return laptop.exchange.export(file).file


@pytest.mark.parametrize(
    ("made", "chinese", "english"),
    [
        (held_bundles.stranger, "未在本处登记", "is not enrolled here"),
        (held_bundles.other_county, "秭归县", "sealed for another workspace"),
        (held_bundles.impossible, "不可能", "cannot have happened"),
        (impostor, "签名与发送设备 郑家村一号机 不符", "its sender 郑家村一号机"),
        (revoked, "已停用的电脑 郑家村一号机", "from 郑家村一号机, which was revoked"),
    ],
)
def test_a_bundle_is_held_with_its_sentence_in_both_languages(
    qtbot: QtBot,
    desks: TwoDesks,
    tmp_path: Path,
    made: Callable[[Desk, Path], Path],
    chinese: str,
    english: str,
) -> None:
    telephone(desks.team, HOME, "13900000001")
    file = made(desks.team, tmp_path / "x.fsync")
    if made is revoked:
        desks.county.exchange.revoke("郑家村一号机", "丢失")
    before = desks.county.store.state_digest()
    page, model = opened(qtbot, desks.county)
    for lang, sentence in (("zh_CN", chinese), ("en", english)):
        set_language(lang)
        shown = ExchangePage(model)
        put_on_screen(qtbot, shown)
        model.imports.preview([file])
        assert model.state.bringing is not None
        assert not model.state.bringing.can_merge
        say(qtbot, shown, sentence)
        assert desks.team.profile.device not in words(shown), "no laptop is told by its number"
        if made is held_bundles.stranger:
            assert inspect(file).check_code in words(shown), "to be compared over the telephone"
    page.close()
    assert desks.county.store.state_digest() == before


def test_what_a_revoked_laptop_wrote_before_can_be_let_in(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    telephone(desks.team, HOME, "13900000001")
    file = desks.team.exchange.export(tmp_path / "x.fsync").file
    desks.county.exchange.revoke("郑家村一号机", "丢失")
    page, model = opened(qtbot, desks.county)
    model.imports.preview([file])
    qtbot.waitUntil(lambda: "停用" in words(page))
    press(page, "放入停用前的记录")
    assert model.state.bringing is not None
    (row,) = model.state.bringing.rows
    assert (row.held, row.release) == (False, False)


def test_two_files_of_one_name_are_told_apart_when_one_is_let_in(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    files = []
    for place, phone in enumerate(("13900000001", "13900000002")):
        telephone(desks.team, HOME, phone)
        folder = tmp_path / f"stick {place}"
        folder.mkdir()
        files.append(desks.team.exchange.export(folder / "x.fsync").file)
    desks.county.exchange.revoke("郑家村一号机", "丢失")
    page, model = opened(qtbot, desks.county)
    model.imports.preview(files)
    qtbot.waitUntil(lambda: "停用" in words(page))
    press(page, "放入停用前的记录")
    assert model.state.bringing is not None
    assert [row.held for row in model.state.bringing.rows] == [True, False]
    assert [row.key for row in model.state.bringing.rows] == [
        inspect(file).payload_sha256.hex() for file in files
    ]


def test_what_took_the_place_of_a_bundle_that_was_looked_at_is_not_let_in(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    telephone(desks.team, HOME, "13900000001")
    file = desks.team.exchange.export(tmp_path / "x.fsync").file
    desks.county.exchange.revoke("郑家村一号机", "丢失")
    before = desks.county.store.state_digest()
    page, model = opened(qtbot, desks.county)
    model.imports.preview([file])
    telephone(desks.team, HOME, "13900000002")
    file.unlink()
    desks.team.exchange.export(file)
    qtbot.waitUntil(lambda: "停用" in words(page))
    press(page, "放入停用前的记录")
    qtbot.waitUntil(lambda: "现在是另一个交换包" in words(page))
    assert desks.county.store.state_digest() == before
    assert [line for line in desks.county.exchange.history() if line.way == "in"] == []


def test_every_held_bundle_has_its_line_and_its_sender(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    telephone(desks.team, HOME, "13900000001")
    makers = (held_bundles.stranger, impostor, held_bundles.impossible, held_bundles.other_county)
    files = [make(desks.team, tmp_path / f"{at}.fsync") for at, make in enumerate(makers)]
    page, model = opened(qtbot, desks.county)
    model.imports.preview(files)
    assert model.state.bringing is not None
    assert [row.sender for row in model.state.bringing.rows] == [
        "本处未登记", "自称郑家村一号机", "郑家村一号机", "本处未登记",
    ]  # fmt: skip
    table, notes = page.findChild(Table, "bundles"), page.findChild(NotesList)
    assert isinstance(table, Table)
    assert isinstance(notes, NotesList)
    last = table.visualRect(table.model().index(len(files) - 1, 0))
    assert table.viewport().rect().contains(last), "no line is below the edge"
    for text in notes.findChildren(Text):
        assert text.height() >= text.heightForWidth(text.width()), "every sentence is whole"


def test_a_forged_context_hides_nothing_and_is_told(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    uid = household_uid(desks.county.store, HOME)
    telephone(desks.county, HOME, "13900000001")
    telephone(desks.team, "0107", "13900000005")
    file = held_bundles.forged_context(desks.team, uid, "13900000002", tmp_path / "x.fsync")
    page, model = opened(qtbot, desks.county)
    model.imports.preview([file])
    qtbot.waitUntil(lambda: "谁也没有" in words(page))
    model.imports.merge()
    (row,) = desks.county.store.questions.conflicts()
    assert {"13900000001", "13900000002"} <= set(row.values)


@pytest.mark.parametrize(("button", "phone"), [("放入", "13900000007"), ("退回", None)])
def test_what_goes_beyond_a_laptop_s_rights_is_decided_on_the_page(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path, button: str, phone: str | None
) -> None:
    uid = household_uid(desks.county.store, HOME)
    before = desks.county.store.questions.history("household", uid)[0].after
    file = held_bundles.another_author(desks.team, uid, "13900000007", tmp_path / "x.fsync")
    page, model = opened(qtbot, desks.county)
    model.imports.preview([file])
    qtbot.waitUntil(lambda: "另行存放" in words(page))
    model.imports.merge()
    model.imports.dismiss()
    qtbot.waitUntil(lambda: "不在工作队名册" in words(page))
    press(page, button)
    assert model.state.parked == ()
    history = desks.county.store.questions.history("household", uid)
    shown = history[0].after
    assert shown == (phone or before) or phone is None
    assert desks.county.exchange.parking.waiting() == []


def test_the_laptop_sees_that_its_bundle_was_received_and_why_it_was_not_merged(
    qtbot: QtBot, desks: TwoDesks, tmp_path: Path
) -> None:
    telephone(desks.team, HOME, "13900000001")
    file = desks.team.exchange.export(tmp_path / "x.fsync").file
    desks.county.exchange.revoke("郑家村一号机", "丢失")
    held = desks.county.exchange.import_one(file)
    assert held.receipt_file is not None
    desks.team.exchange.import_one(held.receipt_file)
    _page, model = opened(qtbot, desks.team)
    (line,) = model.state.ledger
    assert (line.place, line.places[line.place - 1]) == (3, "收到")
    assert "已停用" in line.note
