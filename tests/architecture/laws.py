"""The laws that import contracts cannot express; each takes a tree and returns its breaches."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE_FOLDERS = ("fieldapp", "ui", "db", "resources", "packaging", "tests")
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
LONGEST_CLASS = 200
MOST_METHODS = 20
LONGEST_README = 40
VAGUE_NAMES = {"utils", "helpers", "common", "misc", "manager", "base", "core", "stuff"}
PLACES_THAT_CATCH_ALL = {"fieldapp/__main__.py", "ui/app.py"}
LIBRARIES_OF_A_MIGRATION = {"sqlalchemy", "alembic"} | sys.stdlib_module_names
FIXED_WAITS = {("time", "sleep"), ("qtbot", "wait"), ("QTest", "qWait"), ("QThread", "msleep")}

# Written in two halves so that this file does not hold what it looks for.
REGISTRY_HOSTS = tuple(
    ".".join(halves)
    for halves in (
        ("pypi", "org"),
        ("files.python" + "hosted", "org"),
        ("registry.npm" + "js", "org"),
        ("deb.debian", "org"),
        ("tuna.tsinghua", "edu.cn"),
        ("mirrors.ali" + "yun", "com"),
    )
)
MACHINE_PATHS = tuple(f"/{folder}/" for folder in ("root", "work", "tmp", "home", "opt"))


def files_too_long(root: Path) -> list[str]:
    """Files of more than 400 lines."""
    return [
        f"{name}: {lines} lines"
        for path, name in python_files(root)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]


def functions_too_long(root: Path) -> list[str]:
    """Functions of more than 50 lines."""
    return [
        f"{name}: {node.name} has {_length(node)} lines"
        for name, node in _nodes(root)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and _length(node) > LONGEST_FUNCTION
    ]


def classes_too_big(root: Path) -> list[str]:
    """Classes of more than 200 lines or 20 methods."""
    found = []
    for name, node in _nodes(root):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, ast.FunctionDef) for part in node.body)
            if _length(node) > LONGEST_CLASS or methods > MOST_METHODS:
                found.append(f"{name}: {node.name}: {_length(node)} lines, {methods} methods")
    return found


def vague_names(root: Path) -> list[str]:
    """Files and folders whose name says nothing."""
    return sorted(
        {
            name
            for path, name in python_files(root)
            if VAGUE_NAMES & {*path.relative_to(root).parent.parts, path.stem}
        }
    )


def modules_without_a_sentence(root: Path) -> list[str]:
    """Modules of the product that do not open with one sentence about what lives there."""
    found = []
    for path, name in python_files(root):
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        if not name.startswith("tests/") and not (said and said.splitlines()[0].endswith(".")):
            found.append(name)
    return found


def catches_of_everything(root: Path) -> list[str]:
    """Handlers of every exception outside the two front doors."""
    return [
        f"{name}:{node.lineno}"
        for name, node in _nodes(root)
        if isinstance(node, ast.ExceptHandler)
        and name not in PLACES_THAT_CATCH_ALL
        and (node.type is None or _names_everything(node.type))
    ]


def fixed_waits(root: Path) -> list[str]:
    """Calls that wait for a length of time instead of for a condition."""
    return [
        f"{name}:{node.lineno}"
        for name, node in _nodes(root)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in FIXED_WAITS
    ]


def event_loops_turned_by_hand(root: Path) -> list[str]:
    """Calls of Qt's ``processEvents``, on whatever object."""
    return [
        f"{name}:{node.lineno}"
        for name, node in _nodes(root)
        if isinstance(node, ast.Attribute) and node.attr == "processEvents"
    ]


def silenced_complaints(root: Path) -> list[str]:
    """Comments that silence a checker without saying which complaint, and why."""
    silence = re.compile(
        r"#\s*(noqa|type:\s*ignore)(?P<code>[:\[]\s*[\w-]+(,\s*[\w-]+)*\]?)?(?P<why>.*)"
    )
    return [
        f"{name}:{number}"
        for path, name in python_files(root)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (found := silence.search(line)) and not (found["code"] and found["why"].strip())
    ]


def living_code_in_migrations(root: Path) -> list[str]:
    """Imports of a migration that are neither SQL nor the language's own."""
    return [
        f"{name}: {module}"
        for name, module in _imports(root)
        if name.startswith("db/migrations/versions/")
        and module.partition(".")[0] not in LIBRARIES_OF_A_MIGRATION
    ]


def widgets_in_view_models(root: Path) -> list[str]:
    """Imports of Qt's widgets by a state or a view model."""
    return [
        f"{name}: {module}"
        for name, module in _imports(root)
        if name.startswith("ui/pages/")
        and Path(name).name in {"state.py", "view_model.py"}
        and module.startswith(("PySide6.QtWidgets", "PySide6.QtGui", "PySide6.QtPrintSupport"))
    ]


def logic_in_resources(root: Path) -> list[str]:
    """Python files among the resources."""
    found = (name for _, name in python_files(root) if name.startswith("resources/"))
    return [name for name in found if name != "resources/__init__.py"]


def foreign_addresses(root: Path, names: list[str]) -> list[str]:
    """Committed text files that name a package registry or a folder of one machine."""
    found = []
    for name in names:
        raw = (root / name).read_bytes()
        if b"\0" not in raw:
            text = raw.decode("utf-8", "replace")
            found += [f"{name}: {host}" for host in REGISTRY_HOSTS if host in text]
            found += [f"{name}: {path}" for path in MACHINE_PATHS if _names_path(text, path)]
    return found


def folders_without_a_short_readme(root: Path) -> list[str]:
    """Top-level folders that do not say in forty lines what they are for."""
    readmes = [root / folder / "README.md" for folder in SOURCE_FOLDERS]
    return [
        str(readme.relative_to(root))
        for readme in readmes
        if not readme.is_file()
        or len(readme.read_text(encoding="utf-8").splitlines()) > LONGEST_README
    ]


def python_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every Python file of the project with its name relative to ``root``."""
    for folder in SOURCE_FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            yield path, path.relative_to(root).as_posix()


def _nodes(root: Path) -> Iterator[tuple[str, ast.AST]]:
    for path, name in python_files(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield name, node


def _imports(root: Path) -> Iterator[tuple[str, str]]:
    for name, node in _nodes(root):
        if isinstance(node, ast.Import):
            yield from ((name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((name, f"{node.module}.{alias.name}") for alias in node.names)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _names_everything(caught: ast.expr) -> bool:
    parts = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(isinstance(part, ast.Name) and part.id == "Exception" for part in parts)


def _names_path(text: str, path: str) -> bool:
    return re.search(rf"(?<![\w.\-/}}]){path}\w", text) is not None
