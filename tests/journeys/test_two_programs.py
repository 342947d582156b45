"""Two real processes on one workspace: the second says who holds it."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fieldapp.cli.window import make_program
from fieldapp.foundation.errors import Refused
from fieldapp.foundation.jobs import WatchedJob
from fieldapp.foundation.occupancy import FOLDER, others
from tests.register_village import PASSPHRASE, open_village

ROOT = Path(__file__).resolve().parent.parent.parent
HOLDING = """
import sys
from pathlib import Path
from db.store import open_store
from fieldapp.foundation.occupancy import this_is
from fieldapp.foundation.vault import unlock
this_is(sys.argv[3])
folder = Path(sys.argv[1])
store = open_store(folder, unlock(folder, sys.argv[2]), "fieldapp test")
with store.together():
    store.set_local("held", b"1")
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held(folder: Path, program: str) -> Iterator[subprocess.Popen[str]]:
    """Another process is in the middle of a write."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(folder), PASSPHRASE, program],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        if process.poll() is None:
            process.communicate("\n", timeout=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    desk = open_village(tmp_path / "workspace")
    desk.store.close()
    return desk.folder


@pytest.mark.slow
def test_a_command_beside_another_process_names_it_and_changes_nothing(folder: Path) -> None:
    script = folder.parent / "script.jsonl"
    script.write_text('{"do": "household.set", "household": "0163", "set": {"note": "x"}}\n')
    with held(folder, "window") as process:
        done = subprocess.run(
            [sys.executable, "-m", "fieldapp", "--workspace", folder, "--json", "apply", script],
            env={**os.environ, "FIELDAPP_PASSPHRASE": PASSPHRASE}, check=False,
            capture_output=True, text=True, cwd=ROOT,
        )  # fmt: skip
        error = json.loads(done.stdout)["error"]
        assert (done.returncode, error["code"]) == (3, "store_held")
        assert str(process.pid) in error["message"]
        assert platform.node() in error["message"]
        assert "程序窗口" in error["message"]
        assert error["hint"]
        assert "王芳" not in done.stdout + done.stderr
        assert [holder.process for holder in others(folder)] == [process.pid]
    assert others(folder) == []


def test_a_second_window_is_told_of_the_first_one(folder: Path, qapp: object) -> None:
    del qapp
    with held(folder, "window") as process:
        program = make_program(folder, "zh_CN", shipped_font=True)
        try:
            with pytest.raises(Refused) as caught:
                program._opener(PASSPHRASE, WatchedJob())
        finally:
            program.stop()
        assert caught.value.code == "store_held"
        assert caught.value.facts["process"] == process.pid


def test_what_a_killed_process_left_behind_counts_no_more(folder: Path) -> None:
    with held(folder, "window") as process:
        process.kill()
        process.wait()
        assert others(folder) == []
    assert not (folder / FOLDER).exists()
