"""The house keeps its laws, and each law notices when it is broken."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import laws

Law = Callable[[Path], list[str]]

LONG_FUNCTION = "def long():\n" + "    pass\n" * 51
LONG_CLASS = "class Long:\n" + "    x = 1\n" * 201
MANY_METHODS = "class Busy:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(21))

# law -> one breach of it: where, and what is written there
BREACHES: dict[Law, list[tuple[str, str]]] = {
    laws.files_too_long: [("db/long.py", "x = 1\n" * 401)],
    laws.functions_too_long: [("db/long.py", LONG_FUNCTION)],
    laws.classes_too_big: [("db/long.py", LONG_CLASS), ("db/busy.py", MANY_METHODS)],
    laws.vague_names: [("ui/helpers.py", ""), ("db/common/tables.py", "")],
    laws.modules_without_a_sentence: [("db/mute.py", "x = 1\n"), ("db/odd.py", '"""no stop"""\n')],
    laws.catches_of_everything: [
        ("db/net.py", "try:\n    pass\nexcept Exception:\n    pass\n"),
        ("db/nets.py", "try:\n    pass\nexcept (OSError, Exception):\n    pass\n"),
        ("db/bare.py", "try:\n    pass\nexcept:\n    pass\n"),
    ],
    laws.fixed_waits: [
        ("ui/slow.py", "import time\ntime.sleep(1)\n"),
        ("tests/test_slow.py", "def test_it(qtbot):\n    qtbot.wait(5)\n"),
    ],
    laws.event_loops_turned_by_hand: [("ui/pump.py", "def f(app):\n    app.processEvents()\n")],
    laws.silenced_complaints: [
        ("ui/quiet.py", "import os  # no" + "qa\n"),
        ("ui/silent.py", "x: int = ''  # type: ig" + "nore[assignment]\n"),
    ],
    laws.living_code_in_migrations: [
        ("db/migrations/versions/0099_alive.py", "from fieldapp.records import village\n"),
        ("db/migrations/versions/0098_alive.py", "import db.tables\n"),
    ],
    laws.widgets_in_view_models: [
        ("ui/pages/any/view_model.py", "from PySide6.QtWidgets import QLabel\n"),
        ("ui/pages/any/state.py", "from PySide6 import QtWidgets\n"),
    ],
    laws.logic_in_resources: [("resources/tables.py", '"""Logic."""\n')],
}


@pytest.mark.parametrize("law", BREACHES, ids=lambda law: law.__name__)
def test_the_house_has_no(law: Law, project: Path) -> None:
    assert law(project) == []


@pytest.mark.parametrize("law", BREACHES, ids=lambda law: law.__name__)
def test_a_planted_breach_is_noticed_by(law: Law, tmp_path: Path) -> None:
    for place, text in BREACHES[law]:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text, encoding="utf-8")
    reported = " ".join(law(tmp_path))
    assert [place for place, _ in BREACHES[law] if place not in reported] == []


def test_every_top_level_folder_says_in_forty_lines_what_it_is_for(project: Path) -> None:
    assert laws.folders_without_a_short_readme(project) == []


def test_a_folder_without_a_readme_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "README.md").write_text("line\n" * 41)
    assert {"ui/README.md", "db/README.md"} <= set(laws.folders_without_a_short_readme(tmp_path))


def test_no_committed_file_names_a_registry_or_a_folder_of_one_machine(project: Path) -> None:
    assert laws.foreign_addresses(project, committed_files(project)) == []


def test_a_registry_and_a_machine_folder_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "lock.txt").write_text(f"--index-url https://{laws.REGISTRY_HOSTS[0]}/simple")
    (tmp_path / "notes.md").write_text(f"see {laws.MACHINE_PATHS[0]}notes")
    assert len(laws.foreign_addresses(tmp_path, ["lock.txt", "notes.md"])) == 2


def test_packaging_never_becomes_a_package_that_hides_the_library_of_that_name(
    project: Path,
) -> None:
    assert not (project / "packaging" / "__init__.py").exists()


def test_the_top_level_holds_only_the_agreed_folders(project: Path) -> None:
    folders = {name.partition("/")[0] for name in committed_files(project) if "/" in name}
    assert {name for name in folders if not name.startswith(".")} == set(laws.SOURCE_FOLDERS)


def committed_files(project: Path) -> list[str]:
    """The names of the files that git knows and that lie on disk."""
    asked = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    told = subprocess.run(asked, cwd=project, capture_output=True, check=True)
    names = told.stdout.decode().split("\0")
    return [name for name in names if name and (project / name).is_file()]
