"""Who forgot the passphrase, or wants a backup, is helped from the unlock page."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.bootstrap import Opener
from fieldapp.cli.window import make_program
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.recovery_words import new_entropy, words_of
from fieldapp.services.backups import Backups
from tests.register_village import PASSPHRASE
from ui.guarding.rescuing import Rescuing
from ui.pages.unlock.rescue_dialog import RescueDialog
from ui.program import Program
from ui.workers.immediate import ImmediateRunner

NEW = "another long passphrase 42"


@pytest.fixture
def county(tmp_path: Path) -> tuple[Path, str]:
    """A county's workspace and its recovery words."""
    folder, entropy = tmp_path / "county", new_entropy()
    Opener().founding().county(folder, "兴山县扶贫办", PASSPHRASE, words=entropy).close()
    return folder, " ".join(words_of(entropy, "zh_CN"))


def dialog_of(program: Program) -> RescueDialog:
    rescue = program._options.rescue
    assert rescue is not None
    return Rescuing(program.window, rescue, ImmediateRunner()).dialog


def filled(dialog: RescueDialog, way: str, **given: str) -> None:
    ask = {"words": dialog.by_words, "backup": dialog.by_backup}[way]
    for key, text in given.items():
        ask.fields[key].setText(text)
    ask.act.click()


def test_recovery_words_give_a_new_passphrase_in_the_window(
    qtbot: QtBot, county: tuple[Path, str]
) -> None:
    folder, words = county
    program = make_program(folder, "zh_CN", shipped_font=True)
    dialog = dialog_of(program)
    filled(dialog, "words", secret=words, new=NEW, again="something else entirely")
    assert "不" in dialog._banner._message.text()
    filled(dialog, "words", secret=words, new=NEW, again=NEW)
    assert dialog.by_words.fields["new"].text() == ""
    with pytest.raises(Refused, match="wrong_passphrase"):
        Opener().desk(folder, PASSPHRASE)
    Opener().desk(folder, NEW).store.close()
    program.stop()


def test_a_backup_is_looked_into_before_it_is_restored_beside(
    qtbot: QtBot, county: tuple[Path, str], tmp_path: Path
) -> None:
    folder, _words = county
    desk = Opener().desk(folder, PASSPHRASE)
    assert desk.copying is not None
    file = Backups(folder, desk.store, desk.clock, desk.copying).make(tmp_path / "b.fbackup").file
    desk.store.close()
    program = make_program(folder, "zh_CN", shipped_font=True)
    dialog, place = dialog_of(program), tmp_path / "restored"
    filled(dialog, "backup", file=str(file), secret=PASSPHRASE, folder=str(place))
    assert not place.exists()
    assert "兴山县扶贫办" in dialog._banner._message.text()
    dialog.by_backup.act.click()
    assert place.is_dir()
    Opener().desk(place, PASSPHRASE).store.close()
    program.stop()


def test_the_unlock_page_offers_the_way_out(qtbot: QtBot, county: tuple[Path, str]) -> None:
    program = make_program(county[0], "zh_CN", shipped_font=True)
    with qtbot.waitSignal(program.unlock_page.rescue_asked):
        program.unlock_page._rescue.click()
    (helper,) = program.window.findChildren(Rescuing)
    helper.dialog.reject()
    program.stop()
