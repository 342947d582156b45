"""The import contracts are kept, and each of them notices one planted breach."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT_PACKAGES = ("fieldapp", "ui", "db")

# contract -> where the breach is planted, and the import that breaks it
BREACHES = {
    "one-way-down": ("fieldapp/records/planted_up.py", "fieldapp.services"),
    "no-unlisted-room": ("fieldapp/planted_room.py", "fieldapp.foundation"),
    "qt-in-its-room": ("fieldapp/services/planted_qt.py", "PySide6.QtCore"),
    "sql-in-its-room": ("ui/shell/planted_sql.py", "sqlalchemy.orm"),
    "pdf-in-its-room": ("fieldapp/services/planted_pdf.py", "reportlab.lib"),
    "excel-in-its-room": ("fieldapp/services/planted_excel.py", "openpyxl"),
    "workshops-through-services": ("ui/shell/planted_short_cut.py", "fieldapp.sheets"),
    "store-answers-ports": ("db/planted_service.py", "fieldapp.services"),
    "pages-apart": ("ui/pages/planted_page/page.py", "ui.pages.planted_other"),
    "pages-ask-no-service": ("ui/pages/planted_other/page.py", "fieldapp.services"),
    "widgets-know-no-survey": ("ui/widgets/planted_survey.py", "fieldapp.records"),
}


def examine(tree: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the import contracts of ``tree`` over the sources in it."""
    running = [sys.executable, "-c", "import sys, importlinter.cli as c; c.lint_imports_command()"]
    return subprocess.run(
        [*running, "--no-cache", *options], cwd=tree, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def report_of_planted_breaches(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contracts say about a copy of the project with one breach for each of them."""
    project = Path(__file__).resolve().parents[2]
    tree = tmp_path_factory.mktemp("tree")
    shutil.copy(project / "pyproject.toml", tree)
    for package in ROOT_PACKAGES:
        shutil.copytree(
            project / package, tree / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    for place, imported in BREACHES.values():
        planted = tree / place
        planted.parent.mkdir(parents=True, exist_ok=True)
        (planted.parent / "__init__.py").touch()
        planted.write_text(f"import {imported}\n")
    return " ".join(examine(tree).stdout.split())


def test_all_import_contracts_are_kept(project: Path) -> None:
    examined = examine(project)
    assert examined.returncode == 0, examined.stdout


def test_every_contract_has_a_planted_breach(project: Path) -> None:
    assert {contract["id"] for contract in contracts(project)} == set(BREACHES)


@pytest.mark.parametrize("contract_id", BREACHES)
def test_a_planted_breach_is_reported_by_its_contract(
    contract_id: str, project: Path, report_of_planted_breaches: str
) -> None:
    name = next(each["name"] for each in contracts(project) if each["id"] == contract_id)
    _, _, told = report_of_planted_breaches.partition("Broken contracts")
    _, _, section = told.partition(f"{name} ---")
    module = BREACHES[contract_id][0].removesuffix(".py").replace("/", ".")
    spoken_of = (module, module.rpartition(".")[2])
    assert f"{name} BROKEN" in report_of_planted_breaches
    assert any(spoken in section.partition(" ---- ")[0] for spoken in spoken_of), section


def contracts(project: Path) -> list[dict[str, str]]:
    """The contracts as the configuration declares them."""
    configured = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    declared: list[dict[str, str]] = configured["tool"]["importlinter"]["contracts"]
    return declared
