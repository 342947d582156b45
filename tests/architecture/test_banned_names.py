"""What is banned by name is reported together with its cure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# what is written -> a word of the advice that must come with the complaint
BANNED = {
    "from unittest.mock import patch\npatch": "fakes",
    "import datetime as dt\ndt.datetime.now()": "Clock",
    "import datetime as dt\ndt.date.today()": "Clock",
    "from datetime import datetime\ndatetime.utcnow()": "Clock",
    "import uuid\nuuid.uuid4()": "fieldapp.foundation.ids",
    "import time\ntime.sleep(1)": "signal",
    "from PySide6 import QtSql\nQtSql": "SQLAlchemy",
    "from PySide6.QtWidgets import QApplication\nQApplication.processEvents()": "ui.workers",
}


@pytest.mark.parametrize("code", BANNED)
def test_a_banned_name_is_reported_with_its_cure(code: str, project: Path) -> None:
    command = ["-m", "ruff", "check", "--select", "TID251", "--stdin-filename", "ui/new.py", "-"]
    told = subprocess.run(
        [sys.executable, *command],
        cwd=project,
        input=code,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "TID251" in told.stdout
    assert BANNED[code] in told.stdout
