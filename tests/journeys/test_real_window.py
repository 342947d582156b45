"""The main job with the keyboard alone in a real window, and what a sudden death leaves of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO

import pytest

from fieldapp.bootstrap import Opener
from fieldapp.services.demonstration import make_demonstration

pytestmark = pytest.mark.journey

_APPEAL = "xiang xue yang feng"
_PATIENCE = 40
"""Seconds without a word from the program after which a journey has failed."""
_SCREEN = os.environ.get("FIELDAPP_TEST_XVFB") == "1"


class Hands:
    """Somebody at the keyboard of a program in another process."""

    def __init__(self, process: subprocess.Popen[str], display: str | None) -> None:
        self._process = process
        self._display = display
        self._focused = False
        self._told: Queue[str] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def sees(self, word: str) -> None:
        """Wait until the program tells this; it may tell other things before."""
        heard: list[str] = []
        while word not in heard:
            try:
                heard.append(self._told.get(timeout=_PATIENCE))
            except Empty:
                pytest.fail(f"the program told {heard}, not {word}")

    def presses(self, *keys: str) -> None:
        """Press keys or combinations such as ``Ctrl+Return``."""
        for key in keys:
            if self._display is None:
                self._send(f"key {key}")
            else:
                self._xdotool("key", "--delay", "30", key.replace("Ctrl", "ctrl"))

    def keys(self, *texts: str) -> None:
        """Type each text and go on with Enter."""
        for text in texts:
            if text and self._display is None:
                self._send(f"type {text}")
            elif text:
                self._xdotool("type", "--delay", "12", text)
            self.presses("Return")

    def dies(self) -> None:
        """End the program as a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(30)

    def _listen(self) -> None:
        output: IO[str] | None = self._process.stdout
        assert output is not None
        for line in output:
            self._told.put(line.strip())

    def _send(self, line: str) -> None:
        pipe: IO[str] | None = self._process.stdin
        assert pipe is not None
        pipe.write(line + "\n")
        pipe.flush()

    def _xdotool(self, *arguments: str) -> None:
        environment = {**os.environ, "DISPLAY": self._display or ""}
        if not self._focused:
            # without a window manager nobody gives the window the keyboard
            found = subprocess.run(
                ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(self._process.pid)],
                env=environment, check=True, capture_output=True, text=True,
            )  # fmt: skip
            window = found.stdout.split()[-1]
            subprocess.run(["xdotool", "windowfocus", window], env=environment, check=True)
            self._focused = True
        subprocess.run(["xdotool", *arguments], env=environment, check=True)


@pytest.fixture(scope="module")
def display() -> Iterator[str | None]:
    """A virtual screen, or none where its packages are missing."""
    if not _SCREEN:
        yield None
        return
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(30)


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration workspace that opens without a passphrase being typed."""
    folder = tmp_path_factory.mktemp("journey") / "workspace"
    make_demonstration(Opener().founding(), folder, households=20, role="county")
    return folder


@pytest.fixture
def village(pattern: Path, tmp_path: Path) -> Path:
    """A workspace of one's own."""
    return Path(shutil.copytree(pattern, tmp_path / "workspace"))


@contextmanager
def _at_work(workspace: Path, display: str | None) -> Iterator[Hands]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    environment.pop("WAYLAND_DISPLAY", None)
    if display is None:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    else:
        environment |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.keyed_window", str(workspace)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        hands = Hands(process, display)
        hands.sees("SHOWN")
        hands.presses("Return")  # the demonstration's passphrase stands there already
        hands.sees("OPENED")
        yield hands
    finally:
        process.kill()
        process.communicate()


def _unpromised(workspace: Path) -> str:
    """The number of a household to which nothing is promised: its form has no more than any."""
    desk = Opener().desk(workspace, None)
    rows = [row for row in desk.store.questions.households() if not row.promise_count]
    desk.store.close()
    return rows[0].local_no


def _opens_the_form(hands: Hands, number: str) -> None:
    hands.presses("Ctrl+k")
    hands.keys(number)
    hands.sees("PAGE household")
    hands.presses("Ctrl+n")
    hands.sees("READY")


def test_a_visit_keyed_and_saved_is_there_after_a_sudden_death(
    village: Path, display: str | None
) -> None:
    number = _unpromised(village)
    with _at_work(village, display) as hands:
        _opens_the_form(hands, number)
        hands.keys("", "930", "1025", "1", "", "hz", "1")  # today, from, to, home, met, purpose
        hands.keys("", "")  # nobody came along, no word about the weather
        hands.keys(*"111111", "")
        hands.keys("", "", "", "", "", "", _APPEAL)
        hands.presses("Ctrl+Return")
        hands.sees("SAVED")
        hands.dies()
    desk = Opener().desk(village, None)
    saved = [visit for visit in desk.store.questions.visits() if visit.appeal == _APPEAL]
    assert [visit.local_no for visit in saved] == [number]
    assert desk.store.examine().problems == ()
    assert desk.visits.drafts.pending() == ()
    desk.store.close()


def test_what_was_typed_before_a_sudden_death_comes_back(
    village: Path, display: str | None
) -> None:
    with _at_work(village, display) as hands:
        _opens_the_form(hands, _unpromised(village))
        hands.keys("", "1405")
        hands.sees("DRAFT")
        hands.dies()
    with _at_work(village, display) as hands:
        hands.sees("RESTORED")
    desk = Opener().desk(village, None)
    drafts = desk.visits.drafts.pending()
    assert [
        "1405" in draft.texts.values() or "14:05" in draft.texts.values() for draft in drafts
    ] == [True]
    desk.store.close()
