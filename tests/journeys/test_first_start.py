"""Somebody new types the program's name in an empty home, and ends at the home page of a county."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

_PATIENCE = 120
_HANDS = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
import fieldapp.cli.window as front
from fieldapp.__main__ import main

def fill(*fields):
    for field, text in fields:
        field.setText(text)
    QTest.keyClick(fields[-1][0], Qt.Key.Key_Return)

def choose(view, _model):
    view.tiles["county"].click()

def found(view, _model):
    new = view.new
    fill((view.office, "Office"), (view.clerk, "Clerk"), (new.first, PASS), (new.again, PASS))

def words(view, model):
    known.append(" ".join(model.state.words))
    view.go_on()

def back(view, _model):
    fill((view.words, known[0]))

PASS, known, done = "violet anvil soup 58 harbour", [], set()
ACTS = {"choose": choose, "county": found, "words": words, "back": back}

def look():
    if program.wiring is not None:
        timer.stop()
        print("HOME", program.window.navigator.page("home").isVisible(), flush=True)
        program.window.close()
        return
    cover = program.beginning
    step = cover.model.state.step
    if step not in done:
        done.add(step)
        ACTS[step](cover.page.view, cover.model)

def watched(*given, **named):
    global program
    program = made(*given, **named)
    timer.timeout.connect(look)
    timer.start(50)
    return program

made, front.make_program = front.make_program, watched
timer = QTimer()
sys.argv = ["fieldapp"]
sys.exit(main())
"""


def test_the_program_started_in_an_empty_home_founds_a_county(tmp_path: Path) -> None:
    hands = tmp_path / "hands.py"
    hands.write_text(_HANDS)
    unset = ("FIELDAPP_WORKSPACE", "FIELDAPP_PASSPHRASE", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    home = tmp_path / "home"
    home.mkdir()
    root = Path(__file__).parents[2]
    places = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))
    ended = subprocess.run(
        [sys.executable, str(hands)], check=False, capture_output=True, text=True, cwd=home,
        timeout=_PATIENCE,
        env={**kept, **places, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert (ended.returncode, ended.stdout.strip()) == (0, "HOME True"), ended.stderr
    (key,) = home.rglob("key.json")
    assert json.loads(key.read_bytes())["words"]  # the recovery words open it too
    assert (key.parent / "program.log").is_file()
