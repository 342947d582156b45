"""Photos and papers of a household in the window: added, looked at, copied out, taken away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from fieldapp.services.desk import Desk
from tests.register_village import household_uid
from ui.files.files_tab import FilesTab
from ui.files.shelf import FileShelf
from ui.workers.immediate import ImmediateRunner


@pytest.fixture
def shelf(desk: Desk, at_once: ImmediateRunner) -> FileShelf:
    made = FileShelf(desk, at_once)
    made.open(household_uid(desk.store, "0163"))
    return made


@pytest.fixture
def tab(qtbot: QtBot, shelf: FileShelf) -> FilesTab:
    made = FilesTab(shelf)
    shelf.changed.connect(made.show_state)
    qtbot.addWidget(made)
    made.resize(1100, 500)
    made.show()
    shelf.load()
    return made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.new("RGB", (400, 300), "green").save(tmp_path / "shed.jpg")
    return tmp_path / "shed.jpg"


def keep(qtbot: QtBot, tab: FilesTab, shelf: FileShelf, path: Path, caption: str) -> None:
    shelf.offer(path)
    dialog = tab.forms.dialog
    assert dialog is not None
    dialog.form.editor("caption").show(caption)
    with qtbot.waitSignal(shelf.saved):
        dialog.submit()


def test_a_photo_is_added_and_seen(
    qtbot: QtBot, tab: FilesTab, shelf: FileShelf, photo: Path
) -> None:
    keep(qtbot, tab, shelf, photo, "新修的圈舍")
    (row,) = shelf.state.rows
    assert (row.kind, row.caption) == ("照片", "新修的圈舍")
    assert not tab.picture.pixmap().isNull()


def test_a_paper_is_listed_without_a_picture_and_keeps_its_name_out_of_copies(
    qtbot: QtBot, tab: FilesTab, shelf: FileShelf, tmp_path: Path
) -> None:
    paper = tmp_path / "何二才.pdf"
    paper.write_bytes(b"%PDF-1.4")
    keep(qtbot, tab, shelf, paper, "低保申请")
    assert tab.picture.pixmap().isNull()
    assert shelf.state.rows[0].copy_name == "文件"


def test_a_copy_is_written_and_a_file_taken_away(
    qtbot: QtBot, tab: FilesTab, shelf: FileShelf, photo: Path, tmp_path: Path
) -> None:
    keep(qtbot, tab, shelf, photo, "圈舍")
    uid = shelf.state.rows[0].uid
    with qtbot.waitSignal(shelf.said):
        shelf.copy_out(uid, tmp_path / "copy.jpg", public=True)
    with Image.open(tmp_path / "copy.jpg") as copy:
        assert copy.size == (400, 300)
    with qtbot.waitSignal(shelf.saved):
        shelf.remove(uid)
    assert shelf.state.rows == ()


def test_what_is_no_photo_is_said_in_the_form_and_nothing_is_kept(
    tab: FilesTab, shelf: FileShelf, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    shelf.offer(broken)
    dialog = tab.forms.dialog
    assert dialog is not None
    dialog.form.editor("caption").show("圈舍")
    dialog.submit()
    assert dialog.isVisible()
    assert shelf.state.rows == ()
    dialog.reject()
