"""Every machine gets the same libraries, byte for byte."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("requirements.txt", "requirements-dev.txt")


def locked(project: Path, lock: str) -> dict[str, str]:
    """Each locked library and the rest of its entry."""
    text = (project / "packaging" / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9-]+)==((?:.*\\\n)*.*)$", text, re.MULTILINE)
    return dict(entries)


def wanted(project: Path, *extras: str) -> set[str]:
    """The libraries that the project asks for, by the names that locks use."""
    configured = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = list(configured["dependencies"])
    for extra in extras:
        asked += configured["optional-dependencies"][extra]
    return {re.split(r"[\[<>=]", name)[0].lower().replace("_", "-") for name in asked}


def test_the_program_is_locked_whole(project: Path) -> None:
    assert wanted(project, "build") - set(locked(project, "requirements.txt")) == set()


def test_the_tools_are_locked_whole(project: Path) -> None:
    tools = wanted(project, "build", "dev")
    assert tools - set(locked(project, "requirements-dev.txt")) == set()


def test_tests_use_the_versions_that_people_get(project: Path) -> None:
    shipped, tested = (locked(project, lock) for lock in LOCKS)
    assert {name: tested[name] for name in shipped} == shipped


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_file_has_a_hash_and_no_address(project: Path, lock: str) -> None:
    entries = locked(project, lock)
    assert len(entries) > 15
    assert [name for name, rest in entries.items() if "--hash=sha256:" not in rest] == []
    assert "://" not in (project / "packaging" / lock).read_text(encoding="utf-8")
